import {z} from 'zod';
import {clusterTypeNamed} from '#src/kinds/cluster-kinds.ts';
import {isTypeThat, resourceType, typesThat} from '#src/kinds/resource-types.ts';
import {manifestSourceSchema, resourceArgumentSchema, withoutYaml} from '#src/operations/arguments.ts';
import {mentionConfidential} from '#src/operations/confidential-kinds.ts';
import {replicationControllerNames} from '#src/kinds/replica-set/from-replication-controller.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {all, bare, cascade, filename, selector, valued, type FlagDefinition} from '../flags.ts';
import {parseFieldSelectorFlag} from '../parse-field-selector-flag.ts';
import {parseManifestFlags} from '../parse-manifest-flags.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const types = typesThat('isWritable');
const cascadeSchema = z.enum(['background', 'foreground', 'orphan']);

const schema = z.object({
  kind: z.literal('delete'),
  /** By name, or with a selector or `all` by type alone. Empty when `sources` name what goes. */
  resources: z.array(resourceArgumentSchema),
  sources: z.array(manifestSourceSchema),
  /** Types of the whole cluster that were named beside, by their plurals: no such object is a learner's. */
  clusterTypes: z.array(z.string()).optional(),
  selector: z.string().optional(),
  fieldSelector: z.string().optional(),
  all: z.boolean(),
  ignoreNotFound: z.boolean(),
  cascade: cascadeSchema,
  /** Flags that were typed and do nothing, as `--force`. */
  ignored: z.array(z.string()).optional(),
});
type Delete = z.infer<typeof schema>;

/** Typed everywhere: how long Pods take to end, and what is waited for, is decided here. */
const idle = (flag: FlagDefinition): FlagDefinition => ({...flag, isWithoutUse: true, taught: ''});
const withoutUse = [
  idle(bare('force')),
  idle(valued('grace-period')),
  idle(bare('now')),
  idle({name: 'wait', takes: 'optional'}),
];

/** kubectl's older spellings. */
const olderCascades: ReadonlyMap<string, string> = new Map([
  ['true', 'background'],
  ['false', 'orphan'],
]);

export const deleteObjects: Verb<typeof schema> = {
  name: 'delete',
  schema,
  deadlineMs: 30_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: ({sources}) => mentionConfidential(sources),
  isOfNamespace: ({sources, resources}) =>
    sources.length > 0 || resources.some(({type}) => isTypeThat(type, 'isNamespaced')),
  manifests: ({sources}) => sources,
  shortened: ({sources}) => ({sources: withoutYaml(sources)}),
  flags: [
    selector,
    filename,
    all,
    valued('field-selector'),
    bare('ignore-not-found'),
    {...cascade, taught: `--cascade=${cascadeSchema.options.join('|')}`},
    ...withoutUse,
  ],
  targets: {form: 'TYPE NAME', types},
  read,
  taught: {
    examples: [{line: 'delete pod -l app=nginx', answer: '`pod "nginx-5hv6v" deleted`, then the Pods'}],
  },
};

function read(command: CommandLine): Delete {
  const {flags} = command;
  const {args, clusterTypes} = withoutClusterTypes(flags);
  const resources = [...parseResourceArguments(args)];
  const sources = sourcesOf(command);
  const selector = parseSelectorFlag(flags);
  const all = flags.isSet('all');
  const fieldSelector = parseFieldSelectorFlag(flags, resources);
  refuseConflicts({resources, sources, selector, fieldSelector, all, hasTypes: clusterTypes.length > 0});
  if (resources.some(({name}) => name === undefined)) refuseReplicationControllers(args);
  const readOnly = resources
    .map(({type}) => resourceType(type))
    .find((type) => !type.isWritable && type.plural !== 'namespaces');
  if (readOnly !== undefined) {
    const said = words().verbs.delete.notThis({type: readOnly.plural, types: types.join(', ')});
    throw new UserError('unsupported', said);
  }
  const ignored = withoutUse.flatMap(({name}) => (flags.value(name) === undefined ? [] : [`--${name}`]));
  return {
    kind: 'delete',
    resources,
    sources,
    ...(clusterTypes.length === 0 ? {} : {clusterTypes}),
    ...(selector === undefined ? {} : {selector}),
    ...(fieldSelector === undefined ? {} : {fieldSelector}),
    all,
    ignoreNotFound: flags.isSet('ignore-not-found'),
    cascade: parseCascade(flags.value('cascade')),
    ...(ignored.length === 0 ? {} : {ignored}),
  };
}

