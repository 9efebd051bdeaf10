import {isObjectName} from '#src/kubernetes/object-name.ts';
import {nearestTo} from '../nearest-to.ts';
import {UserError} from '../user-error.ts';
import {knownResourceTypes} from './find-resource-types.ts';
import type {FlagDefinition} from './flags.ts';
import {aliasOf} from './aliases.ts';
import {isKubectl} from './is-kubectl.ts';
import {kubectlInside} from './kubectl-inside.ts';
import {LineRefusal} from './line-refusal.ts';
import {meantVerb, otherVerbNames, supportedVerbs} from './other-verbs.ts';
import type {ShellSplit, ShellWord} from './shell-words.ts';
import {shown} from './shown.ts';
import {lineOf, rawOf} from './type-line.ts';
import {filterNames} from './pipes/parse-filter.ts';
import {verbNames, verbs} from './verbs.ts';
import {words} from '#src/words/words.ts';

type Stop = ShellSplit['stop'];

const wordsOf = (text: string): readonly string[] => text.split(' ');

/** Programs that run what stands behind them. */
const runners: ReadonlySet<string> = new Set(
  wordsOf(
    'sudo doas watch time timeout env nohup command xargs eval nice sh bash zsh while until if then do true microk8s.kubectl',
  ),
);
const shells: ReadonlySet<string> = new Set(wordsOf('sh bash zsh'));
/** Programs that have a kubectl in them, beside commands of their own. */
const clusterTools: ReadonlySet<string> = new Set(wordsOf('minikube microk8s k3s oc'));
/** Those that do the same again, as which nothing is done here. */
const loops: ReadonlySet<string> = new Set(wordsOf('for while until if'));
/** What stands in a sentence between a verb and what it is of. */
const fillers: ReadonlySet<string> = new Set(wordsOf('me all the my'));
/** What stands behind `/lab`. */
const labSteps: ReadonlySet<string> = new Set(wordsOf('start steps check hint solution reset leave'));
/** A program in front of kubectl has no more options than that. */
const mostInFront = 12;
/** Those that stand beside `/kubectl`. */
const slashCommands: ReadonlySet<string> = new Set(wordsOf('apply browse cancel edit help-me lab me workshop'));
const assignment = /^[A-Za-z_]\w*=/u;

/** What to do here in place of the programs that people have in a terminal. */
const programs: ReadonlyMap<string, () => string> = new Map(
  (
    [
      ['curl wget http open xdg-open lynx', () => words().otherPrograms.instead.browser],
      ['vi vim nvim nano emacs code notepad sed', () => words().otherPrograms.instead.editor],
      [
        'cat less more head ls dir find tree touch cp mv rm mkdir chmod tar unzip git echo printf tee type',
        () => words().otherPrograms.instead.files,
      ],
      [
        'ping nslookup dig host nc telnet traceroute ps top htop free df du env whoami hostname id uname netstat ss ip ifconfig date systemctl journalctl ssh bash sh zsh shell',
        () => words().otherPrograms.instead.inContainer,
      ],
      [
        'cd pwd clear cls exit quit logout export alias source sleep kubectx kubens history apt apt-get yum brew choco pip npm',
        () => words().otherPrograms.instead.nothingToDo,
      ],
      ['docker docker-compose podman nerdctl crictl ctr', () => words().otherPrograms.instead.containers],
      [
        'helm k9s stern kind minikube microk8s k3s k3d kubeadm kubelet terraform oc',
        () => words().otherPrograms.instead.tools,
      ],
      ['man ? apropos', supportedVerbs],
    ] as const
  ).flatMap(([names, next]) => wordsOf(names).map((name) => [name, next])),
);

/** Whether it is one that people have in a terminal, beside kubectl. */
export const isProgram = (name: string): boolean => programs.has(name) || runners.has(name);

/**
 * Refuses a line that begins neither with kubectl nor with a verb.
 * @param words its first words, up to the shell syntax that ends them
 * @throws UserError `unsupported`; always
 */
