import {readdirSync, readFileSync} from 'node:fs';
import * as fc from 'fast-check';
import {parse} from 'yaml';
import {describe, expect, test} from 'vitest';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {hostPathRoot} from '#src/sandbox/namespace/host-paths.ts';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import {isNamespaceManifest} from '#src/sandbox/policy/admit-namespace.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {probeImages, probePods, probePolicy, type ProbeImages} from '#src/sandbox/probe-policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {valuesAt} from '#src/sandbox/policy/values-at.ts';
import {languages} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {denials, reviewAdmission, type AdmissionRequest} from './admission-review.ts';
import {attacks} from '../policy/attacks.ts';
import {applyChange} from '../policy/hostile-objects.ts';
import {honestObject} from '../policy/honest-objects.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const labs = readdirSync('specs', {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => labPolicySchema.parse(parse(readFileSync(`specs/${name}/lab.yaml`, 'utf8'))));
const {manifests, missing} = admissionManifests({major: 1, minor: 30});
const positions = withoutLines('the test');

function namespaceOf(spec: SandboxSpec): JsonObject {
  const cluster = {dnsAddresses: [], storage: {byDefault: 'standard', others: []}};
  const found = sandboxManifests(spec, cluster).find(({kind}) => kind === 'Namespace');
  if (found === undefined) throw new Error('a sandbox without a namespace');
  return found;
}

function review(object: JsonObject, changes: Partial<AdmissionRequest> = {}, spec = sandboxSpec()): readonly string[] {
  return reviewAdmission(manifests, {operation: 'CREATE', object, namespaceObject: namespaceOf(spec), ...changes});
}

