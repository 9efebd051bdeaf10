/**
 * The items in the order of `kubectl get --sort-by`, by what stands at `path` in the object of each: numbers by size,
 * texts byte by byte (`a10` before `a2`), and first those that have nothing there. Undefined if none has anything.
 */
export function sortByPath<Item>(
  items: readonly Item[],
  path: readonly (string | number)[],
  objectOf: (item: Item) => unknown,
): readonly Item[] | undefined {
  const valued = items.map((item) => ({item, value: valueAt(objectOf(item), path)}));
  if (items.length > 0 && valued.every(({value}) => value === undefined)) return undefined;
  return valued.toSorted((one, other) => compareValues(one.value, other.value)).map(({item}) => item);
}

function valueAt(object: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return new Map<string, unknown>(Object.entries(value)).get(String(step));
  }, object);
}

function compareValues(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (one === undefined || one === null) return -1;
  if (other === undefined || other === null) return 1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return textOf(one) < textOf(other) ? -1 : 1;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
