import {resourceType} from '#src/kinds/resource-types.ts';
import {namespacesKnown, objectsOf, spellingsOf, typeNamed, type KnownNames, type LineSoFar} from './completion.ts';
import type {FlagDefinition} from './flags.ts';
import {taughtPaths} from './lab-files.ts';
import {splitShellWords} from './shell-words.ts';
import {repairTypography} from './typography.ts';
import type {Targets, Verb} from './verb.ts';
import {longFlags, verbNames, verbs} from './verbs.ts';

/** How many choices an option offers. @see https://discord.com/developers/docs/interactions/application-commands#autocomplete */
export const mostChoices = 25;
/** The longest line that can be sent, in characters. */
const longestLine = 2_000;

/** A line of a verb, and the word of it that is being typed. */
interface Cursor extends LineSoFar {
  readonly verb: Verb;
  readonly last: string;
}

/** Flags that say which objects are meant, where no name does. */
const whichObjects: ReadonlySet<string> = new Set(['selector', 'all']);
/** Flags that name files of the lab. */
const pathFlags: ReadonlySet<string> = new Set(['filename', 'from-file', 'from-env-file']);
const mostValues = 6;

/**
 * Whole lines that continue what is typed, the likeliest first: verbs, types, names in the sandbox, the lab's files and
 * flags. With nothing typed, lines that any lab begins with. At most `mostChoices`.
 */
export function suggestKubectl(partial: string, known: KnownNames): string[] {
  const typed = repairTypography(partial.slice(0, longestLine), longFlags).replace(/^\s*(?:\$\s+)?/u, '');
  if (splitShellWords(typed).stop !== undefined) return [];
  const line = typed.replace(/^kubectl\s+/iu, '');
  const prefix = line === typed ? '' : 'kubectl ';
  const words = line.split(/\s+/u);
  const last = words.pop() ?? '';
  const lines =
    words.length === 0 && last === ''
      ? firstLines(known)
      : continuations({words, last, known}).map((word) => [...words, word].join(' '));
  return [...new Set(lines)]
    .map((choice) => prefix + choice)
    .filter((choice) => choice.length <= longestLine)
    .slice(0, mostChoices);
}

function firstLines({files}: KnownNames): readonly string[] {
  const applies = taughtPaths(files).directories.map((directory) => `apply -f ${directory}`);
  return ['get pods', 'get all', ...applies.slice(0, 1), 'get daemonsets', 'get pods --watch', ...applies.slice(1)];
}

function continuations(input: {words: readonly string[]; last: string; known: KnownNames}): readonly string[] {
  const {words, last} = input;
  const named = namespacesAt(input);
  if (named !== undefined) return named;
  const {rest, namespace} = withoutNamespace(words);
  const [first, ...behind] = rest;
  if (first === undefined) return startingVerbs(last, input.known);
  const verb: Verb | undefined = verbs.find(({name}) => name === first.toLowerCase());
  if (verb === undefined) return [];
  // it says what is to be current, and is one of the verb's own
  const finished = verb.isOfContext === true ? words.slice(1) : behind;
  if (finished.includes('--')) return [];
  const known = namespace === undefined ? input.known : inNamespace(namespace, input.known);
  const cursor = {verb, finished, last, known};
  return valuesOfFlag(cursor) ?? [...argumentsOf(cursor), ...flagsOf(cursor)];
}

/** What is typed behind a `-n`, in front of the verb or behind it; undefined if the cursor is at none. */
function namespacesAt({words, last, known}: {words: readonly string[]; last: string; known: KnownNames}) {
  const isLine = words.some((word) => verbNames.includes(word.toLowerCase())) || words.length < 2;
  if (!isLine || words.includes('--')) return undefined;
  const before = words.at(-1);
  if (before === '-n' || before === '--namespace') return starting(namespacesKnown(known), last);
  const flag = /^(?:--namespace=|-n=?(?=[^-=]))/u.exec(last)?.[0];
  if (flag === undefined) return undefined;
  return starting(namespacesKnown(known), last.slice(flag.length)).map((name) => flag + name);
}

/** The words without `-n NAMESPACE`, unless that is what is being typed. */
function withoutNamespace(words: readonly string[]): {rest: readonly string[]; namespace: string | undefined} {
  const at = words.findIndex((word) => /^(?:-n|--namespace(?:=.+)?)/u.test(word));
  const word = words[at];
  if (word === undefined) return {rest: words, namespace: undefined};
  const inWord = word.replace(/^(?:-n|--namespace=?)/u, '');
  const namespace = inWord === '' ? words[at + 1] : inWord;
  return namespace === undefined
    ? {rest: words, namespace: undefined}
    : {rest: words.toSpliced(at, inWord === '' ? 2 : 1), namespace};
}

const inNamespace = (namespace: string, known: KnownNames): KnownNames => ({
  ...known,
  names: (type) => known.names(type, namespace),
});

/** Verbs that begin so; of the only one also what can follow: a bare verb is no line that can be sent. */
function startingVerbs(last: string, known: KnownNames): readonly string[] {
  const matching = starting(verbNames, last);
  const [only] = matching;
  if (only === undefined || matching.length > 1) return matching;
  return [only, ...continuations({words: [only], last: '', known}).map((word) => `${only} ${word}`)];
}

function starting(candidates: readonly string[], start: string): readonly string[] {
  const wanted = start.toLowerCase();
  return candidates.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
}

