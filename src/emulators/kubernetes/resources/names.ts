/** Says what is wrong with a name, in Kubernetes' own words; nothing when it is fine. */
export type NameRule = (name: string) => string[];

const subdomainPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const subdomainText =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const wildcardText =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const labelText =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const partRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const namePart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const valueText =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const keyText =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const maxLabel = 63;
const maxSubdomain = 253;
const maxPortName = 15;

/** What most objects are named by. */
export const subdomainName: NameRule = (name) => [
  ...tooLong(name, maxSubdomain),
  ...(subdomainPattern.test(name) ? [] : [subdomainText]),
];

/** All names one label below a subdomain: `*.example.com`. */
export const wildcardName: NameRule = (name) => [
  ...tooLong(name, maxSubdomain),
  ...(name.startsWith('*.') && subdomainPattern.test(name.slice(2)) ? [] : [wildcardText]),
];

export const labelName: NameRule = (name) => [
  ...tooLong(name, maxLabel),
  ...(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)
    ? []
    : [subdomainPattern.test(name) ? 'must not contain dots' : labelText]),
];

/** For names that may hold colons and capitals, as those of roles: no syntax of a path. */
export const pathSegmentName: NameRule = (name) => {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%'].filter((sign) => name.includes(sign)).map((sign) => `may not contain '${sign}'`);
};

/** The key of a label, an annotation or a resource: `name` or `example.com/name`. */
export const qualifiedName: NameRule = (text) => {
  const parts = text.split('/');
  if (parts.length > 2) {
    return [`a valid label key ${partRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts.at(-1) ?? '';
  const [prefix] = parts.length === 2 ? parts : [undefined];
  return [
    ...(prefix === '' ? ['prefix part must be non-empty'] : []),
    ...(prefix === undefined || prefix === '' ? [] : subdomainName(prefix).map((why) => `prefix part ${why}`)),
    ...(name === ''
      ? ['name part must be non-empty']
      : tooLong(name, maxLabel, 'bytes').map((why) => `name part ${why}`)),
    ...(namePart.test(name) ? [] : [`name part ${partRule}`]),
  ];
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelValue: NameRule = (value) => [
  ...tooLong(value, maxLabel, 'bytes'),
  ...(value === '' || namePart.test(value) ? [] : [valueText]),
];

/** A port's name, which stands for its number. */
export const portName: NameRule = (name) => [
  ...tooLong(name, maxPortName),
  ...(/^[-a-z0-9]+$/.test(name) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(name) ? [] : ['must contain at least one letter (a-z)']),
  ...(name.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(name) ? ['must not begin or end with a hyphen'] : []),
];

export const environmentName: NameRule = (name) =>
  /^[ -<>-~]+$/.test(name)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];

/** The key of a ConfigMap's or a Secret's data, which may become the name of a file. */
export const dataKey: NameRule = (key) => {
  if (key === '.' || key === '..') return [`must not be '${key}'`];
  return [...tooLong(key, maxSubdomain), ...(/^[-._a-zA-Z0-9]+$/.test(key) ? [] : [keyText])];
};

/** Labels are measured in bytes, as newer rules are; the rest in characters. */
function tooLong(text: string, limit: number, unit: 'characters' | 'bytes' = 'characters'): string[] {
  return text.length > limit ? [`must be no more than ${limit} ${unit}`] : [];
}
