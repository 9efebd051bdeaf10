import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {asJson, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import type {OperationContext} from '../operation-context.ts';

/** As its learner knows it: there is nothing more to ask for. Of what is in no namespace only that is ever listed. */
export function asSeen(object: KubernetesObject, type: ResourceTypeName, {sandbox}: OperationContext): JsonObject {
  const {kind} = resourceType(type);
  const isListedSo = type === 'nodes' || type === 'namespaces';
  return isListedSo ? asJson(object) : toLearnerObject({kind, ...object}, sandbox);
}
