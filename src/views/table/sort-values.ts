/**
 * The items in the order of `kubectl get --sort-by`, by what stands at `path` in the object of each: numbers by size,
 * texts naturally (`a2` before `a10`), and first those that have nothing there. Undefined if none has anything.
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
  return compareNaturally(textOf(one), textOf(other));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Runs of digits count by what they amount to. */
function compareNaturally(one: string, other: string): number {
  const chunksOf = (text: string): readonly string[] => text.match(/\d+|\D+/gu) ?? [];
  const others = chunksOf(other);
  for (const [index, chunk] of chunksOf(one).entries()) {
    const against = others[index];
    if (against === undefined) return 1;
    if (chunk === against) continue;
    const areNumbers = /^\d/u.test(chunk) && /^\d/u.test(against);
    const difference = areNumbers ? Number(chunk) - Number(against) : 0;
    if (difference !== 0) return difference;
    return chunk < against ? -1 : 1;
  }
  return one.length - other.length;
}
