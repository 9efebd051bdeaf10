import {z} from 'zod';
import {resourceType, typesThat} from '#src/kinds/resource-types.ts';
import {manifestSourceSchema, resourceArgumentSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {all, bare, cascade, filename, refused, selector, valued} from '../flags.ts';
import {parseManifestFlags} from '../parse-manifest-flags.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const types = typesThat('isWritable');
const cascadeSchema = z.enum(['background', 'foreground', 'orphan']);

const schema = z.object({
  kind: z.literal('delete'),
  /** By name, or with `selector` or `all` by type alone. Empty when `sources` name what goes. */
  resources: z.array(resourceArgumentSchema),
  sources: z.array(manifestSourceSchema),
  selector: z.string().optional(),
  all: z.boolean(),
  ignoreNotFound: z.boolean(),
  cascade: cascadeSchema,
});
type Delete = z.infer<typeof schema>;

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
  flags: [
    selector,
    filename,
    all,
    bare('ignore-not-found'),
    {...cascade, taught: `--cascade=${cascadeSchema.options.join('|')}`},
    ...refused((asked) => words().flags.refused.timeToEnd(asked), [valued('grace-period'), bare('force'), bare('now')]),
    ...refused((asked) => words().flags.refused.cardShows(asked), [{name: 'wait', takes: 'optional'}]),
  ],
  targets: {form: 'TYPE NAME', types},
  read,
  taught: {
    examples: [{line: 'delete pod -l app=nginx', answer: '`pod "nginx-5hv6v" deleted`, then the Pods'}],
  },
};

function read(command: CommandLine): Delete {
  const {flags} = command;
  const resources = [...parseResourceArguments([...flags.args, ...(flags.afterDashes ?? [])])];
  const sources = parseManifestFlags(command);
  const selector = parseSelectorFlag(flags);
  const all = flags.isSet('all');
  refuseConflicts({resources, sources, selector, all});
  refuseManyNamespaces(resources);
  const readOnly = resources
    .map(({type}) => resourceType(type))
    .find((type) => !type.isWritable && type.plural !== 'namespaces');
  if (readOnly !== undefined) {
    const said = words().verbs.delete.notThis({type: readOnly.plural, types: types.join(', ')});
    throw new UserError('unsupported', said);
  }
  return {
    kind: 'delete',
    resources,
    sources,
    ...(selector === undefined ? {} : {selector}),
    all,
    ignoreNotFound: flags.isSet('ignore-not-found'),
    cascade: parseCascade(flags.value('cascade')),
  };
}

function refuseConflicts(input: Pick<Delete, 'resources' | 'sources' | 'all'> & {selector: string | undefined}): void {
  const {resources, sources, selector, all} = input;
  if (sources.length > 0 && (resources.length > 0 || selector !== undefined || all)) {
    throw new UserError('bad-input', words().verbs.delete.fileSays);
  }
  if (sources.length > 0) return;
  if (resources.length === 0) {
    throw new UserError('bad-input', words().verbs.delete.sayWhat);
  }
  if (selector !== undefined && all) throw new UserError('bad-input', words().verbs.delete.selectorAndAll);
  const hasNames = resources.some((resource) => resource.name !== undefined);
  if (hasNames && (selector !== undefined || all)) {
    const {nameAndAll, nameAndSelector} = words().lines.values;
    throw new UserError('bad-input', all ? nameAndAll : nameAndSelector);
  }
  if (!hasNames && selector === undefined && !all) {
    throw new UserError('bad-input', words().verbs.delete.sayWhich);
  }
}

/** A namespace takes all with it: it is named. */
function refuseManyNamespaces(resources: Delete['resources']): void {
  const namespaces = resources.filter(({type}) => type === 'namespaces');
  if (namespaces.length === 0) return;
  if (namespaces.length < resources.length) throw new UserError('bad-input', words().namespaces.alone);
  if (namespaces.some(({name}) => name === undefined)) throw new UserError('bad-input', words().namespaces.byName);
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
