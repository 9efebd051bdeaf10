import type {FlagDefinition} from './flags.ts';
import type {ShellWord} from './shell-words.ts';
import type {Verb} from './verb.ts';

/** Whether a line asks what its verb takes: `get --help`, `get -h`. What stands behind a `--` is a container's. */
export function asksForHelp(typed: readonly ShellWord[]): boolean {
  const dashes = typed.findIndex(({raw}) => raw === '--');
  const own = dashes === -1 ? typed : typed.slice(0, dashes);
  return own[0]?.raw === '-h' || own.some(({raw}) => raw === '--help');
}

/** The words of `VERB --help` for `help VERB …`. */
export function helpAsFlag(typed: readonly ShellWord[]): readonly ShellWord[] {
  return [...typed, {text: '--help', raw: '--help'}];
}

/** Whether a line asks what can be typed at all: `--help`, `help`. */
export function asksForVerbs(typed: readonly ShellWord[]): boolean {
  const [first, ...more] = typed;
  return more.length === 0 && first !== undefined && ['help', '--help', '-h', 'options'].includes(first.raw);
}

/** What is taken of a verb here, in the form of kubectl's own help: as in docs/learners.md, of the same data. */
export function verbHelp({name, flags, flagsAlone = [], subcommands = [], taught}: Verb): string {
  const taken = flags.filter(({refusal, taught: form}) => refusal === undefined && form !== '');
  const named = (names: readonly string[]): readonly FlagDefinition[] =>
    taken.filter((flag) => names.includes(flag.name));
  const ofSubcommands = new Set(subcommands.flatMap((sub) => sub.flags));
  const isForAll = (flag: FlagDefinition): boolean => flagsAlone.includes(flag.name) || !ofSubcommands.has(flag.name);
  return [
    ...section(
      'Examples:',
      taught.examples.map(({line}) => `kubectl ${line}`),
    ),
    ...section(
      'Available Commands:',
      subcommands.map((sub) => {
        const own = named(sub.flags).filter((flag) => !flagsAlone.includes(flag.name));
        return [sub.name, ...own.map((flag) => `[${formOf(flag)}]`)].join(' ');
      }),
    ),
    ...section('Options:', taken.filter(isForAll).map(formOf)),
    ...section('Takes:', taught.forms === undefined ? [] : [taught.forms.replaceAll('`', '')]),
    ...section('Usage:', [`kubectl ${name}${subcommands.length === 0 ? '' : ' [command]'} [options]`]),
  ]
    .join('\n')
    .trimEnd();
}

/** What can be typed, with an example each, in the form of kubectl's own help. */
export function helpOfAll(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map(({name}) => name.length)) + 2;
  return [
    ...section(
      'Available Commands:',
      verbs.map(({name, taught}) => `${name.padEnd(width)}kubectl ${taught.examples[0]?.line ?? name}`),
    ),
    ...section('Usage:', ['kubectl [command] [options]']),
    'Use "kubectl <command> --help" for more information about a given command.',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}

function formOf({name, short, takes, taught}: FlagDefinition): string {
  if (taught !== undefined) return taught;
  const value = takes === 'nothing' ? '' : '=…';
  return short === undefined ? `--${name}${value}` : `-${short}, --${name}${value}`;
}
