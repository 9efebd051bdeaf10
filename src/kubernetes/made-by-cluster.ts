/** What every namespace has of itself, without anybody having made it: it comes back when it is deleted. By plural and name. */
const ownObjects: ReadonlySet<string> = new Set([
  'configmaps/kube-root-ca.crt',
  'services/kubernetes',
  'serviceaccounts/default',
]);

export const isMadeByCluster = (plural: string, name: string): boolean => ownObjects.has(`${plural}/${name}`);
