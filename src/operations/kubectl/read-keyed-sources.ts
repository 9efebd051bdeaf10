import {UserError} from '../user-error.ts';
import type {CommandLine} from './command-line.ts';
import type {LineSoFar} from './completion.ts';
import {valued, type FlagDefinition} from './flags.ts';
import {resolveTexts, taughtPaths} from './lab-files.ts';
import {isVariableName, splitPair} from './parse-pairs.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

export function textPaths({known}: LineSoFar): readonly string[] {
  const {directories, files} = taughtPaths(known.files, () => true);
  return [...directories, ...files];
}

/** Where the keys and values of a ConfigMap, or of what is like one, come from. */
export const keyedSourceFlags: readonly FlagDefinition[] = [
  valued('from-literal'),
  {...valued('from-file'), suggests: textPaths, note: "with the lab's files or folders"},
  {...valued('from-env-file'), suggests: textPaths},
];

const keyPattern = /^[-._a-zA-Z0-9]{1,253}$/u;
/** Of what a line names, and of what is in the files. */
const mostKeys = 100;

/**
 * The keys and values that `--from-literal`, `--from-file` and `--from-env-file` give, sorted by key. Files are the lab's.
 * @throws UserError `bad-input` for a key that cannot be one or stands there twice, and for files that the lab has not
 */
export function readKeyedSources(
  command: Pick<CommandLine, 'flags' | 'files' | 'lab'>,
  {kind, name}: {kind: string; name: string},
): ReadonlyMap<string, string> {
  const {flags} = command;
  const data = new Map<string, string>();
  const add = (key: string, value: string): void => {
    if (!isKey(key)) throw new UserError('bad-input', words().verbs.create.key({given: shown(key), kind}));
    if (data.has(key)) throw new UserError('bad-input', words().verbs.create.keyTwice({key, name}));
    if (data.size === mostKeys) throw new UserError('bad-input', words().verbs.create.tooManyKeys({most: mostKeys}));
    data.set(key, value);
  };
  const envFiles = flags.list('from-env-file');
  const files = flags.list('from-file');
  const literals = flags.values('from-literal');
  if (envFiles.length > 0 && files.length + literals.length > 0) {
    throw new UserError('bad-input', words().verbs.create.envFileAlone);
  }
  for (const source of files) readFileSource(source, command, add);
  for (const literal of literals) add(...splitPair(literal, '--from-literal'));
  for (const path of envFiles) readEnvFile(path, command, add);
  return new Map([...data].sort(([one], [other]) => (one < other ? -1 : 1)));
}

type Add = (key: string, value: string) => void;

function isKey(text: string): boolean {
  // what is stored cannot have the last of these as a key
  return keyPattern.test(text) && text !== '.' && !text.startsWith('..') && text !== '__proto__';
}

/** `PATH`, of which the last part is the key, `KEY=PATH`, or a folder, of which each file is one. */
function readFileSource(source: string, {files, lab}: Pick<CommandLine, 'files' | 'lab'>, add: Add): void {
  const [first = '', path, ...more] = source.split('=');
  if (more.length > 0 || first === '' || path === '') {
    throw new UserError('bad-input', words().verbs.create.fileSource({given: shown(source)}));
  }
  const found = resolveTexts(path ?? first, {files, lab});
  if (isFolder(found, path ?? first) && path !== undefined)
    throw new UserError('bad-input', words().verbs.create.keyOfFolder);
  for (const {name, text} of found) add(path === undefined ? baseOf(name) : first, text);
}

function isFolder(found: readonly {readonly name: string}[], path: string): boolean {
  return found.length !== 1 || found.some(({name}) => baseOf(name) !== baseOf(path));
}

function baseOf(path: string): string {
  const trimmed = path.replace(/\/+$/u, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** Lines of `KEY=VALUE`; a name alone would be looked up where kubectl runs, and there is nothing here. */
function readEnvFile(path: string, {files, lab}: Pick<CommandLine, 'files' | 'lab'>, add: Add): void {
  const found = resolveTexts(path, {files, lab});
  const [file] = found;
  if (file === undefined || isFolder(found, path)) {
    throw new UserError('bad-input', words().verbs.create.envFileIsFolder({given: shown(path)}));
  }
  for (const raw of file.text.replace(/^\ufeff/u, '').split(/\r?\n/u)) {
    const line = raw.trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const [key = '', ...value] = line.split('=');
    if (!isVariableName(key)) throw new UserError('bad-input', words().verbs.create.variable({given: shown(key)}));
    add(key, value.join('='));
  }
}
