import {celText} from '#src/kinds/fields/field-rules.ts';
import {classAnnotation, ownIngressClass} from '#src/kinds/ingress/own-class.ts';
import type {AllowedKind} from '../policy/allowed-kinds.ts';
import type {CelCondition} from './cel-of-rules.ts';

/** That no controller of the cluster takes an Ingress for its own: by its class, which is never absent, or as it was told before. */
export function ingressConfinement({kind}: AllowedKind): CelCondition[] {
  if (kind !== 'Ingress') return [];
  return [
    {
      field: 'spec.ingressClassName',
      because: `it is ${ownIngressClass} in all sandboxes`,
      expression: `has(object.spec) && has(object.spec.ingressClassName) && object.spec.ingressClassName == ${celText(ownIngressClass)}`,
    },
    {
      field: `metadata.annotations[${classAnnotation}]`,
      because: 'a controller may act on it',
      expression: `!has(object.metadata.annotations) || !(${celText(classAnnotation)} in object.metadata.annotations)`,
    },
  ];
}
