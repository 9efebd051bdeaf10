import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import type {ManifestSource} from '../arguments.ts';
import type {ShellState} from '../shell/shell-state.ts';
import {UserError} from '../user-error.ts';
import {inSameNamespace, withHelp, withPipes} from './amend-refusal.ts';
import type {CommandLine} from './command-line.ts';
import {expandBraces} from './expand-braces.ts';
import {globalFlags, namespaceFlag, refusedEverywhere} from './flags.ts';
import {pathInLab, type LabFiles} from './lab-files.ts';
import {isManifest, withoutDecoration} from './line-decoration.ts';
import {LineRefusal, tried} from './line-refusal.ts';
import {withoutInnerNamespace} from './inner-namespace.ts';
import {isKubectl} from './is-kubectl.ts';
import {refuseOtherProgram} from './other-programs.ts';
import {refuseOtherVerb, supportedVerbs} from './other-verbs.ts';
import {parseFlags} from './parse-flags.ts';
import {isNamePlaceholder, whatToWrite, withBracesJoined} from './placeholder.ts';
import {printedObjects} from './pipes/printed-objects.ts';
import {pipedWords, refusePiped} from './pipes/refuse-piped.ts';
import {splitPipes} from './pipes/split-pipes.ts';
import {readDestination, readShellLine, type ShellOperation} from './read-shell-line.ts';
import {refuseShellSyntax} from './refuse-shell-syntax.ts';
import {shown} from './shown.ts';
import {slipIn} from './slips.ts';
import {type ShellSplit, type ShellWord, splitShellWords} from './shell-words.ts';
import {lineOf, rawOf} from './type-line.ts';
import {repairTypography} from './typography.ts';
import {repairWindowsNotation} from './windows-notation.ts';
import {asksForHelp, asksForVerbs, helpAsFlag, helpOfAll, verbHelp} from './verb-help.ts';
import type {Verb} from './verb.ts';
import {longFlags, verbNames, verbs, type KubectlOperation} from './verbs.ts';
import {words} from '#src/words/words.ts';

/** The most characters that a line may have. */
export const longestLine = 2000;

const controlCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u;

/** The most characters that the words of a line may have once its variables are filled in. */
const longestFilledIn = 16 * 1024;

interface Lab {
  readonly files: LabFiles;
  /** Its folder under `labs/`. */
  readonly lab?: string;
  /** Files and variables of who types; without it there are none, and none can be made. */
  readonly shell?: ShellState;
}

interface ReadLine {
  readonly line: string;
  readonly operation: ShellOperation;
}

/**
 * Reads a line of kubectl as the lab's text types it, with or without `kubectl` or a prompt in front, whatever a phone
 * has done to its dashes and quotes. Nothing is run: of shell syntax, only quotes, comments, continuation lines and
 * `$(kubectl get TYPE -o jsonpath='{.items[N].metadata.name}')` are understood; with a `shell` besides `$NAME` of variables
 * that there are, each for a word, a part of one or several, `NAME=value`, `NAME=$(kubectl …)`, `> FILE`, `echo` and `cat FILE`.
 *
 * The `line` returned is the one to show: as typed, its typography repaired, `kubectl` in front.
 * @throws UserError `bad-input` or `unsupported`, with what to do as `next`: a line to type is one that this reads
 */
export function parseKubectl(line: string, lab: Lab): ReadLine {
  try {
    return readLine(line, lab);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const {told, offered} = toldOf(error, lab);
    throw offered === undefined ? (slipIn(repaired(line), (meant) => understood(meant, lab)) ?? told) : told;
  }
}

const repaired = (line: string): string => repairWindowsNotation(repairTypography(line, longFlags)).trim();

const toldOf = (refusal: UserError, lab: Lab): ReturnType<typeof tried> =>
  refusal instanceof LineRefusal ? tried(refusal, (instead) => readLine(instead, lab).line) : {told: refusal};

/** A line as it is shown, or the one that would do in its place; undefined if neither is understood. */
function understood(line: string, lab: Lab): string | undefined {
  try {
    return readLine(line, lab).line;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return toldOf(error, lab).offered;
  }
}

/**
 * @param input what the line before a `|` hands on to it
 * @throws LineRefusal where another line would do, which is not tried yet
 */
