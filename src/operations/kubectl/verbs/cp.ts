import {z} from 'zod';
import {isOfCluster} from '#src/operations/namespace-alias.ts';
import {slipsBetween} from '#src/operations/nearest-to.ts';
import {shellLimits} from '#src/operations/shell/shell-state.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import type {LineSoFar} from '../completion.ts';
import {parseFileSpec, type ContainerFile, type LocalFile} from '../file-spec.ts';
import {bare, container, valued} from '../flags.ts';
import {pathInLab, taughtPaths} from '../lab-files.ts';
import {LineRefusal} from '../line-refusal.ts';
import {ownFile} from '../own-file.ts';
import type {ParsedFlags} from '../parse-flags.ts';
import {parseContainer} from '../parse-pod-target.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {quoted} from '../quoted.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('cp'),
  pod: z.string(),
  container: z.string().optional(),
  /** In the container: from its root, or from where its programs run. */
  path: z.string().min(1),
  copies: z.discriminatedUnion('what', [
    /** The container's file, into one of its learner's own. */
    z.object({what: z.literal('out'), file: z.string()}),
    /** A text into the container, of the file that is called so. */
    z.object({what: z.literal('in'), file: z.string(), text: z.string()}),
  ]),
});
type Copy = z.infer<typeof schema>;

export const cp: Verb<typeof schema> = {
  name: 'cp',
  schema,
  deadlineMs: 30_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  shortened: ({copies}) => (copies.what === 'in' ? {copies: {...copies, text: ''}} : {}),
  flags: [
    container,
    {...bare('no-preserve'), isWithoutUse: true, taught: ''},
    {...valued('retries'), isWithoutUse: true, taught: ''},
  ],
  namespaceOf,
  offers,
  read,
  taught: {
    forms: '`[NAMESPACE/]POD:FILE FILE` and `FILE [NAMESPACE/]POD:FILE`: a text, from or into a file of your own',
    examples: [
      {line: 'cp web:/etc/nginx/nginx.conf nginx.conf', answer: 'the file, which is one of yours from then on'},
      {line: 'cp nginx.conf web:/tmp', answer: 'your file is in the container, as `/tmp/nginx.conf`'},
    ],
  },
};

const wordsOf = ({args, afterDashes = []}: ParsedFlags): readonly ShellWord[] => [...args, ...afterDashes];

function namespaceOf(flags: ParsedFlags): string | undefined {
  const remote = wordsOf(flags)
    .map(parseFileSpec)
    .find((spec) => spec.is === 'remote');
  const namespace = remote?.namespace;
  if (namespace !== undefined && isOfCluster(namespace)) {
    throw new UserError('unsupported', words().namespaces.ofCluster({flag: `${namespace}/`}));
  }
  return namespace;
}

/** A container's file and one of the lab's, in whichever order; of one's own nothing is known while somebody types. */
function offers({finished, known}: LineSoFar): readonly string[] {
  const [source, ...more] = finished.filter((word) => !word.startsWith('-'));
  const roots = known.names('pods').map((pod) => `${pod}:/`);
  if (source === undefined) return [...roots, ...taughtPaths(known.files, () => true).files];
  if (more.length > 0) return [];
  return source.includes(':') ? [baseOf(source)] : roots;
}

function read(line: CommandLine): Copy {
  const {flags} = line;
  const [source, destination, ...more] = wordsOf(flags).map(parseFileSpec);
  const example = words().verbs.cp.example;
  if (source === undefined || destination === undefined || more.length > 0) {
    throw new UserError('bad-input', 'error: source and destination are required', {next: example});
  }
  if (source.path === '' || destination.path === '') {
    throw new UserError('bad-input', 'error: filepath can not be empty', {next: example});
  }
  const chosen = flags.value('container');
  const named = chosen === undefined ? {} : {container: parseContainer(chosen)};
  if (source.is === 'remote' && destination.is === 'local') {
    const {pod, path} = source;
    return {kind: 'cp', pod, ...named, path, copies: {what: 'out', file: destinationOf(destination, source, line)}};
  }
  if (source.is === 'local' && destination.is === 'remote') {
    const {pod, path} = destination;
    return {kind: 'cp', pod, ...named, path, copies: {what: 'in', ...textOf(source, line)}};
  }
  const missing = source.is === 'remote' ? 'local' : 'remote';
  throw new UserError('bad-input', `error: one of src or dest must be a ${missing} file specification`, {
    next: example,
  });
}

/** The file of one's own that it is copied into. @throws UserError for one that cannot be */
function destinationOf({path}: LocalFile, source: ContainerFile, line: CommandLine): string {
  const {flags, files, lab, own} = line;
  const [, destination] = wordsOf(flags);
  const into = (file: string): string =>
    lineOf(['cp', ...line.words.map((word) => (word === destination ? quoted(file) : word))]);
  if (own === undefined || path === '-' || path.startsWith('/dev/')) {
    const said = words().verbs.cp;
    const inNamespace = source.namespace === undefined ? [] : ['-n', source.namespace];
    const others = line.words.filter((word) => !wordsOf(flags).includes(word) && word.raw !== '--');
    throw new LineRefusal('unsupported', own === undefined ? said.noOwnFiles : said.toNowhere({file: shown(path)}), {
      instead: lineOf(['exec', source.pod, ...inNamespace, ...others, '--', 'cat', quoted(source.path)]),
    });
  }
  const wanted = pathInLab(path, lab);
  if (wanted !== undefined && (wanted === '' || path.endsWith('/') || isFolder(wanted, files))) {
    // where a folder stands, kubectl would open it as a file
    throw new LineRefusal('bad-input', `error: open ${path}: is a directory`, {
      instead: into([...(wanted === '' ? [] : [wanted]), baseOf(source.path)].join('/')),
    });
  }
  const file = ownFile(path, own);
  if (file !== undefined) return file;
  throw new LineRefusal('bad-input', words().verbs.cp.noName({file: shown(path)}), {instead: into('copied.txt')});
}

/** What a file of one's own or of the lab's holds. @throws UserError for what is none, and for more than is copied */
function textOf({path}: LocalFile, {files, lab, own}: CommandLine): {file: string; text: string} {
  const wanted = pathInLab(path, lab);
  const text = wanted === undefined ? undefined : files.get(wanted);
  if (wanted !== undefined && text !== undefined) {
    if (text.length <= shellLimits.fileLength) return {file: baseOf(wanted), text};
    throw new UserError('bad-input', words().verbs.cp.tooLarge({most: shellLimits.fileLength}));
  }
  if (wanted !== undefined && isFolder(wanted, files)) throw new UserError('unsupported', words().verbs.cp.folder);
  throw new UserError('bad-input', `error: ${path} doesn't exist in local filesystem`, {
    next: words().verbs.cp.files({
      names: nearestOf(baseOf(path), [...(own?.shell.files.keys() ?? []), ...taughtPaths(files, () => true).files]),
    }),
  });
}

const mostOffered = 3;

function nearestOf(name: string, paths: readonly string[]): string {
  const slips = (path: string): number => slipsBetween(name, baseOf(path));
  const nearest = [...new Set(paths)].sort((one, other) => slips(one) - slips(other));
  return nearest.slice(0, mostOffered).join(', ');
}

const isFolder = (path: string, files: ReadonlyMap<string, string>): boolean =>
  [...files.keys()].some((name) => path === '' || name.startsWith(`${path}/`));

const baseOf = (path: string): string => path.split('/').findLast((part) => part !== '') ?? '';