/** @throws UserError `bad-input` for all of a type of which somebody has none, and what is taken for it are others’ parts */
function refuseReplicationControllers([types]: readonly ShellWord[]): void {
  const given = types?.text.split(',').find((name) => replicationControllerNames.includes(name.toLowerCase()));
  if (given !== undefined) throw new UserError('bad-input', words().verbs.delete.byNameAlone({given}));
}

/** @throws UserError `bad-input` for a file that the lab lacks: what was pasted from one goes by its name */
function sourcesOf(command: CommandLine): Delete['sources'] {
  try {
    return parseManifestFlags(command);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'bad-input' || error.next === undefined) throw error;
    const next = `${error.next} ${words().verbs.delete.ownByName}`;
    throw new UserError(error.code, error.message, {next, cause: error});
  }
}

/**
 * The clean-up at the end of a course names all types of what it made, by a label. Of those of the whole cluster nothing
 * is the learner's; by a name one is still refused.
 */
function withoutClusterTypes(flags: CommandLine['flags']): {args: readonly ShellWord[]; clusterTypes: string[]} {
  const args = [...flags.args, ...(flags.afterDashes ?? [])];
  const [types, ...names] = args;
  const isSelected = parseSelectorFlag(flags) !== undefined || flags.value('field-selector') !== undefined;
  const isChosen = isSelected || flags.isSet('all');
  if (types === undefined || names.length > 0 || types.substitution !== undefined || !isChosen) {
    return {args, clusterTypes: []};
  }
  const each = types.text.split(',');
  const clusterTypes = each.flatMap((name) => clusterTypeNamed(name) ?? []);
  const own = each.filter((name) => clusterTypeNamed(name) === undefined).join(',');
  return {args: own === '' ? [] : [{...types, text: own}], clusterTypes: [...new Set(clusterTypes)]};
}

interface Chosen extends Pick<Delete, 'resources' | 'sources' | 'all'> {
  readonly selector: string | undefined;
  readonly fieldSelector: string | undefined;
  readonly hasTypes: boolean;
}

function refuseConflicts(input: Chosen): void {
  const {resources, sources, selector, fieldSelector, all, hasTypes} = input;
  const isSelected = selector !== undefined || fieldSelector !== undefined;
  if (sources.length > 0 && (resources.length > 0 || hasTypes || isSelected || all)) {
    throw new UserError('bad-input', words().verbs.delete.fileSays);
  }
  if (sources.length > 0) return;
  if (resources.length === 0 && !hasTypes) {
    throw new UserError('bad-input', words().verbs.delete.sayWhat);
  }
  if (selector !== undefined && all) throw new UserError('bad-input', words().verbs.delete.selectorAndAll);
  if (fieldSelector !== undefined && all) throw new UserError('bad-input', words().verbs.delete.fieldSelectorAndAll);
  const hasNames = resources.some((resource) => resource.name !== undefined);
  if (hasNames && (selector !== undefined || all)) {
    const {nameAndAll, nameAndSelector} = words().lines.values;
    throw new UserError('bad-input', all ? nameAndAll : nameAndSelector);
  }
  if (!hasNames && !isSelected && !all) {
    throw new UserError('bad-input', words().verbs.delete.sayWhich);
  }
}

function parseCascade(text = 'background'): Delete['cascade'] {
  const read = cascadeSchema.safeParse(olderCascades.get(text) ?? text);
  if (!read.success) {
    throw new UserError('bad-input', words().lines.values.notTaken({flag: '--cascade', given: shown(text)}), {
      next: words().lines.takes({values: cascadeSchema.options.join(', ')}),
    });
  }
  return read.data;
}
