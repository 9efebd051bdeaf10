/** Options that stand alone: their letter, their long name. */
const flags = {
  s: 'silent',
  S: 'show-error',
  v: 'verbose',
  i: 'include',
  I: 'head',
  L: 'location',
  f: 'fail',
  G: 'get',
  O: 'remote-name',
  V: 'version',
  h: 'help',
  // what makes no difference here
  k: 'insecure',
  N: 'no-buffer',
  g: 'globoff',
  4: 'ipv4',
  6: 'ipv6',
} as const;
const longFlags = [
  'no-progress-meter',
  'compressed',
  'http1.1',
  'http1.0',
  'retry-connrefused',
  'tcp-nodelay',
] as const;

/** Options that take a value. */
const values = {
  o: 'output',
  w: 'write-out',
  m: 'max-time',
  H: 'header',
  X: 'request',
  d: 'data',
  A: 'user-agent',
  e: 'referer',
  u: 'user',
} as const;
const longValues = [
  'connect-timeout',
  'data-raw',
  'data-binary',
  'data-ascii',
  'data-urlencode',
  'json',
  'url',
  'max-redirs',
  'retry',
  'retry-delay',
  'retry-max-time',
] as const;

type Flag = (typeof flags)[keyof typeof flags] | (typeof longFlags)[number];
type Valued = (typeof values)[keyof typeof values] | (typeof longValues)[number];

export interface CurlOptions {
  has: (flag: Flag) => boolean;
  /** The value given last. */
  get: (option: Valued) => string | undefined;
  /** All values, in the order that they were given. */
  all: (option: Valued) => readonly string[];
  urls: readonly string[];
  /** What is to be sent, by the option that gives it. */
  data: readonly {option: Valued; value: string}[];
}

/** What is wrong with a line, in curl's words. */
export interface LineProblem {
  problem: string;
}

const valueNames = new Set<string>([...Object.values(values), ...longValues]);
const flagNames = new Set<string>([...Object.values(flags), ...longFlags]);
const isValued = (name: string): name is Valued => valueNames.has(name);
const isFlag = (name: string): name is Flag => flagNames.has(name);
const isData = (name: Valued): boolean => name.startsWith('data') || name === 'json';
const longOfLetter = new Map<string, string>([...Object.entries(flags), ...Object.entries(values)]);

/** `-sS -o FILE`, `-ofile`, `--max-time 2`; what is not among the options of courses is told as curl tells what it does not know. */
export function parseCurlLine(args: readonly string[]): CurlOptions | LineProblem {
  const given = new Set<Flag>();
  const valued: {option: Valued; value: string}[] = [];
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    if (!arg.startsWith('-') || arg === '-') {
      valued.push({option: 'url', value: arg});
      continue;
    }
    const isLong = arg.startsWith('--');
    for (let letters = isLong ? '' : arg.slice(1), isFirst = true; isFirst || letters !== ''; isFirst = false) {
      const name = isLong ? arg.slice(2) : (longOfLetter.get(letters.charAt(0)) ?? '');
      letters = letters.slice(1);
      if (isFlag(name)) given.add(name);
      else if (isValued(name)) {
        const value = letters === '' ? left.shift() : letters;
        if (value === undefined) return {problem: `curl: option ${arg}: requires parameter`};
        valued.push({option: name, value});
        break;
      } else return {problem: `curl: option ${arg}: is unknown`};
    }
  }
  const all = (option: Valued): string[] => valued.flatMap((one) => (one.option === option ? [one.value] : []));
  return {
    has: (flag) => given.has(flag),
    get: (option) => all(option).at(-1),
    all,
    urls: all('url'),
    data: valued.filter(({option}) => isData(option)),
  };
}

/** A number of times or seconds, of three digits at the most; undefined for what is none. */
export const countOf = (text = ''): number | undefined => (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
