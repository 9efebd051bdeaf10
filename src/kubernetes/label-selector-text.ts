import {z} from 'zod';

/** A selector of objects by their labels, as `spec.selector` of what makes Pods has it. */
export const labelSelectorSchema = z.looseObject({
  matchLabels: z.record(z.string(), z.string()).nullish(),
  matchExpressions: z
    .array(z.looseObject({key: z.string(), operator: z.string(), values: z.array(z.string()).nullish()}))
    .nullish(),
});
export type LabelSelector = z.infer<typeof labelSelectorSchema>;

/** The selector as `-l` and the API server take it: `app=web,tier notin (cache,db)`, sorted by key. */
export function labelSelectorText({matchLabels, matchExpressions}: LabelSelector): string {
  const requirements = [
    ...Object.entries(matchLabels ?? {}).map(([key, value]) => ({key, text: `${key}=${value}`})),
    ...(matchExpressions ?? []).map(({key, operator, values}) => ({
      key,
      text: expressionText(key, operator, (values ?? []).toSorted()),
    })),
  ];
  return requirements
    .toSorted((one, other) => (one.key === other.key ? 0 : one.key < other.key ? -1 : 1))
    .map(({text}) => text)
    .join(',');
}

function expressionText(key: string, operator: string, values: readonly string[]): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    default:
      return `${key} in (${values.join(',')})`;
  }
}
