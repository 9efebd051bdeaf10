import {z} from 'zod';
import {podTargetSchema} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {bare, container} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseContainer, parsePodTarget, typesWithPods} from '../parse-pod-target.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';

const schema = z.object({
  kind: z.literal('exec'),
  target: podTargetSchema,
  container: z.string().optional(),
  command: z.array(z.string()).min(1),
});
type Exec = z.infer<typeof schema>;

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh']);
const mostWords = 200;

export const exec: Verb<typeof schema> = {
  name: 'exec',
  schema,
  deadlineMs: 30_000,
  isReadOnly: false,
  isEndShown: false,
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
  const [pod, ...others] = flags.args;
  const words = flags.afterDashes;
  const chosen = flags.value('container');
  const choice = chosen === undefined ? [] : ['-c', chosen];
  if (pod === undefined) {
    throw new UserError('bad-input', 'Say where to run the command.', {
      next: 'Write it like: exec daemonset/NAME -- ls',
    });
  }
  if (words === undefined || words.length === 0 || others.length > 0) {
    const misplaced = words === undefined && others.length > 0;
    const said = misplaced ? 'A -- must stand before the command.' : 'Say which command to run, after a --.';
    const command = misplaced ? others : words !== undefined && words.length > 0 ? words : ['ls'];
    throw new LineRefusal('bad-input', said, {instead: lineOf(['exec', pod, ...choice, '--', ...command])});
  }
  if (words.length > mostWords) throw new UserError('bad-input', 'The command has too many words.');
  if (words.some((word) => word.substitution !== undefined)) {
    throw new UserError('unsupported', '$(…) is understood only where the name of an object stands.');
  }
  const target = parsePodTarget(pod);
  const command = words.map((word) => word.text);
  if (isBareShell(command)) {
    throw new LineRefusal('unsupported', 'There is no terminal here for a shell to talk to; run a command instead.', {
      instead: lineOf(['exec', pod, ...choice, '--', 'ls']),
    });
  }
  if (command[0] === '') throw new UserError('bad-input', 'The command after the -- is empty.');
  return {kind: 'exec', target, ...(chosen === undefined ? {} : {container: parseContainer(chosen)}), command};
}

/** Whether a shell would wait for somebody to type: it has neither a script nor `-c`. */
function isBareShell([program = '', ...args]: readonly string[]): boolean {
  if (!shells.has(program.slice(program.lastIndexOf('/') + 1))) return false;
  return args.every((arg) => arg.startsWith('-') && (arg.startsWith('--') || !arg.includes('c')));
}
