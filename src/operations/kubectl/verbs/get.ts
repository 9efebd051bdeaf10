import type {OperationOf} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseFieldSelectorFlag} from '../parse-field-selector-flag.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {parseSortByFlag} from '../parse-sort-by-flag.ts';
import {shown} from '../shown.ts';

const outputs: ReadonlyMap<string, OperationOf<'get'>['output']> = new Map([
  ['wide', 'wide'],
  ['yaml', 'yaml'],
  ['json', 'json'],
  ['name', 'name'],
]);

/** @throws UserError for what `kubectl get` would refuse, and what is not supported */
export function parseGet({flags}: CommandLine): OperationOf<'get'> {
  const resources = [...parseResourceArguments([...flags.args, ...(flags.afterDashes ?? [])])];
  if (resources.length === 0) {
    throw new UserError('bad-input', 'Say what to get.', {next: 'Type: kubectl get pods'});
  }
  const selector = parseSelectorFlag(flags);
  if (selector !== undefined && resources.some((resource) => resource.name !== undefined)) {
    throw new UserError('bad-input', 'A name and a selector (-l) cannot go together.');
  }
  const fieldSelector = parseFieldSelectorFlag(flags, resources);
  const sortBy = parseSortByFlag(flags, resources);
  const output = parseOutput(flags.value('output'));
  const isTable = output === 'table' || output === 'wide';
  const showLabels = flags.isSet('show-labels');
  if (showLabels && !isTable) throw new UserError('bad-input', `--show-labels cannot be used with -o ${output}.`);
  const watch = flags.isSet('watch');
  if (watch && !isTable) throw new UserError('unsupported', `--watch cannot be used with -o ${output} here.`);
  if (watch && resources.length > 1) {
    throw new UserError('bad-input', '--watch follows one type or one object, not several.', {
      next: 'Follow one of them, such as: kubectl get pods --watch',
    });
  }
  if (watch && (fieldSelector !== undefined || sortBy !== undefined)) {
    throw new UserError('unsupported', '--watch cannot be used with --field-selector or --sort-by here.');
  }
  return {
    kind: 'get',
    resources,
    ...(selector === undefined ? {} : {selector}),
    ...(fieldSelector === undefined ? {} : {fieldSelector}),
    ...(sortBy === undefined ? {} : {sortBy}),
    output,
    showLabels,
    watch,
  };
}

function parseOutput(text: string | undefined): OperationOf<'get'>['output'] {
  if (text === undefined) return 'table';
  const output = outputs.get(text);
  if (output === undefined) {
    throw new UserError('unsupported', `The output format ${shown(text)} is not supported.`, {
      next: `-o takes ${[...outputs.keys()].join(', ')}.`,
    });
  }
  return output;
}
