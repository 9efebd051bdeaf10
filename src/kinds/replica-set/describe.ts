import {alignTabs} from '../describing/align-tabs.ts';
import {conditionLines} from '../describing/condition-lines.ts';
import {controllerLines} from '../describing/controller-lines.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {podCountsText} from '../pod/describing/pod-counts.ts';
import {podTemplateLines} from '../pod/describing/pod-template-lines.ts';
import {replicaSetSchema} from './schema.ts';

/** What `kubectl describe replicaset` prints of one, with the Pods that its selector finds. */
export function describeReplicaSet(
  object: unknown,
  {pods, events, now}: {pods: readonly unknown[]; events: readonly Event[] | undefined; now: number},
): string {
  const replicaSet = replicaSetSchema.parse(object);
  const {metadata, spec, status} = replicaSet;
  return alignTabs([
    ...nameLines(replicaSet),
    `Selector:\t${labelSelectorText(spec.selector)}`,
    ...labelAndAnnotationLines(replicaSet),
    ...controllerLines(replicaSet),
    `Replicas:\t${status.replicas} current / ${spec.replicas} desired`,
    `Pods Status:\t${podCountsText(pods, metadata.uid)}`,
    ...podTemplateLines(spec.template),
    ...conditionLines(status.conditions),
    ...eventLines(events, now),
  ]);
}
