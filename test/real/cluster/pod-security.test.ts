import {afterAll, beforeAll, expect, test} from 'vitest';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {sandboxNamespace, type SandboxSpec} from '#src/sandbox/sandbox.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {ask, clusterOfPolicies, type Answer, type ClusterOfPolicies} from './policy/cluster-of-policies.ts';

const signal = AbortSignal.timeout(280_000);
/** From here on every API server enforces the standards by a namespace's labels. */
const enforcedSince = 25;

let cluster: ClusterOfPolicies;
let isEnforced: boolean;

beforeAll(async () => {
  cluster = await clusterOfPolicies(signal);
  isEnforced = cluster.version.minor >= enforcedSince;
});
afterAll(async () => cluster?.close());

async function sandboxOf(podSecurity: 'baseline' | 'restricted'): Promise<SandboxSpec> {
  const base = sandboxSpec({nodes: ['no-such-node']});
  const spec: SandboxSpec = {
    ...base,
    // that of a run before may still be on its way out
    namespace: sandboxNamespace('standards', `${podSecurity.slice(0, 4)}${Date.now().toString(36)}`),
    workshop: 'standards',
    lab: labPolicySchema.parse({...base.lab, hostPathLeaves: [], podSecurity}),
  };
  await cluster.makeSandbox(spec);
  await waitUntil('the learner’s rights hold', async () => {
    const path = `/api/v1/namespaces/${spec.namespace}/pods`;
    return (await ask(cluster.learner(spec), {path})).wall === 'done' ? true : undefined;
  });
  return spec;
}

const pod = (security: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name: 'standard'},
  spec: {containers: [{name: 'main', image: 'busybox:1.36', command: ['sleep', '5'], securityContext: security}]},
});
const careful = {
  runAsNonRoot: true,
  runAsUser: 1000,
  allowPrivilegeEscalation: false,
  capabilities: {drop: ['ALL']},
  seccompProfile: {type: 'RuntimeDefault'},
};

/** As the bot sends what a learner wrote. */
const create = async (spec: SandboxSpec, written: JsonObject): Promise<Answer> =>
  ask(cluster.learner(spec), {
    method: 'POST',
    path: `/api/v1/namespaces/${spec.namespace}/pods`,
    query: {dryRun: 'All'},
    body: admit(written, spec, withoutLines('the test')).object,
  });

test('a lab whose images do not run as root can ask for the strictest standard, and the cluster holds it', async () => {
  const spec = await sandboxOf('restricted');
  expect(await create(spec, pod(careful))).toMatchObject({wall: 'done', said: ''});
  const asRoot = await create(spec, pod({}));
  expect(asRoot.wall).toBe(isEnforced ? 'Pod Security' : 'done');
  expect(asRoot.said).toMatch(isEnforced ? /violates PodSecurity "restricted:.*runAsNonRoot/s : /^$/);
});

test('other labs run what runs as root, and nothing that reaches for its node', async () => {
  const spec = await sandboxOf('baseline');
  expect(await create(spec, pod({}))).toMatchObject({wall: 'done', said: ''});
  const reaching = {...pod({}), spec: {...admitted(spec), hostNetwork: true}};
  const refused = await ask(cluster.learner(spec), {
    method: 'POST',
    path: `/api/v1/namespaces/${spec.namespace}/pods`,
    query: {dryRun: 'All'},
    body: reaching,
  });
  expect(refused.wall).toMatch(isEnforced ? /^(?:Pod Security|policy)$/ : /^done$/);
});

function admitted(spec: SandboxSpec): JsonObject {
  return Object(admit(pod({}), spec, withoutLines('the test')).object['spec']);
}
