/** Names of what every namespace has of itself, without anybody having made it. */
const ownNames: ReadonlySet<string> = new Set(['kube-root-ca.crt', 'kubernetes']);

export const isMadeByCluster = (name: string): boolean => ownNames.has(name);
