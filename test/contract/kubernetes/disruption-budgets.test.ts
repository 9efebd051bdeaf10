import {afterAll, beforeAll, expect, it} from 'vitest';
import {
  podManifest,
  startReadyCluster,
  tableType,
  waitUntil,
  type EmulatedCluster,
} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';
const pods = '/api/v1/namespaces/default/pods';

// Answers are read without declaring the server's types again.
type Answer = ReturnType<typeof JSON.parse>;

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1'], speed: 20});
});

afterAll(async () => {
  await cluster.close();
});

async function deploy(name: string, replicas: number): Promise<void> {
  const {status} = await cluster.api('/apis/apps/v1/namespaces/default/deployments', {
    method: 'POST',
    body: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {name},
      spec: {
        replicas,
        selector: {matchLabels: {app: name}},
        template: {
          metadata: {labels: {app: name}},
          spec: {
            terminationGracePeriodSeconds: 0,
            containers: [{name: 'main', image: 'nginx:1.18-alpine'}],
          },
        },
      },
    },
  });
  expect(status).toBe(201);
  await waitUntil(async () => ((await podsOf(name)).length === replicas ? true : undefined), `${replicas} Pods`);
}

/** Those that are ready. */
const podsOf = async (name: string): Promise<Answer[]> =>
  (await cluster.api(`${pods}?labelSelector=app%3D${name}`)).body.items.filter(
    ({metadata, status}: Answer) =>
      metadata.deletionTimestamp === undefined &&
      status.conditions?.some((condition: Answer) => condition.type === 'Ready' && condition.status === 'True'),
  );

async function budget(name: string, spec: object): Promise<Answer> {
  const {status, body} = await cluster.api(budgets, {
    method: 'POST',
    body: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: {name},
      spec: {selector: {matchLabels: {app: name}}, ...spec},
    },
  });
  expect({status, message: body.message}).toEqual({status: 201, message: undefined});
  return body;
}

const read = async (name: string): Promise<Answer> => (await cluster.api(`${budgets}/${name}`)).body;

async function statusOnce(name: string, expected: object): Promise<Answer> {
  return waitUntil(
    async () => {
      const {status} = await read(name);
      const isAlike = Object.entries(expected).every(([key, value]) => status[key] === value);
      return isAlike ? status : undefined;
    },
    `${name}: ${JSON.stringify(expected)}`,
  );
}

const evict = async (name: string): Promise<Answer> =>
  cluster.api(`${pods}/${name}/eviction`, {
    method: 'POST',
    body: {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {name}},
  });

it.each([
  ['of a number that has to stay', {minAvailable: 2}, {desiredHealthy: 2, disruptionsAllowed: 1}],
  ['of a share that has to stay', {minAvailable: '50%'}, {desiredHealthy: 2, disruptionsAllowed: 1}],
  ['of a number that may go', {maxUnavailable: 2}, {desiredHealthy: 1, disruptionsAllowed: 2}],
  ['of a share that may go', {maxUnavailable: '34%'}, {desiredHealthy: 1, disruptionsAllowed: 2}],
  ['of more than there are', {minAvailable: 5}, {desiredHealthy: 5, disruptionsAllowed: 0}],
])('says how many may go: %s', async (what, spec, status) => {
  const name = what.replaceAll(' ', '-');
  await deploy(name, 3);
  const made = await budget(name, spec);
  expect(made.status).toEqual({currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0});
  const counted = await statusOnce(name, {...status, currentHealthy: 3, expectedPods: 3});
  const isAllowed = status.disruptionsAllowed > 0;
  expect(counted.conditions).toEqual([
    {
      type: 'DisruptionAllowed',
      status: isAllowed ? 'True' : 'False',
      reason: isAllowed ? 'SufficientPods' : 'InsufficientPods',
      message: '',
      observedGeneration: 1,
      lastTransitionTime: expect.any(String),
    },
  ]);
  const {cells} = (await cluster.api(`${budgets}/${name}`, {accept: tableType})).body.rows[0];
  const {minAvailable = 'N/A', maxUnavailable = 'N/A'} = spec as {minAvailable?: unknown; maxUnavailable?: unknown};
  expect(cells.slice(0, 4)).toEqual([name, String(minAvailable), String(maxUnavailable), status.disruptionsAllowed]);
});

it('lets one Pod go, and no other before there is one in its place', async () => {
  await deploy('kept', 2);
  await budget('kept', {minAvailable: 1});
  await statusOnce('kept', {disruptionsAllowed: 1});
  const [first, second] = await podsOf('kept');
  expect((await evict(first.metadata.name)).status).toBe(201);
  const refused = await evict(second.metadata.name);
  expect(refused.body).toMatchObject({
    code: 429,
    reason: 'TooManyRequests',
    message: "Cannot evict pod as it would violate the pod's disruption budget.",
    details: {
      causes: [
        {
          reason: 'DisruptionBudget',
          message: expect.stringMatching(/^The disruption budget kept needs 1 healthy pods and has [12] currently$/),
        },
      ],
    },
  });
  await statusOnce('kept', {disruptionsAllowed: 1, currentHealthy: 2});
  expect((await evict(second.metadata.name)).status).toBe(201);
});

it('knows nothing of how many there are to be of Pods that nobody made', async () => {
  await cluster.api(pods, {method: 'POST', body: podManifest('alone')});
  await waitUntil(async () => ((await podsOf('alone')).length === 1 ? true : undefined), 'a Pod');
  await budget('alone', {maxUnavailable: 1});
  await statusOnce('alone', {disruptionsAllowed: 0, expectedPods: 0});
  await budget('twice', {minAvailable: 0, selector: {matchLabels: {app: 'alone'}}});
  await statusOnce('twice', {disruptionsAllowed: 1});
  expect((await evict('alone')).body.message).toBe(
    'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
  );
});

it.each([
  [{minAvailable: 1, maxUnavailable: 1}, /minAvailable and maxUnavailable cannot be both set/],
  [{minAvailable: '150%'}, /spec\.minAvailable: Invalid value: "150%": must not be greater than 100%/],
  [{maxUnavailable: -1}, /spec\.maxUnavailable: Invalid value: -1: must be greater than or equal to 0/],
  [
    {unhealthyPodEvictionPolicy: 'Never'},
    /spec\.unhealthyPodEvictionPolicy: Unsupported value: "Never": supported values: "AlwaysAllow", "IfHealthyBudget"/,
  ],
])('is refused as %j', async (spec, said) => {
  const body = {apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: {name: 'wrong'}, spec};
  const {status, body: answer} = await cluster.api(budgets, {method: 'POST', body});
  expect(status).toBe(422);
  expect(answer.message).toMatch(said);
});
