import {z} from 'zod';
import {patchTypes, type ApiRequest} from '#src/cluster/api/api-request.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import type {Attempt, PastTheBot} from './attack.ts';
import {harmlessPodSpec, type Mischief} from './mischiefs.ts';
import {ask} from './raw-request.ts';
import type {World} from './world.ts';

/** ValidatingAdmissionPolicy is there for all from this minor version of 1 on. */
const admissionPolicies = 30;

/** Why the API server lets in what the policy refuses. */
export const noAdmissionPolicy = async ({version: {major, minor}}: World): Promise<string | undefined> =>
  Promise.resolve(
    major === 1 && minor < admissionPolicies
      ? `Kubernetes before 1.${admissionPolicies} has no ValidatingAdmissionPolicy, and RBAC does not look into an object; no learner has credentials to ask with, only the bot acts as them`
      : undefined,
  );

/** Why no cluster holds a node port of one's choice. */
export const nodePortsLookAlike =
  'an admission policy cannot tell a chosen node port from one that the cluster fills in; the quota bounds them';

const storedSchema = z.record(z.string(), z.json());

/** What the account of Mallory's sandbox would send. */
interface RawWrite {
  readonly request: ApiRequest;
  /** The same without the mischief, which is let in: else a refusal would not be of the mischief. */
  readonly harmless?: ApiRequest;
  /** Whether what the API server would store has the mischief in it. */
  readonly isIn: (stored: JsonObject) => boolean;
  /** It is written, and removed again: what a dry run does not ask. */
  readonly isReal?: boolean;
}

/** @param because why a cluster with admission policies cannot hold it either, if it cannot */
export const pastTheBot = (write: (world: World) => RawWrite, because?: string): PastTheBot => ({
  attempt: async (world): Promise<Attempt> => {
    const {request, harmless, isIn, isReal = false} = write(world);
    if (harmless !== undefined) await isLetIn(world, harmless);
    const attempt = await tryPast(world, isReal ? request : dryRun(request));
    if (attempt.stoppedBy !== undefined) return attempt;
    if (isReal) await world.admin.remove(`${request.path}/${nameOf(request)}`);
    const stored = storedSchema.parse(JSON.parse(attempt.shown ?? '{}'));
    return isIn(stored)
      ? {...attempt, evidence: 'the API server would take it'}
      : {...attempt, stoppedBy: 'API server', evidence: 'the field is left out'};
  },
  gap: async (world) => (await noAdmissionPolicy(world)) ?? because,
});

/** All walls are asked, and nothing is stored. */
const dryRun = (request: ApiRequest): ApiRequest => ({...request, query: {...request.query, dryRun: 'All'}});

async function tryPast(world: World, request: ApiRequest): Promise<Attempt> {
  const client = world.server.as(`system:serviceaccount:${world.mallory.namespace}:learner`);
  return waitUntil('the quota counts no more what was deleted', async () => {
    const tried = await ask(client, request);
    return tried.stoppedBy === 'quota' && /\bpods=1\b/.test(tried.evidence) ? undefined : tried;
  });
}

const letIn = new WeakMap<World, Map<string, Promise<void>>>();

/** Once for each way. @throws Error when it is refused */
async function isLetIn(world: World, request: ApiRequest): Promise<void> {
  const known = letIn.get(world) ?? new Map<string, Promise<void>>();
  letIn.set(world, known);
  const key = JSON.stringify(request);
  const trying = known.get(key) ?? requireLetIn(world, request);
  known.set(key, trying);
  return trying;
}

async function requireLetIn(world: World, request: ApiRequest): Promise<void> {
  const {stoppedBy, evidence} = await tryPast(world, dryRun(request));
  if (stoppedBy !== undefined) throw new Error(`the same without the mischief is refused as well: ${evidence}`);
}

const namedSchema = z.looseObject({metadata: z.looseObject({name: z.string()})});
const nameOf = ({body}: ApiRequest): string => namedSchema.parse(body).metadata.name;

/** The spec of a harmless Pod as the bot sends it: confined to the slice, and without a token. */
export const confinedPodSpec = ({mallory}: World): JsonObject => ({
  ...harmlessPodSpec,
  automountServiceAccountToken: false,
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{matchFields: [{key: 'metadata.name', operator: 'In', values: [mallory.node]}]}],
      },
    },
  },
});

/** A mischief made of what the bot sends, so that it is all that is wrong. */
export const confined = (world: World, {change}: Pick<Mischief, 'change'>): Pick<Mischief, 'change'> => ({
  change: (_spec, scene) => change(confinedPodSpec(world), scene),
});

const plurals: Readonly<Record<string, string>> = {
  Pod: 'pods',
  Service: 'services',
  DaemonSet: 'daemonsets',
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
};

/** Where objects of a kind lie in Mallory's sandbox. */
export function pathOf({mallory}: World, kind: string): string {
  const group = kind === 'Pod' || kind === 'Service' ? '/api/v1' : '/apis/apps/v1';
  const plural = plurals[kind];
  if (plural === undefined) throw new Error(`no path is known for a ${kind}`);
  return `${group}/namespaces/${mallory.namespace}/${plural}`;
}

export const createRequest = (path: string, body: JsonObject): ApiRequest => ({method: 'POST', path, body});

/** A merge patch of the Deployment `target`. */
export const patchTarget = (world: World, body: JsonObject): ApiRequest => ({
  method: 'PATCH',
  path: `${pathOf(world, 'Deployment')}/target`,
  body,
  contentType: patchTypes.merge,
});

/** The spec of a Pod, or of the Pods that a workload makes. */
export function podSpecIn(stored: JsonObject): JsonObject {
  const {spec} = stored;
  if (!isJsonObject(spec)) return {};
  const {template} = spec;
  if (!isJsonObject(template)) return spec;
  return isJsonObject(template['spec']) ? template['spec'] : {};
}
