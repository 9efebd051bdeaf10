import {
  each,
  fields,
  forbidden,
  leftOut,
  refusedUnlessLive,
  text,
  type FieldRule,
  type FieldRules,
  type KeyVerdict,
} from './field-rules.ts';
import {judgeAnnotationKey, judgeLabelKey, judgeOtherLabelKey} from './label-keys.ts';
import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import {words} from '#src/words/words.ts';

const writtenByCluster: FieldRules = each(
  ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'],
  leftOut(),
);

/** `metadata` of an object that a learner applies, its labels and annotations apart. */
const objectMetadata: FieldRules = {
  name: text,
  /** Whatever was written, an object goes to the sandbox's own: `admit` sets it, and says so. */
  namespace: {
    kind: 'text',
    refuse: (namespace) =>
      isNamespaceName(namespace)
        ? undefined
        : words().policy.noNamespace({namespace: JSON.stringify(namespace.slice(0, 60))}),
  },
  ...writtenByCluster,
  ...each(['deletionGracePeriodSeconds', 'deletionTimestamp'], refusedUnlessLive('clusterMarksDeletion')),
  /** Up to v1.23. */
  clusterName: forbidden(),
  finalizers: refusedUnlessLive('finalizerStays'),
  generateName: refusedUnlessLive('needsName'),
  ownerReferences: refusedUnlessLive('controllersOwn'),
};

/** `metadata` of a Pod template. */
export const templateMetadata = fields({
  name: text,
  labels: {kind: 'map', of: text, judgeKey: judgeLabelKey},
  annotations: {kind: 'map', of: text, judgeKey: judgeAnnotationKey},
  ...writtenByCluster,
  namespace: forbidden('goesWithOwner'),
  ...each(
    ['clusterName', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'finalizers', 'generateName', 'ownerReferences'],
    forbidden(),
  ),
});

interface Metadata {
  /** What becomes of an annotation, where it is not what becomes of those of all kinds. */
  readonly judgeAnnotation?: (key: string) => KeyVerdict;
  readonly judgeLabel?: (key: string) => KeyVerdict;
}

/** The fields of a kind with those that every object has. */
export function withCommonFields(
  rules: Readonly<Record<string, FieldRule>>,
  {judgeAnnotation = judgeAnnotationKey, judgeLabel = judgeOtherLabelKey}: Metadata = {},
): FieldRules {
  const metadata = fields({
    ...objectMetadata,
    labels: {kind: 'map', of: text, judgeKey: judgeLabel},
    annotations: {kind: 'map', of: text, judgeKey: judgeAnnotation},
  });
  return {apiVersion: text, kind: text, metadata, status: leftOut(), ...rules};
}
