import {setTimeout as sleep} from 'node:timers/promises';
import type {Finding, OpenCheck} from '#src/workshop/finding.ts';
import {words} from '#src/words/words.ts';

/** Tells of itself while it runs: what it does now, and what it has found out before it has tidied up. */
export interface CheckProgress {
  readonly doing: (what: string) => void;
  readonly found: (finding: Finding) => void;
}

/** A check by its name. It never fails: what it could not find out is a finding. */
export interface Check {
  readonly name: string;
  readonly run: (progress: CheckProgress) => Promise<Finding>;
}

/** How checks stand: what they found out, and those that are under way. */
export interface Standing {
  readonly findings: readonly Finding[];
  readonly open: readonly OpenCheck[];
}

/** When what, in ms: the first picture, the shortest time between two, and when nobody is to wait any more. */
export interface Pace {
  readonly firstMs: number;
  readonly betweenMs: number;
  readonly lateMs: number;
}

/**
 * Runs all checks at once and yields how they stand, as often as `pace` allows. When it has become late, what is open is
 * unknown for now; what is found out afterwards is one picture more, the last.
 */
export async function* watchChecks(checks: readonly Check[], pace: Pace): AsyncGenerator<Standing, void, undefined> {
  const found = new Map<string, Finding>();
  const doing = new Map<string, string>();
  let wake = (): void => undefined;
  const running = checks.map(async ({name, run}) => {
    const finding = await run({
      doing: (what) => {
        doing.set(name, what);
        wake();
      },
      found: (early) => {
        found.set(name, early);
        wake();
      },
    });
    found.set(name, finding);
    wake();
  });
  const all = Promise.all(running);
  const openChecks = (): OpenCheck[] =>
    checks
      .filter(({name}) => !found.has(name))
      .map(({name}) => ({name, doing: doing.get(name) ?? words().upkeep.checks.looking}));
  const known = (): Finding[] => checks.flatMap(({name}) => found.get(name) ?? []);

  const startedAt = Date.now();
  const stop = new AbortController();
  const late = sleep(pace.lateMs, undefined, {signal: stop.signal}).catch(() => undefined);
  const isLate = (): boolean => Date.now() - startedAt >= pace.lateMs;
  try {
    await Promise.race([all, sleep(pace.firstMs, undefined, {signal: stop.signal}).catch(() => undefined)]);
    while (openChecks().length > 0 && !isLate()) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      yield {findings: known(), open: openChecks()};
      await Promise.race([changed, late]);
      // the last of them is not held back
      const rest = sleep(pace.betweenMs, undefined, {signal: stop.signal}).catch(() => undefined);
      if (openChecks().length > 0) await Promise.race([rest, late, all]);
    }
    const open = openChecks();
    const shown = [...known(), ...open.map(stillOpen)];
    yield {findings: shown, open: []};
    await all;
    if (JSON.stringify(known()) !== JSON.stringify(shown)) yield {findings: known(), open: []};
  } finally {
    stop.abort();
    await late;
  }
}

const stillOpen = ({name, doing}: OpenCheck): Finding => ({
  name,
  state: 'unknown',
  said: words().upkeep.checks.slow({doing}),
  next: words().upkeep.checks.slowNext,
});
