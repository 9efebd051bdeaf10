import {containerLines} from './container-lines.ts';
import {annotationLines, sortedEntries, textMapLines} from '#src/kinds/describing/metadata-lines.ts';
import type {PodTemplate} from '../pod-spec.ts';
import {tolerationLines} from './toleration-lines.ts';
import {topologySpreadLines} from './topology-spread-lines.ts';
import {volumeLines} from './volume-lines.ts';

/** `Pod Template:` of what makes Pods. */
export function podTemplateLines({metadata, spec}: PodTemplate): readonly string[] {
  const initContainers = spec.initContainers ?? [];
  return [
    'Pod Template:',
    ...textMapLines('  Labels', metadata.labels),
    ...(sortedEntries(metadata.annotations).length === 0 ? [] : annotationLines('  Annotations', metadata.annotations)),
    ...(spec.serviceAccountName === '' ? [] : [`  Service Account:\t${spec.serviceAccountName}`]),
    ...(initContainers.length === 0 ? [] : containerLines({title: 'Init Containers', containers: initContainers})),
    ...containerLines({title: 'Containers', containers: spec.containers}),
    ...volumeLines(spec.volumes, {isTemplate: true}),
    ...topologySpreadLines(spec.topologySpreadConstraints, '  '),
    ...(spec.priorityClassName === '' ? [] : [`  Priority Class Name:\t${spec.priorityClassName}`]),
    ...textMapLines('  Node-Selectors', spec.nodeSelector),
    ...tolerationLines('  Tolerations', spec.tolerations),
    ...(spec.schedulingGroup ? ['  SchedulingGroup:', `  PodGroupName:\t${spec.schedulingGroup.podGroupName}`] : []),
  ];
}