/** The Pod that a controller makes of an admitted object, as the API server completes it. */
function podOf(workload: JsonObject): JsonObject {
  const at = workload['kind'] === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  const [template] = valuesAt(workload, at);
  if (template === undefined || !isJsonObject(template.value)) throw new Error('no template');
  const completed = {
    metadata: {
      name: 'web-x7k2p',
      namespace: sandboxSpec().namespace,
      ownerReferences: [{kind: 'DaemonSet', name: 'web'}],
    },
    spec: {
      serviceAccountName: 'default',
      serviceAccount: 'default',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      schedulerName: 'default-scheduler',
      dnsPolicy: 'ClusterFirst',
      tolerations: [
        {key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute'},
        {key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule'},
      ],
    },
  };
  return applyMergePatch(applyMergePatch(template.value, completed), {apiVersion: 'v1', kind: 'Pod'});
}

/** A claim that names no class gets the default one before a policy sees it, and what keeps it while it is used. */
function asAdmissionSeesIt(object: JsonObject): JsonObject {
  if (object['kind'] !== 'PersistentVolumeClaim') return object;
  const completed = {metadata: {finalizers: ['kubernetes.io/pvc-protection']}, spec: {storageClassName: 'standard'}};
  return applyMergePatch(object, completed);
}

function hasClaims({spec}: JsonObject): boolean {
  const claims = isJsonObject(spec) ? spec['volumeClaimTemplates'] : undefined;
  return Array.isArray(claims) && claims.length > 0;
}

/** What `admit` makes of objects of all kinds, without any attack in them, as a policy sees it. */
const admitted = [
  ...fc.sample(honestObject, {numRuns: 400, seed: 1}),
  // few of all are admitted, and few of those have claims
  ...fc.sample(honestObject.filter(hasClaims), {numRuns: 40, seed: 1}),
].flatMap((object): JsonObject[] => {
  const found = unlessRefused(() => admit(object, sandboxSpec(), positions));
  return found === undefined ? [] : [asAdmissionSeesIt(found.object)];
});

describe('a cluster that enforces the rules itself', () => {
  test.each(labs)('admits all that the lab $lab applies, and its Pods', (lab) => {
    const spec = {...sandboxSpec(), lab};
    const folder = `specs/${lab.lab}`;
    const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(
      (file) => file.endsWith('.yaml') && !/^lab(\.\w+)?\.yaml$/u.test(file),
    );
    const manifests = files.flatMap((file) =>
      readManifests({name: file, yaml: readFileSync(`${folder}/${file}`, 'utf8')}),
    );
    const objects = manifests
      // a namespace is no object of the policy
      .filter(({object}) => !isNamespaceManifest(object))
      .map(({object, positions}) => admit(object, spec, positions).object);
    expect(objects.length).toBeGreaterThan(3);
    const making = new Set<unknown>(['DaemonSet', 'Deployment', 'StatefulSet', 'Job', 'CronJob']);
    const makers = objects.filter(({kind}) => making.has(kind));
    expect([...objects, ...makers.map(podOf)].flatMap((object) => review(object, {}, spec))).toEqual([]);
  });

  test('admits whatever the bot admits', {timeout: 30_000}, () => {
    expect(new Set(admitted.map(({kind}) => kind)).size).toBe(20);
    expect(admitted.flatMap((object) => review(object))).toEqual([]);
    const podless = [
      'Pod',
      'Service',
      'ConfigMap',
      'Secret',
      'PersistentVolumeClaim',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'NetworkPolicy',
      'ResourceQuota',
      'LimitRange',
      'Ingress',
      'ServiceAccount',
      'Role',
      'RoleBinding',
    ];
    const workloads = admitted.filter(({kind}) => !podless.some((one) => one === kind));
    expect(workloads.flatMap((workload) => review(podOf(workload)))).toEqual([]);
  });

  test('lets a NetworkPolicy send to nobody but Pods of the sandbox, but for those that hold it', () => {
    const spec = sandboxSpec();
    const policy = (egress: JsonValue, name = 'theirs'): JsonObject => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {name, namespace: spec.namespace},
      spec: {podSelector: {}, policyTypes: ['Egress'], egress},
    });
    const other = {
      'app.kubernetes.io/managed-by': 'labrador',
      'labrador.dev/workshop': 'spring',
      'labrador.dev/learner': '2',
    };
    const leads = [
      {},
      {to: []},
      {to: [{ipBlock: {cidr: '10.0.0.0/8'}}]},
      {to: [{podSelector: {}}, {namespaceSelector: {}}]},
      {to: [{namespaceSelector: {matchLabels: other}}]},
      {to: [{namespaceSelector: {matchExpressions: [{key: 'labrador.dev/learner', operator: 'Exists'}]}}]},
    ];
    for (const rule of leads) expect(review(policy([rule]))).not.toEqual([]);
    expect(
      review(
        policy([
          {to: [{podSelector: {}}]},
          {to: [{namespaceSelector: {matchLabels: {...other, 'labrador.dev/learner': '1001'}}}]},
        ]),
      ),
    ).toEqual([]);
    const own = sandboxManifests(spec, {dnsAddresses: ['10.96.0.10'], storage: {byDefault: undefined, others: []}});
    const holding = own.filter(({kind}) => kind === 'NetworkPolicy');
    expect(holding.flatMap((object) => review(object))).toEqual([]);
    const asLearner = {username: `system:serviceaccount:${spec.namespace}:learner`};
    for (const object of [...holding, policy([])]) expect(review(object, asLearner)).not.toEqual([]);
  });

  test('lets a learner’s quota count nothing that holds a sandbox, and no LimitRange give a limit of nothing', () => {
    const of = (kind: string, spec: JsonObject, name = 'theirs'): JsonObject => ({
      apiVersion: 'v1',
      kind,
      metadata: {name, namespace},
      spec,
    });
    const quota = (key: string, name?: string) => of('ResourceQuota', {hard: {[key]: '0'}}, name);
    const limits = (limit: JsonObject, name?: string) =>
      of('LimitRange', {limits: [{type: 'Container', ...limit}]}, name);
    const refused = [
      quota('count/networkpolicies.networking.k8s.io'),
      quota('count/events'),
      quota('COUNT/PODS'),
      quota('resourcequotas'),
      quota('requests.nvidia.com/gpu'),
      of('ResourceQuota', {scopes: ['PriorityClass']}),
      of('ResourceQuota', {scopeSelector: {matchExpressions: []}}),
      limits({default: {'ephemeral-storage': '0'}}),
      limits({max: {cpu: '0m'}}),
      limits({max: {'nvidia.com/gpu': '1'}}),
      of('LimitRange', {limits: [{type: 'example.com/device'}]}),
    ];
    for (const object of refused) expect(review(object, forLearners)).not.toEqual([]);
    const written = [quota('pods'), quota('count/deployments.apps'), limits({default: {cpu: '100m'}, min: {cpu: '0'}})];
    expect(written.flatMap((object) => review(object, forLearners))).toEqual([]);
    const learner = {username: `system:serviceaccount:${namespace}:learner`};
    for (const object of [...refused, ...written]) expect(review(object, learner)).not.toEqual([]);
    // ours, and what an administrator gives to every namespace
    const holding = sandboxManifests(sandboxSpec()).filter(
      ({kind}) => kind === 'ResourceQuota' || kind === 'LimitRange',
    );
    expect(holding).toHaveLength(2);
    expect(holding.flatMap((object) => review(object, forLearners))).toEqual([]);
    expect(refused.flatMap((object) => review(object, {username: 'kubernetes-admin'}))).toEqual([]);
    for (const {metadata} of holding) {
      const {name} = Object(metadata);
      for (const object of [quota('pods', name), limits({max: {cpu: '9'}}, name)]) {
        expect(review(object, learner)).not.toEqual([]);
      }
    }
  });

  test('lets an Ingress have no class but the one that no controller follows, whoever writes it', () => {
    const ingress: JsonObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {name: 'web', namespace},
      spec: {ingressClassName: 'labrador', rules: [{host: '*.example.com'}]},
    };
    const learner = {username: `system:serviceaccount:${namespace}:learner`};
    const ask = (changed: JsonObject, request: Partial<AdmissionRequest> = {}) =>
      review(applyMergePatch(ingress, changed), request);
    expect(ask({})).toEqual([]);
    expect(ask({}, learner)).toEqual([]);
    expect(ask({spec: {ingressClassName: 'nginx'}})).toHaveLength(1);
    expect(ask({spec: {ingressClassName: null}})).toHaveLength(1);
    expect(ask({spec: null})).toHaveLength(1);
    expect(ask({metadata: {annotations: {'kubernetes.io/ingress.class': 'nginx'}}})).toHaveLength(1);
    expect(ask({metadata: {annotations: {'nginx.ingress.kubernetes.io/server-snippet': 'x'}}}, learner)).toHaveLength(
      1,
    );
    const backend = {resource: {kind: 'Bucket', name: 'x'}};
    expect(ask({spec: {defaultBackend: backend}})).toHaveLength(1);
    expect(ask({spec: {tls: [{secretName: 'learner-token-x7k2p'}]}})).toHaveLength(1);
  });

  test('lets claims have no class but the one that makes volumes, and only the cluster choose the volume', () => {
    const claim = admitted.find(({kind}) => kind === 'PersistentVolumeClaim') ?? {};
    const ask = (changed: JsonObject, request: Partial<AdmissionRequest> = {}) =>
      review(applyMergePatch(claim, changed), request).map((text) => text.replace('Not allowed in a sandbox: ', ''));
    const since = 'volumes are made by the default class of the cluster';
    expect(ask({spec: {storageClassName: ''}})).toEqual([`spec.storageClassName: ${since}`]);
    expect(ask({spec: {storageClassName: 'manual'}})).toEqual([`spec.storageClassName: ${since}`]);
    expect(ask({spec: {storageClassName: null}})).toEqual([`spec.storageClassName: ${since}`]);
    const ofOld = {metadata: {annotations: {'volume.beta.kubernetes.io/storage-class': 'manual'}}};
    expect(ask(ofOld)).toEqual([`spec.storageClassName: ${since}`]);
    const learner = {username: `system:serviceaccount:${namespace}:learner`};
    const bound = {spec: {volumeName: 'pvc-1'}};
    const update = {operation: 'UPDATE', oldObject: claim} as const;
    expect(ask({}, learner)).toEqual([]);
    expect(ask(bound, {...learner, ...update})).toHaveLength(1);
    expect(ask(bound, {...learner, ...update, oldObject: applyMergePatch(claim, bound)})).toEqual([]);
    expect(ask(bound, update)).toEqual([]);
    expect(ask({metadata: {finalizers: ['example.com/stays']}}, learner)).not.toEqual([]);
    const set = admitted.find(
      ({kind, spec}) => kind === 'StatefulSet' && isJsonObject(spec) && isJsonList(spec['volumeClaimTemplates']),
    );
    const [template] = valuesAt(set ?? {}, ['spec', 'volumeClaimTemplates', '*']);
    const templates = [applyMergePatch(template?.value ?? {}, {...ofOld, spec: {volumeName: null}})];
    expect(review(applyMergePatch(set ?? {}, {spec: {volumeClaimTemplates: templates}}))).not.toEqual([]);
  });

  test('lets the scheduler’s and the garbage collector’s marks pass', () => {
    const pod = admitted.find(({kind}) => kind === 'Pod');
    const placed = applyMergePatch(pod, {spec: {nodeName: 'node-1'}, metadata: {finalizers: ['foregroundDeletion']}});
    expect(review(placed, {operation: 'UPDATE'})).toEqual([]);
    expect(review(placed)).toEqual([
      'Not allowed in a sandbox: spec.nodeName: your Pods keep to the nodes of your sandbox',
    ]);
  });

  test.each([
    ['labels', 'pod-security.kubernetes.io/enforce', false],
    ['labels', 'eks.amazonaws.com/fargate-profile', false],
    ['labels', 'kubernetes.courselabs.co', true],
    ['labels', 'app.kubernetes.io/name', true],
    ['annotations', 'k8s.v1.cni.cncf.io/networks', false],
    ['annotations', 'run.oci.handler', false],
    ['annotations', 'Sidecar.Istio.io/inject', false],
    ['labels', 'sidecar.istio.io/inject', false],
    ['labels', 'aadpodidbinding', false],
    ['labels', 'helm.sh/chart', true],
    ['annotations', 'prometheus.io/scrape', true],
    ['annotations', 'com.configurable.configversion', true],
    ['annotations', 'example.com.evil/x', true],
    ['annotations', 'a.example.com/x', true],
    ['annotations', 'kubectl.kubernetes.io/restartedAt', true],
    ['annotations', 'note', true],
  ])('judges %s of Pod templates as the bot does: %s', (field, key, isAllowed) => {
    const workload = admitted.find(({kind}) => kind === 'DaemonSet');
    const keyed = applyMergePatch(workload, {spec: {template: {metadata: {[field]: {[key]: 'x'}}}}});
    const refusal = `Not allowed in a sandbox: spec.template.metadata.${field}[${key}]: the cluster or an add-on of it may act on the key`;
    expect(review(keyed)).toEqual(isAllowed ? [] : [refusal]);
    // what the cluster refuses the bot refuses as well, or leaves out
    const made = unlessRefused(() => admit(keyed, sandboxSpec(), positions));
    expect(JSON.stringify(made?.object ?? {}).includes(`"${key}"`)).toBe(isAllowed);
    expect(review(made?.object ?? workload ?? {})).toEqual([]);
  });

  test('asks nothing of other namespaces', () => {
    const pod = {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'a'}, spec: {hostNetwork: true, containers: []}};
    const namespaceObject = {metadata: {name: 'kube-system', labels: {}}};
    expect(review(pod, {namespaceObject})).toEqual([]);
    expect(review(pod)).toContain('Not allowed in a sandbox: spec.hostNetwork: the node is shared with other learners');
  });

  test('admits the images of the sandbox’s own lab, and none where the namespace names none', () => {
    const pod = admitted.find(({kind}) => kind === 'Pod');
    const refusal = 'Not allowed in a sandbox: spec.containers[].image';
    const spec = {...sandboxSpec(), lab: {...sandboxSpec().lab, images: ['redis:7']}};
    expect(review(applyMergePatch(pod, {}), {}, spec)).toContain(refusal);
    const unnamed = applyMergePatch(namespaceOf(sandboxSpec()), {
      metadata: {annotations: {'labrador.dev/images': null}},
    });
    expect(review(applyMergePatch(pod, {}), {namespaceObject: unnamed})).toContain(refusal);
  });

  test('refuses a debugging container, which comes by a way of its own', () => {
    const pod = admitted.find(({kind}) => kind === 'Pod');
    const debugged = applyMergePatch(pod, {spec: {ephemeralContainers: [{name: 'debug', image: 'busybox:1.36'}]}});
    const denied = review(debugged, {operation: 'UPDATE', resource: 'pods/ephemeralcontainers'});
    expect(denied).toEqual([expect.stringContaining('spec.ephemeralContainers')]);
  });
});

