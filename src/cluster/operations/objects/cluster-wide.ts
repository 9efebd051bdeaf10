import {resourceType, type ResourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {kubernetesObjectSchema, objectListSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {tableSchema, type Table} from '#src/views/table/table.ts';
import {tableAccept} from '#src/cluster/api/api-client.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {OperationContext} from '../operation-context.ts';
import type {ListSelectors} from './list-selectors.ts';

type IsOf = NonNullable<ResourceType['isOf']>;

/** Whether one of a type is the learner's to see; undefined for types that they read, or not, by their own rights. */
function isOfSandbox(type: ResourceTypeName, {sandbox}: OperationContext): ((object: unknown) => boolean) | undefined {
  const {isOf}: {readonly isOf?: IsOf} = resourceType(type);
  if (isOf === undefined) return undefined;
  return (object) => {
    const parsed = kubernetesObjectSchema.safeParse(object).data;
    return parsed !== undefined && isOf(parsed, sandbox.namespace);
  };
}

/** Whether it belongs to the whole cluster and is read for the learner by the watcher, of which only theirs is shown. */
export function isClusterWide(type: ResourceTypeName): boolean {
  const {isOf}: {readonly isOf?: IsOf} = resourceType(type);
  return isOf !== undefined;
}

/** What of such a type is the learner's to see. */
export async function listClusterWide(
  type: ResourceTypeName,
  {label, field}: ListSelectors,
  context: OperationContext,
): Promise<KubernetesObject[]> {
  const {identities, signal} = context;
  const {body} = await identities.system('watcher').request({
    path: resourcePath(type),
    query: {labelSelector: label, fieldSelector: field},
    signal,
  });
  const items = objectListSchema.parse(body).items ?? [];
  return items.filter(isOfSandbox(type, context) ?? (() => false));
}

/** The one of that name, if it is theirs to see. */
export async function readClusterWide(
  type: ResourceTypeName,
  name: string,
  context: OperationContext,
): Promise<KubernetesObject | undefined> {
  const {identities, signal} = context;
  const found = await readOrNothing(identities.system('watcher'), resourcePath(type, undefined, name), signal);
  return found !== undefined && isOfSandbox(type, context)?.(found) === true ? found : undefined;
}

/** The rows of the server's Table that are theirs to see. */
export async function readClusterWideTable(
  {type, name}: {readonly type: ResourceTypeName; readonly name: string | undefined},
  {label, field}: ListSelectors,
  context: OperationContext,
): Promise<Table> {
  const {identities, signal} = context;
  const {body} = await identities.system('watcher').request({
    path: resourcePath(type, undefined, name),
    query: {labelSelector: label, fieldSelector: field, includeObject: 'Object'},
    accept: tableAccept,
    signal,
  });
  const table = tableSchema.parse(body);
  const isShown = isOfSandbox(type, context) ?? (() => false);
  return {...table, rows: table.rows.filter(({object}) => isShown(object))};
}
