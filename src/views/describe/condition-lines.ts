import {z} from 'zod';

/** A condition of a Deployment or a ReplicaSet. */
export const conditionSchema = z.looseObject({type: z.string(), status: z.string(), reason: z.string().default('')});

/** `Conditions:` of what makes Pods, if it has any. */
export function conditionLines(
  conditions: readonly z.infer<typeof conditionSchema>[] | null | undefined,
): readonly string[] {
  if (!conditions || conditions.length === 0) return [];
  return [
    'Conditions:',
    '  Type\tStatus\tReason',
    '  ----\t------\t------',
    ...conditions.map(({type, status, reason}) => `  ${type} \t${status}\t${reason}`),
  ];
}
