import {
  each,
  fields,
  forbidden,
  listOf,
  oneOf,
  refusedUnlessLive,
  type FieldRule,
  type FieldRules,
} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {requestOf} from '../pod/spec-fields/quantities.ts';
import {words} from '#src/words/words.ts';
import {accessModes} from './access-modes.ts';

/**
 * A claim gets a volume that the cluster makes for it: one that was made by hand, or for somebody else, may hold what is
 * theirs. So its class is the cluster's default, whichever a manifest names, and none at all would be for volumes that
 * were made by hand.
 */
const storageClassName: FieldRule = {
  kind: 'written by the cluster',
  otherwise: 'left out',
  because: 'classOfCluster',
  refuse: (value) => {
    if (value !== '') return undefined;
    const {because, removeIt: next, valueNotAllowedSince} = words().policy;
    return {problem: valueNotAllowedSince({value: '""', reason: because.classOfCluster}), next};
  },
  cel: (name) => `${name} == variables.storageClass`,
};

const storage = fields({storage: requestOf('storage')});

/** `spec` of a claim; one that stands in a template is in no cluster yet. */
const specOf = (volumeName: FieldRule): FieldRules => ({
  accessModes: listOf(oneOf(...accessModes), accessModes.length),
  resources: fields({requests: storage, limits: storage}),
  storageClassName,
  volumeName,
  volumeMode: oneOf('Filesystem'),
  ...each(['selector', 'dataSource', 'dataSourceRef', 'volumeAttributesClassName'], forbidden('newVolumes')),
});

export const claimTemplateSpec = fields(specOf(forbidden('newVolumes')));

export const persistentVolumeClaimFields = withCommonFields({
  spec: fields(
    specOf(
      refusedUnlessLive(
        'newVolumes',
        (name) =>
          `!variables.isLearner || (request.operation == "UPDATE" && has(oldObject.spec.volumeName) && oldObject.spec.volumeName == ${name})`,
      ),
    ),
  ),
});
