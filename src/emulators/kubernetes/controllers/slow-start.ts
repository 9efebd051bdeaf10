/**
 * Does something for each item, in batches of 1, 2, 4, …: after a batch with a failure no other is begun. So what will
 * be refused for long is asked for a few times, and not for each Pod that is missing.
 * @param attempt answers why it failed
 * @returns why the first of them failed
 */
export function slowStart<Item, Failure>(
  items: readonly Item[],
  attempt: (item: Item) => Failure | undefined,
): Failure | undefined {
  for (let done = 0, size = 1; done < items.length; done += size, size *= 2) {
    const failures = items.slice(done, done + size).map(attempt);
    const first = failures.find((failure) => failure !== undefined);
    if (first !== undefined) return first;
  }
  return undefined;
}
