import type {z} from 'zod';
import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {fullTime} from '../describing/go-time.ts';
import {labelAndAnnotationLines, nameLines, textMapLines} from '../describing/metadata-lines.ts';
import {labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import {storageClassOf} from '../persistent-volume-claim/schema.ts';
import {podCountsText} from '../pod/describing/pod-counts.ts';
import {podTemplateLines} from '../pod/describing/pod-template-lines.ts';
import {statefulSetSchema, type claimTemplateSchema} from './schema.ts';

/** What `kubectl describe statefulset` prints of one, with the Pods that its selector finds. */
export function describeStatefulSet(
  object: unknown,
  {pods, events, now}: {pods: readonly unknown[]; events: readonly Event[] | undefined; now: number},
): string {
  const set = statefulSetSchema.parse(object);
  const {metadata, spec, status} = set;
  const {partition, maxUnavailable} = spec.updateStrategy.rollingUpdate ?? {};
  const retention = spec.persistentVolumeClaimRetentionPolicy;
  const isRolled = typeof partition === 'number';
  return alignTabs([
    ...nameLines(set),
    `CreationTimestamp:\t${fullTime(metadata.creationTimestamp)}`,
    `Selector:\t${labelSelectorText(spec.selector)}`,
    ...labelAndAnnotationLines(set),
    ...(spec.serviceName === '' ? [] : [`Service Name:\t${spec.serviceName}`]),
    ...(spec.podManagementPolicy === '' ? [] : [`Pod Management Policy:\t${spec.podManagementPolicy}`]),
    `Replicas:\t${spec.replicas} desired | ${status.replicas} total`,
    `Update Strategy:\t${spec.updateStrategy.type}`,
    ...(isRolled ? [`  Partition:\t${partition}`] : []),
    ...(isRolled && (maxUnavailable ?? undefined) !== undefined ? [`  MaxUnavailable:\t${maxUnavailable}`] : []),
    ...(retention
      ? [
          'Persistent Volume Claim Retention Policy:',
          `  WhenDeleted:\t${retention.whenDeleted}`,
          `  WhenScaled:\t${retention.whenScaled}`,
        ]
      : []),
    `Pods Status:\t${podCountsText(pods, metadata.uid)}`,
    ...podTemplateLines(spec.template),
    ...claimLines(spec.volumeClaimTemplates),
    ...eventLines(events, now),
  ]);
}

function claimLines(claims: readonly z.infer<typeof claimTemplateSchema>[]): readonly string[] {
  if (claims.length === 0) return ['Volume Claims:\t<none>'];
  return [
    'Volume Claims:',
    ...claims.flatMap((claim) => [
      `  Name:\t${claim.metadata.name}`,
      `  StorageClass:\t${storageClassOf(claim)}`,
      ...indented(textMapLines('Labels', claim.metadata.labels)),
      ...indented(textMapLines('Annotations', claim.metadata.annotations)),
      `  Capacity:\t${claim.spec.resources?.requests?.['storage'] ?? '<default>'}`,
      `  Access Modes:\t[${(claim.spec.accessModes ?? []).join(' ')}]`,
    ]),
  ];
}

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
