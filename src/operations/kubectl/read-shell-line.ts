import type {Filter} from '../filters/filter.ts';
import type {PrintOperation} from '../print.ts';
import {shellLimits, type Destination} from '../shell/shell-state.ts';
import {UserError} from '../user-error.ts';
import {pathInLab} from './lab-files.ts';
import {LineRefusal} from './line-refusal.ts';
import {ownFile, requireRoom, type BesideOwnFiles} from './own-file.ts';
import {splitShellWords, type ShellSplit, type ShellWord} from './shell-words.ts';
import {shown} from './shown.ts';
import {verbs, type KubectlOperation} from './verbs.ts';
import {words} from '#src/words/words.ts';

type Stop = NonNullable<ShellSplit['stop']>;

/** An operation with what its text goes through, and where it ends. */
export type ShellOperation = (KubectlOperation | PrintOperation) & {
  readonly filters?: Filter[];
  readonly into?: Destination;
  /** Which of the sandbox's own namespaces it is about, as its learner calls it. */
  readonly inNamespace?: string;
};

/** What is known where a line of the shell is read. */
export interface ShellContext extends BesideOwnFiles {
  /** Reads the line that stands in a `$(…)`. */
  readonly readInner: (line: string) => {readonly line: string; readonly operation: ShellOperation};
}

/** What stands between two objects of a file is no flag of `echo`. */
const betweenDocuments = '---';
const assignment = /^(?<name>[A-Za-z_]\w*)=/u;
/** Those that say which cluster is meant, which is not theirs to say. */
const reserved: ReadonlySet<string> = new Set(['KUBECONFIG', 'PATH', 'HOME']);

/**
 * What a line means that the shell itself does and not kubectl: `NAME=value`, `export NAME=$(kubectl get …)`, `echo`, `cat` of
 * a file. Undefined for every other.
 * @throws UserError for one that is meant so and cannot be done
 */
export function readShellLine(
  typed: readonly ShellWord[],
  stop: Stop | undefined,
  context: ShellContext,
): ShellOperation | undefined {
  const [first, ...rest] = typed;
  if (first === undefined) return undefined;
  const isExport = first.raw === 'export';
  const assigned = isExport ? rest[0] : first;
  const isOne = typed.length === (isExport ? 2 : 1) && stop === undefined;
  const name = assigned === undefined ? undefined : assignment.exec(assigned.raw)?.groups?.['name'];
  if (isOne && assigned !== undefined && name !== undefined) {
    if (reserved.has(name)) {
      throw new UserError('unsupported', words().shell.operator({symbol: name}), {
        next: words().otherVerbs.next.givenCluster,
      });
    }
    return assign(name, assigned, context);
  }
  if (rest.some(({substitution}) => substitution !== undefined)) return undefined;
  if (first.raw === 'echo') {
    const isUnended = rest[0]?.raw === '-n';
    const said = (isUnended ? rest.slice(1) : rest).map(({text}) => text);
    return said.some((text) => text.startsWith('-') && text !== betweenDocuments)
      ? undefined
      : {kind: 'print', text: said.join(' ')};
  }
  if (first.raw !== 'cat' || rest.length !== 1) return undefined;
  const {shell, labFiles, lab} = context;
  const wanted = pathInLab(rest[0]?.text ?? '', lab) ?? '';
  const text = shell.files.get(wanted) ?? labFiles.get(wanted);
  return text === undefined ? undefined : {kind: 'print', text: text.replace(/\n$/u, '')};
}

function assign(name: string, word: ShellWord, {shell, readInner}: ShellContext): ShellOperation {
  requireRoom({kind: 'variable', name}, shell);
  const into = {kind: 'variable', name} as const;
  const value = word.text.slice(name.length + 1);
  if (word.substitution === undefined) {
    if (value.length <= shellLimits.variableLength) return {kind: 'print', text: value, into};
    throw new UserError('bad-input', words().shell.tooMuch({name, most: shellLimits.variableLength}));
  }
  const {line, operation} = readInner(word.substitution);
  const isReading = verbs.find(({schema}) => schema.shape.kind.value === operation.kind)?.isReadOnly === true;
  if (value !== '' || !isReading || operation.into !== undefined) {
    throw new LineRefusal('unsupported', words().shell.readsOnly, {instead: line});
  }
  return {...operation, into};
}

/**
 * The file that a line's output goes to: what stands behind it is `> FILE` or `>> FILE` and nothing else. Undefined for all other syntax.
 * @throws UserError for a file that cannot be written
 */
export function readDestination(stop: Stop, {shell, labFiles, lab}: BesideOwnFiles): Destination | undefined {
  if (stop.syntax !== 'operator' || (stop.symbol !== '>' && stop.symbol !== '>>')) return undefined;
  const appends = stop.symbol === '>>';
  // 2> is where errors go
  if (!/^1?>/u.test(stop.from)) return undefined;
  const {words: typed, stop: more} = splitShellWords(stop.rest.slice(stop.symbol.length), shell.variables);
  const [file, ...others] = typed;
  if (file === undefined || others.length > 0 || more !== undefined) return undefined;
  const wanted = ownFile(file.text, {shell, labFiles, lab});
  if (wanted === undefined) return undefined;
  if (appends && (shell.files.get(wanted)?.length ?? 0) > shellLimits.appendedLength) {
    throw new UserError('bad-input', words().shell.isFull({file: shown(wanted)}));
  }
  return {kind: 'file', name: wanted, ...(appends ? {appends} : {})};
}
