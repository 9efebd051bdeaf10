/** How a process is let into a cluster: by a kubeconfig, or as a Pod of it, by its own ServiceAccount. */
export type ClusterAccess = 'kubeconfig' | 'pod';

/** What an administrator types to bring what the cluster has of Labrador to this version. */
export const installCommand = {
  kubeconfig: 'npm run cluster:install',
  pod: 'helm upgrade',
} as const satisfies Record<ClusterAccess, string>;
