import {z} from 'zod';
import type {Operation, PlayableOperation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {forgetful, type OperationContext, type OperationMemory} from './operation-context.ts';

/** How an operation is run. */
export type RunOperation = (operation: Operation, context: OperationContext) => Promise<Outcome>;

export interface LinesToRun {
  readonly lines: readonly PlayableOperation[];
  readonly run: RunOperation;
  /** Whether a second run goes on where the first ended; else it begins with the first line again. */
  readonly goesOn: boolean;
  /** What is done before the next one. */
  readonly afterEach?: () => Promise<void>;
}

/** At which line they are, what those before it printed, and what that one noted. */
const placeSchema = z.object({at: z.number(), said: z.array(z.string()), noted: z.unknown().optional()});

/** What could not be told from what others made, did it not remember that it made it. */
const remembering: ReadonlySet<string> = new Set<Operation['kind']>(['create', 'run', 'expose', 'apply']);

/**
 * Runs lines one after the other, up to the first that does not end well.
 * @returns what they printed, or the outcome of the one that ended it
 */
export async function runLines(
  {lines, run, goesOn, afterEach}: LinesToRun,
  context: OperationContext,
): Promise<{readonly said: readonly string[]} | {readonly ended: Outcome}> {
  const memory = goesOn ? context.memory : forgetful;
  const place = placeSchema.safeParse(memory.recall()).data ?? {at: 0, said: []};
  const said = [...place.said];
  for (const [at, line] of lines.entries()) {
    if (at < place.at) continue;
    const remembered = remembering.has(line.kind) ? memoryAt({at, said: [...said]}, memory) : forgetful;
    const outcome = await run(atOnce(line), {...context, memory: remembered});
    if (outcome.kind === 'done') said.push(outcome.text);
    else if (outcome.kind !== 'page') return {ended: outcome};
    await memory.note({at: at + 1, said});
    await afterEach?.();
  }
  return {said};
}

/** What is followed would hold up the lines behind it, and nobody sees it come. */
function atOnce(line: PlayableOperation): PlayableOperation {
  if (line.kind !== 'logs') return line;
  const {follow: _follow, ...rest} = line;
  return rest;
}

/** What one line noted, which is nothing to the others. */
function memoryAt(place: {at: number; said: readonly string[]}, memory: OperationMemory): OperationMemory {
  return {
    recall: () => {
      const found = placeSchema.safeParse(memory.recall()).data;
      return found?.at === place.at ? found.noted : undefined;
    },
    note: async (noted) => memory.note({...place, noted}),
  };
}
