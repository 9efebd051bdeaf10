import * as fc from 'fast-check';
import {matchesLabels, parseLabelSelector} from '#src/kubernetes/label-selector.ts';
import {labelSelectorText, type LabelSelector} from '#src/kubernetes/label-selector-text.ts';

const keys = fc.constantFrom('app', 'tier', 'example.com/zone');
const values = fc.constantFrom('a', 'b', 'c', '');

/** Labels of an object, from so few keys and values that selectors often meet them. */
export const someLabels: fc.Arbitrary<Record<string, string>> = fc.dictionary(keys, values, {maxKeys: 3});

const expression = fc.oneof(
  fc.record({
    key: keys,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(values, {minLength: 1, maxLength: 3}),
  }),
  fc.record({key: keys, operator: fc.constantFrom('Exists', 'DoesNotExist')}),
);

/** Selectors as an API server takes them, the empty one too. */
export const someSelector: fc.Arbitrary<LabelSelector> = fc.record(
  {matchLabels: fc.dictionary(keys, values, {maxKeys: 2}), matchExpressions: fc.array(expression, {maxLength: 2})},
  {requiredKeys: []},
);

/** Whether a selector selects, told by what kubectl would be asked. */
export const selects = (selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean =>
  matchesLabels(parseLabelSelector(labelSelectorText(selector)), labels);