const learner = `system:serviceaccount:${namespace}:learner`;

describe('of what a learner’s account itself writes', () => {
  const pod: JsonObject = {
    ...applyMergePatch(
      admitted.find(({kind}) => kind === 'Pod'),
      {},
    ),
  };
  const writes = (metadata: JsonObject, changes: Partial<AdmissionRequest> = {}): readonly string[] =>
    review(applyMergePatch(pod, {metadata}), {username: learner, ...changes});
  const network = {'k8s.v1.cni.cncf.io/networks': 'host'};

  test.each<[string, JsonObject]>([
    ['metadata.annotations[k8s.v1.cni.cncf.io/networks]', {annotations: network}],
    ['metadata.labels[labrador.dev/workshop]', {labels: {'labrador.dev/workshop': 'other'}}],
    ['metadata.ownerReferences', {ownerReferences: [{apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'u'}]}],
    ['metadata.finalizers', {finalizers: ['foregroundDeletion']}],
    ['metadata.generateName', {generateName: 'a-'}],
  ])('%s is judged, and not in what the cluster writes', (field, metadata) => {
    expect(writes(metadata)).toEqual([expect.stringContaining(`Not allowed in a sandbox: ${field}`)]);
    expect(review(applyMergePatch(pod, {metadata}))).toEqual([]);
  });

  test('what the cluster wrote before stays', () => {
    const metadata = {annotations: network, generateName: 'a-', labels: {app: 'new'}};
    const oldObject = applyMergePatch(pod, {metadata: {annotations: network, generateName: 'a-'}});
    expect(writes(metadata, {operation: 'UPDATE', oldObject})).toEqual([]);
    const changed = {annotations: {'k8s.v1.cni.cncf.io/networks': 'other'}};
    expect(writes(changed, {operation: 'UPDATE', oldObject})).toHaveLength(1);
  });

  test('no other kind and no subresource is theirs to write', () => {
    const controller = {apiVersion: 'v1', kind: 'ReplicationController', metadata: {name: 'a'}};
    const refusal = (what: string): string[] => [
      `Not allowed in a sandbox: ${what}: it is none of what learners write`,
    ];
    expect(review(controller, {username: learner})).toEqual(refusal('replicationcontrollers'));
    expect(review(pod, {username: learner, resource: 'pods/status', operation: 'UPDATE'})).toEqual(
      refusal('pods/status'),
    );
    expect(review(controller)).toEqual([]);
  });

  test('what the sandbox works by stays as it is, whichever account of the sandbox writes', () => {
    const kept = [
      {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'learner'}},
      {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'a'.repeat(52)}},
      {apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: {name: 'labrador-bot'}},
    ];
    for (const username of [learner, `system:serviceaccount:${namespace}:mine`]) {
      for (const object of kept) expect(review(object, {username})).toHaveLength(1);
    }
    for (const object of kept) expect(review(object)).toEqual([]);
    const manifests = sandboxManifests(sandboxSpec()).filter(({kind}) => kind === 'RoleBinding');
    expect(manifests).toHaveLength(2);
    expect(manifests.flatMap((object) => review(object))).toEqual([]);
  });

  test('a Pod is given no more than a minute to end', () => {
    const deletes = (options: JsonObject, username = learner): readonly string[] =>
      review(pod, {operation: 'DELETE', username, options});
    expect(deletes({gracePeriodSeconds: 60})).toEqual([]);
    expect(deletes({})).toEqual([]);
    expect(deletes({gracePeriodSeconds: 61})).toEqual([
      'Not allowed in a sandbox: gracePeriodSeconds: a sandbox must be able to end its Pods soon',
    ]);
    expect(deletes({gracePeriodSeconds: 61}, 'admin')).toEqual([]);
  });

  test('what is being deleted is let go by the cluster, and still judged in a learner’s hands', () => {
    const going = applyMergePatch(pod, {
      metadata: {deletionTimestamp: '2026-01-01T00:00:00Z'},
      spec: {hostNetwork: true},
    });
    expect(review(going, {operation: 'UPDATE', oldObject: going})).toEqual([]);
    expect(review(going, {operation: 'UPDATE', oldObject: going, username: learner})).toHaveLength(1);
  });

  test('a ConfigMap is no larger than the bot lets it be', () => {
    const configMap = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}};
    expect(review({...configMap, data: {a: 'x'.repeat(64 * 1024)}})).toEqual([]);
    expect(review({...configMap, data: {a: 'x'.repeat(40_000), b: 'x'.repeat(40_000)}})).toEqual([
      'Not allowed in a sandbox: data: it is larger than 64 KiB',
    ]);
  });

  test('a Secret with a token is refused to everybody, one of an add-on’s to learners', () => {
    const secretOf = (type: string): JsonObject => ({apiVersion: 'v1', kind: 'Secret', metadata: {name: 'a'}, type});
    expect(review(secretOf('kubernetes.io/tls'), {username: learner})).toEqual([]);
    expect(review(secretOf('helm.sh/release.v1'))).toEqual([]);
    expect(review(secretOf('helm.sh/release.v1'), {username: learner})).toHaveLength(1);
    expect(review(secretOf('kubernetes.io/service-account-token'))).toHaveLength(1);
  });

  test('what controllers write into Jobs and their Pods passes', () => {
    const found = admitted.find(({kind}) => kind === 'Job');
    const labels = {'batch.kubernetes.io/controller-uid': 'u', 'batch.kubernetes.io/job-name': 'j', 'job-name': 'j'};
    const job = applyMergePatch(found ?? {}, {
      metadata: {labels},
      spec: {selector: {matchLabels: labels}, manualSelector: false, template: {metadata: {labels}}},
    });
    expect(review(job, {username: learner})).toEqual([]);
    const tracked = applyMergePatch(podOf(job), {metadata: {finalizers: ['batch.kubernetes.io/job-tracking']}});
    expect(review(tracked)).toEqual([]);
  });
});

