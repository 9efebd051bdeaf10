import type {ResourceArgument} from '#src/operations/arguments.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {isReserved, resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {toLearnerNode, toLearnerNodeLabels, toLearnerObject, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {asBadInput} from '#src/operations/as-bad-input.ts';
import {printGoTemplate} from '#src/kubernetes/go-template/print-go-template.ts';
import {printJsonPath} from '#src/kubernetes/json-path/print-json-path.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {NotValid} from '#src/kubernetes/not-valid.ts';
import {printCustomColumns} from '#src/views/table/print-custom-columns.ts';
import {completeObject, printJson, printYaml, shownObject, type TypedObject} from '#src/views/table/print-objects.ts';
import {noResourcesFound, printNames, printTables} from '#src/views/table/print-table.ts';
import {shortList} from '#src/views/table/short-list.ts';
import {sortByPath} from '#src/views/table/sort-values.ts';
import {tableOfAll, tableSchema, type Table, type TypedTable} from '#src/views/table/table.ts';
import {tableAccept} from '../api/api-client.ts';
import {ApiError, kubectlErrorText} from '../api/api-error.ts';
import {asJson, kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {ownNamespacesTable, ownSandboxes} from './objects/own-namespaces.ts';
import type {OperationContext} from './operation-context.ts';
import {nodeNotFound, objectNotFound, readObjects} from './objects/read-objects.ts';
import {isClusterWide, readClusterWideTable} from './objects/cluster-wide.ts';
import {resolveName} from './objects/resolve-name.ts';
import {resourcePath} from '../api/resource-path.ts';
import {listSliceNodes} from './objects/slice-nodes.ts';
import {words} from '#src/words/words.ts';

type Get = OperationOf<'get'>;

/** Rows come with the whole of their objects, by which they can be sorted. */
const wholeObjects = {includeObject: 'Object'};

/** One argument with its name looked up. */
interface Wanted {
  readonly type: ResourceTypeName;
  readonly name: string | undefined;
}

/** What `kubectl get` prints, from the server's own Tables or objects, as the learner knows them. */
export async function get(operation: Get, context: OperationContext): Promise<Outcome> {
  const wanted = await Promise.all(operation.resources.map(async (argument) => resolve(argument, context)));
  const errors: ApiError[] = [];
  const isTable = operation.output === 'table' || operation.output === 'wide';
  const printed = isTable
    ? await getTables(operation, wanted, errors, context)
    : await getObjects(operation, wanted, errors, context);
  const {sandbox} = context;
  const text = printed.text.replace(/\n$/, '');
  const short = printed.short === undefined ? {} : {short: printed.short};
  const [first] = errors;
  if (first !== undefined) {
    return {kind: 'failed', code: first.reason, message: errors.map(kubectlErrorText).join('\n'), text, notes: []};
  }
  if (text === '' && (isTable || operation.output === 'name')) {
    const types = wanted.map(({type}) => type);
    return withCard(operation, {
      kind: 'done',
      text:
        operation.allNamespaces === true
          ? 'No resources found'
          : noResourcesFound({types, namespace: sandbox.namespace}).trim(),
      isAside: true,
      notes: [],
    });
  }
  const unended = printed.text.endsWith('\n') ? {} : {isUnended: true};
  return withCard(operation, {kind: 'done', text, notes: [], ...short, ...unended});
}

function withCard(operation: Get, outcome: Extract<Outcome, {kind: 'done'}>): Outcome {
  if (!operation.watch) return outcome;
  return {...outcome, card: operation.selector === undefined ? {} : {selector: operation.selector}};
}

async function resolve({type, name}: ResourceArgument, context: OperationContext): Promise<Wanted> {
  return {type, name: name === undefined ? undefined : await resolveName(name, context)};
}

interface Printed {
  readonly text: string;
  readonly short?: string;
}

async function getTables(
  operation: Get,
  wanted: readonly Wanted[],
  errors: ApiError[],
  context: OperationContext,
): Promise<Printed> {
  const tables: TypedTable[] = [];
  for (const {type, name} of wanted) {
    try {
      const isOfAll = operation.allNamespaces === true && resourceType(type).isNamespaced;
      const read = async (there: OperationContext): Promise<Table> =>
        toLearnerTable(await readTable({type, name}, operation, there), there);
      const table = isOfAll ? tableOfAll(await inAll(context, read)) : await read(context);
      tables.push({type, table: sortedTable(table, operation.sortBy)});
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push(error);
    }
  }
  const {showLabels, labelColumns = [], noHeaders = false, showKind = false} = operation;
  const options = {isWide: operation.output === 'wide', showLabels, labelColumns, noHeaders, showKind};
  return {text: printTables(tables, options), short: shortList(tables, options)};
}

/** What is read in each of the learner's namespaces, sorted by what they call them. */
async function inAll(
  context: OperationContext,
  read: (there: OperationContext) => Promise<Table>,
): Promise<{namespace: string; table: Table}[]> {
  return Promise.all(
    (await ownSandboxes(context)).map(async (sandbox) => ({
      namespace: sandbox.alias ?? sandbox.namespace,
      table: await read({...context, sandbox}),
    })),
  );
}

/** Each cell as the learner knows it; before columns are aligned, since that changes their widths. */
function toLearnerTable(table: Table, {sandbox}: OperationContext): Table {
  const rows = table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (typeof cell === 'string' ? toLearnerText(cell, sandbox) : cell)),
  }));
  return {...table, rows};
}

