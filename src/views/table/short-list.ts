import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {formatCell} from './format-cell.ts';
import {cutMiddle, factLines, phoneColumns} from './phone-lines.ts';
import type {TableOptions} from './print-table.ts';
import type {Table, TableColumn, TableRow, TypedTable} from './table.ts';

/** What is shown of an object: how it fares as a symbol, and a few facts in words. */
interface ShortItem {
  readonly symbol: string;
  readonly facts: readonly string[];
}

/** The cells of a row by their column's name, such as `Ready`; empty if the Table has no such column. */
type CellOf = (column: string) => string;

interface RawRow {
  readonly columns: readonly TableColumn[];
  readonly row: TableRow;
}

const well = '●';
const underWay = '◐';
const ill = '✗';
const finished = '○';
const plain = '•';

const failingStatus = /Error|BackOff|Err|Invalid|OOMKilled|Evicted|Unknown|Failed|ExitCode|Signal|NotReady|Cannot/u;

/**
 * The same Tables for a phone: a short list, each object's name after a symbol (● well, ◐ under way, ✗ in trouble,
 * ○ finished) and what matters of it in words below, no line wider than `phoneColumns`; and with
 * `isWide` and `showLabels` what those add.
 */
export function shortList(tables: readonly TypedTable[], {isWide, showLabels}: TableOptions): string {
  const hasTitles = new Set(tables.map(({type}) => type)).size > 1;
  let titled: ResourceTypeName | undefined;
  const blocks: string[] = [];
  for (const {type, table} of tables) {
    if (table.rows.length === 0) continue;
    const lines = table.rows.flatMap((row) =>
      itemLines(type, table, row).concat(isWide ? wideLines(table, row) : [], showLabels ? labelLines(row) : []),
    );
    const title = hasTitles && titled !== type ? [resourceType(type).kind] : [];
    titled = type;
    blocks.push([...title, ...lines].join('\n'));
  }
  return blocks.join('\n');
}

function itemLines(type: ResourceTypeName, table: Table, row: TableRow): readonly string[] {
  const cellOf: CellOf = (column) => {
    const index = table.columnDefinitions.findIndex(({name}) => name.toLowerCase() === column.toLowerCase());
    return index === -1 ? '' : formatCell(row.cells[index]);
  };
  const {symbol, facts} = summaries[type](cellOf, {columns: table.columnDefinitions, row});
  const title = row.object?.metadata?.name ?? cellOf('Name');
  const heading = type === 'events' ? cellOf('Reason') : title;
  return [`${symbol} ${cutMiddle(heading, phoneColumns - 2)}`, ...factLines(facts.filter((fact) => fact !== ''))];
}

/** What `-o wide` adds, where there is something in it. */
function wideLines({columnDefinitions}: Table, row: TableRow): readonly string[] {
  const facts = columnDefinitions.flatMap(({name, priority}, index) => {
    const cell = formatCell(row.cells[index]);
    return priority > 0 && cell !== '' && cell !== '<none>' ? [`${name.toLowerCase()}: ${cell}`] : [];
  });
  return factLines(facts);
}

