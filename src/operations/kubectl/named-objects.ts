import {knownResourceTypes} from './find-resource-types.ts';
import type {FlagDefinition} from './flags.ts';
import type {ShellWord} from './shell-words.ts';

/** Flags of kubectl's verbs whose value may be a word of its own. */
const flagsWithValue: ReadonlySet<string> = new Set([
  '-c',
  '-f',
  '-l',
  '-n',
  '-o',
  '--address',
  '--cluster',
  '--container',
  '--context',
  '--filename',
  '--grace-period',
  '--image',
  '--kubeconfig',
  '--namespace',
  '--output',
  '--pod-running-timeout',
  '--port',
  '--replicas',
  '--request-timeout',
  '--selector',
  '--target',
  '--timeout',
  '--type',
  '--user',
]);

const isFlag = ({text}: ShellWord): boolean => text.startsWith('-') && text !== '-';

/** The words of a line that are no flag and no flag's value, up to `--`. */
export function withoutFlags(typed: readonly ShellWord[]): ShellWord[] {
  const found: ShellWord[] = [];
  let isValue = false;
  for (const word of typed) {
    if (word.text === '--') break;
    if (!isValue && !isFlag(word)) found.push(word);
    isValue = !isValue && flagsWithValue.has(word.text);
  }
  return found;
}

/** The words by which a line gives a flag its value, as they were typed; none if it does not. */
export function wordsOfFlag(typed: readonly ShellWord[], {name, short}: FlagDefinition): ShellWord[] {
  const end = typed.findIndex(({text}) => text === '--');
  const before = end === -1 ? typed : typed.slice(0, end);
  const isAlone = ({text}: ShellWord): boolean => text === `--${name}` || (short !== undefined && text === `-${short}`);
  const hasValue = ({text}: ShellWord): boolean =>
    text.startsWith(`--${name}=`) || (short !== undefined && text.startsWith(`-${short}`));
  const at = before.findIndex((word) => isAlone(word) || hasValue(word));
  const flag = before[at];
  return flag === undefined ? [] : before.slice(at, at + (isAlone(flag) ? 2 : 1));
}

/** `TYPE NAME` as `TYPE/NAME`, and of a Pod its name alone: what people type to verbs that take one word for an object. */
export function withSlash([first, second, ...others]: readonly ShellWord[]): ShellWord[] {
  if (first === undefined || second === undefined || first.text.includes('/')) {
    return [first, second].flatMap((word) => word ?? []).concat(others);
  }
  const [type, another] = knownResourceTypes(first.text);
  const isPort = /^(?:\d*:)?\d+$/u.test(second.text);
  if (type === undefined || another !== undefined || isPort) return [first, second, ...others];
  const joined = (read: (word: ShellWord) => string): string =>
    type.plural === 'pods' ? read(second) : `${read(first)}/${read(second)}`;
  return [{...second, text: joined(({text}) => text), raw: joined(({raw}) => raw)}, ...others];
}
