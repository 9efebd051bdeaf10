import {isDeepStrictEqual} from 'node:util';
import pLimit from 'p-limit';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {ApiClient} from '#src/cluster/api/api-client.ts';
import {patchTypes, type ApiRequest} from '#src/cluster/api/api-request.ts';
import {readOpenApi} from '#src/cluster/api/read-open-api.ts';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {allowedKinds, type AllowedKind} from '#src/sandbox/policy/allowed-kinds.ts';
import {isJsonObject, omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import type {OpenApiObject, OpenApiSchemas} from '#src/sandbox/cluster-policies/open-api.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {sandboxNamespace, type SandboxSpec} from '#src/sandbox/sandbox.ts';
import {unknownToPolicy} from '#src/sandbox/cluster-policies/unknown-fields.ts';
import {valuesAt} from '#src/sandbox/policy/values-at.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {ask, clusterOfPolicies, type Answer, type ClusterOfPolicies} from './policy/cluster-of-policies.ts';
import {isHeld} from './policy/explained.ts';
import {fullObjects} from './policy/full-objects.ts';
import {refusedFields, type RefusedField} from './policy/refused-fields.ts';
import {withField} from './policy/samples.ts';

const signal = AbortSignal.timeout(280_000);
const positions = withoutLines('the test');
const spec: SandboxSpec = {
  ...sandboxSpec({nodes: ['no-such-node']}),
  // that of a run before may still be on its way out
  namespace: sandboxNamespace('policy', Date.now().toString(36)),
  workshop: 'policy',
};
const atATime = pLimit(8);

let cluster: ClusterOfPolicies;
let learner: ApiClient;
let schemas: OpenApiSchemas;
let isEnforced: boolean;

beforeAll(async () => {
  cluster = await clusterOfPolicies(signal);
  isEnforced = admissionManifests(cluster.version).manifests.length > 0;
  await cluster.makeSandbox(spec);
  learner = cluster.learner(spec);
  const found = await readOpenApi(cluster.admin, signal);
  if (found === undefined) throw new Error('no OpenAPI documents');
  schemas = found;
  const pod = {...fullObject('Pod'), spec: {...specOf(fullObject('Pod')), hostNetwork: true}};
  await waitUntil('the learner’s rights and the policies hold', async () => {
    const {wall} = await ask(learner, {method: 'POST', path: collection('Pod'), query: dryRun, body: pod});
    return wall === (isEnforced ? 'policy' : 'done') ? true : undefined;
  });
  // what a binding gives is there before it
  const bound = {...fullObject('Role'), metadata: {name: 'bound'}};
  const {said} = await ask(learner, {method: 'POST', path: collection('Role'), body: bound});
  if (said !== '') throw new Error(`the Role that is bound is not there: ${said}`);
});
afterAll(async () => cluster?.close());

const dryRun = {dryRun: 'All'};

/** Whose account writes a kind for a learner. */
const writerOf = (kind: string): ApiClient => (kindOf(kind).heldBy !== undefined ? cluster.provisioner : learner);

function kindOf(kind: string): AllowedKind {
  const found = allowedKinds.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not allowed`);
  return found;
}

function collection(kind: string, namespace = spec.namespace): string {
  const {apiVersion, plural} = kindOf(kind);
  return `${apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`}/namespaces/${namespace}/${plural}`;
}

/** As a learner writes it. */
function writtenObject(kind: string): JsonObject {
  const found = fullObjects.find((one) => one['kind'] === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

/** As the bot sends it. */
const fullObject = (kind: string): JsonObject => admit(writtenObject(kind), spec, positions).object;

function specOf(object: JsonObject): JsonObject {
  return isJsonObject(object['spec']) ? object['spec'] : {};
}

/** The versions of a kind that the server has in the group that learners write it in. */
const versionsOf = (kind: string): OpenApiObject[] =>
  [...schemas.objects()].filter((one) => one.kind === kind && kindOf(kind).apiVersion.startsWith(one.group));

function fieldsOf(kind: string): RefusedField[] {
  const {apiVersion} = kindOf(kind);
  const versions = versionsOf(kind);
  // the oldest servers have some in an earlier version alone
  const found = versions.find(({group, version}) => apiVersion === `${group}/${version}`) ?? versions[0];
  if (found === undefined) throw new Error(`the API server has no ${kind}`);
  return refusedFields(kindOf(kind), found.schema, schemas).filter(({path}) => path[0] !== 'metadata');
}

const versionName = ({group, version}: OpenApiObject): string => (group === '' ? version : `${group}/${version}`);

const show = ({path, value}: RefusedField): string => `${path.join('.')}: ${JSON.stringify(value)}`;

const isThere = ({body}: Answer, {path}: RefusedField): boolean =>
  valuesAt(
    (body ?? {}) as JsonObject,
    path.map((step) => (step === '[]' ? '*' : step)),
  ).length > 0;

/** What came of each field, for those that were not held as they should be. */
async function notHeld(
  kind: string,
  send: (field: RefusedField) => Promise<Answer>,
  isTried: (field: RefusedField) => boolean = () => true,
): Promise<string[]> {
  const found = await Promise.all(
    fieldsOf(kind)
      .filter(isTried)
      .map((field) =>
        atATime(async () => {
          const answer = await send(field);
          if (isHeld({kind, path: field.path.join('.')}, answer, isThere(answer, field))) return [];
          return [`${show(field)} ended at ${answer.wall}: ${answer.said}`];
        }),
      ),
  );
  return found.flat();
}

/** How many fields of a kind the policy does not admit, at the least; of those that hold Pods there are 80. */
const leastFields: Readonly<Record<string, number>> = {
  Service: 5,
  ConfigMap: 0,
  Secret: 0,
  PersistentVolumeClaim: 2,
  HorizontalPodAutoscaler: 3,
  PodDisruptionBudget: 0,
  ServiceAccount: 0,
  Role: 1,
  RoleBinding: 0,
  NetworkPolicy: 1,
  Ingress: 1,
  ResourceQuota: 1,
  LimitRange: 0,
};

const kinds = allowedKinds.map(({kind}) => kind);

test('the policy knows every field and every kind that the API server has', () => {
  expect(unknownToPolicy(schemas)).toEqual([]);
});

test.each(kinds)('what the policy does not admit of a %s is refused by the bot, or left out', (kind) => {
  const fields = fieldsOf(kind);
  const admitted = fields.filter(({path, value}) => {
    const found = unlessRefused(() => admit(withField(writtenObject(kind), path, value), spec, positions));
    const steps = path.map((step) => (step === '[]' ? '*' : step));
    return found !== undefined && valuesAt(found.object, steps).some((at) => isDeepStrictEqual(at.value, value));
  });
  expect(admitted.map(show)).toEqual([]);
  expect(fields.length).toBeGreaterThanOrEqual(leastFields[kind] ?? 80);
});

test.each(kinds)('a %s with something in every admitted part is admitted', async (kind) => {
  const made = {method: 'POST', path: collection(kind), query: dryRun, body: fullObject(kind)} as const;
  const answer = await ask(writerOf(kind), made);
  // the oldest servers have a part of it switched off
  if (answer.wall === 'validation' && /only allowed when \w+ feature is enabled/u.test(answer.said)) return;
  expect(answer).toMatchObject({wall: 'done', said: ''});
});

/** All of an object that a learner decides on. */
const partsOf = (object: JsonObject): JsonObject => omitKeys(object, ['apiVersion', 'kind', 'metadata']);

type Way = (changed: JsonObject) => Pick<ApiRequest, 'method' | 'body' | 'contentType' | 'query'>;

const patch = (contentType: string, body: ApiRequest['body'], query = {}): ReturnType<Way> => ({
  method: 'PATCH',
  contentType,
  body,
  query: {...dryRun, ...query},
});

const ways: Readonly<Record<string, Way>> = {
  PUT: (body) => ({method: 'PUT', query: dryRun, body}),
  'a JSON patch': (changed) =>
    patch(
      'application/json-patch+json',
      Object.entries(partsOf(changed)).map(([key, value]) => ({op: 'add', path: `/${key}`, value})),
    ),
  'a merge patch': (changed) => patch(patchTypes.merge, partsOf(changed)),
  'a strategic merge patch': (changed) => patch('application/strategic-merge-patch+json', partsOf(changed)),
  'server-side apply': (changed) => patch(patchTypes.apply, changed, {fieldManager: 'other', force: 'true'}),
};

const replacing: ReadonlySet<string> = new Set(['PUT', 'a JSON patch']);

const podMakers = allowedKinds.filter(({podSpecAt}) => podSpecAt !== undefined).map(({kind}) => kind);

/**
 * By which way a field of a Pod is changed in a kind that makes some: each kind takes another one, so that each field meets every
 * way. Nothing for fields that are of this kind alone, which meet all of them.
 */
function turnOf(kind: string, {path}: RefusedField): string | undefined {
  if (kind !== 'Pod' && !path.includes('template')) return undefined;
  const ofPod = path.slice(path.lastIndexOf('template') + 1).join('.');
  const turn = ofPod.length + podMakers.indexOf(kind);
  return Object.keys(ways)[turn % Object.keys(ways).length];
}

describe('past the bot, as the learner itself', () => {
  test.each(kinds)('what the policy does not admit of a %s is refused when it is made', async (kind) => {
    if (!isEnforced) {
      expectNothingToHold();
      return;
    }
    const create = async ({path, value}: RefusedField): Promise<Answer> =>
      ask(writerOf(kind), {
        method: 'POST',
        path: collection(kind),
        query: dryRun,
        body: withField(fullObject(kind), path, value),
      });
    expect(await notHeld(kind, create)).toEqual([]);
  });

  test('nor in another version of it', async () => {
    if (!isEnforced) {
      expectNothingToHold();
      return;
    }
    const tried = new Set<string>();
    const problems: string[] = [];
    for (const {kind, apiVersion, plural} of allowedKinds) {
      for (const {group, version, schema} of versionsOf(kind).filter((one) => versionName(one) !== apiVersion)) {
        const known = new Set(fieldsOf(kind).map(show));
        for (const field of refusedFields(kindOf(kind), schema, schemas).filter((one) => known.has(show(one)))) {
          tried.add(`${kind} in ${group}/${version}`);
          const answer = await ask(writerOf(kind), {
            method: 'POST',
            path: `/apis/${group}/${version}/namespaces/${spec.namespace}/${plural}`,
            query: dryRun,
            body: {...withField(fullObject(kind), field.path, field.value), apiVersion: `${group}/${version}`},
          });
          if (answer.wall !== 'policy') problems.push(`${show(field)} ended at ${answer.wall}: ${answer.said}`);
        }
      }
    }
    expect(problems).toEqual([]);
    expect(tried).toContain('HorizontalPodAutoscaler in autoscaling/v1');
  });

  test.each(kinds)('nor of a %s that is there, by any way to change it', async (kind) => {
    if (!isEnforced) {
      expectNothingToHold();
      return;
    }
    const writer = writerOf(kind);
    const full = fullObject(kind);
    const path = `${collection(kind)}/full`;
    const made = await ask(writer, {method: 'POST', path: collection(kind), body: full});
    expect(made.said).toBe('');
    // what replaces all of an object keeps what the cluster has written into it
    const stored = {...(made.body as JsonObject), metadata: full['metadata'] ?? {}};
    try {
      for (const [name, way] of Object.entries(ways)) {
        const base = replacing.has(name) ? stored : full;
        const change = async (field: RefusedField): Promise<Answer> =>
          ask(writer, {path, ...way(withField(base, field.path, field.value))});
        const isTried = (field: RefusedField): boolean => (turnOf(kind, field) ?? name) === name;
        expect([name, await notHeld(kind, change, isTried)]).toEqual([name, []]);
      }
    } finally {
      // quotas and limits would hold what comes after them
      await ask(writer, {method: 'DELETE', path, query: {propagationPolicy: 'Background'}});
    }
  });
});

/** On clusters that are older than policies, the bot alone holds the boundary, and says so. */
function expectNothingToHold(): void {
  expect(admissionManifests(cluster.version)).toMatchObject({
    manifests: [],
    missing: [expect.stringContaining('has no ValidatingAdmissionPolicy'), expect.stringContaining('learner')],
  });
}
