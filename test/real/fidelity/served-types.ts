import {supportedVerbs} from '#src/emulators/kubernetes/support.ts';

export interface ServedType {
  /** `daemonsets` */
  type: string;
  /** `apps`; empty for the core */
  group: string;
  version: string;
  isInNamespace: boolean;
  /** Where its objects are listed and created, with NAMESPACE in it. */
  path: string;
}

const clusterWide = new Set([
  'namespaces',
  'nodes',
  'clusterroles',
  'clusterrolebindings',
  'persistentvolumes',
  'storageclasses',
  'ingressclasses',
]);

/** The types of the support matrix that have objects, which leaves out what can only be asked. */
export const servedTypes: readonly ServedType[] = Object.entries(supportedVerbs)
  .map(([row, verbs]) => ({parts: row.split('/'), verbs}))
  .filter(
    ({parts, verbs}) =>
      parts.length === (parts[0] === 'v1' ? 2 : 3) && verbs.includes('create') && verbs.includes('list'),
  )
  .map(({parts}) => {
    const type = parts.at(-1) ?? '';
    const group = parts[0] === 'v1' ? '' : (parts[0] ?? '');
    const isInNamespace = !clusterWide.has(type);
    const version = parts.at(-2) ?? '';
    const root = group === '' ? '/api/v1' : `/apis/${group}/${version}`;
    return {
      type,
      group,
      version,
      isInNamespace,
      path: isInNamespace ? `${root}/namespaces/NAMESPACE/${type}` : `${root}/${type}`,
    };
  });

/** `apps/v1`, `v1` */
export function apiVersionOf({group, version}: ServedType): string {
  return group === '' ? version : `${group}/${version}`;
}
