import {resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {formatCell} from './format-cell.ts';
import {cutMiddle, factLines, phoneColumns} from './phone-lines.ts';
import type {TableOptions} from './print-table.ts';
import {namespaceColumn, type Table, type TableRow, type TypedTable} from './table.ts';

/**
 * The same Tables for a phone: a short list, each object's name after a symbol (● well, ◐ under way, ✗ in trouble,
 * ○ finished) and what matters of it in words below, no line wider than `phoneColumns`; and with
 * `isWide` and `showLabels` what those add.
 */
export function shortList(
  tables: readonly TypedTable[],
  {isWide, showLabels, labelColumns = []}: TableOptions,
): string {
  const hasTitles = new Set(tables.map(({type}) => type)).size > 1;
  let titled: ResourceTypeName | undefined;
  const blocks: string[] = [];
  for (const {type, table} of tables) {
    if (table.rows.length === 0) continue;
    const lines = table.rows.flatMap((row) =>
      itemLines(type, table, row).concat(
        isWide ? wideLines(table, row) : [],
        columnLines(row, labelColumns),
        showLabels ? labelLines(row) : [],
      ),
    );
    const title = hasTitles && titled !== type ? [resourceType(type).kind] : [];
    titled = type;
    blocks.push([...title, ...lines].join('\n'));
  }
  return blocks.join('\n');
}

function itemLines(type: ResourceTypeName, {columnDefinitions}: Table, row: TableRow): readonly string[] {
  const cells = columnDefinitions.map(({name, priority}, index) => ({
    column: name,
    priority,
    cell: formatCell(row.cells[index]),
  }));
  const cellOf = (wanted: string): string =>
    cells.find(({column}) => column.toLowerCase() === wanted.toLowerCase())?.cell ?? '';
  const inALine = (text: string): string => cutMiddle(text, phoneColumns - 2);
  const {metadata} = row.object ?? {};
  const {symbol, heading, facts} = resourceType(type).shortItem({
    cellOf,
    lineOf: (column) => inALine(cellOf(column)),
    cells: cells.filter(({priority}) => priority === 0),
    controllerKind: metadata?.ownerReferences?.find(({controller}) => controller === true)?.kind,
  });
  const namespace = cellOf(namespaceColumn.name);
  const name = heading ?? metadata?.name ?? cellOf('Name');
  const title = namespace === '' ? name : `${namespace}/${name}`;
  return [`${symbol} ${inALine(title)}`, ...factLines(facts.filter((fact) => fact !== ''))];
}

/** What `-o wide` adds, where there is something in it. */
function wideLines({columnDefinitions}: Table, row: TableRow): readonly string[] {
  const facts = columnDefinitions.flatMap(({name, priority}, index) => {
    const cell = formatCell(row.cells[index]);
    return priority > 0 && cell !== '' && cell !== '<none>' ? [`${name.toLowerCase()}: ${cell}`] : [];
  });
  return factLines(facts);
}

/** What `-L` adds. */
function columnLines({object}: TableRow, keys: readonly string[]): readonly string[] {
  const labels = object?.metadata?.labels ?? {};
  return factLines(keys.flatMap((key) => (labels[key] === undefined ? [] : [`${key}=${labels[key]}`])));
}

function labelLines(row: TableRow): readonly string[] {
  const labels = Object.entries(row.object?.metadata?.labels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return labels.length === 0 ? factLines(['no labels']) : factLines(labels.map(([key, value]) => `${key}=${value}`));
}
