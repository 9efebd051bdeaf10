import {fields, integer, integerOrText, oneOf} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {podTemplate, revisionHistoryLimit} from '../pod/template-fields.ts';
import {labelSelector} from '../fields/label-selector.ts';

export const daemonSetFields = withCommonFields({
  spec: fields({
    selector: labelSelector,
    template: podTemplate,
    updateStrategy: fields({
      type: oneOf('RollingUpdate', 'OnDelete'),
      rollingUpdate: fields({maxUnavailable: integerOrText, maxSurge: integerOrText}),
    }),
    minReadySeconds: integer,
    revisionHistoryLimit,
  }),
});
