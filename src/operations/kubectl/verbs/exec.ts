import {z} from 'zod';
import {podTargetSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isBareShell} from '../bare-shell.ts';
import type {CommandLine} from '../command-line.ts';
import {bare, container} from '../flags.ts';
import {refusedSubstitution} from '../kept-in-variable.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseContainer, parsePodTarget, typesWithPods} from '../parse-pod-target.ts';
import {withSlash} from '../named-objects.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({
  kind: z.literal('exec'),
  target: podTargetSchema,
  container: z.string().optional(),
  command: z.array(z.string()).min(1),
});
type Exec = z.infer<typeof schema>;

const mostWords = 200;

export const exec: Verb<typeof schema> = {
  name: 'exec',
  schema,
  deadlineMs: 30_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  flags: [
    container,
    {...bare('stdin'), short: 'i', isWithoutUse: true},
    {...bare('tty'), short: 't', isWithoutUse: true},
  ],
  targets: {form: 'TYPE/NAME', types: typesWithPods, followedBy: ['-- ls', '-- cat', '-- sh -c']},
  read,
  taught: {
    forms: 'then `--` and the command',
    examples: [{line: 'exec daemonset/nginx -- ls /usr/share/nginx/html', answer: '`index.html`'}],
  },
};

function read({flags}: CommandLine): Exec {
  const [pod, ...others] = withSlash(flags.args);
  const typed = flags.afterDashes;
  const chosen = flags.value('container');
  const choice = chosen === undefined ? [] : ['-c', chosen];
  if (pod === undefined) {
    throw new UserError('bad-input', words().verbs.exec.sayWhere);
  }
  if (typed === undefined || typed.length === 0 || others.length > 0) {
    const misplaced = typed === undefined && others.length > 0;
    const said = misplaced ? words().verbs.exec.dashesMissing : words().verbs.exec.sayWhich;
    const command = misplaced
      ? others.slice(others[0]?.raw === '-' ? 1 : 0)
      : typed !== undefined && typed.length > 0
        ? typed
        : ['ls'];
    throw new LineRefusal('bad-input', said, {instead: lineOf(['exec', pod, ...choice, '--', ...command])});
  }
  if (typed.length > mostWords) throw new UserError('bad-input', words().verbs.exec.tooManyWords);
  const [inner] = typed.flatMap(({substitution}) => substitution ?? []);
  if (inner !== undefined) throw refusedSubstitution(inner, words().verbs.exec.substitution);
  const target = parsePodTarget(pod);
  const command = typed.map((word) => word.text);
  if (isBareShell(command)) {
    throw new LineRefusal('unsupported', words().verbs.exec.noTerminal, {
      instead: lineOf(['exec', pod, ...choice, '--', 'ls']),
    });
  }
  if (command[0] === '') throw new UserError('bad-input', words().verbs.exec.empty);
  return {kind: 'exec', target, ...(chosen === undefined ? {} : {container: parseContainer(chosen)}), command};
}
