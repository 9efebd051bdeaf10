import {readdirSync, readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {z} from 'zod';
import {isConflict} from '#src/cluster/api/api-error.ts';
import type {ApiClient} from '#src/cluster/api/api-client.ts';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import {applyManifest, manifestPath} from '#src/cluster/api/apply-manifest.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {printable, type JsonObject} from '#src/kubernetes/json.ts';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {isNamespaceManifest} from '#src/sandbox/policy/admit-namespace.ts';
import {allowedKinds} from '#src/sandbox/policy/allowed-kinds.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {sandboxNamespace, type SandboxSpec} from '#src/sandbox/sandbox.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {beyondGrants} from './policy/beyond-grants.ts';
import {beyondNamespaces, beyondRights, deployment, ingress} from './policy/beyond-rights.ts';
import {ask, clusterOfPolicies, type Answer, type ClusterOfPolicies} from './policy/cluster-of-policies.ts';

const signal = AbortSignal.timeout(280_000);
const positions = withoutLines('the test');
const dryRun = {dryRun: 'All'};

/** Those of a run before may still be on their way out. */
const run = Date.now().toString(36);

let cluster: ClusterOfPolicies;
let node: string;
let isEnforced: boolean;
let spec: SandboxSpec;
let learner: ApiClient;

const sandboxOf = (id: string, changes: Partial<SandboxSpec> = {}): SandboxSpec => ({
  ...sandboxSpec({nodes: [node]}),
  namespace: sandboxNamespace('past', `${run}${id}`),
  workshop: 'past',
  ...changes,
});

beforeAll(async () => {
  cluster = await clusterOfPolicies(signal);
  isEnforced = admissionManifests(cluster.version).manifests.length > 0;
  node = (await listCollection(cluster.admin, '/api/v1/nodes', {signal}))[0]?.metadata.name ?? '';
  spec = sandboxOf('1');
  await cluster.makeSandbox(spec);
  learner = cluster.learner(spec);
  await waitUntil('the learner’s rights and the policies hold', async () => {
    const {wall} = await create(pod({hostNetwork: true}));
    return wall === (isEnforced ? 'policy' : 'done') ? true : undefined;
  });
});
afterAll(async () => cluster?.close());

const pods = (of = spec): string => `/api/v1/namespaces/${of.namespace}/pods`;

/** As the bot would send it, and then changed. */
function pod(podSpec: JsonObject = {}, metadata: JsonObject = {}, of = spec): JsonObject {
  const written = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: 'a'},
    spec: {containers: [{name: 'main', image: 'busybox:1.36', command: ['sleep', '600']}]},
  };
  const {object} = admit(written, of, positions);
  const parts = z
    .object({metadata: z.record(z.string(), z.json()), spec: z.record(z.string(), z.json())})
    .parse(object);
  return {...object, metadata: {...parts.metadata, ...metadata}, spec: {...parts.spec, ...podSpec}};
}

async function create(object: JsonObject, of = spec): Promise<Answer> {
  return ask(cluster.learner(of), {method: 'POST', path: pods(of), query: dryRun, body: object});
}

/** What a cluster with policies answers; an older one lets it pass, and says so when it is installed. */
const policy = (said: string): Partial<Answer> =>
  isEnforced ? {wall: 'policy', said: `Not allowed in a sandbox: ${said}`} : {wall: 'done'};

test.each<[string, JsonObject, string]>([
  [
    'an annotation that the network acts on',
    {annotations: {'k8s.v1.cni.cncf.io/networks': 'host'}},
    'metadata.annotations[k8s.v1.cni.cncf.io/networks]: the cluster or an add-on of it may act on the key',
  ],
  [
    'a label of the cluster’s',
    {labels: {'labrador.dev/workshop': 'other'}},
    'metadata.labels[labrador.dev/workshop]: the cluster or an add-on of it may act on the key',
  ],
  ['a finalizer', {finalizers: ['example.com/never']}, 'metadata.finalizers'],
  ['an owner', {ownerReferences: [{apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'u'}]}, 'metadata.ownerReferences'],
  ['a name that the cluster chooses', {name: '', generateName: 'a-'}, 'metadata.generateName'],
])('%s is refused where the learner writes it', async (_, metadata, said) => {
  expect(await create(pod({}, metadata))).toMatchObject(policy(said));
});

