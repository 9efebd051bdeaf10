import type {z} from 'zod';
import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {fullTime} from '../describing/go-time.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {horizontalPodAutoscalerSchema, type MetricValue, type ScalingRules} from './schema.ts';

type Autoscaler = z.infer<typeof horizontalPodAutoscalerSchema>;

/** What `kubectl describe hpa` prints of one. */
export function describeHorizontalPodAutoscaler(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const autoscaler = horizontalPodAutoscalerSchema.parse(object);
  const {metadata, spec, status} = autoscaler;
  const {kind, name} = spec.scaleTargetRef;
  return alignTabs([
    ...nameLines(autoscaler),
    ...labelAndAnnotationLines(autoscaler),
    `CreationTimestamp:\t${fullTime(metadata.creationTimestamp)}`,
    `Reference:\t${kind}/${name}`,
    'Metrics:\t( current / target )',
    ...spec.metrics.map((metric, at) => metricLine(metric, status.currentMetrics[at])),
    `Min replicas:\t${spec.minReplicas ?? '<unset>'}`,
    `Max replicas:\t${spec.maxReplicas}`,
    ...behaviorLines(spec.behavior),
    `${kind} pods:\t${status.currentReplicas} current / ${status.desiredReplicas} desired`,
    ...conditionLines(status.conditions),
    ...eventLines(events, now),
  ]);
}

function metricLine(
  {type, resource, containerResource}: Autoscaler['spec']['metrics'][number],
  current: Autoscaler['status']['currentMetrics'][number] | undefined,
): string {
  if (type === 'Resource' && resource) {
    return ofResource(`resource ${resource.name} on pods`, resource.target, current?.resource?.current);
  }
  if (type === 'ContainerResource' && containerResource) {
    const {name, container, target} = containerResource;
    const what = `resource ${name} of container "${container}" on pods`;
    return ofResource(what, target, current?.containerResource?.current);
  }
  return `  <unknown metric type ${JSON.stringify(type)}>`;
}

function ofResource(what: string, target: MetricValue, current: MetricValue | undefined): string {
  const unknown = '<unknown>';
  if (typeof target.averageValue === 'string') {
    return `  ${what}:\t${current === undefined ? unknown : (current.averageValue ?? '<nil>')} / ${target.averageValue}`;
  }
  const {averageUtilization: used} = current ?? {};
  const shown = typeof used === 'number' ? `${used}% (${current?.averageValue ?? '<nil>'})` : unknown;
  const wanted = typeof target.averageUtilization === 'number' ? `${target.averageUtilization}%` : '<auto>';
  return `  ${what}  (as a percentage of request):\t${shown} / ${wanted}`;
}

function behaviorLines(behavior: Autoscaler['spec']['behavior']): readonly string[] {
  if (!behavior) return [];
  return [
    'Behavior:',
    ...directionLines('Scale Up', behavior.scaleUp),
    ...directionLines('Scale Down', behavior.scaleDown),
  ];
}

function directionLines(direction: string, rules: ScalingRules | null | undefined): readonly string[] {
  if (!rules) return [];
  const {stabilizationWindowSeconds: window, selectPolicy, policies} = rules;
  return [
    `  ${direction}:`,
    ...(typeof window === 'number' ? [`    Stabilization Window: ${window} seconds`] : []),
    ...(policies.length === 0
      ? []
      : [
          `    Select Policy: ${selectPolicy ?? 'Max'}`,
          '    Policies:',
          ...policies.map(
            ({type, value, periodSeconds}) =>
              `      - Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds`,
          ),
        ]),
  ];
}

function conditionLines(conditions: Autoscaler['status']['conditions']): readonly string[] {
  if (conditions.length === 0) return [];
  return [
    'Conditions:',
    '  Type\tStatus\tReason\tMessage',
    '  ----\t------\t------\t-------',
    ...conditions.map(({type, status, reason, message}) => `  ${type}\t${status}\t${reason}\t${message}`),
  ];
}
