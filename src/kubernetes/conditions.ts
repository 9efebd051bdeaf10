import {z} from 'zod';
import {listOf} from './list-of.ts';

/**
 * What an object's status says of it, one matter each; a text that is left out is empty.
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.32/#condition-v1-meta
 */
const conditionSchema = z.looseObject({
  type: z.string(),
  status: z.string().default(''),
  reason: z.string().default(''),
  message: z.string().default(''),
  observedGeneration: z.number().optional(),
  lastHeartbeatTime: z.string().nullish(),
  lastTransitionTime: z.string().nullish(),
});
export type Condition = z.infer<typeof conditionSchema>;

export const conditionsSchema = listOf(conditionSchema);

/** Whether the condition of that type holds. */
export function isTrue(conditions: readonly Condition[], wanted: string): boolean {
  return conditions.some(({type, status}) => type === wanted && status === 'True');
}
