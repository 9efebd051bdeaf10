import {delimiter} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';

/**
 * What `KUBECONFIG` names: several files, with colons between them, are merged as kubectl does.
 * @throws Error that says which file can't be read
 */
export function readKubeconfig(paths: string): KubeConfig {
  const merged = new KubeConfig();
  for (const [index, path] of paths
    .split(delimiter)
    .filter((part) => part !== '')
    .entries()) {
    const one = new KubeConfig();
    try {
      one.loadFromFile(path);
    } catch (error) {
      throw new Error(`The kubeconfig ${path} can't be read: ${String(error)}`, {cause: error});
    }
    // the first file's context is the one in use
    merged.mergeConfig(one, index > 0);
  }
  return merged;
}
