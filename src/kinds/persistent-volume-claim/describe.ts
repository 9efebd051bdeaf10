import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {fullTime} from '../describing/go-time.ts';
import {labelAndAnnotationLines, nameLines, titledLines} from '../describing/metadata-lines.ts';
import {listOf} from '#src/kubernetes/list-of.ts';
import {since} from '#src/kubernetes/since.ts';
import {volumeSchema} from '../pod/pod-spec.ts';
import {podSchema} from '../pod/schema.ts';
import {accessModesText} from './access-modes.ts';
import {persistentVolumeClaimSchema, storageClassOf} from './schema.ts';

const volumesSchema = listOf(volumeSchema);

type Claim = ReturnType<typeof persistentVolumeClaimSchema.parse>;

/** What `kubectl describe pvc` prints of one, with the Pods of its namespace. */
export function describePersistentVolumeClaim(
  object: unknown,
  {pods, events, now}: {pods: readonly unknown[]; events: readonly Event[] | undefined; now: number},
): string {
  const claim = persistentVolumeClaimSchema.parse(object);
  const {metadata, spec, status} = claim;
  const {deletionTimestamp} = metadata;
  const hasVolume = spec.volumeName !== '';
  return alignTabs([
    ...nameLines(claim),
    `StorageClass:\t${storageClassOf(claim)}`,
    `Status:\t${deletionTimestamp === undefined ? status.phase : `Terminating (lasts ${since(deletionTimestamp, now)})`}`,
    `Volume:\t${spec.volumeName}`,
    ...labelAndAnnotationLines(claim),
    `Finalizers:\t[${(metadata.finalizers ?? []).join(' ')}]`,
    `Capacity:\t${hasVolume ? (status.capacity?.['storage'] ?? '0') : ''}`,
    `Access Modes:\t${hasVolume ? accessModesText(status.accessModes) : ''}`,
    ...(typeof spec.volumeMode === 'string' ? [`VolumeMode:\t${spec.volumeMode}`] : []),
    ...dataSourceLines(claim),
    ...titledLines('Used By', usersOf(claim, pods)),
    ...conditionLines(claim),
    ...eventLines(events, now),
  ]);
}

function dataSourceLines({spec: {dataSource}}: Claim): readonly string[] {
  if (!dataSource) return [];
  return [
    'DataSource:',
    ...(typeof dataSource.apiGroup === 'string' ? [`  APIGroup:\t${dataSource.apiGroup}`] : []),
    `  Kind:\t${dataSource.kind}`,
    `  Name:\t${dataSource.name}`,
  ];
}

/** The Pods that mount it, and those that own it. */
function usersOf({metadata}: Claim, pods: readonly unknown[]): readonly string[] {
  const owners = new Set((metadata.ownerReferences ?? []).filter(({kind}) => kind === 'Pod').map(({uid}) => uid));
  return pods
    .map((pod) => podSchema.parse(pod))
    .filter(
      (pod) =>
        owners.has(pod.metadata.uid) ||
        volumesSchema
          .parse(pod.spec['volumes'])
          .some(({persistentVolumeClaim}) => persistentVolumeClaim?.claimName === metadata.name),
    )
    .map((pod) => pod.metadata.name)
    .sort();
}

function conditionLines({status: {conditions}}: Claim): readonly string[] {
  if (conditions.length === 0) return [];
  const timeOf = (time: unknown): string => fullTime(typeof time === 'string' ? time : undefined);
  return [
    'Conditions:',
    '  Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage',
    '  ----\t------\t-----------------\t------------------\t------\t-------',
    ...conditions.map(
      ({type, status, lastProbeTime, lastTransitionTime, reason, message}) =>
        `  ${type} \t${status} \t${timeOf(lastProbeTime)} \t${timeOf(lastTransitionTime)} \t${reason} \t${message}`,
    ),
  ];
}