/** What can follow a flag that takes a value; undefined if the cursor is not at one. */
function valuesOfFlag({verb, finished, last, known}: Cursor): readonly string[] | undefined {
  const flagOf = (word: string): FlagDefinition | undefined =>
    verb.flags.find(({name, short}) => word === `--${name}` || (short !== undefined && word === `-${short}`));
  const equals = last.startsWith('--') ? last.indexOf('=') : -1;
  const inWord = equals === -1 ? undefined : flagOf(last.slice(0, equals));
  if (inWord !== undefined) {
    const start = last.slice(0, equals + 1);
    return starting(flagValues(inWord, {finished, known}), last.slice(equals + 1)).map((value) => start + value);
  }
  const flag = flagOf(finished.at(-1) ?? '');
  if (flag?.takes !== 'value') return undefined;
  const values = flagValues(flag, {finished, known});
  return pathFlags.has(flag.name) ? startingPath(values, last) : starting(values, last);
}

function flagValues({suggests = []}: FlagDefinition, line: LineSoFar): readonly string[] {
  return typeof suggests === 'function' ? suggests(line) : suggests;
}

/** Paths are offered as the person began them: with `labs/LAB/` in front or without. */
function startingPath(paths: readonly string[], typed: string): readonly string[] {
  const fromRoot = /^(?:\.\/)?labs\/[^/]*\/?/u.exec(typed)?.[0] ?? (typed.startsWith('./') ? './' : '');
  return starting(paths, typed.slice(fromRoot.length)).map((path) => fromRoot + path);
}

function argumentsOf({verb, finished, last, known}: Cursor): readonly string[] {
  if (last.startsWith('-')) return [];
  if (verb.offers !== undefined) return startingPath(verb.offers({finished, known}), last);
  const args = finished.filter((word) => !word.startsWith('-'));
  const slash = last.indexOf('/');
  if (slash !== -1) {
    const type = typeNamed(last.slice(0, slash));
    const names = type === undefined ? [] : starting(known.names(type.plural), last.slice(slash + 1));
    return names.map((name) => last.slice(0, slash + 1) + name);
  }
  if (verb.targets === undefined) return subcommandsAfter(verb, args, last);
  if (verb.targets.form === 'TYPE/NAME') return objectAndMore({verb, last, known}, verb.targets, args);
  const [typed] = args;
  if (typed === undefined) return typeNames(verb.targets, last);
  if (verb.targets.isTypeAlone === true) return [];
  const type = typeNamed(typed);
  if (type === undefined) return [];
  const names = known.names(type.plural).filter((name) => !args.includes(name));
  return starting(names, last);
}

/** The rest of the subcommands, some of two words, that the words so far begin. */
function subcommandsAfter({subcommands = []}: Verb, args: readonly string[], last: string): readonly string[] {
  const before = args.map((word) => `${word.toLowerCase()} `).join('');
  const rest = subcommands.filter(({name}) => name.startsWith(before)).map(({name}) => name.slice(before.length));
  return starting(rest, last);
}

/** A verb's subcommand, then the one object that it is about, then what follows it. */
function objectAndMore(
  {verb: {subcommands = []}, last, known}: Pick<Cursor, 'verb' | 'last' | 'known'>,
  {types, followedBy = []}: Targets,
  args: readonly string[],
): readonly string[] {
  const words = [...(subcommands.length === 0 ? [] : [subcommands.map(({name}) => name)]), objectsOf(types, known)];
  return starting(words[args.length] ?? followedBy, last);
}

/** The types' plurals; their other names too once a letter is typed. */
function typeNames({types, takesAll = false}: Targets, last: string): readonly string[] {
  const others = last === '' ? [] : types.flatMap((type) => spellingsOf(resourceType(type)));
  return starting([...types, ...(takesAll ? ['all'] : []), ...others], last);
}

function flagsOf({verb, finished, last, known}: Cursor): readonly string[] {
  if (last !== '' && !last.startsWith('-')) return [];
  const args = finished.filter((word) => !word.startsWith('-'));
  const isGiven = ({name, short}: FlagDefinition): boolean =>
    finished.some((word) => word === `--${name}` || word.startsWith(`--${name}=`) || word === `-${short ?? '-'}`);
  const subcommand = verb.subcommands?.find((candidate) => {
    const words = candidate.name.split(' ');
    return words.every((word, index) => word === args[index]);
  });
  const taken = subcommand?.flags ?? (args.length === 0 ? verb.flagsAlone : undefined) ?? [];
  const isFitting = ({name}: FlagDefinition): boolean => {
    if (verb.subcommands !== undefined) return taken.includes(name);
    if (name === 'filename') return args.length === 0;
    return !(whichObjects.has(name) && verb.targets?.form === 'TYPE NAME' && args.length > 1);
  };
  const flags = verb.flags.filter(
    (flag) => flag.refusal === undefined && flag.isWithoutUse !== true && !isGiven(flag) && isFitting(flag),
  );
  return flags.flatMap((flag) => {
    const {name, short, takes} = flag;
    const spelling = short === undefined || takes === 'nothing' || last.startsWith('--') ? `--${name}` : `-${short}`;
    if (!spelling.startsWith(last) && last !== `-${short ?? '-'}`) return [];
    const areValuesNext = takes === 'optional' || last === '' || last === spelling;
    const values = areValuesNext ? flagValues(flag, {finished, known}).slice(0, mostValues) : [];
    const separator = takes === 'optional' ? '=' : ' ';
    return values.length === 0 ? [spelling] : values.map((value) => spelling + separator + value);
  });
}
