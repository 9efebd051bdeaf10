import {controllerOf} from '../objects/kube-object.ts';
import {jobLabels, trackingFinalizer, type Job} from '../objects/job.ts';
import type {Container, Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import {ownerReference} from './claim.ts';
import type {ControllerParts} from './controller.ts';

/** The Pod that a Job makes next: of an Indexed one, the Pod of that index. */
export function podOf(job: Job, index: number | undefined): Pod {
  const {template} = job.spec;
  const {labels, annotations, finalizers = []} = template.metadata ?? {};
  const {name, namespace} = job.metadata;
  const ofIndex = index === undefined ? {} : {[jobLabels.index]: String(index)};
  const withIndex = (containers: Container[] | undefined) =>
    containers?.map((container) => ({...container, env: [...(container.env ?? []), indexVariable]}));
  const {initContainers, ...spec} = template.spec;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: index === undefined ? `${name}-` : `${name}-${index}-`,
      namespace,
      labels: {...labels, ...ofIndex},
      ...(annotations === undefined && index === undefined ? {} : {annotations: {...annotations, ...ofIndex}}),
      finalizers: [...finalizers, trackingFinalizer],
      ownerReferences: [ownerReference(job)],
    },
    spec:
      index === undefined
        ? template.spec
        : {
            ...spec,
            ...(initContainers === undefined ? {} : {initContainers: withIndex(initContainers)}),
            containers: withIndex(spec.containers),
            hostname: `${name}-${index}`,
          },
    status: {},
  };
  // The rest of the metadata is what creating it fills in.
  return pod as unknown as Pod;
}

const indexVariable = {
  name: 'JOB_COMPLETION_INDEX',
  valueFrom: {fieldRef: {apiVersion: 'v1', fieldPath: `metadata.labels['${jobLabels.index}']`}},
};

export function indexOf({metadata}: Pod): number | undefined {
  const index = metadata.annotations?.[jobLabels.index];
  return index === undefined ? undefined : Number(index);
}

export const isTracked = ({metadata}: Pod): boolean => metadata.finalizers?.includes(trackingFinalizer) === true;

/** Lets a Pod go that was counted, or that nobody counts any more. */
export function release({objects}: Pick<ControllerParts, 'objects'>, pod: Pod): void {
  if (!isTracked(pod)) return;
  objects.change<Pod>(pods, pod, ({metadata}) => {
    const others = (metadata.finalizers ?? []).filter((finalizer) => finalizer !== trackingFinalizer);
    if (others.length > 0) metadata.finalizers = others;
    else delete metadata.finalizers;
  });
}

/** Lets the Pods go of Jobs of that name that are no more, or are others. */
export function releaseOrphans(
  {store, objects}: Pick<ControllerParts, 'store' | 'objects'>,
  {namespace, name, uid}: {namespace: string | undefined; name: string; uid: string | undefined},
): void {
  for (const pod of store.list(pods, namespace)) {
    if (pod.metadata.labels?.[jobLabels.name] !== name || !isTracked(pod)) continue;
    const owner = controllerOf(pod);
    if (uid === undefined || owner?.uid !== uid) release({objects}, pod);
  }
}
