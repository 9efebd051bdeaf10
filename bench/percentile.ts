/** The value that a share of all is below, such as 0.99; 0 of none. `sorted`: the smallest first. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
