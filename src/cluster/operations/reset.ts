import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {emptySandbox} from './sandbox/empty-sandbox.ts';
import type {OperationContext} from './operation-context.ts';
import {removeNodeLabels} from './sandbox/remove-node-labels.ts';
import {runLines, type RunOperation} from './run-lines.ts';
import {words} from '#src/words/words.ts';

/**
 * Empties the sandbox of what its learner can make, waits until it is gone, and runs the lines in it. From any point it
 * can run again: it begins with emptying.
 */
export async function reset(
  {lines}: OperationOf<'reset'>,
  context: OperationContext,
  run: RunOperation,
): Promise<Outcome> {
  const {showProgress} = context;
  await showProgress(words().running.emptying);
  const {lines: said} = await removeNodeLabels(context);
  said.push(...(await emptySandbox(context, {isForGood: false})));
  if (lines.length > 0) await showProgress(words().running.makingStep);
  const ran = await runLines({lines, run, goesOn: false}, context);
  if ('ended' in ran) return ran.ended;
  said.push(...ran.said);
  return {kind: 'done', text: said.length === 0 ? words().running.isEmpty : said.join('\n'), notes: [], card: {}};
}
