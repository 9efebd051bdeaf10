import type {Finding} from '#src/workshop/finding.ts';
import {words} from '#src/words/words.ts';

/** Plugins take a moment to put a new Pod's policies in place: so often is a thing tried. */
const tries = 6;
/** So many times in a row must a request be held up: one may be lost for another reason. */
const blockedInARow = 2;

/** Asks for a page. Answers undefined when it came, else what was said. */
type Ask = () => Promise<string | undefined>;

export interface Isolation {
  /** From within each sandbox to its own server: what must go through whatever is enforced. */
  readonly own: readonly Ask[];
  /** From one sandbox to the other's server: what must not. */
  readonly across: Ask;
  /** Waits between two tries. */
  readonly pause: () => Promise<void>;
  /** Whether the lab has steps that nobody passes where nothing is held up. */
  readonly isRequired: boolean;
}

/**
 * Whether sandboxes are kept apart. Passed is only what was held up while all else went through: a network that does not
 * work at all is no policy's doing.
 */
export async function judgeIsolation(name: string, {own, across, pause, isRequired}: Isolation): Promise<Finding> {
  const said = words().doctor.network;
  const next = isRequired ? said.findOutForLab : said.findOut;
  let blocked = 0;
  let isEverBlocked = false;
  let problem = await firstProblem(own, pause);
  for (let attempt = 0; attempt < tries && problem === undefined; attempt += 1) {
    if (attempt > 0) await pause();
    // at the same time: what is held up for another reason holds up the others too
    const [answer, ...others] = await Promise.all([across(), ...own.map(async (ask) => ask())]);
    blocked = answer === undefined ? 0 : blocked + 1;
    if (blocked > 0) {
      isEverBlocked = true;
      problem = others.every((other) => other === undefined) ? undefined : await firstProblem(own, pause);
      if (problem === undefined && blocked >= blockedInARow) {
        return {name, state: 'passed', said: said.enforced};
      }
    }
  }
  if (problem !== undefined) return {name, state: 'unknown', said: said.unreached({reason: problem}), next};
  if (isEverBlocked) return {name, state: 'unknown', said: said.atTimes, next};
  return isRequired
    ? {name, state: 'failed', said: said.notEnforcedForLab, next: said.usePluginForLab}
    : {name, state: 'failed', said: said.notEnforced, next: said.usePlugin};
}

/** What stands between a sandbox and its own server for longer than that takes to start. */
async function firstProblem(asks: readonly Ask[], pause: () => Promise<void>): Promise<string | undefined> {
  for (const ask of asks) {
    let said = await ask();
    for (let attempt = 1; said !== undefined && attempt < tries; attempt += 1) {
      await pause();
      said = await ask();
    }
    if (said !== undefined) return said;
  }
  return undefined;
}
