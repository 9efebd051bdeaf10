import {findResults, searchBudget} from '#src/kubernetes/json-path/find-results.ts';
import type {Found} from '#src/kubernetes/json-path/found.ts';
import {parseJsonPath} from '#src/kubernetes/json-path/parse-json-path.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {NotValid} from '#src/kubernetes/not-valid.ts';
import {isQuantity, parseQuantity} from '#src/kubernetes/quantity.ts';

/** Lists up to this length kubectl sorts by insertion. */
const sortedByInsertion = 12;

/**
 * The items in the order of `kubectl get --sort-by`, by the first that a path in JSONPath leads to in the object of each:
 * numbers by size, quantities by amount, other texts byte by byte (`a10` before `a2`), and first those that have nothing
 * there. Undefined if none has anything.
 * @throws NotValid with kubectl's sentence, for a path that leads to an error or to what has no order
 */
export function sortByPath<Item>(
  items: readonly Item[],
  path: string,
  objectOf: (item: Item) => JsonObject,
): readonly Item[] | undefined {
  const template = parseJsonPath(path);
  const budget = searchBudget();
  const valued = items.map((item) => {
    const found = findResults(template, objectOf(item), budget)[0] ?? [];
    return {item, isThere: found.length > 0, value: found[0]};
  });
  if (items.length > 0 && valued.every(({isThere}) => !isThere)) return undefined;
  const isBefore = (one: Valued, other: Valued): boolean =>
    !one.isThere || (other.isThere && isLess(one.value, other.value, path));
  return sorted(valued, isBefore).map(({item}) => item);
}

interface Valued {
  readonly isThere: boolean;
  readonly value: Found;
}

/** As Go sorts: what has nothing changes places with what has nothing either, as long as the list is short. */
function sorted<Item extends Valued>(items: readonly Item[], isBefore: (one: Item, other: Item) => boolean): Item[] {
  if (items.length > sortedByInsertion) {
    return items.toSorted((one, other) => (isBefore(one, other) ? (isBefore(other, one) ? 0 : -1) : 1));
  }
  const list: Item[] = [];
  for (const item of items) {
    let at = list.length;
    for (let before = list[at - 1]; before !== undefined && isBefore(item, before); before = list[at - 1]) at -= 1;
    list.splice(at, 0, item);
  }
  return list;
}

function isLess(one: Found, other: Found, path: string): boolean {
  if (one === null || other === null) return one === null && other !== null;
  if (typeof one === 'number' && typeof other === 'number') return one < other;
  if (typeof one === 'string' && typeof other === 'string') {
    if (isQuantity(one) && isQuantity(other)) {
      return parseQuantity(one).thousandths < parseQuantity(other).thousandths;
    }
    return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;
  }
  throw new NotValid(`Field ${path} in [][][]reflect.Value is an unsortable type: interface, err: unsortable type`);
}
