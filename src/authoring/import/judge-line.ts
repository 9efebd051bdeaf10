import {parseBrowse} from '#src/operations/browse.ts';
import {longestLine, parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {shown} from '#src/operations/kubectl/shown.ts';
import {typeLine} from '#src/operations/kubectl/type-line.ts';
import {isReadOnly} from '#src/lab/lab-line.ts';
import {manifestSources} from '#src/operations/manifest-sources.ts';
import type {KeptText, ShellState} from '#src/operations/shell/shell-state.ts';
import {refusedRedirect} from '#src/operations/redirect-outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
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
  /** Why a file of `files` would be refused when it is applied. */
  readonly problemOf: (path: string) => string | undefined;
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

/** What is said of a command; undefined if it is for another program that has no way here. */
export function judgeText(text: string, context: LineContext): JudgedText | undefined {
  if (mentionsKubectl(text)) return judgeKubectl(text, context);
  keepSetVariable(text, context);
  const program = programOf(text);
  if (isBrowser(program)) {
    const address = localAddress.exec(text);
    if (address === null || sending.test(text)) return undefined;
    return {...refusal(program), verdict: 'instead', instead: browseLine(address.groups?.['path'])};
  }
  const file = isEditor(program) ? text.split(/\s+/u).at(-1) : undefined;
  if (file === undefined || !context.isApplied(file)) return undefined;
  return {...refusal(program), verdict: 'instead', instead: words().otherPrograms.instead.editor};
}

const refusal = (program: string): {reason: string} => ({reason: words().shell.operator({symbol: shown(program)})});

function browseLine(path: string | undefined): string {
  try {
    if (path === undefined || path === '/') return '/browse';
    parseBrowse({path}, undefined);
    return `/browse path:${path}`;
  } catch (error) {
    if (error instanceof UserError) return '/browse';
    throw error;
  }
}

function judgeKubectl(text: string, context: LineContext): JudgedText {
  const missing = new Set<string>();
  const pathFor = (named: string): string | undefined => {
    const path = context.pathFor(named);
    if (path === undefined) missing.add(named);
    return path === undefined ? undefined : `labs/${context.lab}/${path}`;
  };
  const line = text.length > longestLine ? text : withPaths(text, pathFor);
  try {
    const {line: taken, operation} = parseKubectl(line, context);
    if (refusedRedirect(operation) !== undefined) {
      const {message: reason, next} = words().shell.notKept;
      return {verdict: 'instead', reason, instead: next};
    }
    keepMade(operation, context);
    const files = manifestSources(operation)
      .map(({name}) => name)
      .filter((name) => !context.shell.files.has(name));
    const problem = context.heredocProblem ?? firstProblem(files, context);
    if (problem !== undefined) return {verdict: 'refused', reason: problem, instead: undefined};
    return {
      verdict: 'understood',
      reason: undefined,
      instead: undefined,
      // a lab's own lines have no shell around them
      ...(isUnderstoodAlone(line, context)
        ? {taken: {line: taken, files, images: imagesOf(operation), isReadOnly: isReadOnly(operation)}}
        : {}),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return judgeRefusal(error, {missing: writing.test(text) ? missing : new Set(), context});
  }
}

/** What stands for what only the cluster knows: it can be a name. */
const placeholder = 'name';

function keepMade({into, ...operation}: ReturnType<typeof parseKubectl>['operation'], {keep}: LineContext): void {
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

function judgeRefusal(
  {message, next}: UserError,
  {missing, context}: {missing: ReadonlySet<string>; context: LineContext},
): JudgedText {
  if (context.heredocProblem !== undefined)
    return {verdict: 'refused', reason: context.heredocProblem, instead: undefined};
  const refused = {
    verdict: 'refused',
    reason: message,
    instead: undefined,
    ...(next === undefined ? {} : {next}),
  } as const;
  if (isNotThere(message)) {
    const isOwn = [...missing].some((path) => message === notThere(path) && context.isOwn(path));
    return isOwn ? {verdict: 'instead', reason: message, instead: words().otherVerbs.next.ownYaml} : refused;
  }
  if (next === undefined) return refused;
  const offered = next.startsWith(typeLine('')) ? next.slice(typeLine('').length) : undefined;
  if (offered === undefined)
    return ownWay.test(next) && next !== words().otherPrograms.instead.files
      ? {verdict: 'instead', reason: message, instead: next}
      : refused;
  const problem = firstProblem(
    namedPaths(offered).flatMap((path) => filesBelow(path, context)),
    context,
  );
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

function firstProblem(files: readonly string[], context: LineContext): string | undefined {
  return files.map((file) => context.problemOf(file)).find((problem) => problem !== undefined);
}

/** The images that an operation names itself, wherever it does. */
function imagesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(imagesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image' && typeof inner === 'string' ? [inner] : imagesOf(inner),
  );
}
