import {parseDocument} from 'yaml';
import {z} from 'zod';
import {jsonPatchSchema} from '#src/kubernetes/patches/json-patch.ts';
import {writeTargetSchema} from '#src/operations/arguments.ts';
import {editableTypes} from '#src/operations/kubectl/edit-target.ts';
import {isConfidentialType} from '#src/operations/confidential-kinds.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {manifestless, valued} from '../flags.ts';
import {isJson} from '../is-json.ts';
import {resolveTexts} from '../lab-files.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseTargets} from '../parse-targets.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {lineOf, rawOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const patchTypeSchema = z.enum(['strategic', 'merge', 'json']);
const mappingSchema = z.record(z.string(), z.json());

const schema = z.object({
  kind: z.literal('patch'),
  targets: z.array(writeTargetSchema).min(1),
  change: z.discriminatedUnion('type', [
    z.object({type: z.literal(['strategic', 'merge']), patch: mappingSchema}),
    z.object({type: z.literal('json'), patch: jsonPatchSchema}),
  ]),
});
type Patch = z.infer<typeof schema>;

const jsonExample = '[{"op":"replace","path":"/spec/minReadySeconds","value":5}]';
const example = `patch daemonset/NAME -p '{"spec":{"minReadySeconds":5}}'`;

export const patch: Verb<typeof schema> = {
  name: 'patch',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: ({targets}) => targets.some(({type}) => isConfidentialType(type)),
  flags: [
    {
      name: 'patch',
      short: 'p',
      takes: 'value',
      suggests: [`'{"spec":{"minReadySeconds":5}}'`],
      note: 'in JSON or YAML',
    },
    {...valued('type'), suggests: patchTypeSchema.options, taught: `--type ${patchTypeSchema.options.join('|')}`},
    valued('patch-file'),
    ...manifestless,
  ],
  targets: {form: 'TYPE/NAME', types: editableTypes},
  judge: refuseLostQuotes,
  read,
  taught: {
    examples: [
      {
        line: `patch ds/nginx -p '{"spec":{"minReadySeconds":5}}'`,
        answer: '`daemonset.apps/nginx patched`, then the Pods',
      },
    ],
  },
};

/** JSON outside of quotes loses its own in a shell. @throws LineRefusal with quotes around it */
function refuseLostQuotes(typed: readonly ShellWord[]): void {
  const at = typed.findIndex(({raw}) => /^(?:-p=?|--patch=)?[[{]/u.test(raw));
  const [, flag = ''] = /^(-p=?|--patch=)/u.exec(typed[at]?.raw ?? '') ?? [];
  const parts = rawOf(typed.slice(at)).map((raw, index) => (index === 0 ? raw.slice(flag.length) : raw));
  const end = at === -1 ? -1 : parts.findIndex((_, index) => isJson(parts.slice(0, index + 1).join(' ')));
  if (end === -1) return;
  const json = parts.slice(0, end + 1).join(' ');
  throw new LineRefusal('bad-input', words().verbs.patch.quotesLost, {
    instead: lineOf(['patch', ...typed.slice(0, at), `${flag}'${json}'`, ...typed.slice(at + end + 1)]),
    next: words().lines.writeItLike({example}),
  });
}

function read(command: CommandLine): Patch {
  const {flags} = command;
  const targets = parseTargets([...flags.args, ...(flags.afterDashes ?? [])], {
    schema: writeTargetSchema,
    example,
    refusal: (kind) => words().verbs.patch.notThis({kind}),
  });
  const text = patchText(command);
  if (text === undefined) {
    throw new UserError('bad-input', words().verbs.patch.sayWhat, {next: words().lines.writeItLike({example})});
  }
  const type = patchTypeSchema.safeParse(flags.value('type') ?? 'strategic');
  if (!type.success) {
    throw new UserError(
      'bad-input',
      words().lines.values.notTaken({flag: '--type', given: shown(flags.value('type') ?? '')}),
      {
        next: words().lines.takes({values: patchTypeSchema.options.join(', ')}),
      },
    );
  }
  return {kind: 'patch', targets, change: readPatch(type.data, text)};
}

/** @throws UserError `bad-input` for a file that there is not, and for a patch besides one in a file */
function patchText({flags, files, lab}: CommandLine): string | undefined {
  const inLine = flags.value('patch');
  const file = flags.value('patch-file');
  if (file === undefined) return inLine;
  if (inLine !== undefined) {
    throw new UserError('bad-input', 'error: cannot specify --patch and --patch-file together');
  }
  const [found, ...others] = resolveTexts(file, {files, lab});
  if (found !== undefined && others.length === 0) return found.text;
  throw new UserError('bad-input', words().lines.files.noText({path: shown(file)}));
}

function readPatch(type: z.infer<typeof patchTypeSchema>, text: string): Patch['change'] {
  const value = readYaml(text);
  if (type === 'json') {
    const patch = jsonPatchSchema.safeParse(value);
    if (patch.success) return {type, patch: patch.data};
    throw new UserError('bad-input', words().verbs.patch.list({example: jsonExample}));
  }
  const patch = mappingSchema.safeParse(value);
  const glued = patch.success ? gluedKey(patch.data) : undefined;
  if (glued !== undefined) {
    throw new UserError('bad-input', words().verbs.patch.glued({key: shown(glued)}), {
      next: words().lines.writeItLike({example}),
    });
  }
  if (patch.success) return {type, patch: patch.data};
  throw new UserError('bad-input', words().verbs.patch.mapping, {
    next: words().lines.writeItLike({example}),
  });
}

/** A key with its value in it, since no space stands behind the colon: `{minReadySeconds:5}` has the one key, and no value. */
function gluedKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inside] of Object.entries(value)) {
    if (inside === null && /^\w+:\S/u.test(key)) return key;
    const deeper = gluedKey(inside);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** JSON is YAML too. Without aliases: a few of them could stand for more than a worker can hold. */
function readYaml(text: string): unknown {
  const document = parseDocument(text, {version: '1.1', prettyErrors: false, logLevel: 'silent'});
  try {
    if (document.errors.length === 0) return document.toJS({maxAliasCount: 0});
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
  }
  throw new UserError('bad-input', words().verbs.patch.unreadable);
}
