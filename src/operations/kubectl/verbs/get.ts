import {z} from 'zod';
import {isTypeThat, resourceTypes} from '#src/kinds/resource-types.ts';
import {resourceArgumentSchema} from '#src/operations/arguments.ts';
import {isConfidentialType} from '#src/operations/confidential-kinds.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {typeNamed, type LineSoFar} from '../completion.ts';
import {bare, manifestless, notNeeded, refused, selector, valued} from '../flags.ts';
import {parseFieldSelectorFlag} from '../parse-field-selector-flag.ts';
import {LineRefusal} from '../line-refusal.ts';
import {outputs, parseOutputFlag, plainOutputs} from '../parse-output-flag.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {parseSortByFlag} from '../parse-sort-by-flag.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const templates = ['jsonpath=…', 'jsonpath-as-json=…', 'custom-columns=…', 'go-template=…'] as const;

const schema = z.object({
  kind: z.literal('get'),
  resources: z.array(resourceArgumentSchema).min(1),
  selector: z.string().optional(),
  /** `involvedObject.name=web`: the API server knows which fields a type can be selected by. */
  fieldSelector: z.string().optional(),
  /** The path in JSONPath, with its braces, to the value that the list is sorted by. */
  sortBy: z.string().optional(),
  output: z.enum(outputs),
  /** In JSONPath or in Go's templates, as `output` says. */
  template: z.string().optional(),
  /** Of `custom-columns`; the paths are in JSONPath, with their braces. */
  columns: z.array(z.object({header: z.string(), path: z.string()})).optional(),
  showLabels: z.boolean(),
  labelColumns: z.array(z.string()).optional(),
  noHeaders: z.boolean().optional(),
  showKind: z.boolean().optional(),
  watch: z.boolean(),
  /** Of all namespaces that the learner has. */
  allNamespaces: z.literal(true).optional(),
});
type Get = z.infer<typeof schema>;

/** Forms that show no values. */
const tables: ReadonlySet<string> = new Set(['table', 'wide', 'name']);

export const get: Verb<typeof schema> = {
  name: 'get',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: ({output, resources}) => !tables.has(output) && resources.some(({type}) => isConfidentialType(type)),
  isOfNamespace: ({resources}) => resources.some(({type}) => isTypeThat(type, 'isNamespaced')),
  flags: [
    selector,
    {
      name: 'output',
      short: 'o',
      takes: 'value',
      suggests: suggestedOutputs,
      taught: `-o ${[...plainOutputs, ...templates].join('|')}`,
    },
    {name: 'all-namespaces', short: 'A', takes: 'nothing', note: 'of all that are yours'},
    {name: 'label-columns', short: 'L', takes: 'value'},
    bare('no-headers'),
    bare('show-kind'),
    {...valued('template'), note: 'in place of what follows `=`'},
    bare('show-labels'),
    {name: 'watch', short: 'w', takes: 'nothing'},
    {...valued('field-selector'), suggests: fieldSelectors},
    {
      ...valued('sort-by'),
      suggests: (line) => ['.metadata.creationTimestamp', isOfEvents(line) ? '.lastTimestamp' : '.metadata.name'],
      note: 'with the path of a field',
    },
    ...refused(notNeeded, [bare('ignore-not-found')]),
    ...refused((asked) => words().flags.refused.firstWhatIs(asked), [bare('watch-only')], '--watch'),
    ...manifestless,
  ],
  targets: {form: 'TYPE NAME', types: resourceTypes.map(({plural}) => plural), takesAll: true},
  read,
  taught: {
    examples: [
      {line: 'get pods -l app=nginx', answer: '`● nginx-rsh2h` · `Running · 1/1 · 0 restarts · 7s`'},
      {line: "get pods -o jsonpath='{.items[*].status.podIP}'", answer: '`10.244.1.7 10.244.2.4`'},
      {line: 'get pods --watch', answer: 'the same, kept current'},
    ],
  },
};

function read({flags, words: typed}: CommandLine): Get {
  const resources = [...parseResourceArguments([...flags.args, ...(flags.afterDashes ?? [])])];
  if (resources.length === 0) {
    throw new UserError('bad-input', words().verbs.get.sayWhat);
  }
  const selected = parseSelectorFlag(flags);
  if (selected !== undefined && resources.some((resource) => resource.name !== undefined)) {
    throw new UserError('bad-input', words().lines.values.nameAndSelector);
  }
  const fieldSelector = parseFieldSelectorFlag(flags, resources);
  const sortBy = parseSortByFlag(flags, resources);
  const chosen = parseOutputFlag(flags);
  const {output} = chosen;
  const isTable = output === 'table' || output === 'wide';
  const showLabels = flags.isSet('show-labels');
  if (showLabels && !isTable) throw new UserError('bad-input', words().verbs.get.labelsAndOutput({output}));
  const labelColumns = flags.list('label-columns').filter((key) => key !== '');
  if (labelColumns.length > 0 && output === 'custom-columns') {
    throw new UserError('bad-input', words().verbs.get.labelColumnsAndOutput({output}));
  }
  const watch = flags.isSet('watch');
  if (watch && !isTable) throw new UserError('unsupported', words().verbs.get.watchAndOutput({output}));
  const once = lineOf(['get', ...typed.filter(({raw}) => !/^(?:-w|--watch(?:=.*)?)$/u.test(raw))]);
  if (watch && resources.length > 1) {
    const {message, next} = words().verbs.get.watchesOne;
    throw new LineRefusal('bad-input', message, {instead: once, next});
  }
  if (watch && (fieldSelector !== undefined || sortBy !== undefined)) {
    throw new UserError('unsupported', words().verbs.get.watchAndSelection);
  }
  const allNamespaces = flags.isSet('all-namespaces');
  if (allNamespaces) refuseOfAll({resources, watch, once});
  return {
    kind: 'get',
    resources,
    ...(selected === undefined ? {} : {selector: selected}),
    ...(fieldSelector === undefined ? {} : {fieldSelector}),
    ...(sortBy === undefined ? {} : {sortBy}),
    ...chosen,
    showLabels,
    ...(labelColumns.length === 0 ? {} : {labelColumns}),
    ...(flags.isSet('no-headers') ? {noHeaders: true} : {}),
    ...(flags.isSet('show-kind') ? {showKind: true} : {}),
    watch,
    ...(allNamespaces ? {allNamespaces} : {}),
  };
}

/** @throws UserError `bad-input` for what is of one namespace */
function refuseOfAll({resources, watch, once}: Pick<Get, 'resources' | 'watch'> & {once: string}): void {
  const said = words().namespaces;
  if (resources.some(({name}) => name !== undefined)) throw new UserError('bad-input', said.nameAndAll);
  if (!watch) return;
  const {message, next} = said.onlyListed;
  throw new LineRefusal('unsupported', message, {instead: once, next});
}

function isOfEvents({finished: [type = '']}: LineSoFar): boolean {
  return typeNamed(type)?.plural === 'events';
}

/** Templates begin with what is asked for most, to be changed. */
function suggestedOutputs(): readonly string[] {
  return [
    ...plainOutputs,
    "jsonpath='{.items[*].metadata.name}'",
    'custom-columns=NAME:.metadata.name',
    "go-template='{{range .items}}{{println .metadata.name}}{{end}}'",
    "jsonpath-as-json='{.items[*].metadata.labels}'",
  ];
}

function fieldSelectors(line: LineSoFar): readonly string[] {
  if (!isOfEvents(line)) return ['status.phase=Running'];
  return line.known.names('pods').map((name) => `involvedObject.name=${name}`);
}
