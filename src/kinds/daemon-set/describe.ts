import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import {formatTextMap, labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {podCountsText} from '../pod/describing/pod-counts.ts';
import {podTemplateLines} from '../pod/describing/pod-template-lines.ts';
import {daemonSetSchema} from './schema.ts';

/** What `kubectl describe daemonset` prints of one, with the Pods that its selector finds. */
export function describeDaemonSet(
  object: unknown,
  {pods, events, now}: {pods: readonly unknown[]; events: readonly Event[] | undefined; now: number},
): string {
  const daemonSet = daemonSetSchema.parse(object);
  const {metadata, spec, status} = daemonSet;
  return alignTabs([
    ...nameLines(daemonSet),
    `Selector:\t${labelSelectorText(spec.selector)}`,
    `Node-Selector:\t${formatTextMap(spec.template.spec.nodeSelector)}`,
    ...labelAndAnnotationLines(daemonSet),
    `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}`,
    `Current Number of Nodes Scheduled: ${status.currentNumberScheduled}`,
    `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled}`,
    `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable}`,
    `Number of Nodes Misscheduled: ${status.numberMisscheduled}`,
    `Pods Status:\t${podCountsText(pods, metadata.uid)}`,
    ...podTemplateLines(spec.template),
    ...eventLines(events, now),
  ]);
}
