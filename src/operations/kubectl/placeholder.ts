import {knownResourceTypes} from './find-resource-types.ts';
import type {ShellWord} from './shell-words.ts';
import {lineOf} from './type-line.ts';
import {words} from '#src/words/words.ts';

/** What a text writes where a reader is to put something of their own, in brackets: `<pod-name>`. */
export const bracketed = /^(?:<[^<>|;&\n]{1,60}>|<<[^<>|;&\s]{1,60}>>)/u;
/** The same in others: `[pod]`, `(pod-name)`. A range of letters is none: `[a-z]`. */
export const inOtherBrackets = /^(?:\[(?!.-.\])[A-Za-z][\w. -]{1,60}\]|\([A-Za-z][\w. -]{1,60}\))/u;

const nameAlone =
  /^(?:[A-Z_-]*(?:NAME|POD|NODE|YOUR|SERVICE|DEPLOYMENT|DAEMONSET|CONTAINER|CONFIGMAP|SECRET|IMAGE)[A-Z_-]*|[A-Za-z_]+_name|\[[a-z][\w-]*\]|.*[{}<>‹›].*|(?:.*-)?(?:X{3,}(?:-X{3,})*|\.{3}|#{3,})|_{2,}|_\w+_|%\w+%?|TODO|FIXME|CHANGE_?ME)$/u;

/** What stands in braces with blanks in them as one word: the three of `{{ pod.name }}`. */
export function withBracesJoined(typed: readonly ShellWord[]): readonly ShellWord[] {
  const [from, to] = [/^\{{1,2}$/u, /^\}{1,2}$/u].map((brace) => typed.findIndex(({raw}) => brace.test(raw)));
  if (from === undefined || to === undefined || from === -1 || to < from) return typed;
  const text = typed
    .slice(from, to + 1)
    .map(({raw}) => raw)
    .join('');
  return [...typed.slice(0, from), {text, raw: text}, ...typed.slice(to + 1)];
}

/** Whether the name of an object is one of those: `POD_NAME`, `ReplicaSet_name`, `{name}`, `nginx-XXXXX`, `…`. */
export const isNamePlaceholder = (text: string): boolean => nameAlone.test(text);

/** Whether an address is meant, as `get pods -o wide` shows them. */
export const meansAddress = (placeholder: string): boolean =>
  /(?:^|[^a-z])(?:ip|address)(?:$|[^a-z])/iu.test(placeholder);

const seen = (...typed: readonly string[]): string => words().shell.writeName({line: lineOf(typed)});

const help = (verb: string): string => words().lines.seeHelp({line: lineOf([verb, '--help'])});

const keyOrValue = ([verb = '', ...typed]: readonly string[]): string =>
  verb === 'label' || typed.some((text) => /^(?:-l|--selector)/u.test(text))
    ? seen('get', 'pods', '--show-labels')
    : help(verb);

/** What a placeholder asks for, by a word of it, and where to find that; the first that fits. */
const asked: readonly (readonly [RegExp, (typed: readonly string[]) => string])[] = [
  [/^(?:ns|namespaces?)$/u, () => seen('get', 'namespaces')],
  [/^containers?$/u, () => seen('describe', 'pods')],
  [/^(?:image|tag|version)$/u, () => words().lines.names.writeImage],
  [/^(?:n|number|count|replicas|revision|ports?|percent|seconds|size)$/u, () => words().lines.names.writeNumber],
  [/^(?:file|filename|path|folder|dir|directory|ya?ml|manifest)$/u, () => words().otherPrograms.instead.files],
  [/^labels?$/u, () => seen('get', 'pods', '--show-labels')],
  [/^(?:key|value)$/u, keyOrValue],
  [/^(?:type|resource|kind)s?$/u, () => seen('api-resources')],
  [/^(?:verb|command|cmd)$/u, ([verb]) => (verb === undefined || verb === 'auth' ? seen('help') : help(verb))],
];

/**
 * What to write in place of a placeholder, or the line that shows it.
 * @param typed the words in front of it
 */
export function whatToWrite(placeholder: string, typed: readonly string[]): string {
  if (typed[0] === 'config') return seen('config', 'get-contexts');
  if (meansAddress(placeholder)) return seen('get', 'pods', '-o', 'wide');
  const parts = placeholder.toLowerCase().split(/[^a-z]+/u);
  const way = asked.find(([word]) => parts.some((part) => word.test(part)))?.[1];
  if (way !== undefined) return way(typed);
  const [type] = [...parts, ...typed.slice(1).map((text) => text.split('/', 1)[0] ?? '')].flatMap(knownResourceTypes);
  return seen('get', type?.plural ?? 'pods');
}