test('a field that nobody knows is refused, wherever it stands', {timeout: 30_000}, () => {
  const paths = new Set<string>();
  for (const object of admitted) {
    for (const path of mappingsOf(object)) {
      const shown = path.map((step) => (typeof step === 'number' ? '[]' : step)).join('.');
      // a Service's are labels, which are free
      if (paths.has(shown) || isFree(shown) || (object['kind'] === 'Service' && shown === 'spec.selector')) continue;
      paths.add(shown);
      expect([shown, isDenied(withNewField(object, path))]).toEqual([shown, true]);
    }
  }
  expect(paths.size).toBeGreaterThan(60);
});

/** Where every mapping of an object stands. */
function* mappingsOf(
  value: JsonValue,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (isJsonObject(value)) yield path;
  const entries = isJsonList(value)
    ? value.map((item, index) => [index, item] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  for (const [step, below] of entries) yield* mappingsOf(below, [...path, step]);
}

/** Mappings whose keys learners choose, and an object's own metadata, which the API server judges. */
function isFree(path: string): boolean {
  return (
    /(^metadata|labels|annotations|matchLabels|selector|nodeSelector|^data|^binaryData|^status.*)$/.test(path) &&
    !/^spec\.selector$/.test(path)
  );
}

function withNewField(value: JsonValue, [step, ...rest]: readonly (string | number)[]): JsonObject {
  if (!isJsonObject(value) && !isJsonList(value)) throw new Error('no mapping');
  if (step === undefined) return {...(value as JsonObject), newInTheNextVersion: true};
  const copy = structuredClone(value) as Record<string | number, JsonValue>;
  copy[step] = withNewField((value as JsonObject)[step] ?? {}, rest);
  return copy;
}

/** What such a cluster refuses by other means, or fills in itself: a line each, with who does. */
const leftToOthers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // the API server's own checks of every object
    '{"containers":{"0":{"name":"a","image":"evil"}}}': 'a list is needed',
    '{"volumes":{}}': 'a list is needed',
    '{"volumes":[]}': 'a mount without its volume is invalid; without mounts it is harmless',
    '{"securityContext":{"privileged":"true"}}': 'a boolean is needed',
    '{"volumeMounts":[{"name":"root","mountPath":"/x","readOnly":"true"}]}': 'a boolean is needed',
    '{"volumeMounts":[{"name":"elsewhere","mountPath":"/x"}]}': 'a mount without its volume is invalid',
    '{"volumeMounts":[{"mountPath":"/x"}]}': 'a mount without its volume is invalid',
    '{"name":"elsewhere"}': 'a mount without its volume is invalid',
    '{"image":["nginx:1.18-alpine"]}': 'text is needed',
    '{"replicas":-1}': 'a positive number is needed',
    '{"name":7}': 'text is needed',
    '{"labels":{"app":1}}': 'text is needed',
    '{"annotations":["note"]}': 'a mapping is needed',
    '{"name":"../../../kube-system/pods/x"}': 'no such name',
    '{"name":".."}': 'no such name',
    '{"name":"other"}': 'is another object of the same sandbox',
    '{"generateName":"a-"}': 'is another object of the same sandbox',
    '{"namespace":"kube-system"}': 'the address says which namespace it is',
    '{"namespace":"labrador-spring-1002"}': 'the address says which namespace it is',
    '{"namespace":""}': 'the address says which namespace it is',
    '{"namespace":null}': 'the address says which namespace it is',
    '{"spec":null}': 'is needed',
    '{"spec":[]}': 'a mapping is needed',
    '{"metadata":[]}': 'a mapping is needed',
    '{"metadata":{}}': 'a name is needed',
    '{"template":null}': 'is needed',
    '{"template":{"spec":null}}': 'is needed',
    '{"template":{"spec":{"containers":[]}}}': 'a container is needed',
  }),
);

