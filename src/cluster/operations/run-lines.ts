import type {Operation, PlayableOperation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {forgetful, type OperationContext} from './operation-context.ts';

/** How an operation is run. */
export type RunOperation = (operation: Operation, context: OperationContext) => Promise<Outcome>;

export interface LinesToRun {
  readonly lines: readonly PlayableOperation[];
  readonly run: RunOperation;
  /** What is done before the next one. */
  readonly afterEach?: () => Promise<void>;
}

/**
 * Runs lines one after the other, up to the first that does not end well.
 * @returns what they printed, or the outcome of the one that ended it
 */
export async function runLines(
  {lines, run, afterEach}: LinesToRun,
  context: OperationContext,
): Promise<{readonly said: readonly string[]} | {readonly ended: Outcome}> {
  // a second run begins with the first line again: what a line noted would be taken for another's
  const lineContext = {...context, memory: forgetful};
  const said: string[] = [];
  for (const line of lines) {
    const outcome = await run(line, lineContext);
    if (outcome.kind === 'done') said.push(outcome.text);
    else if (outcome.kind !== 'page') return {ended: outcome};
    await afterEach?.();
  }
  return {said};
}
