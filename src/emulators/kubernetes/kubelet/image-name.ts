/** `nginx:1.18` as containerd spells it out. */
export function canonicalName(reference: string): string {
  const tagged = /[:@][^/]*$/.test(reference) ? reference : `${reference}:latest`;
  const [first = ''] = tagged.split('/');
  if (tagged.includes('/') && /[.:]|^localhost$/.test(first)) return tagged;
  return tagged.includes('/') ? `docker.io/${tagged}` : `docker.io/library/${tagged}`;
}

/** The image that a name stands for, as a container's status tells it. */
export function digestName(reference: string, digest: string): string {
  return `${canonicalName(reference).replace(/(@[^/]*|:[^/]*)$/, '')}@sha256:${digest}`;
}
