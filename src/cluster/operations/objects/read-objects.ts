import {
  isReserved,
  qualifiedPlural,
  resourceType,
  type ResourceType,
  type ResourceTypeName,
} from '#src/kinds/resource-types.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import type {TypedObject} from '#src/views/table/print-objects.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {isClusterWide, readClusterWide} from './cluster-wide.ts';
import type {OperationContext} from '../operation-context.ts';
import type {ListSelectors} from './list-selectors.ts';
import {listSelected} from './resolve-name.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';

/**
 * The objects of a type, or the one of that name, as the learner knows them.
 * @throws ApiError when there is no object of that name
 */
export async function readObjects(
  {type, name}: {readonly type: ResourceTypeName; readonly name: string | undefined},
  selectors: ListSelectors,
  context: OperationContext,
): Promise<TypedObject[]> {
  const {sandbox, identities, signal} = context;
  const isOfCluster = !resourceType(type).isNamespaced;
  if (name === undefined || isOfCluster) {
    const objects = await listSelected(type, selectors, context);
    const chosen = objects.filter(({metadata}) => name === undefined || metadata.name === name);
    if (name !== undefined && chosen.length === 0) throw objectNotFound(type, name);
    // items of the server's lists lack their kind
    const {kind} = resourceType(type);
    return chosen.map((object) => ({
      type,
      object: isOfCluster ? object : shownObject(type, {kind, ...object}, context),
    }));
  }
  if (isReserved(type, name)) throw objectNotFound(type, name);
  if (isClusterWide(type)) {
    const found = await readClusterWide(type, name, context);
    if (found === undefined) throw objectNotFound(type, name);
    return [{type, object: shownObject(type, found, context)}];
  }
  const path = resourcePath(type, sandbox.namespace, name);
  const {body} = await identities.learner(sandbox.namespace).request({path, signal});
  return [{type, object: shownObject(type, kubernetesObjectSchema.parse(body), context)}];
}

/** As the learner knows it; values that are theirs alone are there for nobody else. */
function shownObject(
  type: ResourceTypeName,
  object: KubernetesObject,
  {sandbox, isForLearner}: OperationContext,
): JsonObject {
  const {withoutValues}: ResourceType = resourceType(type);
  const shown = toLearnerObject(object, sandbox);
  return isForLearner ? shown : (withoutValues?.(shown) ?? shown);
}

export const objectNotFound = (type: ResourceTypeName, name: string): ApiError =>
  new ApiError(
    404,
    {kind: 'Status', reason: 'NotFound', message: `${qualifiedPlural(resourceType(type))} "${name}" not found`},
    '',
  );

/** A node outside the slice is none that the learner has. */
export const nodeNotFound = (node: string): ApiError => objectNotFound('nodes', node);
