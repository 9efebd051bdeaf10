/** Whether a node's label is a sandbox's own. */
export const isNodeKeyOf = (key: string, namespace: string): boolean => {
  const [prefix = ''] = key.split('/', 1);
  const domain = `${namespace}.node.labrador.dev`;
  return prefix === domain || prefix.endsWith(`.${domain}`);
};
