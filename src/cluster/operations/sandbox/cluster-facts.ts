import type {ClusterFacts} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {dnsAddresses} from '#src/cluster/api/dns-addresses.ts';
import {storageClassNames} from '#src/cluster/api/storage-class-names.ts';
import type {OperationContext} from '../operation-context.ts';

/**
 * What the limits of a sandbox follow from, besides its lab.
 * @param furtherNamespaces how many the learner has made besides their first one
 * @throws ApiError from the cluster
 */
export async function clusterFacts(
  {identities, signal}: Pick<OperationContext, 'identities' | 'signal'>,
  furtherNamespaces: number,
): Promise<ClusterFacts> {
  const watcher = identities.system('watcher');
  const [addresses, storage] = await Promise.all([dnsAddresses(watcher, signal), storageClassNames(watcher, signal)]);
  return {dnsAddresses: addresses, storage, furtherNamespaces};
}
