import {anyBoolean, fields, integer, integerOrText, oneOf} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {podTemplate, replicas, revisionHistoryLimit} from '../pod/template-fields.ts';
import {labelSelector} from '../fields/label-selector.ts';

export const deploymentFields = withCommonFields({
  spec: fields({
    replicas,
    selector: labelSelector,
    template: podTemplate,
    strategy: fields({
      type: oneOf('RollingUpdate', 'Recreate'),
      rollingUpdate: fields({maxUnavailable: integerOrText, maxSurge: integerOrText}),
    }),
    minReadySeconds: integer,
    revisionHistoryLimit,
    progressDeadlineSeconds: integer,
    paused: anyBoolean,
  }),
});