/** Attacks for which the sandboxes' other limits are there, or which only the bot refuses. @see missing */
const onlyTheBot: ReadonlySet<string> = new Set([
  // written by the cluster too
  '{"priority":2000000000}',
  '{"preemptionPolicy":"PreemptLowerPriority"}',
  '{"clusterIP":"10.96.0.1"}',
  '{"clusterIPs":["10.96.0.1"]}',
  '{"ports":[{"port":80,"nodePort":22}]}',
  '{"nodePort":30000}',
  '{"healthCheckNodePort":30000}',
  '{"externalTrafficPolicy":"Local"}',
]);

describe('of the attacks on the policy', () => {
  const shownAttacks = attacks.map(([place, attack]) => [place, JSON.stringify(attack), attack] as const);

  test.each(shownAttacks)('in the %s, %s is denied by the cluster, or accounted for', (place, shown, attack) => {
    const ofPlace = kindsOfPlace[place] ?? ['Pod', 'DaemonSet'];
    const kinds = place === 'spec' || place === 'root' || place === 'metadata' ? undefined : ofPlace;
    const change = {kind: 'attack', attack: [place, attack], at: 0, anywhere: false} as const;
    const attacked = admitted
      .filter(({kind}) => kinds === undefined || kinds.some((one) => one === kind))
      .map((object) => ({object, attacked: applyChange(object, change)}))
      .filter(({object, attacked}) => JSON.stringify(object) !== JSON.stringify(attacked))
      // where an object has no such place, the field came to stand at its root
      .filter(({object, attacked}) => Object.keys(attacked).length === Object.keys(object).length);
    const isExcepted = leftToOthers.has(shown) || onlyTheBot.has(shown);
    if (isExcepted || !isPolicyMatter(place, attack)) return;
    // who writes Roles and what they bind is a learner, or an account that they made
    const writer = place in kindsOfPlace ? {username: `system:serviceaccount:${namespace}:mine`} : {};
    const passed = attacked.filter(({attacked}) => !isDenied(attacked, writer));
    // a field of one kind's spec is none of another's, and what a mount says depends on its volume
    const most = place === 'spec' || place === 'mount' ? attacked.length - 1 : 0;
    expect(attacked.length).toBeGreaterThan(0);
    expect(passed.length).toBeLessThanOrEqual(most);
  });

  test('no exception is made that is not needed', () => {
    const known = new Set(shownAttacks.map(([, shown]) => shown));
    for (const shown of [...leftToOthers.keys(), ...onlyTheBot]) expect(known).toContain(shown);
  });

  test('what the cluster does not enforce is said', () => {
    for (const sentence of missing) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(missing.join('\n')).toMatch(/Node ports.*priorities/);
  });
});

