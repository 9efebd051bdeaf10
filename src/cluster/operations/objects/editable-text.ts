import {createHash} from 'node:crypto';
import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {toEditable} from '#src/sandbox/policy/admit-change.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {printYaml} from '#src/views/table/print-objects.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';

/** The text that an object is edited as. */
export interface EditableText {
  readonly yaml: string;
  /**
   * Says whether the object is still the one that the text was made of. Unlike its version, it does not change with the
   * object's status, which is never at rest while Pods come and go.
   */
  readonly fingerprint: string;
}

/** @throws UserError `refused` when the object holds what learners may not write */
export function editableText(type: ResourceTypeName, object: KubernetesObject, spec: SandboxSpec): EditableText {
  // what the API server sends is JSON; its lists leave out the kind
  const live = {kind: resourceType(type).kind, ...object} as JsonObject;
  const yaml = printYaml([{type, object: toEditable(live, spec)}], {isList: false});
  const hash = createHash('sha256').update(`${object.metadata.uid}\n${yaml}`).digest('hex');
  return {yaml, fingerprint: hash.slice(0, 16)};
}
