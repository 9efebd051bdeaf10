import {z} from 'zod';
import {lineObjectSchema, manifestSourceSchema, withoutYaml, type ManifestSource} from '#src/operations/arguments.ts';
import {isConfidentialKind, mentionConfidential} from '#src/operations/confidential-kinds.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {filename, notNeeded, refused, bare, type FlagDefinition} from '../flags.ts';
import {taughtPaths} from '../lab-files.ts';
import {parseManifestFlags} from '../parse-manifest-flags.ts';
import {parsePrintFlags, printFlags, printingSchema} from '../print-flags.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {createdKinds} from './create/created-kinds.ts';
import {copiedSchema, type CreatedKind} from './create/created-kind.ts';
import {kindNamed, refuseKind} from './create/kind-named.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('create'),
  /** What is made: of files, of a line, or of a CronJob that is there. */
  from: z.discriminatedUnion('is', [
    z.object({is: z.literal('files'), sources: z.array(manifestSourceSchema).min(1)}),
    z.object({
      is: z.literal('line'),
      object: lineObjectSchema,
      /** What is said before the server's reason. */
      failure: z.string().optional(),
    }),
    copiedSchema.extend({is: z.literal('cronjob'), failure: z.string().optional()}),
  ]),
  printing: printingSchema,
});
type Create = z.infer<typeof schema>;

const manifestsOf = (from: Create['from']): readonly ManifestSource[] => (from.is === 'files' ? from.sources : []);

function shortened(from: Create['from']): Create['from'] {
  if (from.is === 'line') return {...from, object: {}};
  return from.is === 'files' ? {...from, sources: withoutYaml(from.sources)} : from;
}

const flagsOfFiles = [{...filename, note: "with the lab's files or folders"}];

/** All that some kind takes, each once. */
const flagsOfKinds: readonly FlagDefinition[] = [
  ...new Map(createdKinds.flatMap(({flags}) => flags).map((flag) => [flag.name, flag] as const)).values(),
];

export const create: Verb<typeof schema> = {
  name: 'create',
  schema,
  deadlineMs: 30_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: ({from}) =>
    from.is === 'line' ? isConfidentialKind(from.object['kind']) : mentionConfidential(manifestsOf(from)),
  isOfNamespace: ({from}) => from.is !== 'line' || from.object['kind'] !== 'Namespace',
  manifests: ({from}) => manifestsOf(from),
  shortened: ({from}) => ({from: shortened(from)}),
  subcommands: createdKinds.map(({names: [name], flags}) => ({name, flags: namesOf([...flags, ...printFlags])})),
  flagsAlone: namesOf([...flagsOfFiles, ...printFlags]),
  flags: [...flagsOfFiles, ...flagsOfKinds, ...printFlags, ...refused(notNeeded, [bare('windows-line-endings')])],
  judge,
  read,
  taught: {
    examples: [
      {line: 'create -f specs/nginx', answer: 'as `apply`, but what is there already is refused (`AlreadyExists`)'},
      {
        line: 'create deployment web --image=nginx:1.18-alpine --replicas=2',
        answer: '`deployment.apps/web created`, then the Pods',
      },
    ],
  },
};

function namesOf(flags: readonly FlagDefinition[]): string[] {
  return flags.map(({name}) => name);
}

/** A kind that is not made here has flags of its own. */
function judge(typed: readonly ShellWord[]): void {
  const isKindFirst = typed[0]?.text.startsWith('-') === false;
  if (isKindFirst && kindNamed(typed) === undefined) refuseKind(typed, typed);
}

function read(command: CommandLine): Create {
  const {flags} = command;
  if (flags.value('filename') !== undefined) return readFiles(command);
  const [first] = flags.args;
  if (first === undefined) {
    const [directory] = taughtPaths(command.files).directories;
    const next =
      directory === undefined
        ? words().lines.writeItLike({example: createdKinds[0]?.example ?? ''})
        : typeLine(lineOf(['create', '-f', directory]));
    throw new UserError('bad-input', words().verbs.create.sayWhat, {next});
  }
  const found = kindNamed(flags.args) ?? refuseKind(flags.args, command.words);
  requireOwnFlags(command, {what: found.kind.names[0], flags: found.kind.flags});
  const line = {...command, typed: found.rest};
  const failure = found.kind.failure === undefined ? {} : {failure: found.kind.failure};
  const copied = found.kind.copies?.(line);
  return {
    kind: 'create',
    from:
      copied === undefined
        ? {is: 'line', object: found.kind.make(line), ...failure}
        : {is: 'cronjob', ...copied, ...failure},
    printing: parsePrintFlags(flags),
  };
}

function readFiles(command: CommandLine): Create {
  const {flags} = command;
  const extra = flags.args[0] ?? flags.afterDashes?.[0];
  if (extra !== undefined) {
    throw new UserError('bad-input', words().verbs.create.filesSay({given: shown(extra.raw)}));
  }
  requireOwnFlags(command, {what: '-f', flags: flagsOfFiles});
  return {
    kind: 'create',
    from: {is: 'files', sources: parseManifestFlags(command)},
    printing: parsePrintFlags(flags),
  };
}

/** @throws UserError `bad-input` for a flag that only other kinds take */
function requireOwnFlags(
  {flags}: CommandLine,
  {what, flags: taken}: {what: string; flags: CreatedKind['flags']},
): void {
  const others = [...flagsOfFiles, ...flagsOfKinds].filter(({name}) => !taken.some((flag) => flag.name === name));
  const misplaced = others.find(({name}) => flags.value(name) !== undefined);
  if (misplaced === undefined) return;
  const values = taken.map(({name}) => `--${name}`).join(', ');
  throw new UserError('bad-input', words().verbs.create.flag({what, flag: `--${misplaced.name}`}), {
    next: words().lines.takes({values}),
  });
}
