import type {ObjectName} from '#src/operations/arguments.ts';
import {isReserved, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {objectListSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {isClusterWide, listClusterWide} from './cluster-wide.ts';
import type {ListSelectors} from './list-selectors.ts';
import {listOwnNamespaces} from './own-namespaces.ts';
import {listSliceNodes} from './slice-nodes.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {words} from '#src/words/words.ts';

/**
 * The name that an argument stands for now.
 * @throws UserError `not-found` when the list is shorter than the index asked for
 */
export async function resolveName(name: ObjectName, context: OperationContext): Promise<string> {
  if (typeof name === 'string') return name;
  const objects = await listObjects(name.type, name.selector, context);
  const found = objects[name.item];
  if (found === undefined) {
    throw new UserError(
      'not-found',
      `error: error executing jsonpath "{.items[${name.item}].metadata.name}": array index out of bounds: index ${name.item}, length ${objects.length}`,
      {next: words().running.seeWhatThereIs({type: name.type})},
    );
  }
  return found.metadata.name;
}

/** The learner's objects of a type, in the server's order; nodes are those of the slice, as the learner sees them. */
export async function listObjects(
  type: ResourceTypeName,
  selector: string | undefined,
  context: OperationContext,
): Promise<KubernetesObject[]> {
  return listSelected(type, {label: selector}, context);
}

/** The same by fields too, which nodes cannot be selected by. */
export async function listSelected(
  type: ResourceTypeName,
  {label, field}: ListSelectors,
  context: OperationContext,
): Promise<KubernetesObject[]> {
  if (type === 'nodes') return listSliceNodes(label, context);
  if (isClusterWide(type)) return listClusterWide(type, {label, field}, context);
  if (type === 'namespaces') return listOwnNamespaces({label, field}, context);
  const {sandbox, identities, signal} = context;
  const {body} = await identities.learner(sandbox.namespace).request({
    path: resourcePath(type, sandbox.namespace),
    query: {labelSelector: label, fieldSelector: field},
    signal,
  });
  const items = objectListSchema.parse(body).items ?? [];
  return items.filter(({metadata}) => !isReserved(type, metadata.name));
}
