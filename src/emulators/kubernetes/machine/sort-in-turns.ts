/** So many are sorted, or merged, before others have their turn. */
const atOnce = 500;

/** Sorts in place and stably, as `Array.prototype.sort` does, with pauses. */
export async function sortInTurns<Item>(
  items: Item[],
  compare: (left: Item, right: Item) => number,
  pause: () => Promise<void> | undefined,
): Promise<void> {
  let from: Item[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    await pause();
    for (const item of items.slice(at, at + atOnce).sort(compare)) from.push(item);
  }
  for (let width = atOnce; width < items.length; width *= 2) {
    const to: Item[] = [];
    for (let at = 0; at < items.length; at += 2 * width) {
      let left = at;
      let right = at + width;
      const middle = Math.min(right, items.length);
      const end = Math.min(at + 2 * width, items.length);
      while (left < middle || right < end) {
        if (to.length % atOnce === 0) await pause();
        // an index below the length
        const [first, second] = [from[left] as Item, from[right] as Item];
        const takesLeft = left < middle && (right >= end || compare(first, second) <= 0);
        to.push(takesLeft ? first : second);
        if (takesLeft) left += 1;
        else right += 1;
      }
    }
    from = to;
  }
  for (const [at, item] of from.entries()) items[at] = item;
}
