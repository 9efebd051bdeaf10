import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {alignTabs} from './align-tabs.ts';
import {conditionLines} from './condition-lines.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {controllerLines} from './controller-lines.ts';
import type {Event} from '../events/event.ts';
import {eventLines} from './event-lines.ts';
import {labelSelectorSchema, labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import {labelAndAnnotationLines, nameLines} from './metadata-lines.ts';
import {podCountsText} from './pod-counts.ts';
import {podTemplateSchema} from './pod-spec.ts';
import {podTemplateLines} from './pod-template-lines.ts';

const replicaSetSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    replicas: z.number().default(1),
    selector: labelSelectorSchema,
    template: podTemplateSchema,
  }),
  status: z.looseObject({replicas: z.number().default(0), conditions: conditionsSchema}).prefault({}),
});

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
