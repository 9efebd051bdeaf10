import {isReserved, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {OperationContext} from '../operation-context.ts';
import {objectNotFound} from './read-objects.ts';

/** One object of the sandbox, by its learner's own right. @throws ApiError when there is none of that name */
export async function readNamed(
  {type, name}: {readonly type: ResourceTypeName; readonly name: string},
  {identities, sandbox, signal}: OperationContext,
): Promise<KubernetesObject> {
  if (isReserved(type, name)) throw objectNotFound(type, name);
  const path = resourcePath(type, sandbox.namespace, name);
  return kubernetesObjectSchema.parse((await identities.learner(sandbox.namespace).request({path, signal})).body);
}
