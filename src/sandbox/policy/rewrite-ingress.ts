import {ownIngressClass} from '#src/kinds/ingress/own-class.ts';
import {isJsonObject, printable, type JsonObject} from '#src/kubernetes/json.ts';
import type {RewriteContext} from './rewrite-context.ts';
import {words} from '#src/words/words.ts';

/** The Ingress in the class of the sandboxes, which no controller of the cluster follows. */
export function rewriteIngress(ingress: JsonObject, {note}: RewriteContext): JsonObject {
  const {spec = {}} = ingress;
  if (!isJsonObject(spec)) return ingress;
  const {ingressClassName: written} = spec;
  const {ownClass, foreignClass} = words().policy.note;
  if (written === undefined) note(ownClass);
  else if (written !== ownIngressClass) note(foreignClass({written: printable(written)}));
  return {...ingress, spec: {...spec, ingressClassName: ownIngressClass}};
}
