/** Cases of all properties together, as a run of `npm test` can afford them. */
const fewRuns = 5_280;
/** Of what the shares of all properties add up to. */
const allShares = 264;

const runs = Number(process.env['PROPERTY_RUNS'] ?? fewRuns);
const isFullRun = process.env['PROPERTY_RUNS'] !== undefined;

/** The same in every run of `npm test`; another one in every full run, unless `PROPERTY_SEED` repeats one. */
const seed = Number(process.env['PROPERTY_SEED'] ?? (isFullRun ? Date.now() % 2 ** 31 : 1));

/** How long a property may take, in ms. */
export const propertyTimeoutMs = isFullRun ? 1_800_000 : 120_000;

/**
 * Parameters of `fc.assert` for a property that gets its `share` of all cases.
 * `PROPERTY_RUNS` says how many cases there are in all, `PROPERTY_SEED` which.
 */
export function propertyRuns(share: number): {numRuns: number; seed: number} {
  return {numRuns: Math.max(1, Math.round((runs * share) / allShares)), seed};
}

/** For the name of a suite, so that a report says how many cases there were, and how to have them again. */
export const propertyRunsShown = `PROPERTY_RUNS=${runs} PROPERTY_SEED=${seed}`;