async function readTable(
  {type, name}: Wanted,
  {selector, fieldSelector, sortBy}: Get,
  context: OperationContext,
): Promise<Table> {
  if (type === 'nodes') {
    const nodes = await readNodesTable(name, selector, context);
    return seenTable(nodes, sortBy, (object) => toLearnerNode(object, context.sandbox));
  }
  if (type === 'namespaces') {
    const names = (await readObjects({type, name}, {label: selector, field: fieldSelector}, context)).map(
      ({object}) => kubernetesObjectSchema.parse(object).metadata.name,
    );
    return ownNamespacesTable(names, context);
  }
  const {sandbox, identities, signal} = context;
  if (isClusterWide(type)) {
    const table = await readClusterWideTable({type, name}, {label: selector, field: fieldSelector}, context);
    if (name !== undefined && table.rows.length === 0) throw objectNotFound(type, name);
    return seenTable(table, sortBy, (object) => toLearnerObject(object, sandbox));
  }
  if (name !== undefined && isReserved(type, name)) throw objectNotFound(type, name);
  const {body} = await identities.learner(sandbox.namespace).request({
    path: resourcePath(type, sandbox.namespace, name),
    query: {
      labelSelector: selector,
      fieldSelector,
      ...(sortBy === undefined ? {} : wholeObjects),
    },
    accept: tableAccept,
    signal,
  });
  const table = tableSchema.parse(body);
  const rows = table.rows.filter(({object}) => !isReserved(type, object?.metadata?.name ?? ''));
  return seenTable({...table, rows}, sortBy, (object) => toLearnerObject(object, sandbox));
}

/** With each object as the learner sees it, where the rows are to be sorted by it. */
function seenTable(
  table: Table,
  sortBy: Get['sortBy'],
  asSeen: (object: Readonly<Record<string, unknown>>) => JsonObject,
): Table {
  if (sortBy === undefined) return table;
  return tableSchema.parse({...table, rows: table.rows.map((row) => ({...row, object: asSeen(row.object ?? {})}))});
}

function sortedTable(table: Table, sortBy: Get['sortBy']): Table {
  if (sortBy === undefined) return table;
  return {...table, rows: sorted(table.rows, sortBy, ({object}) => asJson(object ?? {}))};
}