export function refuseOtherProgram([first, ...rest]: readonly [ShellWord, ...ShellWord[]], stop: Stop): never {
  const name = first.text.toLowerCase();
  const noShell = words().shell.operator({symbol: shown(first.raw)});
  const noVerb = words().otherPrograms.noVerb({given: shown(first.raw)});
  const [what, service] = rest.map(({text}) => text);
  if (name === 'minikube' && what === 'service' && isObjectName(service ?? '')) {
    if (service === 'list') throw new LineRefusal('unsupported', noShell, {instead: lineOf(['get', 'service'])});
    const command = `/browse service:${service}`;
    throw new UserError('unsupported', noShell, {next: words().otherPrograms.useCommand({command})});
  }
  const run = whatIsRun([first, ...rest], stop) ?? kubectlInside(stop?.rest ?? '');
  if (run !== undefined) {
    const next = loops.has(name) ? {next: words().otherPrograms.instead.lineByLine} : {};
    throw new LineRefusal('unsupported', noShell, {instead: run, ...next});
  }
  if (/\s/u.test(first.text)) {
    throw new LineRefusal('unsupported', words().otherPrograms.wholeInQuotes, {
      instead: textOf([first.text, ...rest], stop),
      next: supportedVerbs(),
    });
  }
  const command = slashCommandOf(name, rest.length === 0);
  if (command !== undefined) {
    throw new UserError('unsupported', words().otherPrograms.slashCommand({command: shown(command)}), {
      next: words().otherPrograms.useCommand({command}),
    });
  }
  const others = textOf(rest, stop);
  const next = programs.get(name)?.();
  const meant = meantLine([first, ...rest], stop);
  if (meant !== undefined) {
    throw new LineRefusal('unsupported', noVerb, {instead: meant, ...(next === undefined ? {} : {next})});
  }
  if (next === undefined && filterNames.includes(name)) {
    const objects = name === 'jq' ? ['get', 'pods', '-o', 'json'] : ['get', 'pods'];
    throw new LineRefusal('unsupported', words().filters.behind({program: shown(first.raw)}), {
      instead: lineOf([...objects, '|', textOf([first, ...rest], stop)]),
    });
  }
  if (next !== undefined) throw new UserError('unsupported', noShell, {next});
  const nearest = nearestTo(name, ['kubectl', ...verbNames, ...otherVerbNames]);
  if (nearest !== undefined) {
    const instead = nearest === 'kubectl' ? others : lineOf([nearest, others]);
    const message = nearest === 'kubectl' ? words().otherPrograms.notKubectl({given: shown(first.raw)}) : noVerb;
    throw new LineRefusal('unsupported', message, {instead});
  }
  const turned = verbFirst([first, ...rest], stop);
  throw turned === undefined
    ? new UserError('unsupported', noVerb, {next: supportedVerbs()})
    : new LineRefusal('unsupported', noVerb, {instead: turned, next: supportedVerbs()});
}

