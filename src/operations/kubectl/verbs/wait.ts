import {z} from 'zod';
import {startingWith, typesThat} from '#src/kinds/resource-types.ts';
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

const schema = z.object({
  kind: z.literal('wait'),
  resources: z.array(resourceArgumentSchema).min(1),
  selector: z.string().optional(),
  for: z.discriminatedUnion('kind', [
    z.object({kind: z.literal('delete')}),
    z.object({kind: z.literal('condition'), type: z.string(), status: z.string()}),
    /** The value at a path of keys and indices; any value without `equals`. */
    z.object({
      kind: z.literal('jsonpath'),
      path: z.array(z.union([z.string(), z.number()])).min(1),
      equals: z.string().optional(),
    }),
  ]),
  timeoutSeconds: z.number().nonnegative(),
});
type Wait = z.infer<typeof schema>;

const example = 'wait --for=condition=Ready pod/NAME';
const defaultTimeout = '30s';
const jsonPathStep = /^(?:\.(?<key>(?:[A-Za-z0-9_-]|\\\.|\/)+)|\[(?<index>\d{1,4})\]|\['(?<quoted>[^'\]]+)'\])/u;

export const wait: Verb<typeof schema> = {
  name: 'wait',
  schema,
  deadlineMs: waitDeadlineMs,
  isReadOnly: true,
  isEndShown: false,
  flags: [
    selector,
    all,
    {
      ...valued('for'),
      suggests: [
        'condition=Ready',
        'condition=Available',
        'delete',
        "jsonpath='{.status.phase}'=Running",
        "jsonpath='{.status.numberReady}'=1",
      ],
      taught: '--for=condition=…|delete|jsonpath=…',
      note: '(keys and indices)',
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
  const awaited = flags.value('for');
  if (awaited === undefined) {
    throw new UserError('bad-input', 'Say what to wait for, with --for.', {next: `Write it like: ${example}`});
  }
  return {
    kind: 'wait',
    resources,
    ...(selected === undefined ? {} : {selector: selected}),
    for: parseCondition(awaited),
    timeoutSeconds: parseDuration(flags.value('timeout') ?? defaultTimeout, '--timeout'),
  };
}

function requireChoice(given: {resources: Wait['resources']; selector: string | undefined; all: boolean}): void {
  const {resources, selector, all} = given;
  if (resources.length === 0) {
    throw new UserError('bad-input', 'Say what to wait for.', {next: `Write it like: ${example}`});
  }
  const hasNames = resources.some(({name}) => name !== undefined);
  if ([hasNames, selector !== undefined, all].filter(Boolean).length === 1) return;
  throw new UserError('bad-input', 'Say which objects to wait for: names, a selector (-l) or --all.', {
    next: `Write it like: ${example}`,
  });
}

function parseCondition(text: string): Wait['for'] {
  const [what = '', ...rest] = text.split('=');
  const value = rest.join('=');
  if (text.toLowerCase() === 'delete') return {kind: 'delete'};
  if (what.toLowerCase() === 'condition' && value !== '') {
    const [type = '', status = 'true'] = value.split('=', 2);
    return {kind: 'condition', type, status};
  }
  if (what.toLowerCase() === 'jsonpath' && value !== '') return parseJsonPath(value);
  throw new UserError('bad-input', `--for does not take ${shown(text)}.`, {
    next: `It takes delete, condition=NAME and jsonpath='{.status.phase}'=Running.`,
  });
}

function parseJsonPath(text: string): Wait['for'] {
  const close = text.startsWith('{') ? text.indexOf('}') : -1;
  const equalsAt = text.indexOf('=', Math.max(0, close));
  const expression = equalsAt === -1 ? text : text.slice(0, equalsAt);
  const path: (string | number)[] = [];
  let rest = expression.replace(/^\{(?<inner>.*)\}$/u, '$<inner>').replace(/^\$/u, '');
  if (/^[A-Za-z]/u.test(rest)) rest = `.${rest}`;
  while (rest !== '') {
    const step = jsonPathStep.exec(rest);
    if (step === null) throw unsupportedPath(expression);
    const {key, index, quoted} = step.groups ?? {};
    path.push(index === undefined ? (quoted ?? key ?? '').replaceAll('\\.', '.') : Number(index));
    rest = rest.slice(step[0].length);
  }
  if (path.length === 0) throw unsupportedPath(expression);
  return {kind: 'jsonpath', path, ...(equalsAt === -1 ? {} : {equals: text.slice(equalsAt + 1)})};
}

function unsupportedPath(expression: string): UserError {
  return new UserError('unsupported', `Of JSONPath, ${shown(expression)} is not understood here.`, {
    next: `Write keys and numbers: jsonpath='{.status.containerStatuses[0].ready}'=true`,
  });
}