function readLine(line: string, read: Lab, input?: ManifestSource): ReadLine {
  const {files, lab = 'daemonsets', shell: given} = read;
  const shell = given ?? noShell;
  if (line.length > longestLine) {
    throw new UserError('bad-input', words().lines.tooLong({most: longestLine}));
  }
  const typedLine = repaired(line);
  if (controlCharacters.test(typedLine)) {
    throw new UserError('bad-input', words().lines.controlCharacter);
  }
  if (isManifest(typedLine)) throw new UserError('unsupported', words().otherPrograms.yaml);
  const textOf = (path: string): string | undefined => {
    const wanted = pathInLab(path, lab) ?? '';
    return shell.files.get(wanted) ?? files.get(wanted);
  };
  const {words: typed, stop} = splitLine(withoutDecoration(typedLine), shell.variables, textOf);
  if (typed.reduce((sum, {text}) => sum + text.length, 0) > longestFilledIn) {
    throw new UserError('bad-input', words().lines.tooLong({most: longestFilledIn}));
  }
  const context = {shell, labFiles: files, lab, readInner: (inner: string) => readLine(inner, {files, lab, shell})};
  const shellLine = given === undefined ? undefined : readShellLine(typed, stop, context);
  const ofShell: ShellOperation | undefined =
    shellLine ?? (asksForVerbs(typed) ? {kind: 'print', text: helpOfAll(verbs)} : undefined);
  const command = ofShell === undefined ? parseVerb(typed, stop) : undefined;
  const piped = splitPipes(stop, shell.variables);
  if (given !== undefined) refuseUnknownVariable(typed, piped.stop);
  const into = given === undefined || piped.stop === undefined ? undefined : readDestination(piped.stop, context);
  const readAfter = piped.stop === undefined || into !== undefined ? undefined : manifestsRead(piped.stop);
  if (stop !== undefined && piped.stop !== undefined && into === undefined && readAfter === undefined) {
    refusePiped({typed, stop, piped: {...piped, stop: piped.stop}});
  }
  const operation =
    ofShell ??
    withPipes(piped.typed, () =>
      inSameNamespace(typed, () =>
        readVerb(command, {
          files: new Map([...files, ...shell.files]),
          lab,
          ...(given === undefined ? {} : {own: context}),
          ...(input === undefined ? {} : {input}),
        }),
      ),
    );
  const plain = [...(command === undefined ? typed : [command.verb.name, ...command.rest]), ...pipedWords(piped.typed)];
  const shownLine = shellLine === undefined ? lineOf(plain) : rawOf(plain).join(' ');
  const filters = [...(operation.filters ?? []), ...piped.filters];
  if (stop !== undefined && piped.stop !== undefined && readAfter !== undefined) {
    const printed = filters.length > 0 ? undefined : printedObjects(operation);
    if (printed === undefined) refusePiped({typed, stop, piped: {...piped, stop: piped.stop}});
    const after = readLine(readAfter, read, printed);
    return {line: `${shownLine} | ${after.line}`, operation: after.operation};
  }
  return {
    line: into === undefined ? shownLine : `${shownLine} ${piped.stop?.rest ?? ''}`,
    operation: {
      ...operation,
      ...(filters.length === 0 ? {} : {filters}),
      ...(into === undefined ? {} : {into}),
    },
  };
}

const manifestsOfInput = /^\|(?<line>\s*(?:k|kubectl)\s[^|;&<>]*\s(?:-f\s*|--filename[ =])-(?=\s|$)[^]*)$/u;

/** A line of kubectl behind a `|` that takes its manifests from there. */
function manifestsRead({syntax, rest}: NonNullable<ShellSplit['stop']>): string | undefined {
  return syntax === 'operator' ? manifestsOfInput.exec(rest)?.groups?.['line']?.trim() : undefined;
}

/** @throws UserError `bad-input` for what no namespace can be called */
function withNamespace(
  operation: KubectlOperation,
  namespace: string | undefined,
): KubectlOperation & {readonly inNamespace?: string} {
  const isOfAll = operation.kind === 'get' && operation.allNamespaces === true;
  if (namespace === undefined || isOfAll) return operation;
  if (isNamePlaceholder(namespace)) {
    const {message} = words().lines.names.placeholder({name: shown(namespace)});
    throw new UserError('bad-input', message, {next: whatToWrite('namespace', [])});
  }
  if (!isNamespaceName(namespace)) {
    throw new UserError('bad-input', words().namespaces.noName({name: shown(namespace)}));
  }
  return {...operation, inNamespace: namespace};
}

const noShell: ShellState = {files: new Map(), variables: new Map()};

function readVerb(
  command: ReturnType<typeof parseVerb> | undefined,
  place: Pick<CommandLine, 'files' | 'lab' | 'own' | 'input'>,
): ShellOperation {
  if (command === undefined) throw new Error('there is no verb');
  const {verb} = command;
  if (asksForHelp(command.rest)) return {kind: 'print', text: verbHelp(verb)};
  const rest = withoutInnerNamespace(verb.name, command.rest);
  const {judge, namespaceOf}: Verb = verb;
  judge?.(rest);
  const definitions = [...verb.flags, ...refusedEverywhere];
  const flags = withHelp(verb.name, () => parseFlags(rest, {verb: verb.name, definitions}));
  const read = withHelp(verb.name, () => verb.read({flags, words: rest, ...place}));
  const namespace = namespaceOf?.(flags) ?? flags.value(namespaceFlag.name);
  return verb.isOfContext === true ? read : withNamespace(read, namespace);
}

