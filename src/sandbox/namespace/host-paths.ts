import type {LabPolicy} from '../lab-policy.ts';
import {homeOf, type Namespace} from '../sandbox.ts';

/** The folder on every node below which each sandbox has a file system of its own. */
export const hostPathRoot = '/var/lib/labrador/sandboxes';

/** The folder on a node that a sandbox's Pods see as `/`, in all of its namespaces. */
export function hostFolder(namespace: Namespace): string {
  return `${hostPathRoot}/${homeOf(namespace)}`;
}

/** Whether Pods may use folders of the node at all: only such a lab needs a node agent, which makes and erases them. */
export const hasHostFolders = ({hostPathLeaves}: Pick<LabPolicy, 'hostPathLeaves'>): boolean =>
  hostPathLeaves.length > 0;

/**
 * Where a path that a learner wrote is on the node, or `undefined` when the lab does not let them have it: `/` and the
 * lab's leaves are all there is, and a lab without leaves has no `/` either. A path that is already mapped stays.
 */
export function toHostPath(namespace: Namespace, path: string, lab: LabPolicy): string | undefined {
  if (!hasHostFolders(lab)) return undefined;
  const written = normalisePath(fromHostPath(namespace, path) ?? path);
  if (written === '/') return hostFolder(namespace);
  if (written === undefined || !lab.hostPathLeaves.includes(written)) return undefined;
  return `${hostFolder(namespace)}${written}`;
}

/** The path that a learner wrote for a folder of their sandbox; `undefined` for every other folder. */
export function fromHostPath(namespace: Namespace, path: string): string | undefined {
  const folder = hostFolder(namespace);
  if (path === folder) return '/';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length) : undefined;
}

function normalisePath(path: string): string | undefined {
  const segments = path.split('/');
  if (!path.startsWith('/') || segments.includes('..')) return undefined;
  return `/${segments.filter((segment) => segment !== '' && segment !== '.').join('/')}`;
}
