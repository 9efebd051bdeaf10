import {z} from 'zod';
import {podTargetSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {longestWaitSeconds, waitDeadlineMs} from '#src/operations/wait-limits.ts';
import {bare, container, refused, selector, valued} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {withSlash} from '../named-objects.ts';
import {parseDuration} from '../parse-duration.ts';
import {parseContainer, parsePodTarget, typesWithPods} from '../parse-pod-target.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {shown} from '../shown.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('logs'),
  /** Exactly one of `target` and `selector` is set. */
  target: podTargetSchema.optional(),
  selector: z.string().optional(),
  container: z.string().optional(),
  /** Lines from the end; without it all of a Pod's, or the last 10 of each with a selector. */
  tail: z.number().int().nonnegative().optional(),
  previous: z.boolean(),
  /** Whether to go on with what is written from now on, for as long as an operation may wait. */
  follow: z.literal(true).optional(),
  /** Of all containers of a Pod, in place of `container`. */
  allContainers: z.literal(true).optional(),
  /** Whether each line says which Pod and container wrote it, and when. */
  prefix: z.literal(true).optional(),
  timestamps: z.literal(true).optional(),
  /** No older than that. */
  sinceSeconds: z.number().positive().optional(),
});
type Logs = z.infer<typeof schema>;

const mostLines = 1_000_000;

export const logs: Verb<typeof schema> = {
  name: 'logs',
  schema,
  deadlineMs: 20_000,
  followingDeadlineMs: waitDeadlineMs,
  isReadOnly: true,
  isEndShown: true,
  isConfidential: () => false,
  flags: [
    selector,
    container,
    {...valued('tail'), suggests: ['20', '100']},
    {name: 'previous', short: 'p', takes: 'nothing'},
    {name: 'follow', short: 'f', takes: 'nothing', note: `for up to ${longestWaitSeconds} s`},
    bare('all-containers'),
    bare('prefix'),
    bare('timestamps'),
    {...valued('since'), suggests: ['10m', '1h']},
    ...refused(
      (asked) => words().flags.refused.logsAsWritten(asked),
      [
        ...['since-time', 'limit-bytes'].map(valued),
        ...['ignore-errors', 'all-pods', 'insecure-skip-tls-verify-backend'].map(bare),
      ],
    ),
  ],
  targets: {form: 'TYPE/NAME', types: typesWithPods},
  read,
  taught: {
    examples: [
      {line: 'logs -l app=nginx --tail=20', answer: 'the end of the log'},
      {line: 'logs -f deploy/web', answer: 'the same, and what is written from then on'},
    ],
  },
};

function read({flags}: CommandLine): Logs {
  const [pod, legacyContainer, ...others] = withSlash([...flags.args, ...(flags.afterDashes ?? [])]);
  const selected = parseSelectorFlag(flags);
  const containerFlag = flags.value('container');
  if (others.length > 0 || (containerFlag !== undefined && legacyContainer !== undefined)) {
    throw new UserError('bad-input', words().verbs.logs.one);
  }
  if (pod !== undefined && selected !== undefined) {
    const {nameOrSelector: next, podAndSelector, podAndSelectorContainer} = words().verbs.logs;
    if (containerFlag !== undefined) throw new UserError('bad-input', podAndSelector, {next});
    const options = [
      ...(flags.isSet('previous') ? ['-p'] : []),
      ...(flags.isSet('follow') ? ['-f'] : []),
      ...tailWords(flags.value('tail')),
    ];
    throw new LineRefusal('bad-input', podAndSelectorContainer, {
      instead: lineOf(['logs', '-l', `'${selected}'`, '-c', pod.raw, ...options]),
      next,
    });
  }
  if (pod === undefined && selected === undefined) {
    throw new UserError('bad-input', words().verbs.logs.sayWhose);
  }
  if (legacyContainer?.substitution !== undefined) {
    throw new UserError('unsupported', words().verbs.logs.substitution);
  }
  const name = containerFlag ?? legacyContainer?.text;
  const tail = parseTail(flags.value('tail'), selected !== undefined);
  const allContainers = flags.isSet('all-containers');
  if (allContainers && name !== undefined) {
    throw new UserError('bad-input', words().verbs.logs.containerAndAll, {next: words().verbs.logs.leaveOneOut});
  }
  const since = flags.value('since');
  const sinceSeconds = since === undefined ? 0 : parseDuration(since, '--since');
  return {
    kind: 'logs',
    ...(pod === undefined ? {} : {target: parsePodTarget(pod)}),
    ...(selected === undefined ? {} : {selector: selected}),
    ...(name === undefined ? {} : {container: parseContainer(name)}),
    ...(tail === undefined ? {} : {tail}),
    previous: flags.isSet('previous'),
    ...(allContainers ? {allContainers} : {}),
    ...isTrue(flags, 'follow', 'prefix', 'timestamps'),
    ...(sinceSeconds === 0 ? {} : {sinceSeconds}),
  };
}

/** Those of the flags that are set. */
const isTrue = (
  flags: CommandLine['flags'],
  ...names: readonly ('follow' | 'prefix' | 'timestamps')[]
): Partial<Record<(typeof names)[number], true>> =>
  Object.fromEntries(names.filter((name) => flags.isSet(name)).map((name) => [name, true] as const));

const tailWords = (tail: string | undefined): string[] => (tail === undefined ? [] : [`--tail=${tail}`]);

function parseTail(text: string | undefined, hasSelector: boolean): number | undefined {
  if (text === undefined) return undefined;
  if (text === '-1') return hasSelector ? mostLines : undefined;
  const lines = /^\d{1,7}$/u.test(text) ? Number(text) : Infinity;
  if (lines > mostLines) {
    throw new UserError('bad-input', words().verbs.logs.tail({given: shown(text)}));
  }
  return lines;
}
