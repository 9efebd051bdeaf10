import {setTimeout as sleep} from 'node:timers/promises';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {isOnItsWay} from '#src/kinds/pod/status/is-on-its-way.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import type {OperationContext} from './operation-context.ts';
import {listObjects} from './objects/resolve-name.ts';
import {runLines, type RunOperation} from './run-lines.ts';

const pollMs = 500;
/** How long Pods may be on their way after a line, in ms; what takes longer is taken as it is. */
const settleMs = 45_000;

/**
 * Runs lines one after the other as a learner would, who looks what came of each before typing the next: after each one it
 * waits until no Pod comes or goes. It ends at the first line that fails. A second run goes on with the line it was at.
 */
export async function play(
  {lines}: OperationOf<'play'>,
  context: OperationContext,
  run: RunOperation,
): Promise<Outcome> {
  const ran = await runLines({lines, run, goesOn: true, afterEach: async () => settle(context)}, context);
  if ('ended' in ran) return ran.ended;
  return {kind: 'done', text: ran.said.join('\n'), notes: [], card: {}};
}

async function settle(context: OperationContext): Promise<void> {
  const deadline = Date.now() + settleMs;
  do {
    await sleep(pollMs, undefined, {signal: context.signal});
    const pods = await listObjects('pods', undefined, context);
    if (pods.every((pod) => !isOnItsWay(podSchema.parse(pod)))) return;
  } while (Date.now() < deadline);
}
