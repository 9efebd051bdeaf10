import type {Attempt} from './attack.ts';
import {wallOfOutcome, wallOfStatus} from './walls.ts';

const fence = '```';
/** A Pod's line on a card and a page's status have the mark of a refusal too. */
const isOtherMark = (line: string): boolean => line.includes(' — **') || line.startsWith('✗ **HTTP');

/** A refusal as a message shows it: the bot's own stands in a sentence, a worker's in a code block. */
export interface ShownRefusal {
  readonly isWorkers: boolean;
  readonly problem: string;
}

/** Undefined when the answer is no refusal. */
export function refusalIn(content: string): ShownRefusal | undefined {
  const lines = content.split('\n');
  const at = lines.findIndex((line) => line.startsWith('✗ ') && !isOtherMark(line));
  if (at === -1) return undefined;
  const first = lines[at]?.slice('✗ '.length) ?? '';
  if (!first.startsWith(fence)) return {isWorkers: first.startsWith('The app does not answer'), problem: first};
  const rest = [first.slice(fence.length), ...lines.slice(at + 1)];
  const end = rest.findIndex((line) => line.startsWith(fence));
  const block = rest.slice(0, end === -1 ? rest.length : end);
  return {isWorkers: true, problem: block.join(' ').trim()};
}

/** The bot asks who is too fast to wait, in this sentence. */
const tooFast = /^That was more than \d+ in \d+ s/;

/**
 * Which wall refused. `stoppedBy` is undefined when the answer is no refusal; the evidence is then its first note, or its
 * beginning.
 * @param code how the command ended, where a worker ran it
 */
export function stoppedBy(content: string, code?: string): Attempt {
  const refusal = refusalIn(content);
  if (refusal === undefined) {
    const lines = content.split('\n');
    const note = lines.find((line) => line.startsWith('ℹ '));
    return {stoppedBy: undefined, evidence: (note ?? lines.slice(1).join(' ')).trim()};
  }
  const {isWorkers, problem} = refusal;
  if (code !== undefined) return {stoppedBy: wallOfOutcome({reason: code, message: problem}), evidence: problem};
  if (isWorkers) return {stoppedBy: wallOfStatus({reason: '', message: problem}), evidence: problem};
  return {stoppedBy: tooFast.test(problem) ? 'rate' : 'parser', evidence: problem};
}