describe('what learners have no right to', () => {
  test.each([...beyondRights, ...beyondNamespaces])('%s', async (_, request) => {
    expect((await ask(learner, request(spec))).wall).toBe('rights');
  });

  test.each(beyondGrants)('%s', async (_, request) => {
    if (!isEnforced) {
      expectNothingToHold();
      return;
    }
    // each policy is heard of by the server for itself, and all of it is a dry run
    const refused = await waitUntil('the policy holds', async () => {
      const answer = await ask(learner, request(spec));
      return answer.wall === 'done' ? undefined : answer;
    });
    expect(refused.wall).toBe('policy');
  });

  test('more than they have themselves, which RBAC refuses before any policy', async () => {
    for (const rule of [
      {apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create']},
      {apiGroups: [''], resources: ['resourcequotas'], verbs: ['patch']},
      {apiGroups: [''], resources: ['limitranges'], verbs: ['create']},
      {apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['create']},
      {apiGroups: ['*'], resources: ['*'], verbs: ['*']},
    ]) {
      const body = {apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: {name: 'a'}, rules: [rule]};
      const path = `/apis/rbac.authorization.k8s.io/v1/namespaces/${spec.namespace}/roles`;
      const {said} = await ask(learner, {method: 'POST', path, query: dryRun, body});
      expect(said).toContain('is attempting to grant RBAC permissions not currently held');
    }
  });

  test.each<[string, JsonObject]>([
    ['resourcequotas', {kind: 'ResourceQuota', spec: {hard: {'count/networkpolicies.networking.k8s.io': '0'}}}],
    ['resourcequotas', {kind: 'ResourceQuota', spec: {hard: {pods: '1'}, scopes: ['PriorityClass']}}],
    ['limitranges', {kind: 'LimitRange', spec: {limits: [{type: 'Container', max: {'ephemeral-storage': '0'}}]}}],
  ])('%s that would hold more than Pods, also where they are written for a learner: %j', async (plural, object) => {
    const path = `/api/v1/namespaces/${spec.namespace}/${plural}`;
    const body = {apiVersion: 'v1', metadata: {name: 'a'}, ...object};
    const answer = await ask(cluster.provisioner, {method: 'POST', path, query: dryRun, body});
    expect(answer.wall).toBe(isEnforced ? 'policy' : 'done');
  });

  test('the labels of their namespace, on which Pod Security and all policies hang', async () => {
    const path = `/api/v1/namespaces/${spec.namespace}`;
    for (const contentType of [patchTypes.merge, patchTypes.apply]) {
      const body = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: spec.namespace,
          labels: {'pod-security.kubernetes.io/enforce': 'privileged', 'labrador.dev/workshop': 'none'},
        },
      };
      const query = contentType === patchTypes.apply ? {...dryRun, fieldManager: 'other', force: 'true'} : dryRun;
      expect((await ask(learner, {method: 'PATCH', path, query, contentType, body})).wall).toBe('rights');
    }
  });

  test('other versions of a kind', async () => {
    for (const version of ['apps/v1beta1', 'apps/v1beta2', 'extensions/v1beta1']) {
      const path = `/apis/${version}/namespaces/${spec.namespace}/deployments`;
      const body = {apiVersion: version, kind: 'Deployment', metadata: {name: 'a'}};
      expect(['no such type', 'rights']).toContain(
        (await ask(learner, {method: 'POST', path, query: dryRun, body})).wall,
      );
    }
  });

  test('is refused by the policies too where somebody has bound an administrator’s role to them', async () => {
    if (!isEnforced) {
      expectNothingToHold();
      return;
    }
    const of = sandboxOf('2');
    await cluster.makeSandbox(of);
    await applyManifest(
      cluster.admin,
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: {name: 'too-much', namespace: of.namespace},
        roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin'},
        subjects: [{kind: 'ServiceAccount', name: 'learner', namespace: of.namespace}],
      },
      {fieldManager: 'test', signal},
    );
    const client = cluster.learner(of);
    await waitUntil('the role holds', async () => {
      const {wall} = await ask(client, {path: `/api/v1/namespaces/${of.namespace}/secrets`});
      return wall === 'done' || undefined;
    });
    const deployments = `/apis/apps/v1/namespaces/${of.namespace}/deployments`;
    const ingresses = `/apis/networking.k8s.io/v1/namespaces/${of.namespace}/ingresses`;
    expect(await ask(client, {method: 'POST', path: pods(of), body: pod({}, {}, of)})).toMatchObject({said: ''});
    expect(await ask(client, {method: 'POST', path: deployments, body: deployment({}, of)})).toMatchObject({said: ''});
    expect(await ask(client, {method: 'POST', path: ingresses, body: ingress(of)})).toMatchObject({said: ''});
    let open: string[] = [];
    const askAll = async (): Promise<true | undefined> => {
      const answers = await Promise.all(
        beyondRights.map(async ([name, request]) => {
          const {wall, said} = await ask(client, request(of));
          return wall === 'policy' ? [] : [`${name} ended at ${wall}: ${said}`];
        }),
      );
      open = answers.flat();
      return open.length === 0 || undefined;
    };
    // all of it is a dry run; each policy is heard of by the server for itself, and a busy one takes its time
    await waitUntil('all policies hold', askAll, {seen: () => open});
    expect(open).toEqual([]);
  });
});