const namespaceObject = namespaceOf(sandboxSpec());

/** Places that are of some kinds alone. */
const kindsOfPlace: Readonly<Record<string, readonly string[]>> = {
  claim: ['StatefulSet'],
  rule: ['Role'],
  roleRef: ['RoleBinding'],
  subject: ['RoleBinding'],
  quota: ['ResourceQuota'],
  limit: ['LimitRange'],
};

/** Where only what is written for learners is judged, and by whom that is. */
const forLearners = {username: 'system:serviceaccount:labrador-system:provisioner'};
const writtenForLearners: ReadonlySet<unknown> = new Set(['ResourceQuota', 'LimitRange']);

function isDenied(object: JsonObject, writer: Partial<AdmissionRequest> = {}): boolean {
  try {
    const by = writtenForLearners.has(object['kind']) ? forLearners : writer;
    const request = {operation: 'CREATE', object, namespaceObject, ...by} as const;
    return denials(manifests, request).next().done !== true;
  } catch {
    // no object that a request could carry
    return true;
  }
}

/** Kinds, versions, sizes and metadata are for RBAC, the API server and the quota to judge. */
function isPolicyMatter(place: string, attack: JsonObject): boolean {
  if (place === 'root') return false;
  return place !== 'metadata' || Object.hasOwn(attack, 'finalizers');
}