function labelLines(row: TableRow): readonly string[] {
  const labels = Object.entries(row.object?.metadata?.labels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return labels.length === 0 ? factLines(['no labels']) : factLines(labels.map(([key, value]) => `${key}=${value}`));
}

const summaries: Readonly<Record<ResourceTypeName, (cellOf: CellOf, raw: RawRow) => ShortItem>> = {
  pods: podItem,
  services: serviceItem,
  daemonsets: daemonSetItem,
  deployments: deploymentItem,
  replicasets: replicaSetItem,
  configmaps: (cellOf) => ({symbol: plain, facts: [counted(cellOf('Data'), 'key'), cellOf('Age')]}),
  endpoints: endpointsItem,
  endpointslices: allColumns,
  events: eventItem,
  nodes: nodeItem,
  controllerrevisions: (cellOf) => ({
    symbol: plain,
    facts: [`revision ${cellOf('Revision')}`, cellOf('Controller'), cellOf('Age')],
  }),
};

function podItem(cellOf: CellOf, {row}: RawRow): ShortItem {
  const status = cellOf('Status');
  const ready = cellOf('Ready');
  return {
    symbol: podSymbol(status, ready) ?? completedSymbol(cellOf('Restarts'), row),
    facts: [status, ready, restartsFact(cellOf('Restarts')), cellOf('Age')],
  };
}

/** Undefined for a Pod that says of itself that it has ended well. */
function podSymbol(status: string, ready: string): string | undefined {
  const [readyContainers, containers] = ready.split('/');
  if (failingStatus.test(status)) return ill;
  if (status === 'Running' && readyContainers === containers) return well;
  return status === 'Completed' || status === 'Succeeded' ? undefined : underWay;
}

/** What a controller other than a Job made is meant to run: when it ends, it is started again, and again. */
function completedSymbol(restarts: string, {object}: TableRow): string {
  const controller = object?.metadata?.ownerReferences?.find((owner) => owner.controller === true)?.kind;
  const wasStartedAgain = /^[1-9]/.test(restarts);
  if (controller === 'Job' || (controller === undefined && !wasStartedAgain)) return finished;
  return controller !== undefined && wasStartedAgain ? ill : underWay;
}

/** `2 (30s ago)` becomes `2 restarts (30s ago)`. */
function restartsFact(cell: string): string {
  const [count = '', ...ago] = cell.split(' ');
  return [counted(count, 'restart'), ...ago].join(' ').trim();
}

function daemonSetItem(cellOf: CellOf): ShortItem {
  const desired = cellOf('Desired');
  const ready = cellOf('Ready');
  const updated = cellOf('Up-to-date');
  const selector = cellOf('Node Selector');
  const isSettled = ready === desired && updated === desired;
  return {
    symbol: desired === '0' ? finished : isSettled ? well : underWay,
    facts: [
      `${ready} of ${desired} ready`,
      `${updated} up to date`,
      selector === '' || selector === '<none>' ? '' : `on nodes with ${selector}`,
      cellOf('Age'),
    ],
  };
}

function deploymentItem(cellOf: CellOf): ShortItem {
  const [ready = '', desired = ''] = cellOf('Ready').split('/');
  const updated = cellOf('Up-to-date');
  return {
    symbol: replicasSymbol(desired, ready === desired && updated === desired),
    facts: [`${ready} of ${desired} ready`, `${updated} up to date`, cellOf('Age')],
  };
}

function replicaSetItem(cellOf: CellOf): ShortItem {
  const desired = cellOf('Desired');
  const ready = cellOf('Ready');
  return {
    symbol: replicasSymbol(desired, ready === desired && cellOf('Current') === desired),
    facts: [`${ready} of ${desired} ready`, cellOf('Age')],
  };
}

function replicasSymbol(desired: string, isSettled: boolean): string {
  if (desired === '0') return finished;
  return isSettled ? well : underWay;
}

function serviceItem(cellOf: CellOf): ShortItem {
  const external = cellOf('External-IP');
  const ports = cellOf('Port(s)').split(',');
  return {
    symbol: external === '<pending>' ? underWay : plain,
    facts: [
      cellOf('Type'),
      cellOf('Cluster-IP'),
      external === '' || external === '<none>' ? '' : `external ${external}`,
      ...ports.map((port) => `port ${port}`),
      cellOf('Age'),
    ],
  };
}

function endpointsItem(cellOf: CellOf): ShortItem {
  const endpoints = cellOf('Endpoints');
  const isEmpty = endpoints === '' || endpoints === '<none>';
  return {
    symbol: isEmpty ? ill : well,
    facts: [...(isEmpty ? ['no Pod answers'] : endpoints.split(',').map((endpoint) => endpoint.trim())), cellOf('Age')],
  };
}

function nodeItem(cellOf: CellOf): ShortItem {
  const status = cellOf('Status');
  const roles = cellOf('Roles');
  const symbol = status === 'Ready' ? well : status.startsWith('Ready') ? underWay : ill;
  return {symbol, facts: [status, roles === '<none>' ? '' : roles, cellOf('Version'), cellOf('Age')]};
}

function eventItem(cellOf: CellOf): ShortItem {
  const seen = cellOf('Last Seen');
  return {
    symbol: cellOf('Type') === 'Warning' ? ill : plain,
    facts: [
      cutMiddle(cellOf('Object'), phoneColumns - 2),
      cellOf('Type'),
      seen === '' || seen.startsWith('<') ? '' : `${seen} ago`,
      cellOf('Message'),
    ],
  };
}

function allColumns(_cellOf: CellOf, {columns, row}: RawRow): ShortItem {
  const facts = columns.flatMap(({name, priority}, index) =>
    priority === 0 && name !== 'Name' ? [`${name.toLowerCase()}: ${formatCell(row.cells[index])}`] : [],
  );
  return {symbol: plain, facts};
}

function counted(count: string, noun: string): string {
  if (count === '') return '';
  return count === '1' ? `1 ${noun}` : `${count} ${noun}s`;
}