test('a Pod is given no more than a minute to end, and only a priority that everybody has', async () => {
  expect(await ask(learner, {method: 'POST', path: pods(), body: pod({}, {name: 'ends'})})).toMatchObject({said: ''});
  // one that has no node is ended at once, whatever is asked for; the scheduler may have been first
  const binding = {apiVersion: 'v1', kind: 'Binding', metadata: {name: 'ends'}, target: {kind: 'Node', name: node}};
  await ask(cluster.admin, {method: 'POST', path: `${pods()}/ends/binding`, body: binding});
  const end = {method: 'DELETE', path: `${pods()}/ends`, query: dryRun} as const;
  const options = {kind: 'DeleteOptions', apiVersion: 'v1'};
  expect(await ask(learner, {...end, body: {...options, gracePeriodSeconds: 86_400}})).toMatchObject(
    policy('gracePeriodSeconds: a sandbox must be able to end its Pods soon'),
  );
  expect(await ask(learner, {...end, body: {...options, gracePeriodSeconds: 60}})).toMatchObject({said: ''});
  const path = '/apis/scheduling.k8s.io/v1/priorityclasses';
  const metadata = {name: 'labrador-test-priority'};
  const priority = {apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata, value: 1000};
  await ask(cluster.admin, {method: 'POST', path, body: priority});
  try {
    // the two who judge it come to know the class one after the other
    const wanted = policy('spec.priorityClassName: all learners are equal');
    const refused = await waitUntil('the class is known', async () => {
      const answer = await create(pod({priorityClassName: metadata.name}));
      return answer.wall === wanted.wall ? answer : undefined;
    });
    expect(refused).toMatchObject(wanted);
  } finally {
    await ask(cluster.admin, {method: 'DELETE', path: `${path}/${metadata.name}`});
  }
});

/** While much is made at once, the API server may give up counting one of them, and says so. */
const untilCounted = async (make: () => Promise<void>): Promise<true> =>
  waitUntil('it is counted', async () =>
    make().then(
      () => true as const,
      (error: unknown) => {
        if (isConflict(error)) return undefined;
        throw error;
      },
    ),
  );

describe('what is admitted', () => {
  const labs = readdirSync('specs', {withFileTypes: true})
    .filter((entry) => entry.isDirectory())
    .map(({name}) => labPolicySchema.parse(parse(readFileSync(`specs/${name}/lab.yaml`, 'utf8'))))
    // all of it stands at once, which no learner does
    .map((lab) => ({...lab, podsPerNode: 50}));

  test.each(labs.map((lab, index) => [lab.lab, lab, String(index + 3)] as const))(
    'all of the lab %s',
    async (name, lab, id) => {
      const of = sandboxOf(id, {lab});
      await cluster.makeSandbox(of);
      const client = cluster.learner(of);
      await waitUntil(
        'the rights hold',
        async () => (await ask(client, {path: pods(of)})).wall === 'done' || undefined,
      );
      let made = 0;
      let makers = 0;
      for (const {object, positions} of manifestsOf(name)) {
        // a namespace is no object of the policy
        if (isNamespaceManifest(object)) continue;
        const {object: admitted} = admit(object, of, positions);
        const isHeld = allowedKinds.some(({kind, heldBy}) => kind === object['kind'] && heldBy !== undefined);
        // quotas and limits of a lab are small, and all of it stands at once here
        const query = {fieldManager: 'labrador', force: 'true', ...(isHeld ? {dryRun: 'All'} : {})};
        await untilCounted(async () => {
          await (isHeld ? cluster.provisioner : client).request({
            method: 'PATCH',
            path: manifestPath(admitted),
            query,
            body: admitted,
            contentType: patchTypes.apply,
            signal,
          });
        });
        // what a Job does stays as it is: the next of its name is made when it is gone
        if (object['kind'] === 'Job') {
          await client.request({
            method: 'DELETE',
            path: manifestPath(admitted),
            query: {propagationPolicy: 'Background'},
            signal,
          });
        }
        if (object['kind'] !== 'DaemonSet' && object['kind'] !== 'Deployment') continue;
        makers += 1;
        made += await podsMade(of, object);
      }
      // those of the controllers are admitted too
      expect(made > 0).toBe(makers > 0);
      const events = await ask(cluster.admin, {path: `/api/v1/namespaces/${of.namespace}/events`});
      expect(JSON.stringify(events.body)).not.toContain('labrador-pod');
    },
  );

  test('the largest Pod that the bot lets through', async () => {
    const container = (name: string): JsonObject => ({
      name,
      image: 'busybox:1.36',
      env: Array.from({length: 90}, (_, index) => ({name: `VARIABLE_${index}`, value: 'x'})),
    });
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const {object} = admit(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {name: 'large'},
        spec: {containers: names.map(container), initContainers: names.map((name) => container(`i${name}`))},
      },
      spec,
      positions,
    );
    expect(JSON.stringify(object).length).toBeGreaterThan(50_000);
    // what one sandbox has room for is another matter, and asked last
    const answer = await create(object);
    expect(answer.said === '' || answer.said.includes('exceeded quota') ? '' : answer.said).toBe('');
  });

  test('without a doubt of the API server’s about the types in the policies', async () => {
    const path = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies';
    const warnings = await waitUntil('the types are checked', async () => {
      const {body} = await ask(cluster.admin, {path});
      const items = isEnforced ? policiesSchema.parse(body).items : [];
      const ours = items.filter(({metadata}) => metadata.name.startsWith('labrador-'));
      const isChecked = ours.every(({metadata, status}) => status?.observedGeneration === metadata.generation);
      return isChecked ? ours.flatMap(({status}) => status?.typeChecking?.expressionWarnings ?? []) : undefined;
    });
    expect(warnings).toEqual([]);
  });
});

const policiesSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({name: z.string(), generation: z.number()}),
      status: z
        .looseObject({
          observedGeneration: z.number().optional(),
          typeChecking: z.looseObject({expressionWarnings: z.array(z.unknown()).optional()}).optional(),
        })
        .optional(),
    }),
  ),
});

test('the sandboxes of a lab without folders of the node have Pod Security before the policies', async () => {
  const of = sandboxOf('strict', {lab: {...spec.lab, hostPathLeaves: []}});
  await cluster.makeSandbox(of);
  const hasPodSecurity = cluster.version.minor >= 25;
  const expected = hasPodSecurity ? {wall: 'Pod Security'} : {wall: 'done'};
  const client = cluster.learner(of);
  await waitUntil('the rights hold', async () => (await ask(client, {path: pods(of)})).wall === 'done' || undefined);
  const attacks: readonly JsonObject[] = [
    {hostNetwork: true},
    {volumes: [{name: 'a', hostPath: {path: '/'}}]},
    {containers: [{name: 'main', image: 'busybox:1.36', securityContext: {privileged: true}}]},
  ];
  for (const attack of attacks) expect(await create(pod(attack, {}, of), of)).toMatchObject(expected);
  expect(await create(pod({}, {}, of), of)).toMatchObject({said: ''});
});

function manifestsOf(lab: string): ReturnType<typeof readManifests> {
  const files = readdirSync(`specs/${lab}`, {recursive: true, encoding: 'utf8'});
  return files
    .filter((file) => file.endsWith('.yaml') && !/^lab(\.\w+)?\.yaml$/u.test(file))
    .flatMap((file) => readManifests({name: file, yaml: readFileSync(`specs/${lab}/${file}`, 'utf8')}));
}

const workloadSchema = z.looseObject({
  metadata: z.looseObject({name: z.string(), generation: z.number().optional()}),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      desiredNumberScheduled: z.number().optional(),
      currentNumberScheduled: z.number().optional(),
      replicas: z.number().optional(),
      conditions: z.array(z.looseObject({type: z.string(), status: z.string()})).optional(),
    })
    .optional(),
});

/** How many Pods its controller has made of a workload, once it has seen it as it is. */
async function podsMade(of: SandboxSpec, workload: JsonObject): Promise<number> {
  const {name} = workloadSchema.parse(workload).metadata;
  const path = `/apis/apps/v1/namespaces/${of.namespace}/${printable(workload['kind']).toLowerCase()}s/${name}`;
  return waitUntil(`the Pods of ${name}`, async () => {
    const {metadata, status = {}} = workloadSchema.parse((await ask(cluster.admin, {path})).body);
    if (status.observedGeneration !== metadata.generation) return undefined;
    const {desiredNumberScheduled, currentNumberScheduled, replicas, conditions = []} = status;
    // a lab's own mistakes: a label that no node has, more memory than a sandbox may have
    const isRefused = conditions.some(
      (condition) => condition.type === 'ReplicaFailure' && condition.status === 'True',
    );
    if (desiredNumberScheduled === 0 || isRefused) return 0;
    return (currentNumberScheduled ?? replicas ?? 0) > 0 ? (currentNumberScheduled ?? replicas) : undefined;
  });
}

/** On clusters that are older than policies, the bot and the rights alone hold the boundary. */
function expectNothingToHold(): void {
  expect(admissionManifests(cluster.version)).toMatchObject({
    manifests: [],
    missing: [expect.stringContaining('has no ValidatingAdmissionPolicy'), expect.stringContaining('learner')],
  });
}
