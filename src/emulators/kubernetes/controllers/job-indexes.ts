/** Indexes of a Job's Pods as its status tells them: `0,2-4`. */
export function formatIndexes(indexes: ReadonlySet<number>): string {
  const runs: number[][] = [];
  for (const index of [...indexes].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === index - 1) run.push(index);
    else runs.push([index]);
  }
  return runs.map((run) => (run.length < 3 ? run.join(',') : `${run[0]}-${run.at(-1)}`)).join(',');
}

export function parseIndexes(text: string): Set<number> {
  const found = new Set<number>();
  for (const part of text.split(',').filter(Boolean)) {
    const [first = 0, last = first] = part.split('-').map(Number);
    for (let index = first; index <= last; index += 1) found.add(index);
  }
  return found;
}
