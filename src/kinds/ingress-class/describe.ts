import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelAndAnnotationLines} from '../describing/metadata-lines.ts';
import {ingressClassSchema} from './schema.ts';

/** What `kubectl describe ingressclass` prints of one. */
export function describeIngressClass(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const ingressClass = ingressClassSchema.parse(object);
  const {controller, parameters} = ingressClass.spec;
  return alignTabs([
    `Name:\t${ingressClass.metadata.name}`,
    ...labelAndAnnotationLines(ingressClass),
    `Controller:\t${controller}`,
    ...(parameters
      ? [
          'Parameters:',
          ...(typeof parameters.apiGroup === 'string' ? [`  APIGroup:\t${parameters.apiGroup}`] : []),
          `  Kind:\t${parameters.kind}`,
          `  Name:\t${parameters.name}`,
        ]
      : []),
    ...eventLines(events, now),
  ]);
}
