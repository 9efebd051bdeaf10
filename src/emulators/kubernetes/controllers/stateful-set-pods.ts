import type {ControllerRevision} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {Pod, PodTemplate, Volume} from '../objects/pod.ts';
import type {PersistentVolumeClaim} from '../objects/storage.ts';
import type {StatefulSet} from '../objects/workloads.ts';
import {ownerReference} from './claim.ts';
import {hashLabel} from './template-revisions.ts';

/** What tells the Pods of a set apart, beside their revision. */
const statefulLabels = {
  name: 'statefulset.kubernetes.io/pod-name',
  index: 'apps.kubernetes.io/pod-index',
} as const;

/** The number behind its set's name in the name of a Pod; undefined for one that cannot be its own. */
export function ordinalOf({metadata}: StatefulSet, pod: KubeObject): number | undefined {
  const prefix = `${metadata.name}-`;
  const rest = pod.metadata.name.startsWith(prefix) ? pod.metadata.name.slice(prefix.length) : '';
  return /^\d{1,10}$/.test(rest) ? Number(rest) : undefined;
}

/** The numbers that its Pods are to have. */
export function wantedOrdinals({spec}: StatefulSet): number[] {
  const start = spec.ordinals?.start ?? 0;
  return Array.from({length: spec.replicas}, (_, at) => start + at);
}

/** The revision that a Pod was made of, by its name. */
export function revisionOf(pod: Pod): string | undefined {
  return pod.metadata.labels?.[hashLabel];
}

/** The Pod of a number, as a revision has it. */
export function statefulPod(
  set: StatefulSet,
  {ordinal, revision}: {ordinal: number; revision: ControllerRevision},
): Pod {
  const {metadata = {}, spec} = templateOf(revision);
  const {name: setName, namespace} = set.metadata;
  const name = `${setName}-${ordinal}`;
  const {serviceName = ''} = set.spec;
  const claims = claimsOf(set, ordinal);
  const claimed = claims.map(({volume, claim}) => ({
    name: volume,
    persistentVolumeClaim: {claimName: claim.metadata.name},
  }));
  const others = (spec.volumes ?? []).filter(({name: other}) => !claims.some(({volume}) => volume === other));
  const volumes: Volume[] = [...claimed, ...others];
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${setName}-`,
      namespace,
      labels: {
        ...metadata.labels,
        [statefulLabels.name]: name,
        [statefulLabels.index]: String(ordinal),
        [hashLabel]: revision.metadata.name,
      },
      ...(metadata.annotations === undefined ? {} : {annotations: metadata.annotations}),
      ...(metadata.finalizers === undefined ? {} : {finalizers: metadata.finalizers}),
      ownerReferences: [ownerReference(set)],
    },
    spec: {
      ...spec,
      hostname: name,
      ...(serviceName === '' ? {} : {subdomain: serviceName}),
      ...(volumes.length === 0 ? {} : {volumes}),
    },
    status: {},
  };
  // The rest of the metadata is what creating it fills in.
  return pod as unknown as Pod;
}

/** The claims of the Pod of a number, each with the volume that it stands for. */
export function claimsOf(
  {metadata, spec}: StatefulSet,
  ordinal: number,
): {volume: string; claim: PersistentVolumeClaim}[] {
  return (spec.volumeClaimTemplates ?? []).map((template) => {
    const {name, labels, annotations} = template.metadata;
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: `${name}-${metadata.name}-${ordinal}`,
        namespace: metadata.namespace,
        labels: {...labels, ...spec.selector.matchLabels},
        ...(annotations === undefined ? {} : {annotations}),
      },
      spec: template.spec,
      status: {},
    };
    // The rest of the metadata is what creating it fills in.
    return {volume: name, claim: claim as unknown as PersistentVolumeClaim};
  });
}

/** A revision keeps it as the patch that brings it back. */
function templateOf({data}: ControllerRevision): PodTemplate {
  const {$patch: _, ...template} = (data as {spec: {template: PodTemplate & {$patch?: string}}}).spec.template;
  return template;
}