const unknownVariable = /^\$\{?(?<name>[A-Za-z_]\w*)/u;

/**
 * A shell would take a variable that nobody has set for nothing, and do something else than what was meant. What a shell in a
 * container would know is left to it.
 */
function refuseUnknownVariable(typed: readonly ShellWord[], stop: ShellSplit['stop']): void {
  const name = stop?.syntax === 'variable' ? unknownVariable.exec(stop.rest)?.groups?.['name'] : undefined;
  if (name === undefined || typed.some(({raw}) => raw === '--')) return;
  throw new UserError('unsupported', words().shell.unknownVariable({name}));
}

/** The words of the first command without `kubectl`, and what ends it: shell syntax, or the next `kubectl`. */
function splitLine(
  line: string,
  variables: ReadonlyMap<string, string>,
  textOf: (path: string) => string | undefined,
): ShellSplit {
  const all = splitShellWords(line, variables);
  const split = {...all, words: expandBraces(all.words).map((word) => withFileText(word, textOf))};
  const others = split.words.findIndex((word) => !isKubectl(word));
  const named = others === -1 ? split.words.length : others;
  const begin = named > 0 && split.words[named]?.raw === '--' ? named + 1 : named;
  const typed = withVerbFirst(withPlainVerb(withBracesJoined(split.words.slice(begin))));
  const isNext = ({raw}: ShellWord, at: number): boolean => raw === 'kubectl' && typed[at - 1]?.raw !== '--';
  const again = isVerb(typed[0]) ? typed.findIndex(isNext) : -1;
  if (again === -1) return {...split, words: typed};
  return {words: typed.slice(0, again), stop: {syntax: 'newline', symbol: '', rest: '', from: ''}};
}

const catOfFile = /^\s*cat\s+(?<path>[\w./~@-]+)\s*$/u;

/** A word with the text of a file for the `"$(cat FILE)"` that ends it, as long as that is one word. */
function withFileText(word: ShellWord, textOf: (path: string) => string | undefined): ShellWord {
  const path = catOfFile.exec(word.substitution ?? '')?.groups?.['path'];
  const text = path === undefined ? undefined : textOf(path)?.replace(/\n+$/u, '');
  const isOne = word.raw.endsWith('"') || !/\s/u.test(text ?? '');
  return text === undefined || !isOne ? word : {text: word.text + text, raw: word.raw};
}

/** A phone begins a line with a capital letter. */
function withPlainVerb([first, ...rest]: readonly ShellWord[]): readonly ShellWord[] {
  if (first === undefined) return [];
  const name = first.raw.toLowerCase();
  return verbNames.includes(name) ? [{text: name, raw: name}, ...rest] : [first, ...rest];
}

function isVerb(word: ShellWord | undefined): boolean {
  return word !== undefined && verbNames.includes(word.text);
}

function parseVerb(
  [first, ...rest]: readonly ShellWord[],
  stop: ShellSplit['stop'],
): {verb: (typeof verbs)[number]; rest: readonly ShellWord[]} {
  if (first === undefined) {
    if (stop !== undefined) refuseShellSyntax({words: [], stop});
    throw new UserError('bad-input', words().lines.nothingYet);
  }
  const verb = verbs.find(({name}) => name === first.text);
  if (verb !== undefined && first.substitution === undefined) return {verb, rest};
  const helped = first.text === 'help' ? verbs.find(({name}) => name === rest[0]?.text) : undefined;
  if (helped !== undefined) return {verb: helped, rest: helpAsFlag(rest.slice(1))};
  if (first.text.startsWith('-')) refuseFlagInFront([first, ...rest]);
  inSameNamespace(rest, () => refuseOtherVerb(first.text.toLowerCase(), rest));
  refuseOtherProgram([first, ...rest], stop);
}

/** kubectl takes flags in front of the verb, of which this one is understood there. */
function withVerbFirst(typed: readonly ShellWord[]): readonly ShellWord[] {
  const raw = typed[0]?.raw ?? '';
  const isAlone = raw === '-n' || raw === '--namespace';
  if (!isAlone && !/^(?:-n[^-]|--namespace=)/u.test(raw)) return typed;
  const at = isAlone ? 2 : 1;
  const verb = typed[at];
  if (verb === undefined || verb.raw.startsWith('-')) return typed;
  return [...withPlainVerb([verb]), ...typed.slice(0, at), ...typed.slice(at + 1)];
}

/** kubectl takes flags in front of the verb. */
function refuseFlagInFront([first, ...rest]: readonly [ShellWord, ...ShellWord[]]): never {
  const name = first.text.split('=', 1)[0];
  const isGlobal = globalFlags.some(
    (flag) => name === `--${flag.name}` || (flag.short !== undefined && first.text.startsWith(`-${flag.short}`)),
  );
  if (isGlobal) parseFlags([first, ...rest], {verb: '', definitions: globalFlags});
  const at = rest.findIndex(isVerb);
  const verb = rest[at];
  const said = words().lines.beginsWithVerb;
  const asVerb = first.text.replace(/^-+/u, '');
  if (verbNames.includes(asVerb)) throw new LineRefusal('bad-input', said, {instead: lineOf([asVerb, ...rest])});
  if (verb === undefined) throw new UserError('bad-input', said, {next: supportedVerbs()});
  const instead = lineOf([verb, ...rest.slice(at + 1), first, ...rest.slice(0, at)]);
  throw new LineRefusal('bad-input', said, {instead});
}
