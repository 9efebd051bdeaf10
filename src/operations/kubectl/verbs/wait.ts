import {z} from 'zod';
import {startingWith, typesThat} from '#src/kinds/resource-types.ts';
import {parseJsonPath} from '#src/kubernetes/json-path/parse-json-path.ts';
import {relaxedJsonPath} from '#src/kubernetes/json-path/relaxed-json-path.ts';
import {NotValid} from '#src/kubernetes/not-valid.ts';
import {resourceArgumentSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import {waitDeadlineMs} from '#src/operations/wait-limits.ts';
import type {CommandLine} from '../command-line.ts';
import {all, manifestless, selector, timeout, valued} from '../flags.ts';
import {parseDuration} from '../parse-duration.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const awaitedSchema = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('create')}),
  z.object({kind: z.literal('delete')}),
  z.object({kind: z.literal('condition'), type: z.string(), status: z.string()}),
  /** The one value that a path in JSONPath, with its braces, leads to; any value without `equals`. */
  z.object({
    kind: z.literal('jsonpath'),
    path: z.string(),
    equals: z.string().optional(),
  }),
]);

const schema = z.object({
  kind: z.literal('wait'),
  resources: z.array(resourceArgumentSchema).min(1),
  selector: z.string().optional(),
  for: awaitedSchema,
  /** What each object is waited for after that. */
  also: z.array(awaitedSchema).optional(),
  timeoutSeconds: z.number().nonnegative(),
});
type Wait = z.infer<typeof schema>;

const example = 'wait --for=condition=Ready pod/NAME';
const defaultTimeout = '30s';
/** What kubectl makes of a negative time. */
const weekSeconds = 604_800;
const mostConditions = 10;

export const wait: Verb<typeof schema> = {
  name: 'wait',
  schema,
  deadlineMs: waitDeadlineMs,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  flags: [
    selector,
    all,
    {
      ...valued('for'),
      suggests: [
        'condition=Ready',
        'condition=Available',
        'create',
        'delete',
        "jsonpath='{.status.phase}'=Running",
        "jsonpath='{.status.numberReady}'=1",
      ],
      taught: '--for=condition=…|create|delete|jsonpath=…',
    },
    timeout,
    ...manifestless,
  ],
  targets: {
    form: 'TYPE/NAME',
    types: startingWith(['pods', 'deployments', 'replicasets', 'daemonsets'], typesThat('isAwaited')),
  },
  read,
  taught: {
    examples: [{line: 'wait --for=condition=Ready pod -l app=nginx', answer: '`pod/nginx-rsh2h condition met`'}],
  },
};

function read({flags}: CommandLine): Wait {
  const resources = [...parseResourceArguments([...flags.args, ...(flags.afterDashes ?? [])])];
  const selected = parseSelectorFlag(flags);
  requireChoice({resources, selector: selected, all: flags.isSet('all')});
  const [first, ...others] = flags.values('for');
  if (first === undefined || others.length >= mostConditions) {
    throw new UserError('bad-input', words().verbs.wait.sayFor, {next: words().lines.writeItLike({example})});
  }
  return {
    kind: 'wait',
    resources,
    ...(selected === undefined ? {} : {selector: selected}),
    for: parseCondition(first),
    ...(others.length === 0 ? {} : {also: others.map(parseCondition)}),
    timeoutSeconds: parseTimeout(flags.value('timeout') ?? defaultTimeout),
  };
}

function parseTimeout(text: string): number {
  const isNegative = text.startsWith('-');
  const seconds = parseDuration(isNegative ? text.slice(1) : text, '--timeout');
  return isNegative && seconds > 0 ? weekSeconds : seconds;
}

function requireChoice(given: {resources: Wait['resources']; selector: string | undefined; all: boolean}): void {
  const {resources, selector, all} = given;
  if (resources.length === 0) {
    throw new UserError('bad-input', words().verbs.wait.sayWhat, {next: words().lines.writeItLike({example})});
  }
  const hasNames = resources.some(({name}) => name !== undefined);
  if ([hasNames, selector !== undefined, all].filter(Boolean).length === 1) return;
  throw new UserError('bad-input', words().verbs.wait.sayWhich, {
    next: words().lines.writeItLike({example}),
  });
}

function parseCondition(text: string): Wait['for'] {
  const [what = '', ...rest] = text.split('=');
  const value = rest.join('=');
  const word = text.toLowerCase();
  if (word === 'create' || word === 'delete') return {kind: word};
  if (what.toLowerCase() === 'condition' && value !== '') {
    const [type = '', status = 'true'] = value.split('=', 2);
    return {kind: 'condition', type, status};
  }
  if (what.toLowerCase() === 'jsonpath' && value !== '') return readJsonPath(value);
  throw new UserError('bad-input', words().lines.values.notTaken({flag: '--for', given: shown(text)}), {
    next: words().verbs.wait.forValues({example: "jsonpath='{.status.phase}'=Running"}),
  });
}

function readJsonPath(text: string): Wait['for'] {
  const [expression = '', value, ...others] = splitAtEquals(text);
  const equals = value?.replace(/^['"]+|['"]+$/gu, '');
  try {
    if (others.length > 0 || equals === '') throw new NotValid('');
    const path = relaxedJsonPath(expression);
    parseJsonPath(path);
    return {kind: 'jsonpath', path, ...(equals === undefined ? {} : {equals})};
  } catch (error) {
    if (!(error instanceof NotValid)) throw error;
    const example = "jsonpath='{.status.containerStatuses[0].ready}'=true";
    throw new UserError('bad-input', words().verbs.wait.jsonPath({given: shown(text), example}), {cause: error});
  }
}

/** At each `=` that stands alone. */
function splitAtEquals(text: string): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/==|=|[^=]+/gu)) {
    if (piece === '=') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${piece}`);
  }
  return parts;
}
