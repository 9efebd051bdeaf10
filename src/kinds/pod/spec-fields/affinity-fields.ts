import {each, fields, forbidden, integer, listOf, oneOf, text, textList} from '#src/kinds/fields/field-rules.ts';
import {labelSelector} from '#src/kinds/fields/label-selector.ts';

const nodeSelectorTerm = fields({
  matchExpressions: listOf(
    fields({key: text, operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'), values: textList}),
  ),
  /** Ours are recognised, and all others refused, where the slice is added. */
  matchFields: listOf(fields({key: text, operator: text, values: textList})),
});

/** Pods keep to the slice whatever it is: a term or a constraint looks among the sandbox's own Pods alone. */
const topologyKey = oneOf('kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'topology.kubernetes.io/region');

const podAffinityTerm = fields({
  labelSelector,
  topologyKey,
  ...each(['namespaces', 'namespaceSelector'], forbidden('otherNamespaces')),
  ...each(['matchLabelKeys', 'mismatchLabelKeys'], forbidden()),
});

const podAffinity = fields({
  requiredDuringSchedulingIgnoredDuringExecution: listOf(podAffinityTerm),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(fields({weight: integer, podAffinityTerm})),
});

export const affinity = fields({
  nodeAffinity: fields({
    requiredDuringSchedulingIgnoredDuringExecution: fields({nodeSelectorTerms: listOf(nodeSelectorTerm)}),
    preferredDuringSchedulingIgnoredDuringExecution: listOf(fields({weight: integer, preference: nodeSelectorTerm})),
  }),
  podAffinity,
  podAntiAffinity: podAffinity,
});

/** The API server writes keys of `matchLabelKeys` into the selector, and what is admitted must stay as it is. */
export const topologySpreadConstraint = fields({
  maxSkew: integer,
  topologyKey,
  whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway'),
  labelSelector,
  minDomains: integer,
  ...each(['nodeAffinityPolicy', 'nodeTaintsPolicy'], oneOf('Honor', 'Ignore')),
  matchLabelKeys: forbidden(),
});
