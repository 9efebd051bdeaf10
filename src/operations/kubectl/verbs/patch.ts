import {parseDocument} from 'yaml';
import {z} from 'zod';
import {jsonPatchSchema} from '#src/kubernetes/patches/json-patch.ts';
import {writeTargetSchema} from '#src/operations/arguments.ts';
import type {ObjectPatch, OperationOf} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {parseTargets} from '../parse-targets.ts';
import {shown} from '../shown.ts';

const example = `patch daemonset/NAME -p '{"spec":{"minReadySeconds":5}}'`;
const patchTypeSchema = z.enum(['strategic', 'merge', 'json']);
const mappingSchema = z.record(z.string(), z.json());

/** @throws UserError for what `kubectl patch` would refuse, and what is not supported */
export function parsePatch({flags}: CommandLine): OperationOf<'patch'> {
  const targets = parseTargets([...flags.args, ...(flags.afterDashes ?? [])], {
    schema: writeTargetSchema,
    example,
    refusal: (kind) => `A ${kind} cannot be patched here.`,
  });
  const text = flags.value('patch');
  if (text === undefined) {
    throw new UserError('bad-input', 'Say what to change, with -p.', {next: `Write it like: ${example}`});
  }
  const type = patchTypeSchema.safeParse(flags.value('type') ?? 'strategic');
  if (!type.success) {
    throw new UserError('bad-input', `--type does not take ${shown(flags.value('type') ?? '')}.`, {
      next: `It takes ${patchTypeSchema.options.join(', ')}.`,
    });
  }
  return {kind: 'patch', targets, change: readPatch(type.data, text)};
}

function readPatch(type: z.infer<typeof patchTypeSchema>, text: string): ObjectPatch {
  const value = readYaml(text);
  if (type === 'json') {
    const patch = jsonPatchSchema.safeParse(value);
    if (patch.success) return {type, patch: patch.data};
    throw new UserError('bad-input', 'A patch of --type json is a list of operations.', {
      next: `Such as [{"op":"replace","path":"/spec/minReadySeconds","value":5}]`,
    });
  }
  const patch = mappingSchema.safeParse(value);
  if (patch.success) return {type, patch: patch.data};
  throw new UserError('bad-input', 'A patch is a mapping of fields, in JSON or YAML.', {
    next: `Write it like: ${example}`,
  });
}

/** JSON is YAML too. Without aliases: a few of them could stand for more than a worker can hold. */
function readYaml(text: string): unknown {
  const document = parseDocument(text, {version: '1.1', prettyErrors: false, logLevel: 'silent'});
  try {
    if (document.errors.length === 0) return document.toJS({maxAliasCount: 0});
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
  }
  throw new UserError('bad-input', 'The patch is neither valid JSON nor valid YAML.', {
    next: 'Check the quotes, the braces and the colons; put the whole of it in single quotes.',
  });
}
