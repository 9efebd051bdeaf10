import type {ApiClient, ApiServer} from './api-client.ts';

/** Where the bot's own ServiceAccounts and its node agent live. @see deploy/rbac.yaml */
export const systemNamespace = 'labrador-system';

type SystemIdentity = 'provisioner' | 'labeller' | 'watcher' | 'node-agent';

const serviceAccountUser = (namespace: string, name: string): string => `system:serviceaccount:${namespace}:${name}`;

/**
 * Who asks the API server. Nothing is ever asked with the kubeconfig's own rights: each kind of work impersonates the
 * ServiceAccount that may do it and no more, and a learner's operation the learner's own.
 */
export interface Identities {
  readonly system: (identity: SystemIdentity) => ApiClient;
  readonly learner: (namespace: string) => ApiClient;
}

export function identitiesOf(server: ApiServer): Identities {
  return {
    system: (identity) => server.as(serviceAccountUser(systemNamespace, identity)),
    learner: (namespace) => server.as(serviceAccountUser(namespace, 'learner')),
  };
}
