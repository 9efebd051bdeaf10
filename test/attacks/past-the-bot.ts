import {z} from 'zod';
import {patchTypes, type ApiRequest} from '../../src/cluster/api-client.ts';
import {isJsonObject, type JsonObject} from '../../src/sandbox/json.ts';
import {waitUntil} from '../support/wait-until.ts';
import type {Attempt, PastTheBot} from './attack.ts';
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

const storedSchema = z.record(z.string(), z.json());

/** What the account of Mallory's sandbox would send. */
interface RawWrite {
  readonly request: ApiRequest;
  /** Whether what the API server would store has the mischief in it. */
  readonly isIn: (stored: JsonObject) => boolean;
}

/** @param because why a cluster with admission policies cannot hold it either, if it cannot */
export const pastTheBot = (write: (world: World) => RawWrite, because?: string): PastTheBot => ({
  attempt: async (world): Promise<Attempt> => {
    const {request, isIn} = write(world);
    const client = world.server.as(`system:serviceaccount:${world.mallory.namespace}:learner`);
    // as a dry run: all walls are asked, and nothing is stored
    const dryRun: ApiRequest = {...request, query: {...request.query, dryRun: 'All'}};
    const attempt = await waitUntil('the quota counts no more what was deleted', async () => {
      const tried = await ask(client, dryRun);
      return tried.stoppedBy === 'quota' && /\bpods=1\b/.test(tried.evidence) ? undefined : tried;
    });
    if (attempt.stoppedBy !== undefined) return attempt;
    const stored = storedSchema.parse(JSON.parse(attempt.shown ?? '{}'));
    return isIn(stored)
      ? {...attempt, evidence: 'the API server would take it'}
      : {...attempt, stoppedBy: 'API server', evidence: 'the field is left out'};
  },
  gap: async (world) => (await noAdmissionPolicy(world)) ?? because,
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
