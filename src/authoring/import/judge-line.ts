import {parseBrowse} from '#src/operations/browse.ts';
import {longestLine, parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {splitShellWords} from '#src/operations/kubectl/shell-words.ts';
import {shown} from '#src/operations/kubectl/shown.ts';
import {typeLine} from '#src/operations/kubectl/type-line.ts';
import {repairWindowsNotation} from '#src/operations/kubectl/windows-notation.ts';
import {isReadOnly} from '#src/lab/lab-line.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import {manifestSources, type Operation} from '#src/operations/operation.ts';
import type {KeptText, ShellState} from '#src/operations/shell/shell-state.ts';
import {refusedRedirect} from '#src/operations/redirect-outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {filledIn, ownFile, placeholderRefused} from './fill-in.ts';
import {askedHost} from './ingress-hosts.ts';
import {isBrowser, isEditor, mentionsKubectl, programOf} from './known-programs.ts';
import {namedPaths, withPaths} from './named-files.ts';
import type {JudgedLine, Verdict} from './verdict.ts';

/** What a line is judged by. */
export interface LineContext {
  readonly lab: string;
  /** The lab's manifests by their paths in its folder, as a lab has them. */
  readonly files: ReadonlyMap<string, string>;
  /** That path of what a line names; undefined if there is none. */
  readonly pathFor: (named: string) => string | undefined;
  /** Why files of `files` would be refused when they are applied together, with `-n` if a line says it. */
  readonly problemOf: (paths: readonly string[], flag?: string) => string | undefined;
  /** Why what a heredoc hands over would be refused. */
  readonly heredocProblem: string | undefined;
  /** Whether the learner has written such a file before, or has been shown it. */
  readonly isOwn: (named: string) => boolean;
  /** Files and variables that lines before have made. */
  readonly shell: ShellState;
  /** Keeps what a line makes, for those after it. */
  readonly keep: (made: KeptText) => void;
  /** Whether some line applies such a file. */
  readonly isApplied: (named: string) => boolean;
}

interface JudgedText extends Pick<JudgedLine, 'verdict' | 'reason' | 'instead' | 'next' | 'taken'> {
  readonly verdict: Verdict;
}

/** A way of Labrador's own. */
const ownWay = /(?:^|[^\w/.])\/(?:browse|edit|apply)\b/u;
const localAddress =
  /(?:^|[\s"'/@])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|(?:[\w.${}<>()-]+):3[012]\d{3})(?::\d+)?(?<path>\/[^\s"'|;&]*)?(?=$|[\s"'|;&?])/u;

/** A page is looked at here, nothing is sent to it. */
const sending = /\s(?:-X[ =]?(?!GET\b)|--request[ =](?!GET\b)|-d\b|--data|-F\b|-T\b|--upload)/u;
/** A file of the learner's own is pasted where it would be written into the cluster. */
const writing = /\b(?:apply|create|replace)\b/u;
const deleting = /\bdelete\b/u;

/** What is said of a command; undefined if it is for another program that has no way here. */
export function judgeText(text: string, context: LineContext): JudgedText | undefined {
  if (mentionsKubectl(text)) return judgeKubectl(text, context);
  keepSetVariable(text, context);
  const program = programOf(text);
  if (isBrowser(program)) {
    if (sending.test(text)) return undefined;
    const asked = askedHost(text, context.files);
    const address = localAddress.exec(text);
    if (asked === undefined && address === null) return undefined;
    const instead =
      asked === undefined ? browseLine(undefined, address?.groups?.['path']) : browseLine(asked.host, asked.path);
    return {...refusal(program), verdict: 'instead', instead};
  }
  const file = isEditor(program) ? text.split(/\s+/u).at(-1) : undefined;
  if (file === undefined || !context.isApplied(file)) return undefined;
  return {...refusal(program), verdict: 'instead', instead: words().otherPrograms.instead.editor};
}

const refusal = (program: string): {reason: string} => ({reason: words().shell.operator({symbol: shown(program)})});

function browseLine(host: string | undefined, path: string | undefined): string {
  const line = host === undefined ? '/browse' : `/browse host:${host}`;
  try {
    if (path === undefined || path === '/') return line;
    parseBrowse({host, path}, undefined);
    return `${line} path:${path}`;
  } catch (error) {
    if (error instanceof UserError) return line;
    throw error;
  }
}

/** Nobody writes more of them in a line. */
const mostPlaceholders = 10;

/** A line that would be understood once a reader has filled it in is one; the answer names what is to be filled in. */
function judgeKubectl(text: string, context: LineContext): JudgedText {
  const asTyped = judgeAsTyped(text, context);
  const withOwn = {...context, isOwn: (named: string) => named === ownFile || context.isOwn(named)};
  let line = text;
  let judged = asTyped;
  for (let filled = 0; filled < mostPlaceholders && judged.verdict === 'refused'; filled += 1) {
    const placeholder = placeholderRefused(line, judged.reason ?? '');
    if (placeholder === undefined) break;
    line = filledIn(line, placeholder);
    judged = judgeAsTyped(line, withOwn);
  }
  if (judged === asTyped || judged.verdict !== 'understood') return judged;
  return {verdict: 'instead', reason: asTyped.reason, instead: asTyped.next};
}

function judgeAsTyped(text: string, context: LineContext): JudgedText {
  const missing = new Set<string>();
  const pathFor = (named: string): string | undefined => {
    const path = context.pathFor(named);
    if (path === undefined) missing.add(named);
    return path === undefined ? undefined : `labs/${context.lab}/${path}`;
  };
  const line = text.length > longestLine ? text : withPaths(repairWindowsNotation(text), pathFor);
  try {
    const {line: taken, operation} = parseKubectl(line, {...context, shell: withOwnFiles(line, context)});
    if (refusedRedirect(operation) !== undefined) {
      const {message: reason, next} = words().shell.notKept;
      return {verdict: 'instead', reason, instead: next};
    }
    keepMade(operation, context);
    const files = manifestSources(operation)
      .map(({name}) => name)
      .filter((name) => context.files.has(name) && !context.shell.files.has(name));
    const problem = context.heredocProblem ?? context.problemOf(files, namespaceFlagOf(operation));
    if (problem !== undefined) return {verdict: 'refused', reason: problem, instead: undefined};
    return {
      verdict: 'understood',
      reason: undefined,
      instead: undefined,
      // a lab's own lines have no shell around them
      ...(isUnderstoodAlone(line, context)
        ? {
            taken: {
              line: taken,
              files,
              images: imagesOf(operation),
              made: madeBy(operation),
              isReadOnly: isReadOnly(operation),
            },
          }
        : {}),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return judgeRefusal(error, {ofOwn: {missing, way: wayOfOwn(text)}, context});
  }
}

/** With the file that a document has its reader write, where a line copies it. */
function withOwnFiles(line: string, {shell, isOwn}: LineContext): ShellState {
  const {words: typed} = splitShellWords(line);
  const at = typed.slice(0, 4).findIndex(({text}) => text === 'cp');
  const own = at === -1 ? [] : typed.slice(at + 1).filter(({text}) => /^[^-:][^:]*$/u.test(text) && isOwn(text));
  if (own.length === 0) return shell;
  return {...shell, files: new Map([...own.map(({text}) => [text, ''] as const), ...shell.files])};
}

/** What stands for what only the cluster knows: it can be a name. */
const placeholder = 'name';

function keepMade({into, ...operation}: ReturnType<typeof parseKubectl>['operation'], {keep}: LineContext): void {
  if (operation.kind === 'cp' && operation.copies.what === 'out') {
    keep({kind: 'file', name: operation.copies.file, text: ''});
  }
  if (into === undefined) return;
  const text = operation.kind === 'print' ? operation.text : into.kind === 'variable' ? placeholder : '';
  keep({...into, text});
}

/** `NAME=value`, which is no line of kubectl and is meant in those after it. */
function keepSetVariable(text: string, context: LineContext): void {
  if (!/^(?:export[ \t]+)?[A-Za-z_]\w*=/u.test(text) || text.length > longestLine) return;
  try {
    keepMade(parseKubectl(text, context).operation, context);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

function isUnderstoodAlone(line: string, {lab, files}: LineContext): boolean {
  try {
    parseKubectl(line, {lab, files});
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** The files of a line that the lab lacks, and what is done instead where they are the learner's own. */
interface OfOwn {
  readonly missing: ReadonlySet<string>;
  readonly way: string | undefined;
}

function wayOfOwn(text: string): string | undefined {
  if (writing.test(text)) return words().otherVerbs.next.ownYaml;
  return deleting.test(text) ? words().verbs.delete.ownByName : undefined;
}

function judgeRefusal({message, next}: UserError, {ofOwn, context}: {ofOwn: OfOwn; context: LineContext}): JudgedText {
  if (context.heredocProblem !== undefined)
    return {verdict: 'refused', reason: context.heredocProblem, instead: undefined};
  const refused = {
    verdict: 'refused',
    reason: message,
    instead: undefined,
    ...(next === undefined ? {} : {next}),
  } as const;
  if (isNotThere(message)) {
    const {missing, way} = ofOwn;
    const isOwn = [...missing].some((path) => message === notThere(path) && context.isOwn(path));
    return isOwn && way !== undefined ? {verdict: 'instead', reason: message, instead: way} : refused;
  }
  if (next === undefined) return refused;
  const offered = next.startsWith(typeLine('')) ? next.slice(typeLine('').length) : undefined;
  // what is switched to is the one that there is
  if (next === words().verbs.config.oneContext) return {verdict: 'instead', reason: message, instead: next};
  if (offered === undefined)
    return ownWay.test(next) && next !== words().otherPrograms.instead.files
      ? {verdict: 'instead', reason: message, instead: next}
      : refused;
  const problem = context.problemOf(namedPaths(offered).flatMap((path) => filesBelow(path, context)));
  return problem === undefined
    ? {verdict: 'instead', reason: message, instead: next}
    : {verdict: 'refused', reason: problem, instead: undefined};
}

const notThere = (path: string): string => words().lines.files.none({path: shown(path)});

/** Whether it is about some file that the lab lacks: what is said besides of `/apply` is no way for the line. */
function isNotThere(message: string): boolean {
  const [front = '', end = ''] = words().lines.files.none({path: '\n'}).split('\n');
  return message.startsWith(front) && message.endsWith(end);
}

/** The lab's files behind a path of a line that was offered. */
function filesBelow(path: string, {lab, files}: LineContext): string[] {
  const own = path.startsWith(`labs/${lab}/`) ? path.slice(`labs/${lab}/`.length) : path;
  if (files.has(own)) return [own];
  return [...files.keys()].filter((file) => file.slice(0, Math.max(0, file.lastIndexOf('/'))) === own);
}

/** The Namespace that a line makes. */
function madeBy(operation: Operation): readonly JsonObject[] {
  if (operation.kind !== 'create' || operation.from.is !== 'line') return [];
  const {object} = operation.from;
  return object['kind'] === 'Namespace' ? [object] : [];
}

/** The images that an operation names itself, wherever it does. */
function imagesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(imagesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image' && typeof inner === 'string' ? [inner] : imagesOf(inner),
  );
}
