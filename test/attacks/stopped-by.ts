import type {Attempt} from './attack.ts';

const fence = '```';
/** A Pod's line on a card and a page's status have the mark of a refusal too. */
const isOtherMark = (line: string): boolean => line.includes(' — **') || line.startsWith('✗ **HTTP');

/**
 * Who refused, from the answer as the chat shows it: a worker's refusal stands in a code block, the bot's own in a
 * sentence. `stoppedBy` is undefined when the answer is no refusal; the evidence is then its first note, or its beginning.
 */
export function stoppedBy(content: string): Attempt {
  const lines = content.split('\n');
  const at = lines.findIndex((line) => line.startsWith('✗ ') && !isOtherMark(line));
  if (at === -1) {
    const note = lines.find((line) => line.startsWith('ℹ '));
    return {stoppedBy: undefined, evidence: (note ?? lines.slice(1).join(' ')).trim()};
  }
  const first = lines[at]?.slice('✗ '.length) ?? '';
  if (!first.startsWith(fence)) {
    const isApp = first.startsWith('The app does not answer');
    return {stoppedBy: isApp ? 'API server' : 'parser', evidence: first};
  }
  const rest = [first.slice(fence.length), ...lines.slice(at + 1)];
  const end = rest.findIndex((line) => line.startsWith(fence));
  const problem = rest
    .slice(0, end === -1 ? rest.length : end)
    .join(' ')
    .trim();
  return {stoppedBy: refuser(problem), evidence: problem};
}

function refuser(problem: string): Attempt['stoppedBy'] {
  if (/exceeded quota|maximum .* usage per Container/.test(problem)) return 'quota';
  if (/^(?:Error from server|The \S+ ".*" is invalid)/.test(problem)) return 'API server';
  return 'policy';
}
