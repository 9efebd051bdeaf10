import {isReserved, resourceType, type ResourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {UserError} from '#src/operations/user-error.ts';
import {mostOpenings, networkPolicies, openingsFor} from '#src/sandbox/namespace/network-policies.ts';
import {isNotFound} from '#src/cluster/api/api-error.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {dnsAddresses} from '#src/cluster/api/dns-addresses.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {words} from '#src/words/words.ts';
import type {Writing} from './writer-of.ts';

const type = 'networkpolicies';
/** Who owns the fields of what makes a sandbox. */
export const fieldManager = 'labrador';

/** The NetworkPolicies of a namespace: those by which it is held, and the learner's. */
interface Policies {
  readonly own: readonly KubernetesObject[];
  readonly learners: readonly KubernetesObject[];
}

export async function readPolicies({sandbox, identities, signal}: Writing): Promise<Policies> {
  const path = resourcePath(type, sandbox.namespace);
  const all = await listCollection(identities.system('provisioner'), path, {signal});
  const isOwn = ({metadata}: KubernetesObject): boolean => isReserved(type, metadata.name);
  return {own: all.filter(isOwn), learners: all.filter((policy) => !isOwn(policy))};
}

/**
 * Whether the sandbox could still be held beside a policy of its learner, before that is written. Taking a policy away always
 * can be followed.
 * @param wouldBe the object as the API server would have it; of other types nothing is asked
 * @throws UserError `refused`
 */
export async function requireRoom(of: ResourceTypeName, wouldBe: JsonObject, writing: Writing): Promise<void> {
  const {decidesTraffic, mostObjects}: ResourceType = resourceType(of);
  if (decidesTraffic !== true) return;
  const {metadata} = wouldBe;
  const name = isJsonObject(metadata) ? metadata['name'] : undefined;
  const {learners} = await readPolicies(writing);
  const others = learners.filter((policy) => policy.metadata.name !== name);
  const said = words().policy.networkPolicies;
  if (typeof mostObjects === 'number' && others.length >= mostObjects && others.length === learners.length) {
    throw new UserError('refused', said.tooMany({most: mostObjects}));
  }
  if (openingsFor([...others, wouldBe]) > mostOpenings) {
    throw new UserError('refused', said.tooIntricate({most: mostOpenings}));
  }
}

/** Brings what holds the sandbox up to date when the learner's policies may have changed; of other types nothing is done. */
export async function followTraffic(of: ResourceTypeName, writing: Writing): Promise<void> {
  const {decidesTraffic}: ResourceType = resourceType(of);
  if (decidesTraffic !== true) return;
  const {identities, signal} = writing;
  const [policies, addresses] = await Promise.all([
    readPolicies(writing),
    dnsAddresses(identities.system('watcher'), signal),
  ]);
  const manifests = networkPolicies(writing.sandbox, {dnsAddresses: addresses, learnersPolicies: policies.learners});
  for (const manifest of manifests) {
    await applyManifest(identities.system('provisioner'), manifest, {fieldManager, signal});
  }
  await removeOutdated(manifests, policies, writing);
}

/** Takes away those by which the sandbox is held no more. After the new ones are there: so nothing is cut in between. */
export async function removeOutdated(
  manifests: readonly JsonObject[],
  {own}: Pick<Policies, 'own'>,
  {sandbox, identities, signal}: Writing,
): Promise<void> {
  const kept = new Set(
    manifests.flatMap(({kind, metadata}) =>
      kind === resourceType(type).kind && isJsonObject(metadata) ? [metadata['name']] : [],
    ),
  );
  for (const {metadata} of own) {
    if (kept.has(metadata.name)) continue;
    try {
      await identities
        .system('provisioner')
        .request({method: 'DELETE', path: resourcePath(type, sandbox.namespace, metadata.name), signal});
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
}
