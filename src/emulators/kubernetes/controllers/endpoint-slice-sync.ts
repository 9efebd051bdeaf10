import {isEqual} from '../json.ts';
import type {EndpointSlice} from '../objects/endpoint-slice.ts';
import {controllerOf, type KubeObject} from '../objects/kube-object.ts';
import {endpointSlices} from '../resources/endpoint-slices.ts';
import {ownerReference} from './claim.ts';
import type {ControllerParts} from './controller.ts';

const serviceName = 'kubernetes.io/service-name';
const managedBy = 'endpointslice.kubernetes.io/managed-by';

/** Makes an owner's slices those that are wanted: known ones are changed, surplus ones go. */
export function syncSlices(
  {store, objects}: Pick<ControllerParts, 'store' | 'objects'>,
  {owner, wanted}: {owner: KubeObject; wanted: readonly EndpointSlice[]},
): void {
  const known = store
    .list(endpointSlices, owner.metadata.namespace)
    .filter((slice) => controllerOf(slice)?.uid === owner.metadata.uid);
  for (const [at, slice] of wanted.entries()) {
    const old = known[at];
    if (old === undefined) objects.create(endpointSlices, slice);
    else if (!isSame(old, slice)) {
      const {annotations: _, ...kept} = old.metadata;
      const {labels = {}, annotations} = slice.metadata;
      const metadata = {...kept, labels, ...(annotations === undefined ? {} : {annotations})};
      objects.update(endpointSlices, old, {...slice, metadata});
    }
  }
  for (const surplus of known.slice(wanted.length)) objects.delete(endpointSlices, surplus);
}

/** A slice named for its owner, which has the name of a Service. */
export function newSlice(
  owner: KubeObject,
  {
    manager,
    labels,
    content,
  }: {
    manager: string;
    labels: Record<string, string>;
    content: Pick<EndpointSlice, 'addressType' | 'endpoints' | 'ports'>;
  },
): EndpointSlice {
  const {name, namespace} = owner.metadata;
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: {...labels, [serviceName]: name, [managedBy]: manager},
      ownerReferences: [ownerReference(owner)],
    },
    ...content,
  };
  // The rest of the metadata is what creating it fills in.
  return slice as unknown as EndpointSlice;
}

function isSame(old: EndpointSlice, slice: EndpointSlice): boolean {
  return (
    isEqual(old.endpoints, slice.endpoints) &&
    isEqual(old.ports ?? [], slice.ports ?? []) &&
    isEqual(old.metadata.labels, slice.metadata.labels)
  );
}
