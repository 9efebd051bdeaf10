import {fields, integer, integerOrText, leftOut, listOf, oneOf, text} from '../fields/field-rules.ts';
import {labelSelector} from '../fields/label-selector.ts';
import {templateMetadata, withCommonFields} from '../fields/metadata-fields.ts';
import {claimTemplateSpec} from '../persistent-volume-claim/fields.ts';
import {podTemplate, replicas, revisionHistoryLimit} from '../pod/template-fields.ts';

const retention = oneOf('Retain', 'Delete');

/** Each of its Pods has as many claims, and a sandbox has room for few. */
const mostClaimTemplates = 5;

export const statefulSetFields = withCommonFields({
  spec: fields({
    replicas,
    selector: labelSelector,
    template: podTemplate,
    volumeClaimTemplates: listOf(
      fields({apiVersion: text, kind: text, metadata: templateMetadata, spec: claimTemplateSpec, status: leftOut()}),
      mostClaimTemplates,
    ),
    serviceName: text,
    podManagementPolicy: oneOf('OrderedReady', 'Parallel'),
    updateStrategy: fields({
      type: oneOf('RollingUpdate', 'OnDelete'),
      rollingUpdate: fields({partition: integer, maxUnavailable: integerOrText}),
    }),
    persistentVolumeClaimRetentionPolicy: fields({whenDeleted: retention, whenScaled: retention}),
    ordinals: fields({start: integer}),
    minReadySeconds: integer,
    revisionHistoryLimit,
  }),
});
