import {learnerAccount} from '#src/kinds/service-account/kept-accounts.ts';
import type {ApiClient, ApiServer} from './api-client.ts';

/** Where the bot's own ServiceAccounts live, and bot and workers themselves. @see deploy/chart/files/rbac.yaml */
export const systemNamespace = 'labrador-system';
/** Where the node agent lives: it mounts a host folder, which nothing beside the bot is to be able to. */
export const nodeAgentNamespace = 'labrador-nodes';

/** Those whom the bot acts as, each with a kind of work of its own. */
export const systemIdentities = ['provisioner', 'labeller', 'watcher', 'node-agent'] as const;
export type SystemIdentity = (typeof systemIdentities)[number];

/** What one answer to a learner's question may be, in bytes: more than all that a sandbox holds of one type. */
const learnerAnswerBytes = 8 * 1024 * 1024;

const serviceAccountUser = (namespace: string, name: string): string => `system:serviceaccount:${namespace}:${name}`;

/** Whether it is the bot itself, or one of those whom it acts as: no learner. */
export const isOwnUser = (user: string | undefined): boolean =>
  user === undefined || systemIdentities.some((identity) => user === serviceAccountUser(systemNamespace, identity));

/**
 * Who asks the API server. Nothing is ever asked with the kubeconfig's own rights: each kind of work impersonates the
 * ServiceAccount that may do it and no more, and a learner's operation the learner's own.
 */
export interface Identities {
  readonly system: (identity: SystemIdentity) => ApiClient;
  readonly learner: (namespace: string) => ApiClient;
}

/** The same identities, of which none does anything once `mayAct` throws: it is asked just before each act. */
export const fencedBy = (identities: Identities, mayAct: () => Promise<void>): Identities => ({
  system: (identity) => identities.system(identity).fencedBy(mayAct),
  learner: (namespace) => identities.learner(namespace).fencedBy(mayAct),
});

export function identitiesOf(server: ApiServer): Identities {
  return {
    system: (identity) => server.as(serviceAccountUser(systemNamespace, identity)),
    learner: (namespace) => server.as(serviceAccountUser(namespace, learnerAccount), learnerAnswerBytes),
  };
}
