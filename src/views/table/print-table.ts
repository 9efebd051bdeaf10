import {qualifiedSingular, resourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {alignColumns} from './align-columns.ts';
import {formatCell} from './format-cell.ts';
import type {TableColumn, TableRow, TypedTable} from './table.ts';

export interface TableOptions {
  /** `-o wide`: the columns of a priority above 0 too. */
  readonly isWide: boolean;
  /** `--show-labels`. */
  readonly showLabels: boolean;
  /** `-L`: the labels that have a column each. */
  readonly labelColumns?: readonly string[];
  /** `--no-headers`; then no empty line stands between types either. */
  readonly noHeaders?: boolean;
  /** `--show-kind`: names are prefixed by their type, also of one type. */
  readonly showKind?: boolean;
}

/**
 * The bytes that `kubectl get` writes for these Tables, in the order of the request: one Table a type, or one an object
 * that was asked for by its name. With more than one type, names are prefixed by theirs and an empty line stands
 * between types. Empty if there is no row: what kubectl says then is `noResourcesFound`.
 */
export function printTables(tables: readonly TypedTable[], options: TableOptions): string {
  const groups = groupByType(tables);
  const {showKind = false, noHeaders = false} = options;
  const hasPrefix = showKind || new Set(tables.map(({type}) => type)).size > 1;
  return groups
    .map((group) => alignColumns(linesOf(group, {...options, hasPrefix})))
    .filter((text) => text !== '')
    .join(noHeaders ? '' : '\n');
}

/** What kubectl says, on its standard error, when there is nothing to print. */
export function noResourcesFound({types, namespace}: {types: readonly ResourceTypeName[]; namespace: string}): string {
  const isNamespaced = types.every((type) => resourceType(type).isNamespaced);
  return isNamespaced ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n';
}

/** What `-o name` prints of objects. */
export function printNames(objects: readonly {readonly type: ResourceTypeName; readonly name: string}[]): string {
  return objects.map(({type, name}) => `${qualifiedSingular(resourceType(type))}/${name}\n`).join('');
}

interface TableGroup {
  readonly type: ResourceTypeName;
  readonly columns: readonly TableColumn[];
  readonly rows: TableRow[];
}

function groupByType(tables: readonly TypedTable[]): readonly TableGroup[] {
  const groups: TableGroup[] = [];
  for (const {type, table} of tables) {
    const last = groups.at(-1);
    if (last?.type === type) last.rows.push(...table.rows);
    else groups.push({type, columns: table.columnDefinitions, rows: [...table.rows]});
  }
  return groups;
}

function linesOf(
  {type, columns, rows}: TableGroup,
  {isWide, showLabels, labelColumns = [], noHeaders = false, hasPrefix}: TableOptions & {hasPrefix: boolean},
): readonly (readonly string[])[] {
  if (rows.length === 0) return [];
  const nameColumn = hasPrefix ? columns.findIndex(({format, type}) => format === 'name' && type === 'string') : -1;
  const isShown = (index: number): boolean => isWide || columns[index]?.priority === 0;
  const headers = [
    ...columns.filter((_, index) => isShown(index)).map((column) => column.name.toUpperCase()),
    ...labelColumns.map((key) => key.slice(key.lastIndexOf('/') + 1).toUpperCase()),
    ...(showLabels ? ['LABELS'] : []),
  ];
  const cellsOf = (row: TableRow): readonly string[] => [
    ...row.cells
      .slice(0, columns.length)
      .map((cell, index) => (index === nameColumn ? `${qualifiedSingular(resourceType(type))}/${String(cell)}` : cell))
      .filter((_, index) => isShown(index))
      .map(formatCell),
    ...labelColumns.map((key) => formatCell(row.object?.metadata?.labels?.[key])),
    ...(showLabels ? [formatCell(formatLabels(row))] : []),
  ];
  // A tab in a cell begins another cell for kubectl's tab writer.
  return [...(noHeaders ? [] : [headers]), ...rows.map((row) => cellsOf(row).flatMap((cell) => cell.split(/[\t\v]/u)))];
}

function formatLabels({object}: TableRow): string | null {
  const metadata = object?.metadata;
  if (metadata === null || metadata === undefined) return null;
  // in the order of the whole texts, where `a-b=` is before `a=`
  const labels = Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return labels.length === 0 ? '<none>' : labels.sort().join(',');
}