test.each(languages)('what clusters enforce is the same in English, whoever installs it: in %s', (language) => {
  const version = {major: 1, minor: 30};
  expect(inLanguage(language, () => admissionManifests(version))).toEqual({manifests, missing});
});

describe('a cluster that is too old for it', () => {
  test.each([
    [1, 20],
    [1, 29],
    [0, 99],
  ])('%i.%i is given nothing, and told what that means', (major, minor) => {
    const old = admissionManifests({major, minor});
    expect(old.manifests).toEqual([]);
    expect(old.missing[0]).toContain(`Kubernetes ${major}.${minor} has no ValidatingAdmissionPolicy`);
    expect(old.missing[0]).toContain('The bot refuses them');
    for (const sentence of old.missing) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test.each([
    [1, 30],
    [1, 34],
    [2, 0],
  ])('%i.%i is new enough', (major, minor) => {
    expect(admissionManifests({major, minor}).manifests).toHaveLength(48);
  });
});

test('a load balancer is admitted where the lab keeps it', () => {
  const service = {apiVersion: 'v1', kind: 'Service', metadata: {name: 'a'}, spec: {type: 'LoadBalancer'}};
  expect(review(service, {}, sandboxSpec({keepsLoadBalancer: true}))).toEqual([]);
  expect(review(service)).toEqual(['Not allowed in a sandbox: spec.type']);
});

test('what a lab allows can be any text', () => {
  const odd = labPolicySchema.parse({
    lab: 'odd',
    images: ['a"b\\c:1', "it's"],
    hostPathLeaves: [],
    podsPerNode: 1,
    nodesPerSandbox: 1,
  });
  const spec = {...sandboxSpec(), lab: odd};
  const object: JsonValue = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: 'a'},
    spec: {containers: odd.images.map((image, index) => ({name: `c${index}`, image}))},
  };
  const request = {
    operation: 'CREATE',
    object: admit(object, spec, positions).object,
    namespaceObject: namespaceOf(spec),
  } as const;
  expect(reviewAdmission(manifests, request)).toEqual([]);
});

