/** The Kubernetes that this cluster is, in all that it says and does. */
export const kubernetesMinor = '37';
export const kubernetesVersion = `v1.${kubernetesMinor}.2`;
