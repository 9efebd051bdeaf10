import {fields, listOf, oneOf, text, textList, textMap} from './field-rules.ts';

/** A selector of objects by label, as in `selector` and affinity terms. */
export const labelSelector = fields({
  matchLabels: textMap,
  matchExpressions: listOf(
    fields({key: text, operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), values: textList}),
  ),
});
