import type {Lease} from '../objects/lease.ts';
import {leases} from '../resources/leases.ts';
import {namespaces} from '../resources/namespaces.ts';
import {nodes} from '../resources/nodes.ts';
import type {PodHost} from './pod-host.ts';

const leaseNamespace = 'kube-node-lease';
const durationSeconds = 40;
const renewalSeconds = 10;

/**
 * Keeps a Lease for every machine that reports, by which others can tell that it lives.
 * @param living the names of those machines, as they are when it is asked
 * @returns what ends it
 * @see https://kubernetes.io/docs/concepts/architecture/leases/#node-heart-beats
 */
export function renewNodeLeases(
  {store, objects, clock, timings}: Pick<PodHost, 'store' | 'objects' | 'clock' | 'timings'>,
  living: () => readonly string[],
): () => void {
  const renewAll = (): void => {
    const namespace = store.get(namespaces, undefined, leaseNamespace);
    if (namespace !== undefined && namespace.metadata.deletionTimestamp === undefined) {
      for (const name of living()) renew(name);
    }
    cancel = clock.after(renewalSeconds * timings.secondMs, renewAll);
  };
  const renew = (name: string): void => {
    const renewTime = new Date(clock.now()).toISOString().replace('Z', '000Z');
    const known = store.get(leases, leaseNamespace, name);
    if (known === undefined) {
      const node = store.get(nodes, undefined, name);
      if (node === undefined) return;
      const {uid} = node.metadata;
      const metadata = {
        name,
        namespace: leaseNamespace,
        ownerReferences: [{apiVersion: 'v1', kind: 'Node', name, uid}],
      };
      const spec = {holderIdentity: name, leaseDurationSeconds: durationSeconds, renewTime};
      // The rest of the metadata is what creating it fills in.
      objects.create(leases, {apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec} as unknown as Lease);
      return;
    }
    objects.change<Lease>(leases, known, (lease) => {
      lease.spec = {...lease.spec, holderIdentity: name, renewTime};
    });
  };
  let cancel = clock.after(0, renewAll);
  return () => cancel();
}