/** @throws UserError when none of them has the field, or what is there has no order */
function sorted<Item>(
  items: readonly Item[],
  sortBy: NonNullable<Get['sortBy']>,
  objectOf: (item: Item) => JsonObject,
): Item[] {
  const inOrder = asBadInput(() => sortByPath(items, sortBy, objectOf));
  if (inOrder !== undefined) return [...inOrder];
  throw new UserError('not-found', `error: couldn't find any field with path "${sortBy}" in the list of objects`);
}

/** The slice's rows of the server's Table, with the labels that the learner knows. */
async function readNodesTable(
  name: string | undefined,
  selector: string | undefined,
  context: OperationContext,
): Promise<Table> {
  const {sandbox, identities, signal} = context;
  const nodes = await listSliceNodes(selector, context);
  const chosen = nodes.filter(({metadata}) => name === undefined || metadata.name === name);
  if (name !== undefined && chosen.length === 0) throw nodeNotFound(name);
  const tables = await Promise.all(
    chosen.map(async ({metadata}) => {
      const path = resourcePath('nodes', undefined, metadata.name);
      const {body} = await identities.system('watcher').request({
        path,
        query: wholeObjects,
        accept: tableAccept,
        signal,
      });
      return tableSchema.parse(body);
    }),
  );
  const rows = tables.flatMap((table) =>
    table.rows.map((row) => {
      const labels = row.object?.metadata?.labels;
      if (labels === null || labels === undefined) return row;
      return {
        ...row,
        object: {...row.object, metadata: {...row.object?.metadata, labels: toLearnerNodeLabels(labels, sandbox)}},
      };
    }),
  );
  return {columnDefinitions: tables[0]?.columnDefinitions ?? [], rows};
}

async function getObjects(
  operation: Get,
  wanted: readonly Wanted[],
  errors: ApiError[],
  context: OperationContext,
): Promise<Printed> {
  const objects: TypedObject[] = [];
  for (const argument of wanted) {
    try {
      const {selector: label, fieldSelector: field} = operation;
      const isOfAll = operation.allNamespaces === true && resourceType(argument.type).isNamespaced;
      for (const sandbox of isOfAll ? await ownSandboxes(context) : [context.sandbox]) {
        objects.push(...(await readObjects(argument, {label, field}, {...context, sandbox})));
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push(error);
    }
  }
  const isList = wanted.length > 1 || wanted[0]?.name === undefined;
  const inOrder =
    operation.sortBy === undefined || !isList ? objects : sorted(objects, operation.sortBy, completeObject);
  return {text: printObjects(operation, inOrder, isList)};
}

/** @throws UserError for a template that fails on what is there */
function printObjects(operation: Get, objects: readonly TypedObject[], isList: boolean): string {
  const {output, template = '', columns = [], noHeaders = false} = operation;
  switch (output) {
    case 'name':
      return printNames(
        objects.map(({type, object}) => ({type, name: kubernetesObjectSchema.parse(object).metadata.name})),
      );
    case 'json':
      return printJson(objects, {isList});
    case 'jsonpath':
    case 'jsonpath-as-json': {
      const asJson = output === 'jsonpath-as-json';
      return printed(`error: error executing jsonpath ${JSON.stringify(template)}`, () =>
        printJsonPath(template, shownObject(objects, {isList}), {asJson}),
      );
    }
    case 'custom-columns':
      return printed('error', () => printCustomColumns(objects.map(completeObject), {columns, noHeaders}));
    case 'go-template':
      return printed(`error: error executing template ${JSON.stringify(template)}`, () =>
        printGoTemplate(template, shownObject(objects, {isList})),
      );
    case 'yaml':
    case 'table':
    case 'wide':
      return printYaml(objects, {isList});
  }
}

function printed(what: string, print: () => string): string {
  try {
    return print();
  } catch (error) {
    if (!(error instanceof NotValid)) throw error;
    const {message, next = words().running.seeFields} = error;
    const isOurs = error.next !== undefined;
    throw new UserError('bad-input', isOurs ? message : `${what}: ${message}`, {next, cause: error});
  }
}
