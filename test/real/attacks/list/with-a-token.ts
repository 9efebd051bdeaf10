import {KubeConfig} from '@kubernetes/client-node';
import {z} from 'zod';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {patchTypes, type ApiRequest} from '#src/cluster/api/api-request.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {Attempt, OtherAttack} from '../attack.ts';
import {watched} from '../outside.ts';
import {ask, isRightsRefusal} from '../raw-request.ts';
import type {World} from '../world.ts';

const rights = 'rights in the cluster';
const theCluster = 'the cluster';
const tokenSchema = z.looseObject({status: z.looseObject({token: z.string()})});

/** What nobody should be able to do but by being somebody else. */
const asOthers: readonly string[] = [
  'system:admin',
  'admin',
  'system:kube-controller-manager',
  'system:serviceaccount:kube-system:default',
  'system:serviceaccount:labrador-system:labrador',
  'system:serviceaccount:labrador-nodes:node-agent-pod',
  'system:serviceaccount:default:learner',
  'system:serviceaccount:kube-system:learner',
];

/** The API server with a token of an account. The administrator makes it: nobody else can. */
async function serverAs(world: World, account: {namespace: string; name: string}): Promise<ApiServer> {
  const {body} = await world.admin.client.request({
    method: 'POST',
    path: `/api/v1/namespaces/${account.namespace}/serviceaccounts/${account.name}/token`,
    body: {apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {expirationSeconds: 600}},
  });
  const cluster = world.server.kubeConfig.getCurrentCluster();
  if (cluster === null) throw new Error('no cluster');
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(cluster, {name: account.name, token: tokenSchema.parse(body).status.token});
  return ApiServer.open(kubeConfig);
}

async function withServer(opening: Promise<ApiServer>, act: (server: ApiServer) => Promise<Attempt>): Promise<Attempt> {
  const server = await opening;
  try {
    return await act(server);
  } finally {
    await server.close();
  }
}

interface Asked {
  readonly group: OtherAttack['group'];
  readonly name: string;
  readonly threat: string;
  readonly path: string;
  readonly send: (world: World) => Promise<Attempt>;
  readonly gap?: OtherAttack['gap'];
}

const attack = ({group, name, threat, path, send, gap}: Asked): OtherAttack => {
  const look = watched(send);
  return {
    group,
    name,
    threat,
    path,
    attempt: look.attempt,
    effect: async (world, attempt) =>
      (await look.effect(world, attempt)) ??
      (isRightsRefusal(attempt) ? undefined : `the API server let it in: ${attempt.evidence}`),
    ...(gap === undefined ? {} : {gap}),
  };
};

const someRequests: readonly string[] = [
  '/api/v1/OWN/pods',
  '/api/v1/OWN/secrets',
  '/api/v1/OWN/configmaps',
  '/api/v1/OTHER/pods',
  '/api/v1/namespaces',
  '/api/v1/nodes',
  '/api/v1/secrets',
];

const toPath = (path: string, {mallory, ada}: World): string =>
  path.replace('OWN', `namespaces/${mallory.namespace}`).replace('OTHER', `namespaces/${ada.namespace}`);

/** A Pod that got hold of a token of its account would have nothing of it. */
export const withAPodsToken: readonly OtherAttack[] = someRequests.map((path) =>
  attack({
    group: 'in a container',
    name: 'a token of the Pods’ account',
    threat: rights,
    path: `GET ${path}`,
    send: async (world) =>
      withServer(serverAs(world, {namespace: world.mallory.namespace, name: 'default'}), async (server) =>
        ask(server.as(undefined), {path: toPath(path, world)}),
      ),
  }),
);

/** A token of the learner's account, had any: it can be nobody else. */
export const withTheLearnersToken: readonly OtherAttack[] = asOthers.map((user) =>
  attack({
    group: 'as the learner’s account',
    name: `being ${user}`,
    threat: rights,
    path: 'Impersonate-User',
    send: async (world) =>
      withServer(serverAs(world, {namespace: world.mallory.namespace, name: 'learner'}), async (server) =>
        ask(server.as(user), {path: '/api/v1/namespaces'}),
      ),
  }),
);

