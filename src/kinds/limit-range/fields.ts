import {fields, integerOrText, listOf, oneOf, type FieldRule} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {limitOf, requestOf} from '../pod/spec-fields/quantities.ts';

const limited = ['cpu', 'memory', 'ephemeral-storage', 'storage'];

const amounts = (ruleOf: (resource: string) => FieldRule): FieldRule =>
  fields(Object.fromEntries(limited.map((name) => [name, ruleOf(name)])));

/** A limit of 0 would be none at all to the kubelet, and a container without one gets the largest where there is no default. */
const limits = amounts(limitOf);
const requests = amounts(requestOf);

export const limitRangeFields = withCommonFields({
  spec: fields({
    limits: listOf(
      fields({
        type: oneOf('Container', 'Pod', 'PersistentVolumeClaim'),
        max: limits,
        default: limits,
        min: requests,
        defaultRequest: requests,
        maxLimitRequestRatio: amounts(() => integerOrText),
      }),
      3,
    ),
  }),
});
