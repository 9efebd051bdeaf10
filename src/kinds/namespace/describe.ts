import {alignTabs} from '../describing/align-tabs.ts';
import {labelAndAnnotationLines} from '../describing/metadata-lines.ts';
import {namespaceObjectSchema} from './schema.ts';

/** What `kubectl describe namespace` prints of one whose quotas and ranges of limits are not its reader's to see. */
export function describeNamespace(object: unknown): string {
  const namespace = namespaceObjectSchema.parse(object);
  return alignTabs([
    `Name:\t${namespace.metadata.name}`,
    ...labelAndAnnotationLines(namespace),
    `Status:\t${namespace.status.phase}`,
    '',
    'No resource quota.',
    '',
    'No LimitRange resource.',
  ]);
}