const identity = (name: string): string => `system:serviceaccount:labrador-system:${name}`;
const metadata = {name: 'made-by-mallory'};

interface BotRequest {
  readonly name: string;
  readonly as?: string;
  readonly request: (world: World) => ApiRequest;
  readonly gap?: string;
}

const dryRun = {dryRun: 'All'};
const noPolicy = 'RBAC knows no names that begin alike, and Labrador comes with no admission policy';

/** What the bot’s own token is good for, should it be stolen. */
const botRequests: readonly BotRequest[] = [
  ...['/api/v1/namespaces', '/api/v1/secrets', '/api/v1/pods', '/api/v1/nodes'].map((path) => ({
    name: `reading ${path}`,
    request: () => ({path}),
  })),
  ...asOthers
    .filter((user) => !user.endsWith(':labrador'))
    .map((user) => ({name: `being ${user}`, as: user, request: () => ({path: '/api/v1/namespaces'})})),
  {
    name: 'reading Secrets',
    as: identity('provisioner'),
    request: () => ({path: '/api/v1/secrets'}),
  },
  {
    name: 'handing out the role of administrators',
    as: identity('provisioner'),
    request: ({mallory}) => ({
      method: 'POST',
      path: `/apis/rbac.authorization.k8s.io/v1/namespaces/${mallory.namespace}/rolebindings`,
      body: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata,
        roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin'},
        subjects: [{kind: 'ServiceAccount', name: 'learner', namespace: mallory.namespace}],
      },
    }),
  },
  {
    name: 'making a Pod',
    as: identity('provisioner'),
    request: ({mallory}) => ({
      method: 'POST',
      path: `/api/v1/namespaces/${mallory.namespace}/pods`,
      body: {apiVersion: 'v1', kind: 'Pod', metadata, spec: {containers: []}},
    }),
  },
  {
    name: 'changing what is watched',
    as: identity('watcher'),
    request: ({ada}) => ({
      method: 'PATCH',
      path: `/api/v1/namespaces/${ada.namespace}/configmaps/private`,
      body: {data: {secret: 'x'}} satisfies JsonObject,
      contentType: patchTypes.merge,
    }),
  },
  {name: 'reading Secrets', as: identity('watcher'), request: () => ({path: '/api/v1/secrets'})},
  {
    name: 'a command in a sandbox',
    as: identity('node-agent'),
    request: ({ada}) => ({
      method: 'POST',
      path: `/api/v1/namespaces/${ada.namespace}/pods/${ada.pod.name}/exec`,
      query: {command: 'id', stdout: 'true'},
      body: {},
    }),
  },
  {
    name: 'deleting a node',
    as: identity('labeller'),
    request: ({mallory}) => ({method: 'DELETE', path: `/api/v1/nodes/${mallory.node}`, query: dryRun}),
  },
  {
    name: 'keeping all Pods from a node',
    as: identity('labeller'),
    gap: `${noPolicy}: who may label a node may patch all of it`,
    request: ({mallory}) => ({
      method: 'PATCH',
      path: `/api/v1/nodes/${mallory.node}`,
      query: dryRun,
      body: {spec: {unschedulable: true}},
      contentType: patchTypes.merge,
    }),
  },
  {
    name: 'deleting a namespace that is no sandbox',
    as: identity('provisioner'),
    gap: `${noPolicy}: who may delete a sandbox’s namespace may delete any`,
    request: () => ({
      method: 'DELETE',
      path: '/api/v1/namespaces/labrador-system',
      query: dryRun,
      body: {kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All']},
    }),
  },
];

export const withTheBotsToken: readonly OtherAttack[] = botRequests.map(({name, as, request, gap}) =>
  attack({
    group: 'as the bot’s account',
    name,
    threat: theCluster,
    path: as === undefined ? 'the bot’s token' : `the bot’s token, as ${as}`,
    send: async (world) => ask(world.bot.as(as), request(world)),
    ...(gap === undefined ? {} : {gap: async () => Promise.resolve(gap)}),
  }),
);
