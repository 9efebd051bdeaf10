import {resourceType} from '#src/kinds/resource-types.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {mostOpenings, networkPolicies, openingsFor} from '#src/sandbox/namespace/network-policies.ts';
import {isNotFound} from '#src/cluster/api/api-error.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {dnsAddresses} from '#src/cluster/api/dns-addresses.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {words} from '#src/words/words.ts';
import {fieldManager, readHeld, type HeldObjects} from './held-types.ts';
import type {Writing} from './writer-of.ts';

const type = 'networkpolicies';

/** @throws UserError `refused` when a sandbox cannot be held beside so many policies of its learner */
export function requireFollowable(learners: readonly object[]): void {
  if (openingsFor(learners) <= mostOpenings) return;
  throw new UserError('refused', words().policy.networkPolicies.tooIntricate({most: mostOpenings}));
}

/** Opens for the Pods that no policy of the learner selects what is open besides. */
export async function followTraffic(writing: Writing): Promise<void> {
  const {identities, signal} = writing;
  const [policies, addresses] = await Promise.all([
    readHeld(type, writing),
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
  {own}: Pick<HeldObjects, 'own'>,
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
