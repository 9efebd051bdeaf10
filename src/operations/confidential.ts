import {mentionsConfidential} from './confidential-kinds.ts';
import {operationType, type Operation} from './operation.ts';
import type {Outcome} from './outcome.ts';

/**
 * Whether values that only its learner may read can be in what is answered, errors included: of that nothing is kept for
 * anybody else to see, and it is said to nobody else.
 */
export const isConfidential = (operation: Operation): boolean =>
  operationType(operation.kind).isConfidential(operation);

/** An outcome that is kept elsewhere than in the answer itself: without a text that only its learner may read. */
export function withoutConfidential(outcome: Outcome, operation: Operation): Outcome {
  if (outcome.kind !== 'done' && outcome.kind !== 'failed') return outcome;
  if (!isConfidential(operation) && !(outcome.kind === 'done' && outcome.isPrivate === true)) return outcome;
  const {text: _text, ...rest} = outcome;
  if (rest.kind === 'failed') return {...rest, message: ''};
  const {short: _short, ...done} = rest;
  return {...done, text: ''};
}

const dash = String.raw`[-\u2010-\u2015\u2212]{1,2}`;
/** From here on values may follow: of `patch`, and of kubectl's ways to create a Secret. */
const values = new RegExp(String.raw`(?<before>(?:^|\s)${dash}(?:patch|from-literal|docker-password|p))[\s\S]*$`, 'iu');

/** A line as it is kept and shown: of one about a confidential kind the values that were typed are left out, and what follows. */
export function withoutTypedValues(line: string): string {
  return mentionsConfidential(line) ? line.replace(values, '$<before> …') : line;
}
