import {z} from 'zod';
import {matchesFields} from '#src/kubernetes/field-selector.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {matchesLabels, parseLabelSelector} from '#src/kubernetes/label-selector.ts';
import {NotValid} from '#src/kubernetes/not-valid.ts';
import {homeSandbox} from '#src/sandbox/namespace/further-namespaces.ts';
import {aliasOf, toLearnerNamespace} from '#src/sandbox/namespace/learner-namespace.ts';
import {managedBy, sandboxLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import {homeOf, namespaceSchema, type SandboxSpec} from '#src/sandbox/sandbox.ts';
import {tableSchema, type Table, type TableRow} from '#src/views/table/table.ts';
import {tableAccept} from '#src/cluster/api/api-client.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import type {OperationContext} from '../operation-context.ts';
import type {ListSelectors} from './list-selectors.ts';

const phaseSchema = z.looseObject({phase: z.string().default('')});
const path = '/api/v1/namespaces';

type Asking = Pick<OperationContext, 'sandbox' | 'identities' | 'signal'>;

/** A namespace that a learner made, with the sandbox that it is. */
interface FurtherNamespace {
  readonly sandbox: SandboxSpec;
  readonly object: KubernetesObject;
}

/** Those that the learner has made besides their first one, as they are in the cluster, sorted by what they call them. */
export async function furtherNamespaces(context: Asking): Promise<FurtherNamespace[]> {
  const home = homeSandbox(context.sandbox);
  return (await listOwn(context))
    .flatMap((object): FurtherNamespace[] => {
      const namespace = namespaceSchema.parse(object.metadata.name);
      return namespace === home.namespace ? [] : [{sandbox: {...home, namespace, alias: aliasOf(object)}, object}];
    })
    .sort((one, other) => ((one.sandbox.alias ?? '') < (other.sandbox.alias ?? '') ? -1 : 1));
}

/** All namespaces that a learner can work in, as sandboxes, sorted by what they call them. */
export async function ownSandboxes(context: Asking): Promise<SandboxSpec[]> {
  const shown = ({alias, namespace}: SandboxSpec): string => alias ?? namespace;
  const further = (await furtherNamespaces(context)).filter(
    ({object}) => object.metadata.deletionTimestamp === undefined,
  );
  return [homeSandbox(context.sandbox), ...further.map(({sandbox}) => sandbox)].sort((one, other) =>
    shown(one) < shown(other) ? -1 : 1,
  );
}

/**
 * All that a learner has, as they know them, sorted by the names that they know.
 * @throws ApiError for a field that namespaces are not found by
 */
export async function listOwnNamespaces(
  {label, field = ''}: ListSelectors,
  context: Asking,
): Promise<KubernetesObject[]> {
  const shown = (await listOwn(context)).map((object) => kubernetesObjectSchema.parse(toLearnerNamespace(object)));
  const parsed = label === undefined ? undefined : parseLabelSelector(label);
  return shown
    .filter(({metadata}) => parsed === undefined || matchesLabels(parsed, metadata.labels ?? {}))
    .filter((object) => isFoundBy(field, object))
    .sort((one, other) => (one.metadata.name < other.metadata.name ? -1 : 1));
}

/** By the names that its learner knows, which the server does not. */
function isFoundBy(field: string, object: KubernetesObject): boolean {
  const {phase} = phaseSchema.parse(object['status'] ?? {});
  try {
    return matchesFields(field, {'metadata.name': object.metadata.name, 'status.phase': phase});
  } catch (error) {
    if (!(error instanceof NotValid)) throw error;
    throw new ApiError(400, {kind: 'Status', reason: 'BadRequest', message: error.message}, '');
  }
}

/** The server's Table of them, with the rows of `names` as the learner knows them, in that order. */
export async function ownNamespacesTable(names: readonly string[], context: Asking): Promise<Table> {
  const {sandbox, identities, signal} = context;
  const query = {labelSelector: labelSelectorOf(sandbox), includeObject: 'Object'};
  const {body} = await identities.system('watcher').request({path, query, accept: tableAccept, signal});
  const table = tableSchema.parse(body);
  const nameAt = table.columnDefinitions.findIndex(({format}) => format === 'name');
  const rows = table.rows.flatMap((row): {name: string; row: TableRow}[] => {
    const object = kubernetesObjectSchema.safeParse(row.object).data;
    if (object === undefined || !isOwn(object, sandbox)) return [];
    const shown = toLearnerNamespace(object);
    const name = aliasOf(object) ?? object.metadata.name;
    return [{name, row: {...row, cells: row.cells.with(nameAt, name), object: shown}}];
  });
  return {...table, rows: names.flatMap((name) => rows.filter((row) => row.name === name).map(({row}) => row))};
}

async function listOwn({sandbox, identities, signal}: Asking): Promise<KubernetesObject[]> {
  const labelSelector = labelSelectorOf(sandbox);
  const objects = await listCollection(identities.system('watcher'), path, {labelSelector, signal});
  return objects.filter((object) => isOwn(object, sandbox));
}

const labelSelectorOf = ({workshop, learner}: SandboxSpec): string =>
  [
    `${sandboxLabels.managedBy}=${managedBy}`,
    `${sandboxLabels.workshop}=${workshop}`,
    `${sandboxLabels.learner}=${learner.id}`,
  ].join(',');

/** By its name: what labels say narrows only what is asked for. */
function isOwn({metadata}: KubernetesObject, {namespace}: SandboxSpec): boolean {
  const parsed = namespaceSchema.safeParse(metadata.name).data;
  return parsed !== undefined && homeOf(parsed) === homeOf(namespace);
}