describe('the Pods that the doctor itself makes', () => {
  const probeSpec = (images: ProbeImages): SandboxSpec => ({
    ...sandboxSpec(),
    lab: probePolicy(Object.values(images)),
  });

  test.each([...labs.map(({lab, images}) => [lab, images] as const), ['of no known image', ['theirs:1']] as const])(
    'are admitted by the cluster, whichever lab is taught: %s',
    (_, images) => {
      const spec = probeSpec(probeImages(images));
      for (const pod of probePods(probeImages(images))) {
        const {object} = admit(pod, spec, positions);
        expect(review(object, {}, spec)).toEqual([]);
      }
    },
  );

  test('are as bounded as anybody’s: no other image and no folder of the node', () => {
    const spec = probeSpec(probeImages([]));
    const [pod] = probePods({serverImage: 'theirs:1', clientImage: 'theirs:1'});
    const {object} = admit(pod ?? {}, {...spec, lab: {...spec.lab, images: ['theirs:1']}}, positions);
    expect(review(object, {}, spec)).toEqual(['Not allowed in a sandbox: spec.containers[].image']);
    const volumes = [{name: 'a', hostPath: {path: `${hostPathRoot}/${spec.namespace}/volumes/nginx-logs`}}];
    expect(review(applyMergePatch(object, {spec: {volumes}}), {}, spec).join()).toContain('spec.volumes');
  });
});

test('a namespace that a learner made is held to the folders and node labels of its sandbox', () => {
  const further = sandboxNamed(sandboxSpec(), 'dev');
  const pod = (path: string, key = 'disk'): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: 'a', namespace: 'dev'},
    spec: {
      nodeSelector: {[key]: 'fast'},
      containers: [{name: 'a', image: 'busybox:1.36', volumeMounts: [{name: 'a', mountPath: '/a'}]}],
      volumes: [{name: 'a', hostPath: {path}}],
    },
  });
  const {object} = admit(pod('/volumes/nginx-logs'), further, positions);
  expect(JSON.stringify(object)).toContain(`${hostPathRoot}/${namespace}/volumes/nginx-logs`);
  expect(JSON.stringify(object)).toContain(`"${namespace}.node.labrador.dev/disk"`);
  expect(review(object, {}, further)).toEqual([]);
  const others = JSON.parse(JSON.stringify(object).replaceAll(`${namespace}/`, `${namespace}2/`));
  expect(review(others, {}, further)).not.toEqual([]);
  const labels = JSON.parse(JSON.stringify(object).replaceAll(`${namespace}.node`, `${namespace}2.node`));
  expect(review(labels, {}, further)).not.toEqual([]);
});
