import {cascadeSchema, type OperationOf} from '#src/operations/operation.ts';
import {resourceType, resourceTypes} from '#src/kubernetes/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {parseManifestFlags} from '../parse-manifest-flags.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {shown} from '../shown.ts';

/** kubectl's older spellings. */
const olderCascades: ReadonlyMap<string, string> = new Map([
  ['true', 'background'],
  ['false', 'orphan'],
]);

/** @throws UserError for what `kubectl delete` would refuse, and what is not supported */
export function parseDelete(command: CommandLine): OperationOf<'delete'> {
  const {flags} = command;
  const resources = [...parseResourceArguments([...flags.args, ...(flags.afterDashes ?? [])])];
  const sources = parseManifestFlags(command);
  const selector = parseSelectorFlag(flags);
  const all = flags.isSet('all');
  refuseConflicts({resources, sources, selector, all});
  const readOnly = resources.map(({type}) => resourceType(type)).find((type) => !type.isWritable);
  if (readOnly !== undefined) {
    throw new UserError('unsupported', `Objects of the type ${readOnly.plural} cannot be deleted here.`, {
      next: `You can delete ${resourceTypes.flatMap((type) => (type.isWritable ? [type.plural] : [])).join(', ')}.`,
    });
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

function refuseConflicts(
  input: Pick<OperationOf<'delete'>, 'resources' | 'sources' | 'all'> & {selector: string | undefined},
): void {
  const {resources, sources, selector, all} = input;
  if (sources.length > 0 && (resources.length > 0 || selector !== undefined || all)) {
    throw new UserError('bad-input', 'With -f, what to delete is in the file: leave out types, names, -l and --all.');
  }
  if (sources.length > 0) return;
  if (resources.length === 0) {
    throw new UserError('bad-input', 'Say what to delete.', {next: 'Write delete pod NAME, or delete -f PATH.'});
  }
  if (selector !== undefined && all) throw new UserError('bad-input', '-l and --all cannot go together.');
  const hasNames = resources.some((resource) => resource.name !== undefined);
  if (hasNames && (selector !== undefined || all)) {
    throw new UserError('bad-input', `A name and ${all ? '--all' : 'a selector (-l)'} cannot go together.`);
  }
  if (!hasNames && selector === undefined && !all) {
    throw new UserError('bad-input', 'Say which objects to delete: names, a selector (-l) or --all.', {
      next: 'Write delete pod NAME, or delete pods -l app=nginx.',
    });
  }
}

function parseCascade(text = 'background'): OperationOf<'delete'>['cascade'] {
  const cascade = cascadeSchema.safeParse(olderCascades.get(text) ?? text);
  if (!cascade.success) {
    throw new UserError('bad-input', `--cascade does not take ${shown(text)}.`, {
      next: `It takes ${cascadeSchema.options.join(', ')}.`,
    });
  }
  return cascade.data;
}
