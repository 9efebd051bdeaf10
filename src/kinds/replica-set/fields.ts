import {fields, integer} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {podTemplate, replicas} from '../pod/template-fields.ts';
import {labelSelector} from '../fields/label-selector.ts';

export const replicaSetFields = withCommonFields({
  spec: fields({
    replicas,
    selector: labelSelector,
    template: podTemplate,
    minReadySeconds: integer,
  }),
});
