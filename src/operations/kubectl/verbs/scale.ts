import {z} from 'zod';
import {resourceType, typesThat} from '#src/kinds/resource-types.ts';
import {chosenTargetSchema} from '#src/operations/arguments.ts';
import {inWords, inWordsOf} from '#src/operations/in-words.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {all, manifestless, selector, valued} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseTargets} from '../parse-targets.ts';
import {parseWholeNumber} from '../parse-whole-number.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const types = typesThat('isScaled');
const targetSchema = chosenTargetSchema.extend({type: z.enum(types)});

const schema = z.object({
  kind: z.literal('scale'),
  targets: z.array(targetSchema).min(1),
  replicas: z.number().int().nonnegative(),
  /** Nothing is scaled that has another number now. */
  currentReplicas: z.number().int().nonnegative().optional(),
});
type Scale = z.infer<typeof schema>;

const example = 'scale deployment/NAME --replicas=3';
const scaled = (): string =>
  inWords(
    types.map((type) => words().verbs.rollout.listed({kind: resourceType(type).kind})),
    'and',
  );

export const scale: Verb<typeof schema> = {
  name: 'scale',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  flags: [
    {...valued('replicas'), suggests: ['1', '2', '3', '0']},
    valued('current-replicas'),
    selector,
    all,
    ...manifestless,
  ],
  targets: {form: 'TYPE/NAME', types},
  read,
  taught: {
    forms: `on ${inWordsOf('en', types, 'and')}`,
    examples: [{line: 'scale deployment/web --replicas=2', answer: '`deployment.apps/web scaled`, then the Pods'}],
  },
};

const bareNumber = /^(?:replicas=)?(?<replicas>\d+)$/u;

/** `scale deploy web 3`: the number without its flag is no name. */
function refuseBareNumber({flags, words: typed}: Pick<CommandLine, 'flags' | 'words'>): void {
  const last = flags.args.length > 1 ? flags.args.at(-1) : undefined;
  const number = bareNumber.exec(last?.text ?? '')?.groups?.['replicas'];
  if (number === undefined || flags.value('replicas') !== undefined) return;
  const others = typed.filter((word) => word !== last);
  throw new LineRefusal('bad-input', words().verbs.scale.sayHowMany, {
    instead: lineOf(['scale', ...others, `--replicas=${number}`]),
    next: words().lines.writeItLike({example}),
  });
}

function read({flags, words: typed}: CommandLine): Scale {
  refuseBareNumber({flags, words: typed});
  const targets = parseTargets([...flags.args, ...(flags.afterDashes ?? [])], {
    schema: targetSchema,
    example,
    refusal: (kind) =>
      kind === 'DaemonSet' ? words().verbs.scale.daemonSet : words().verbs.scale.notThis({kind, others: scaled()}),
    flags,
  });
  const replicas = flags.value('replicas');
  if (replicas === undefined) {
    throw new UserError('bad-input', words().verbs.scale.sayHowMany, {next: words().lines.writeItLike({example})});
  }
  // kubectl takes -1 for any number
  const current = flags.value('current-replicas') ?? '-1';
  return {
    kind: 'scale',
    targets,
    replicas: parseWholeNumber(replicas, {flag: '--replicas', least: 0}),
    ...(current === '-1' ? {} : {currentReplicas: parseWholeNumber(current, {flag: '--current-replicas', least: 0})}),
  };
}
