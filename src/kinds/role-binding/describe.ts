import {alignTabs} from '../describing/align-tabs.ts';
import {labelAndAnnotationLines} from '../describing/metadata-lines.ts';
import {roleBindingSchema} from './schema.ts';

/** What `kubectl describe rolebinding` prints of one: not its namespace, and no events. */
export function describeRoleBinding(object: unknown): string {
  const binding = roleBindingSchema.parse(object);
  const {roleRef, subjects} = binding;
  return alignTabs([
    `Name:\t${binding.metadata.name}`,
    ...labelAndAnnotationLines(binding),
    'Role:',
    `  Kind:\t${roleRef.kind}`,
    `  Name:\t${roleRef.name}`,
    'Subjects:',
    '  Kind\tName\tNamespace',
    '  ----\t----\t---------',
    ...(subjects ?? []).map(({kind, name, namespace}) => `  ${kind}\t${name}\t${namespace}`),
  ]);
}
