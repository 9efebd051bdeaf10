import {alignTabs} from '../describing/align-tabs.ts';
import {labelAndAnnotationLines} from '../describing/metadata-lines.ts';
import {limitRangeLines} from '../limit-range/describe.ts';
import {quotaLines} from '../resource-quota/describe.ts';
import {namespaceObjectSchema} from './schema.ts';

interface InNamespace {
  readonly quotas: readonly unknown[];
  readonly limits: readonly unknown[];
}

/** What `kubectl describe namespace` prints of one, with its learner's quotas and ranges of limits. */
export function describeNamespace(object: unknown, {quotas, limits}: InNamespace): string {
  const namespace = namespaceObjectSchema.parse(object);
  return alignTabs([
    `Name:\t${namespace.metadata.name}`,
    ...labelAndAnnotationLines(namespace),
    `Status:\t${namespace.status.phase}`,
    '',
    ...quotaLines(quotas),
    '',
    ...limitRangeLines(limits),
  ]);
}
