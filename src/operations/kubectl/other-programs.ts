import {isObjectName} from '#src/kubernetes/object-name.ts';
import {nearestTo} from '../nearest-to.ts';
import {UserError} from '../user-error.ts';
import {knownResourceTypes} from './find-resource-types.ts';
import {LineRefusal} from './line-refusal.ts';
import {meantVerb, otherVerbNames, supportedVerbs} from './other-verbs.ts';
import type {ShellSplit, ShellWord} from './shell-words.ts';
import {shown} from './shown.ts';
import {lineOf, rawOf} from './type-line.ts';
import {verbNames} from './verbs.ts';
import {words} from '#src/words/words.ts';

type Stop = ShellSplit['stop'];

const wordsOf = (text: string): readonly string[] => text.split(' ');

/** Programs that run what stands behind them. */
const runners: ReadonlySet<string> = new Set(
  wordsOf(
    'sudo doas watch time timeout env nohup command xargs eval nice sh bash zsh while until if then do true minikube microk8s microk8s.kubectl k3s',
  ),
);
/** A program in front of kubectl has no more options than that. */
const mostInFront = 12;
/** Those that stand beside `/kubectl`. */
const slashCommands: ReadonlySet<string> = new Set(wordsOf('apply browse cancel edit help-me lab me workshop'));
const assignment = /^[A-Za-z_]\w*=/u;
const kubectlInside = /(?:^|[|;&(\n]|\bdo\b)\s*((?:sudo\s+)?(?:k|kubectl)\s[^]*)$/u;

/** What to do here in place of the programs that people have in a terminal. */
const programs: ReadonlyMap<string, () => string> = new Map(
  (
    [
      ['curl wget http open xdg-open lynx', () => words().otherPrograms.instead.browser],
      ['vi vim nvim nano emacs code notepad sed', () => words().otherPrograms.instead.editor],
      ['cat less more head ls find tree touch cp mv git echo printf tee', () => words().otherPrograms.instead.files],
      [
        'ping nslookup dig ps env whoami hostname id netstat ss df ssh bash sh',
        () => words().otherPrograms.instead.inContainer,
      ],
      [
        'cd pwd clear exit logout export alias source sleep kubectx kubens history',
        () => words().otherPrograms.instead.nothingToDo,
      ],
      ['docker podman nerdctl crictl ctr', () => words().otherPrograms.instead.containers],
      ['helm k9s stern kind minikube k3d kubeadm terraform oc', () => words().otherPrograms.instead.tools],
      ['man ? apropos', supportedVerbs],
    ] as const
  ).flatMap(([names, next]) => wordsOf(names).map((name) => [name, next])),
);

/** Whether a word is kubectl, by its name, its usual alias or its path. */
export function isKubectl(word: ShellWord | undefined): boolean {
  return word !== undefined && /^(?:k|(?:[\w./~-]*[/\\])?kubectl(?:\.exe)?)$/iu.test(word.raw);
}

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
  const run = whatIsRun([first, ...rest], stop) ?? kubectlInside.exec(stop?.rest ?? '')?.[1];
  if (run !== undefined) throw new LineRefusal('unsupported', noShell, {instead: run});
  if (/\s/u.test(first.text)) {
    throw new LineRefusal('unsupported', words().otherPrograms.wholeInQuotes, {
      instead: textOf([first.text, ...rest], stop),
      next: supportedVerbs(),
    });
  }
  if (name.startsWith('/') && slashCommands.has(name.slice(1))) {
    throw new UserError('unsupported', words().otherPrograms.slashCommand({command: shown(name)}), {
      next: words().otherPrograms.useCommand({command: name}),
    });
  }
  const others = textOf(rest, stop);
  const next = programs.get(name)?.();
  const meant = meantVerb(name) ?? apart(name);
  if (meant !== undefined) {
    throw new LineRefusal('unsupported', noVerb, {instead: lineOf([...meant, others]), next: next ?? supportedVerbs()});
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

/** `kubectlget`, `kubectl-get`, `get-pods`, `pods` and `pod/web`: a verb and what it is of, put together or without the verb. */
function apart(name: string): readonly string[] | undefined {
  const [, verb = '', of = ''] = /^(?:kubectl[-_.:]?)?([a-z]*?)(?:[-_.:]([a-z]+))?$/u.exec(name) ?? [];
  if (verbNames.includes(verb) && (of === '' || knownResourceTypes(of).length > 0)) return [verb, of];
  const [type = '', object] = name.split('/', 2);
  const isOne = object === undefined || isObjectName(object);
  return isOne && knownResourceTypes(type).length > 0 ? ['get', name] : undefined;
}

/** What a program in front runs of kubectl. */
function whatIsRun(typed: readonly ShellWord[], stop: Stop): string | undefined {
  const [first] = typed;
  if (first === undefined || !(runners.has(first.text.toLowerCase()) || assignment.test(first.text))) return undefined;
  const at = firstAfterRunner(typed, [
    (word) => isKubectl(word) || /^(?:k|kubectl)\s/u.test(word.text),
    ({text}) => isPlain(text) && nearestTo(text, ['kubectl', ...verbNames]) !== undefined,
    ({text}) => isPlain(text),
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
