/** What is shown of an object: how it fares as a symbol, and a few facts in words. */
export interface ShortItem {
  readonly symbol: string;
  /** What stands beside the symbol, if it is not the object's name. */
  readonly heading?: string;
  readonly facts: readonly string[];
}

/** A row of a Table of the API server. */
export interface PrintedRow {
  /** The cell of a column by its name, such as `Ready`; empty if the Table has no such column. */
  readonly cellOf: (column: string) => string;
  /** The same, cut in its middle to what fits into a line. */
  readonly lineOf: (column: string) => string;
  /** What is shown without `-o wide`. */
  readonly cells: readonly {readonly column: string; readonly cell: string}[];
  /** The kind of the controller that made the object, if one did. */
  readonly controllerKind: string | undefined;
}

export const well = '●';
export const underWay = '◐';
export const ill = '✗';
export const finished = '○';
export const plain = '•';

/** How something fares that is to have so many Pods. */
export function replicasSymbol(desired: string, isSettled: boolean): string {
  if (desired === '0') return finished;
  return isSettled ? well : underWay;
}

/** `1 key`, `2 keys`; nothing of no count. */
export function counted(count: string, noun: string): string {
  if (count === '') return '';
  return count === '1' ? `1 ${noun}` : `${count} ${noun}s`;
}