/** `/lab`, and what stands behind it, typed without: `lab`, `check`. */
function slashCommandOf(name: string, isAlone: boolean): string | undefined {
  const bare = name.replace(/^\//u, '');
  if (isAlone && labSteps.has(bare)) return `/lab ${bare}`;
  const isOne = slashCommands.has(bare) && (name.startsWith('/') || bare === 'lab');
  return isOne ? `/${bare}` : undefined;
}

/** The line that is meant by a word with which some begin one, or by two that are one verb: `port forward`. */
function meantLine([first, ...rest]: readonly [ShellWord, ...ShellWord[]], stop: Stop): string | undefined {
  const name = first.text.toLowerCase();
  const written = `${name}${rest[0]?.text ?? ''}`;
  const one = [...verbNames, ...otherVerbNames].find((verb) => verb.replaceAll('-', '') === written);
  if (one !== undefined) return lineOf([one, textOf(rest.slice(1), stop)]);
  const meant = meantVerb(name) ?? apart(name) ?? aliasOf(name);
  if (meant === undefined) return undefined;
  const from = meant[0] === 'get' ? rest.findIndex(({text}) => !fillers.has(text)) : 0;
  return lineOf([...meant, textOf(rest.slice(Math.max(0, from)), stop)]);
}

/** Whether each of some letters is a short flag of a verb: the `it` of `exec-it`. */
function areFlagsOf(name: string, letters: string): boolean {
  const flags: readonly FlagDefinition[] = verbs.find((verb) => verb.name === name)?.flags ?? [];
  return Array.from(letters).every((letter) => flags.some(({short}) => short === letter));
}

/** `kubectlget`, `get-pods`, `getpods`, `exec-it`, `pods` and `pod/web`: a verb and what it is of, put together or without the verb. */
function apart(name: string): readonly string[] | undefined {
  const [, verb = '', of = ''] = /^(?:kubectl[-_.:]?)?([a-z]*?)(?:[-_.:]([a-z]+))?$/u.exec(name) ?? [];
  const isOfFlags = of !== '' && knownResourceTypes(of).length === 0 && areFlagsOf(verb, of);
  if (verbNames.includes(verb)) return [verb, isOfFlags ? `-${of}` : of];
  const begun = verbNames.find((other) => verb.startsWith(other));
  const rest = verb.slice(begun?.length);
  if (begun !== undefined && knownResourceTypes(rest).length > 0) return [begun, of === '' ? rest : `${rest}-${of}`];
  const [type = '', object] = name.split('/', 2);
  const isOne = object === undefined || isObjectName(object);
  return isOne && knownResourceTypes(type).length > 0 ? ['get', name] : undefined;
}

/** What a program in front runs of kubectl. */
function whatIsRun(typed: readonly ShellWord[], stop: Stop): string | undefined {
  const [first, second] = typed;
  if (first !== undefined && clusterTools.has(first.text.toLowerCase())) {
    const isOfKubectl = first.text === 'oc' && second !== undefined && isVerb(second);
    const at = isOfKubectl ? 1 : typed.findIndex((word, index) => index > 0 && isKubectl(word));
    return at === -1 ? undefined : textOf(typed.slice(at), stop);
  }
  if (first === undefined || !(runners.has(first.text.toLowerCase()) || assignment.test(first.text))) return undefined;
  const at = firstAfterRunner(typed, [
    (word) => isKubectl(word) || /^(?:k|kubectl)\s/u.test(word.text),
    ({text}) => isPlain(text) && nearestTo(text, ['kubectl', ...verbNames]) !== undefined,
    // what a shell runs without quotes is a script
    ({text}) => isPlain(text) && (!shells.has(first.text.toLowerCase()) || /\s/u.test(text)),
  ]);
  const begin = typed[at];
  if (begin === undefined) return undefined;
  const isOneWord = /\s/u.test(begin.text);
  if (first.text.toLowerCase() === 'watch') return watched(isOneWord ? begin.text : textOf(typed.slice(at), undefined));
  return isOneWord ? begin.text : textOf(typed.slice(at), stop);
}

/** `watch` runs a line again and again; what that shows of a `get` is what `--watch` shows. */
function watched(line: string): string {
  const [command = ''] = line.split(/[|;&\n]/u, 1);
  return /^(?:\S*k(?:ubectl)?(?:\s+--)?\s+)?get\s/u.test(command) ? `${command.trim()} --watch` : line;
}

function firstAfterRunner(
  typed: readonly ShellWord[],
  likeliestFirst: readonly ((word: ShellWord) => boolean)[],
): number {
  const near = typed.slice(0, mostInFront);
  const found = likeliestFirst.map((isMeant) => near.findIndex((word, index) => index > 0 && isMeant(word)));
  return found.find((index) => index !== -1) ?? -1;
}

/** Whether a word can be what is run, and is no option of the program that runs it. */
const isPlain = (text: string): boolean => !text.startsWith('-') && !assignment.test(text) && /[a-z]/iu.test(text);

function isVerb({text}: ShellWord): boolean {
  return verbNames.includes(text);
}

/** `pods get`, and `-o wide get pods`: the verb to the front. */
function verbFirst(typed: readonly ShellWord[], stop: Stop): string | undefined {
  const at = typed.findIndex(isVerb);
  return at === -1 ? undefined : lineOf([typed[at] ?? '', ...typed.slice(0, at), textOf(typed.slice(at + 1), stop)]);
}

function textOf(typed: readonly (ShellWord | string)[], stop: Stop): string {
  const rest = stop === undefined ? '' : `${stop.syntax === 'newline' ? '\n' : ''}${stop.from}`;
  return [...rawOf(typed), rest].filter((text) => text !== '').join(' ');
}
