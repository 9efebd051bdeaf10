import {alignTabs} from '../describing/align-tabs.ts';
import {labelAndAnnotationLines, nameLines, sortedEntries} from '../describing/metadata-lines.ts';
import {secretSchema} from './schema.ts';
import {sizeOf} from './values.ts';

/** What `kubectl describe secret` prints of one: no value, and no events. kubectl has its keys in no order; here they are sorted. */
export function describeSecret(object: unknown): string {
  const secret = secretSchema.parse(object);
  return alignTabs([
    ...nameLines(secret),
    ...labelAndAnnotationLines(secret),
    '',
    `Type:\t${secret.type}`,
    '',
    'Data',
    '====',
    ...sortedEntries(secret.data).map(([key, base64]) => `${key}:\t${sizeOf(base64)}`),
  ]);
}
