import {KubeConfig} from '@kubernetes/client-node';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {
  makeProbeSandbox,
  probeContext,
  reachPage,
  removeProbeSandbox,
  type ProbeSandbox,
} from '#src/cluster/installation/doctor/probe-sandbox.ts';
import type {OperationContext} from '#src/cluster/operations/operation-context.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {untilRightsHold} from '#test/support/until-rights-hold.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** What the cluster's network plugin does is the tester's to know. */
const isEnforced = process.env['TEST_NETWORK_POLICIES'] === 'enforced';
const images = {serverImage: 'nginx:1.18-alpine', clientImage: 'busybox:1.36'};
const signal = AbortSignal.timeout(280_000);

let admin: ApiServer;
let bot: ApiServer;
const contexts: OperationContext[] = [];
let ada: ProbeSandbox;
let ben: ProbeSandbox;

beforeAll(async () => {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString((await realCluster()).adminKubeconfig);
  admin = await ApiServer.open(kubeConfig);
  bot = await ApiServer.open(await installLabrador(admin, deployFolder));
  await untilRightsHold(bot);
  const identities = identitiesOf(bot);
  const {body} = await admin.as(undefined).request({path: '/api/v1/nodes', signal});
  const node: string = Object(body).items[0].metadata.name;
  const learners = ['ada', 'ben'].map((name) => `${name}${Date.now().toString(36)}`);
  for (const learner of learners) {
    contexts.push(probeContext({...images, identities, installation: 'netpol', learner, node, signal}));
  }
  const [one, other] = await Promise.all(contexts.map(async (context) => makeProbeSandbox(context, images)));
  if (one === undefined || other === undefined) throw new Error('two were made');
  [ada, ben] = [one, other];
});
afterAll(async () => {
  await Promise.all(contexts.map(removeProbeSandbox));
  await bot?.close();
  await admin?.close();
});

/** Writes a policy of these rules as its learner does. */
async function write({context}: ProbeSandbox, spec: object): Promise<Outcome> {
  const policy = {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'own'}, spec};
  return runOperation({kind: 'apply', sources: [{name: 'policy.yaml', yaml: JSON.stringify(policy)}]}, context);
}

async function erase({context}: ProbeSandbox): Promise<Outcome> {
  return runOperation(
    {
      kind: 'delete',
      resources: [{type: 'networkpolicies', name: 'own'}],
      sources: [],
      all: false,
      ignoreNotFound: false,
      cascade: 'background',
    },
    context,
  );
}

/** Waits until a page comes, or comes no more: what nodes filter by follows a policy after a moment. */
const untilReached = async (from: ProbeSandbox, url: string, isReached: boolean): Promise<void> => {
  if (!isEnforced && !isReached) return;
  await waitUntil(`${url} is${isReached ? '' : ' not'} reached`, async () =>
    ((await reachPage(from, url)) === undefined) === isReached ? true : undefined,
  );
};

test.for([
  ['whom Pods may be reached by', {podSelector: {}, policyTypes: ['Ingress']}],
  ['whom they may send to', {podSelector: {}, policyTypes: ['Egress']}],
] as const)('a learner’s policy narrows %s, until it is gone', async ([, rules]) => {
  await untilReached(ada, ada.server, true);
  expect(await write(ada, rules)).toMatchObject({kind: 'done'});
  await untilReached(ada, ada.server, false);
  expect(await erase(ada)).toMatchObject({kind: 'done'});
  await untilReached(ada, ada.server, true);
});

test('a learner’s policies that allow everything open nothing to other sandboxes', async () => {
  const open = {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{}],
    egress: [{}, {to: [{namespaceSelector: {}}]}, {to: [{namespaceSelector: {}, podSelector: {}}]}],
  };
  for (const one of [ada, ben]) expect(await write(one, open)).toMatchObject({kind: 'done'});
  // what is allowed is: then what was written has come to the node
  await untilReached(ada, ada.server, true);
  await untilReached(ada, ben.server, false);
  await untilReached(ben, ada.server, false);
  for (const one of [ada, ben]) expect(await erase(one)).toMatchObject({kind: 'done'});
});

test('nobody but the provisioner writes them', async () => {
  const {sandbox, identities} = ada.context;
  const path = `/apis/networking.k8s.io/v1/namespaces/${sandbox.namespace}/networkpolicies`;
  const learner = identities.learner(sandbox.namespace);
  const body = {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'past-the-bot'}, spec: {}};
  await expect(learner.request({method: 'POST', path, body, signal})).rejects.toMatchObject({status: 403});
  await expect(learner.request({method: 'DELETE', path: `${path}/sandbox`, signal})).rejects.toMatchObject({
    status: 403,
  });
});
