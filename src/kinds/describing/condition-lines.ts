import type {Condition} from '#src/kubernetes/conditions.ts';

/** `Conditions:` of what makes Pods, if it has any. */
export function conditionLines(conditions: readonly Condition[]): readonly string[] {
  if (conditions.length === 0) return [];
  return [
    'Conditions:',
    '  Type\tStatus\tReason',
    '  ----\t------\t------',
    ...conditions.map(({type, status, reason}) => `  ${type} \t${status}\t${reason}`),
  ];
}
