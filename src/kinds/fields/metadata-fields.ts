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
import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import {words} from '#src/words/words.ts';

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
  /** Whatever was written, an object goes to the sandbox's own: `admit` sets it, and says so. */
  namespace: {
    kind: 'text',
    refuse: (namespace) =>
      isNamespaceName(namespace)
        ? undefined
        : words().policy.noNamespace({namespace: JSON.stringify(namespace.slice(0, 60))}),
  },
  ...labelsAndAnnotations,
  ...writtenByCluster,
  ...each(['deletionGracePeriodSeconds', 'deletionTimestamp'], refusedUnlessLive('clusterMarksDeletion')),
  /** Up to v1.23. */
  clusterName: forbidden(),
  finalizers: refusedUnlessLive('finalizerStays'),
  generateName: refusedUnlessLive('needsName'),
  ownerReferences: refusedUnlessLive('controllersOwn'),
});

/** `metadata` of a Pod template. */
export const templateMetadata = fields({
  name: text,
  ...labelsAndAnnotations,
  ...writtenByCluster,
  namespace: forbidden('goesWithOwner'),
  ...each(
    ['clusterName', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generateName', 'ownerReferences'],
    forbidden(),
  ),
});

/** The fields of a kind with those that every object has. */
export function withCommonFields(rules: Readonly<Record<string, FieldRule>>): FieldRules {
  return {apiVersion: text, kind: text, metadata: objectMetadata, status: leftOut(), ...rules};
}
