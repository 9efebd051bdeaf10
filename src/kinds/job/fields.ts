import {
  anyBoolean,
  each,
  fields,
  forbidden,
  integer,
  oneOf,
  only,
  refusedUnlessLive,
  type FieldRule,
} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {podTemplate, replicas} from '../pod/template-fields.ts';

/** Each is a Pod that stays where it is when it has ended. */
const pods = (max: number): FieldRule => ({kind: 'integer', max, because: 'sharesNode'});

/** `spec` of a Job, and of the template of one. */
export const jobSpec = fields({
  template: podTemplate,
  parallelism: replicas,
  completions: pods(100),
  completionMode: oneOf('NonIndexed', 'Indexed'),
  backoffLimit: pods(20),
  activeDeadlineSeconds: integer,
  ttlSecondsAfterFinished: integer,
  suspend: anyBoolean,
  podReplacementPolicy: oneOf('TerminatingOrFailed', 'Failed'),
  manualSelector: only(false, 'chosenByCluster'),
  selector: refusedUnlessLive('chosenByCluster'),
  ...each(
    [
      'backoffLimitPerIndex',
      'managedBy',
      'maxFailedIndexes',
      'podFailurePolicy',
      'scheduling',
      'schedulingGroup',
      'successPolicy',
    ],
    forbidden(),
  ),
});

export const jobFields = withCommonFields({spec: jobSpec});
