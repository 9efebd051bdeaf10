import {fields, integerOrText, oneOf} from '../fields/field-rules.ts';
import {labelSelector} from '../fields/label-selector.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';

export const podDisruptionBudgetFields = withCommonFields({
  spec: fields({
    selector: labelSelector,
    minAvailable: integerOrText,
    maxUnavailable: integerOrText,
    unhealthyPodEvictionPolicy: oneOf('IfHealthyBudget', 'AlwaysAllow'),
  }),
});
