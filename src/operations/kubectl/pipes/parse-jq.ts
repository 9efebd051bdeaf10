import type {Filter, FilterOf} from '#src/operations/filters/filter.ts';
import {UserError} from '../../user-error.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {readOptions} from './read-options.ts';
import {words} from '#src/words/words.ts';

type Step = FilterOf<'jq'>['steps'][number];

const step =
  /\s*(?:\.?\[\s*(?:(?<index>-?\d{1,6})|"(?<quoted>(?:[^"\\]|\\.)*)"|(?<each>))\s*\](?<bracketMark>\?)?|\.(?:(?<key>[A-Za-z_]\w*)|"(?<text>(?:[^"\\]|\\.)*)")(?<keyMark>\?)?|(?<pipe>\|)\s*(?<call>keys|length)?|(?<only>keys|length)(?=\s*(?:$|\|))|(?<self>\.)(?=\s*(?:$|\||\[)))/uy;

/** `jq -r '.items[].metadata.name'`: paths, `keys` and `length`, one after the other, and nothing more of jq. */
export function parseJq(typed: readonly ShellWord[]): Filter {
  const {args, has} = readOptions('jq', typed, [
    {name: 'raw', letters: 'r', long: ['raw-output']},
    {name: 'compact', letters: 'c', long: ['compact-output']},
    {name: 'plain', letters: 'MC', long: ['monochrome-output', 'color-output']},
  ]);
  const [expression = '.', ...more] = args;
  const steps = more.length > 0 ? undefined : stepsOf(expression.trim());
  if (steps === undefined) throw new UserError('unsupported', words().filters.jq({given: shown(args.join(' '))}));
  return {kind: 'jq', steps, isRaw: has('raw'), isCompact: has('compact')};
}

/** Undefined for all else that jq has. */
function stepsOf(expression: string): Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < expression.length) {
    step.lastIndex = at;
    const match = step.exec(expression);
    if (match === null || match[0] === '') return undefined;
    const {index, quoted, each, bracketMark, key, text, keyMark, call, only} = match.groups ?? {};
    const name = key ?? unquoted(text ?? quoted);
    const isOptional = (bracketMark ?? keyMark) !== undefined;
    const called = call ?? only;
    if (index !== undefined) steps.push({kind: 'index', index: Number(index), isOptional});
    else if (name !== undefined) steps.push({kind: 'key', name, isOptional});
    else if (each !== undefined) steps.push({kind: 'each', isOptional});
    else if (called !== undefined) steps.push(called === 'keys' ? {kind: 'keys'} : {kind: 'length'});
    at = step.lastIndex;
  }
  return /\|\s*$/u.test(expression) ? undefined : steps;
}

function unquoted(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return text.replaceAll(/\\(.)/gu, '$1');
}
