import {z} from 'zod';
import {resourceType, typesThat} from '#src/kinds/resource-types.ts';
import {chosenTargetSchema} from '#src/operations/arguments.ts';
import {inWords, inWordsOf} from '#src/operations/in-words.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {UserError} from '#src/operations/user-error.ts';
import {waitDeadlineMs} from '#src/operations/wait-limits.ts';
import type {CommandLine} from '../command-line.ts';
import {all, manifestless, refused, selector, timeout, valued} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseDuration} from '../parse-duration.ts';
import {parseTargets} from '../parse-targets.ts';
import {parseWholeNumber} from '../parse-whole-number.ts';
import {shown} from '../shown.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const actions = ['status', 'history', 'undo', 'restart', 'pause', 'resume'] as const;
type Action = (typeof actions)[number];
const flagsOf: Readonly<Record<Action, readonly string[]>> = {
  status: ['watch', 'timeout', 'revision'],
  history: ['revision'],
  undo: ['to-revision'],
  restart: [],
  pause: [],
  resume: [],
};
const types = typesThat('isRolledOut');
const targetSchema = chosenTargetSchema.extend({type: z.enum(types)});

const schema = z.object({
  kind: z.literal('rollout'),
  action: z.enum(actions),
  targets: z.array(targetSchema).min(1),
  /** `history`: the one to show; `undo`: the one to go back to, the one before without it; `status`: the one expected. */
  revision: z.number().int().positive().optional(),
  /** `status`: whether to wait until it is complete, and for how long. */
  watch: z.boolean(),
  timeoutSeconds: z.number().positive().optional(),
});
type Rollout = z.infer<typeof schema>;

const rolledOut = (): string =>
  inWords(
    types.map((type) => words().verbs.rollout.listed({kind: resourceType(type).kind})),
    'and',
  );

export const rollout: Verb<typeof schema> = {
  name: 'rollout',
  schema,
  deadlineMs: waitDeadlineMs,
  isReadOnly: ['status', 'history'],
  isEndShown: false,
  isConfidential: () => false,
  subcommands: actions.map((name) => ({name, flags: [...flagsOf[name], selector.name]})),
  flags: [
    {name: 'watch', short: 'w', takes: 'nothing', taught: '--watch=false'},
    timeout,
    valued('revision'),
    valued('to-revision'),
    selector,
    ...refused((asked) => words().verbs.rollout.typeIsAll(asked), [all]),
    ...manifestless,
  ],
  targets: {form: 'TYPE/NAME', types},
  read,
  taught: {
    forms: `on ${inWordsOf('en', types, 'and')}, by name, by \`-l\`, or all of a type`,
    examples: [
      {
        line: 'rollout status daemonset/nginx',
        answer: 'each line as it comes, then `daemon set "nginx" successfully rolled out`',
      },
    ],
  },
};

function read({flags}: CommandLine): Rollout {
  const [first, ...typed] = [...flags.args, ...(flags.afterDashes ?? [])];
  const action = parseAction(first?.text, typed);
  const taken = flagsOf[action];
  const misplaced = Object.values(flagsOf)
    .flat()
    .find((flag) => !taken.includes(flag) && flags.value(flag) !== undefined);
  if (misplaced !== undefined) {
    const names = taken.map((flag) => `--${flag}`).join(', ');
    throw new UserError('bad-input', words().verbs.rollout.flag({action, flag: `--${misplaced}`}), {
      next: names === '' ? words().verbs.rollout.noFlags : words().lines.takes({values: names}),
    });
  }
  const targets = parseTargets(typed, {
    schema: targetSchema,
    example: `rollout ${action} daemonset/NAME`,
    refusal: (kind) => words().verbs.rollout.notThis({kind, others: rolledOut()}),
    flags,
    isTypeEnough: true,
  });
  const limit = flags.value('timeout');
  // kubectl takes 0 for the revision before, and for no limit
  const timeoutSeconds = limit === undefined ? 0 : parseDuration(limit, '--timeout');
  const revision = parseRevision(action, flags.value(action === 'undo' ? 'to-revision' : 'revision'));
  return {
    kind: 'rollout',
    action,
    targets,
    ...(revision === 0 ? {} : {revision}),
    watch: flags.value('watch') !== 'false',
    ...(timeoutSeconds === 0 ? {} : {timeoutSeconds}),
  };
}

function parseAction(text: string | undefined, typed: Parameters<typeof lineOf>[0]): Action {
  const action = actions.find((candidate) => candidate === text?.toLowerCase());
  if (action !== undefined) return action;
  const nearest = text === undefined ? undefined : nearestTo(text, actions);
  const message = text === undefined ? words().verbs.rollout.sayWhat : words().verbs.rollout.none({given: shown(text)});
  if (nearest !== undefined)
    throw new LineRefusal('bad-input', message, {instead: lineOf(['rollout', nearest, ...typed])});
  throw new UserError('bad-input', message, {next: words().lines.takes({values: actions.join(', ')})});
}

function parseRevision(action: Action, text = '0'): number {
  return parseWholeNumber(text, {flag: action === 'undo' ? '--to-revision' : '--revision', least: 0});
}
