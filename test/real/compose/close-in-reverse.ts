/** What was opened one after the other, each by how it is closed. */
export type Opened = (() => Promise<unknown>)[];

/** Closes all of it, the latest first, whatever fails on the way. @throws Error that says what did */
export async function closeInReverse(opened: Opened): Promise<void> {
  const failures: unknown[] = [];
  for (let close = opened.pop(); close !== undefined; close = opened.pop()) {
    await close().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
}
