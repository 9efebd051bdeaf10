import {z} from 'zod';
import {inWords} from '#src/operations/in-words.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {namespacesKnown} from '../completion.ts';
import {bare, valued} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {onlyContext} from '../only-context.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const actions = [
  'current-context',
  'get-contexts',
  'get-clusters',
  'get-users',
  'view',
  'use-context',
  'set-context',
] as const;
type Action = (typeof actions)[number];

const schema = z.object({
  kind: z.literal('config'),
  action: z.enum(actions),
  /** The current one; of `set-context` the one that is to be it. */
  namespace: z.string().optional(),
});
type Config = z.infer<typeof schema>;

/** Which of them take a context's name. */
const flagsOf: Readonly<Partial<Record<Action, readonly string[]>>> = {
  'set-context': ['current', 'namespace'],
  view: ['minify'],
};

export const config: Verb<typeof schema> = {
  name: 'config',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: () => false,
  isOfContext: true,
  subcommands: actions.map((name) => ({name, flags: flagsOf[name] ?? []})),
  flags: [bare('current'), bare('minify'), {...valued('namespace'), suggests: ({known}) => namespacesKnown(known)}],
  read,
  taught: {
    examples: [
      {line: 'config get-contexts', answer: 'the one context that you have, with your namespace'},
      {line: 'config set-context --current --namespace=dev', answer: 'what you type from then on is done in `dev`'},
    ],
  },
};

function read({flags}: CommandLine): Config {
  const [typed, context, ...more] = [...flags.args, ...(flags.afterDashes ?? [])].map(({text}) => text);
  const action = actions.find((candidate) => candidate === (typed === 'use' ? 'use-context' : typed));
  if (action === undefined) {
    const given = typed === undefined ? undefined : shown(typed);
    throw new UserError('unsupported', words().verbs.config.notThis({given}), {
      next: words().lines.takes({values: inWords(actions, 'and')}),
    });
  }
  if (more.length > 0) throw extra(more[0] ?? '', action);
  const isNamed = action === 'use-context' || action === 'set-context' || action === 'get-contexts';
  if (context !== undefined && !isNamed) throw extra(context, action);
  if (context !== undefined && context !== onlyContext) {
    const message = `error: no context exists with the name: ${JSON.stringify(context.slice(0, 60))}`;
    const namespace = flags.value('namespace');
    if (action !== 'set-context') throw new UserError('bad-input', message, {next: words().verbs.config.oneContext});
    if (namespace === undefined) throw new UserError('bad-input', message, {next: words().verbs.config.sayNamespace});
    throw new LineRefusal('bad-input', message, {
      instead: lineOf(['config', 'set-context', '--current', `--namespace=${namespace}`]),
    });
  }
  if (context === undefined && (action === 'use-context' || (action === 'set-context' && !flags.isSet('current')))) {
    throw new UserError('bad-input', words().verbs.config.sayWhich, {
      next: typeLine(lineOf(['config', 'get-contexts'])),
    });
  }
  // of what only reads, the namespace changes nothing
  const namespace = action === 'set-context' ? flags.value('namespace') : undefined;
  if (action === 'set-context' && namespace === undefined) {
    throw new UserError('bad-input', words().verbs.config.sayNamespace, {next: words().otherVerbs.next.givenCluster});
  }
  return {kind: 'config', action, ...(namespace === undefined ? {} : {namespace})};
}

const extra = (given: string, action: Action): UserError =>
  new UserError('bad-input', words().verbs.config.extra({action, given: shown(given)}), {
    next: typeLine(lineOf(['config', action])),
  });
