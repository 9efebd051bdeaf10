import {
  each,
  fields,
  forbidden,
  leftOut,
  refusedUnlessLive,
  text,
  type FieldRule,
  type FieldRules,
} from './field-rules.ts';
import {judgeAnnotationKey, judgeLabelKey} from './label-keys.ts';

const labelsAndAnnotations: FieldRules = {
  labels: {kind: 'map', of: text, judgeKey: judgeLabelKey},
  annotations: {kind: 'map', of: text, judgeKey: judgeAnnotationKey},
};

const writtenByCluster: FieldRules = each(
  ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'],
  leftOut(),
);

/** `metadata` of an object that a learner applies. */
const objectMetadata = fields({
  name: text,
  namespace: {
    kind: 'text',
    refuse: (namespace, spec) =>
      namespace === spec.namespace || namespace === 'default'
        ? undefined
        : {
            problem: `${namespace} is not your namespace`,
            next: 'Remove the line: everything goes to your own namespace.',
          },
  },
  ...labelsAndAnnotations,
  ...writtenByCluster,
  ...each(
    ['deletionGracePeriodSeconds', 'deletionTimestamp'],
    refusedUnlessLive('only the cluster marks an object as being deleted'),
  ),
  /** Up to v1.23. */
  clusterName: forbidden(),
  finalizers: refusedUnlessLive('an object with a finalizer could not be cleaned up'),
  generateName: refusedUnlessLive('an object that is applied needs a `name`'),
  ownerReferences: refusedUnlessLive('controllers write it for what they own'),
});

/** `metadata` of a Pod template. */
export const templateMetadata = fields({
  name: text,
  ...labelsAndAnnotations,
  ...writtenByCluster,
  namespace: forbidden('the Pods of a template go where its owner is'),
  ...each(
    ['clusterName', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generateName', 'ownerReferences'],
    forbidden(),
  ),
});

/** The fields of a kind with those that every object has. */
export function withCommonFields(rules: Readonly<Record<string, FieldRule>>): FieldRules {
  return {apiVersion: text, kind: text, metadata: objectMetadata, status: leftOut(), ...rules};
}
