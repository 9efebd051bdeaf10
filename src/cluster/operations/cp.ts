import {posix} from 'node:path';
import {readsSecrets} from '#src/kinds/pod/reads-secrets.ts';
import {quoted} from '#src/operations/kubectl/quoted.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {shellLimits} from '#src/operations/shell/shell-state.ts';
import type {ExecResult} from '../api/exec-in-pod.ts';
import {archiveOf, readFirstEntry, type TarEntry} from './copying/tar-archive.ts';
import {endCommand, execToItsEnd} from './end-command.ts';
import {chooseContainer, choosePod} from './objects/pods-of.ts';
import type {OperationContext} from './operation-context.ts';
import {words} from '#src/words/words.ts';

type Copy = OperationOf<'cp'>;
type Failed = Extract<Outcome, {kind: 'failed'}>;
type Run = (command: readonly string[], input?: Buffer) => Promise<ExecResult>;

/** What is read of an archive, in bytes: no character has more than four, and headers and blanks stand around. */
const archiveLimitBytes = 4 * shellLimits.fileLength + 16 * 1024;
/** Of what tar says besides. */
const mostLines = 3;

/** Copies a text as kubectl does: tar in the container packs it or unpacks it. It can run twice, and the same comes of it. */
export async function cp(operation: Copy, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal} = context;
  const {pod} = await choosePod({type: 'pods', name: operation.pod}, context);
  const {copies} = operation;
  if (copies.what === 'out' && readsSecrets(pod)) {
    const {message} = words().shell.notKept;
    return failure({message, next: words().running.copyRefused.secret({line: inContainer(operation, 'cat')})});
  }
  const {container, said} = chooseContainer(pod, operation.container);
  const client = identities.learner(sandbox.namespace);
  const run: Run = async (command, input) => {
    const request = {namespace: sandbox.namespace, pod: pod.metadata.name, container, command};
    const sent = input === undefined ? {} : {input};
    const result = await execToItsEnd(client, {...request, ...sent, limitBytes: archiveLimitBytes, signal});
    if (result.exitCode === undefined) await endCommand(client, request);
    return result;
  };
  const outcome = copies.what === 'out' ? await copyOut(operation, copies, run) : await copyIn(operation, copies, run);
  return said === undefined ? outcome : {...outcome, notes: [said, ...outcome.notes]};
}

type CopyOf<What extends Copy['copies']['what']> = Extract<Copy['copies'], {what: What}>;
type Ended = Extract<Outcome, {kind: 'done' | 'failed'}>;

async function copyOut(operation: Copy, {file}: CopyOf<'out'>, run: Run): Promise<Ended> {
  const result = await run(['tar', 'cf', '-', asOperand(operation.path)]);
  const lineTo = `${inContainer(operation, 'cat')} > ${file}`;
  const failed = failureOf(result, lineTo);
  if (failed !== undefined) return failed;
  const entry = readFirstEntry(result.stdout);
  const text = entry === undefined ? undefined : textIn(entry);
  if (entry === undefined || text === undefined) return refusalOf(entry, {operation, file, lineTo});
  const printed = text.endsWith('\n') ? {text: text.slice(0, -1)} : {text, isUnended: true};
  const notes = [...result.stderr.split('\n').filter(isSaid).slice(0, mostLines), words().shell.written({file})];
  return {kind: 'done', ...printed, kept: {kind: 'file', name: file, text}, notes};
}

async function copyIn(operation: Copy, {file, text}: CopyOf<'in'>, run: Run): Promise<Ended> {
  // without a program that could say so, it is taken for none
  const isFolder = (await run(['test', '-d', asOperand(operation.path)])).exitCode === 0;
  const path = isFolder ? posix.join(operation.path, file) : operation.path;
  const archive = archiveOf(posix.basename(path), Buffer.from(text));
  const result = await run(['tar', '-xmf', '-', '-C', asOperand(posix.dirname(path))], archive);
  const failed = failureOf(result, undefined);
  if (failed !== undefined) return failed;
  return {kind: 'done', text: '', notes: [words().running.copied({file, to: `${operation.pod}:${path}`})]};
}

/** The container's tar is not to take a path for an option. */
const asOperand = (path: string): string => (path.startsWith('-') ? `./${path}` : path);

/** What came of tar in kubectl's words; undefined if it did its work, or more than is read. */
function failureOf(
  {exitCode, startError, output, stderr, stdout}: ExecResult,
  line: string | undefined,
): Failed | undefined {
  if (startError !== undefined) {
    const next = words().running.noTar({line});
    return {kind: 'failed', code: 'ExitCode', message: `error: ${startError}`, next, notes: []};
  }
  if (exitCode === 0 || exitCode === undefined) return undefined;
  const text = (stdout.length > 0 ? stderr : output).trimEnd();
  return {
    kind: 'failed',
    code: 'ExitCode',
    message: `command terminated with exit code ${exitCode}`,
    text,
    notes: [],
  };
}

const isSaid = (line: string): boolean => line.trim() !== '';

/** What a file holds, if it is a text that can be kept. */
function textIn({kind, content}: TarEntry): string | undefined {
  if (kind !== 'file' || content === undefined) return undefined;
  const text = decoded(content);
  return text === undefined || text.length > shellLimits.fileLength ? undefined : text;
}

function decoded(content: Buffer): string | undefined {
  if (content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(content);
  } catch {
    return undefined;
  }
}

/** What is no text that can be kept, each with the way that there is. */
function refusalOf(
  entry: TarEntry | undefined,
  {operation, file, lineTo}: {operation: Copy; file: string; lineTo: string},
): Failed {
  const said = words().running.copyRefused;
  switch (entry?.kind) {
    case undefined:
      return failure({message: said.unread});
    case 'directory':
      return failure(said.folder({line: inContainer(operation, 'ls -l')}));
    case 'symlink': {
      const message = `warning: skipping symlink: ${JSON.stringify(file)} -> ${JSON.stringify(entry.target)}`;
      return failure({message, next: said.link({line: lineTo})});
    }
    case 'other':
      return failure({message: said.special});
    case 'file': {
      const isText = entry.content === undefined || decoded(entry.content) !== undefined;
      if (!isText) return failure(said.binary);
      return failure(said.tooLarge({most: shellLimits.fileLength, line: inContainer(operation, 'tail -n 50')}));
    }
  }
}

const failure = (said: {readonly message: string; readonly next?: string}): Failed => ({
  kind: 'failed',
  code: 'refused',
  ...said,
  notes: [],
});

/** The line that does something else with the file, in the container that it is in. */
function inContainer(operation: Copy, program: string): string {
  const {pod, container, path} = operation;
  const namespace = namespaceFlagOf(operation);
  const flags = [
    ...(namespace === undefined ? [] : ['-n', namespace]),
    ...(container === undefined ? [] : ['-c', container]),
  ];
  return ['kubectl exec', pod, ...flags, '--', program, quoted(path)].join(' ');
}
