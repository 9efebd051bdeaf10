import {z} from 'zod';
import {resourceTypes} from '#src/kinds/resource-types.ts';
import {resourceArgumentSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {typeNamed, type LineSoFar} from '../completion.ts';
import {bare, manifestless, refused, selector, valued} from '../flags.ts';
import {parseFieldSelectorFlag} from '../parse-field-selector-flag.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {parseSortByFlag} from '../parse-sort-by-flag.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';

const outputs = ['wide', 'yaml', 'json', 'name'] as const;

const schema = z.object({
  kind: z.literal('get'),
  resources: z.array(resourceArgumentSchema).min(1),
  selector: z.string().optional(),
  /** `involvedObject.name=web`: the API server knows which fields a type can be selected by. */
  fieldSelector: z.string().optional(),
  /** Where in each object the value is that the list is sorted by. */
  sortBy: z
    .array(z.union([z.string(), z.number().int()]))
    .min(1)
    .optional(),
  output: z.enum(['table', ...outputs]),
  showLabels: z.boolean(),
  watch: z.boolean(),
});
type Get = z.infer<typeof schema>;

export const get: Verb<typeof schema> = {
  name: 'get',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  flags: [
    selector,
    {name: 'output', short: 'o', takes: 'value', suggests: outputs, taught: `-o ${outputs.join('|')}`},
    bare('show-labels'),
    {name: 'watch', short: 'w', takes: 'nothing'},
    {...valued('field-selector'), suggests: fieldSelectors},
    {
      ...valued('sort-by'),
      suggests: (line) => ['.metadata.creationTimestamp', isOfEvents(line) ? '.lastTimestamp' : '.metadata.name'],
      note: 'with the path of a field',
    },
    ...refused('It is not needed here', [bare('ignore-not-found')]),
    ...refused(
      'Labels are shown all or none here',
      [{name: 'label-columns', short: 'L', takes: 'value'}],
      '--show-labels',
    ),
    ...refused('What is there is shown first here', [bare('watch-only')], '--watch'),
    ...manifestless,
  ],
  targets: {form: 'TYPE NAME', types: resourceTypes.map(({plural}) => plural), takesAll: true},
  read,
  taught: {
    examples: [
      {line: 'get pods -l app=nginx', answer: '`● nginx-rsh2h` · `Running · 1/1 · 0 restarts · 7s`'},
      {line: 'get pods --watch', answer: 'the same, kept current'},
    ],
  },
};

function read({flags}: CommandLine): Get {
  const resources = [...parseResourceArguments([...flags.args, ...(flags.afterDashes ?? [])])];
  if (resources.length === 0) {
    throw new UserError('bad-input', 'Say what to get.', {next: 'Type: kubectl get pods'});
  }
  const selected = parseSelectorFlag(flags);
  if (selected !== undefined && resources.some((resource) => resource.name !== undefined)) {
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
    ...(selected === undefined ? {} : {selector: selected}),
    ...(fieldSelector === undefined ? {} : {fieldSelector}),
    ...(sortBy === undefined ? {} : {sortBy}),
    output,
    showLabels,
    watch,
  };
}

function parseOutput(text: string | undefined): Get['output'] {
  if (text === undefined) return 'table';
  const output = outputs.find((known) => known === text);
  if (output === undefined) {
    throw new UserError('unsupported', `The output format ${shown(text)} is not supported.`, {
      next: `-o takes ${outputs.join(', ')}.`,
    });
  }
  return output;
}

function isOfEvents({finished: [type = '']}: LineSoFar): boolean {
  return typeNamed(type)?.plural === 'events';
}

function fieldSelectors(line: LineSoFar): readonly string[] {
  if (!isOfEvents(line)) return ['status.phase=Running'];
  return line.known.names('pods').map((name) => `involvedObject.name=${name}`);
}
