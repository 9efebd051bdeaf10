import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelAndAnnotationLines, nameLines, sortedEntries} from '../describing/metadata-lines.ts';
import {configMapSchema} from './schema.ts';

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
