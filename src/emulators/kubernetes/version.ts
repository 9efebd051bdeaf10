/** The Kubernetes that this cluster is, in all that it says and does. */
export const KUBERNETES_MINOR = '37';
export const KUBERNETES_VERSION = `v1.${KUBERNETES_MINOR}.2`;
