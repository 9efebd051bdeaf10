import {
  each,
  fields,
  forbidden,
  leftOutHere,
  leftOutUnlessLive,
  listOf,
  oneOf,
  type FieldRule,
  type FieldRules,
} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {requestOf} from '../pod/spec-fields/quantities.ts';
import {accessModes} from './access-modes.ts';

/**
 * A claim gets a volume that the cluster makes for it: one that was made by hand, or for somebody else, may hold what is
 * theirs. So its class is the cluster's default, whichever a manifest names, and `""` too, which is for volumes that were
 * made by hand; and no volume is named or selected. A copy of other data would be empty, and is refused.
 */
const storageClassName: FieldRule = {
  kind: 'written by the cluster',
  otherwise: 'left out',
  because: 'classOfCluster',
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
  ...each(['selector', 'volumeAttributesClassName'], leftOutHere('newVolumes')),
  ...each(['dataSource', 'dataSourceRef'], forbidden('newVolumes')),
});

export const claimTemplateSpec = fields(specOf(leftOutHere('newVolumes')));

export const persistentVolumeClaimFields = withCommonFields({
  spec: fields(
    specOf(
      leftOutUnlessLive(
        'newVolumes',
        (name) =>
          `!variables.isLearner || (request.operation == "UPDATE" && has(oldObject.spec.volumeName) && oldObject.spec.volumeName == ${name})`,
      ),
    ),
  ),
});
