import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {emptySandbox} from './sandbox/empty-sandbox.ts';
import {clearOwnKeys} from './namespaces/clear-own-keys.ts';
import {removeFurther} from './namespaces/remove-further.ts';
import {shareRoom} from './namespaces/shared-room.ts';
import type {OperationContext} from './operation-context.ts';
import {removeNodeLabels} from './sandbox/remove-node-labels.ts';
import {followWrite} from './writing/follow.ts';
import {runLines, type RunOperation} from './run-lines.ts';
import {words} from '#src/words/words.ts';

/**
 * Removes the namespaces that its learner made, empties the first one of what its learner can make, waits until it is gone, and runs the lines in it. From any point it
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
  await clearOwnKeys(context);
  const removed = await removeFurther(context);
  said.push(...removed.flatMap(({line}) => line ?? []));
  if (removed.length > 0) await shareRoom(0, context);
  said.push(...(await emptySandbox(context, {isForGood: false})));
  await followWrite('networkpolicies', context);
  await followWrite('limitranges', context);
  if (lines.length > 0) await showProgress(words().running.makingStep);
  const ran = await runLines({lines, run, goesOn: false}, context);
  if ('ended' in ran) return ran.ended;
  said.push(...ran.said);
  return {kind: 'done', text: said.length === 0 ? words().running.isEmpty : said.join('\n'), notes: [], card: {}};
}
