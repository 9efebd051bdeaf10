import {anyBoolean, fields, integer, oneOf, text, type FieldRule} from '../fields/field-rules.ts';
import {templateMetadata, withCommonFields} from '../fields/metadata-fields.ts';
import {jobSpec} from '../job/fields.ts';

/** Jobs that have ended, with their Pods. */
const kept: FieldRule = {kind: 'integer', max: 10, because: 'sharesNode'};

export const cronJobFields = withCommonFields({
  spec: fields({
    schedule: text,
    timeZone: text,
    concurrencyPolicy: oneOf('Allow', 'Forbid', 'Replace'),
    suspend: anyBoolean,
    startingDeadlineSeconds: integer,
    successfulJobsHistoryLimit: kept,
    failedJobsHistoryLimit: kept,
    jobTemplate: fields({metadata: templateMetadata, spec: jobSpec}),
  }),
});
