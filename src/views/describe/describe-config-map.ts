import {z} from 'zod';
import {alignTabs} from './align-tabs.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import type {Event} from '../events/event.ts';
import {eventLines} from './event-lines.ts';
import {labelAndAnnotationLines, nameLines, sortedEntries} from './metadata-lines.ts';

const configMapSchema = kubernetesObjectSchema.extend({
  data: z.record(z.string(), z.string()).nullish(),
  binaryData: z.record(z.string(), z.string()).nullish(),
});

/** What `kubectl describe configmap` prints of one. kubectl has its keys in no order; here they are sorted. */
export function describeConfigMap(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const configMap = configMapSchema.parse(object);
  return alignTabs([
    ...nameLines(configMap),
    ...labelAndAnnotationLines(configMap),
    '',
    'Data',
    '====',
    ...sortedEntries(configMap.data).flatMap(([key, text]) => `${key}:\n----\n${text}\n`.split('\n')),
    '',
    'BinaryData',
    '====',
    ...sortedEntries(configMap.binaryData).map(
      ([key, base64]) => `${key}: ${Buffer.from(base64, 'base64').length} bytes`,
    ),
    '',
    ...eventLines(events, now),
  ]);
}
