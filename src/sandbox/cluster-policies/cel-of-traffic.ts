import {celList} from '#src/kinds/fields/field-rules.ts';
import {sandboxLabels} from '../namespace/sandbox-labels.ts';
import type {AllowedKind} from '../policy/allowed-kinds.ts';
import {reasonOf, type CelCondition} from './cel-of-rules.ts';

/** By these a namespace is known as one of the same sandbox; one of an older sandbox says of no installation. */
const owners = celList([sandboxLabels.managedBy, sandboxLabels.workshop, sandboxLabels.learner]);

/** Whether a peer is of the namespaces that carry the same owner's labels as the one that the policy is in. */
const isOfSandbox = (peer: string): string =>
  `(!has(${peer}.namespaceSelector) || (has(${peer}.namespaceSelector.matchLabels) && ${owners}.all(k, k in namespaceObject.metadata.labels && k in ${peer}.namespaceSelector.matchLabels && ${peer}.namespaceSelector.matchLabels[k] == namespaceObject.metadata.labels[k])))`;

/** That Pods may send to Pods of the sandbox alone, and never to everybody: a rule that names nobody is about all the world. */
export function trafficConfinement({kind}: AllowedKind): CelCondition[] {
  if (kind !== 'NetworkPolicy') return [];
  return [
    {
      field: 'spec.egress[].to',
      because: reasonOf('reachesNobodyElse'),
      expression: `!has(object.spec) || !has(object.spec.egress) || object.spec.egress.all(e, has(e.to) && size(e.to) > 0 && e.to.all(p, !has(p.ipBlock) && ${isOfSandbox('p')}))`,
    },
  ];
}
