import {
  resourceType,
  resourceTypes,
  startingWith,
  typesThat,
  type ResourceType,
  type ResourceTypeName,
} from '#src/kubernetes/resource-types.ts';
import {editableTypes} from '../edit-target.ts';
import {longFlags, type FlagDefinition, verbFlags} from './flags.ts';
import {type LabFiles, taughtPaths} from './lab-files.ts';
import {splitShellWords} from './shell-words.ts';
import {repairTypography} from './typography.ts';
import {rolloutActions, rolloutFlags, setSubcommands} from './subcommands.ts';
import {type Verb, verbs} from './verbs.ts';
import {labelledTypes} from './verbs/label.ts';

/** Discord's limits on the choices that a command option offers. @see https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
export const mostChoices = 25;
export const longestChoice = 100;

/** What can be named in the sandbox and the lab. */
export interface KnownNames {
  readonly names: (type: ResourceTypeName) => readonly string[];
  readonly files: LabFiles;
  /** Label selectors that match something, such as `app=nginx`. */
  readonly labels?: (type: ResourceTypeName) => readonly string[];
}

/** The line so far: its finished words, and the word that is being typed. */
interface Cursor {
  readonly verb: Verb;
  readonly finished: readonly string[];
  readonly last: string;
  readonly known: KnownNames;
}

const outputs = ['wide', 'yaml', 'json', 'name'];
const typesWithPods = startingWith(['daemonsets', 'deployments'], typesThat('hasPods'));
/** Verbs that name their objects as TYPE/NAME, with the types that they are for, the likeliest first. */
const targetTypes: Partial<Record<Verb, readonly ResourceTypeName[]>> = {
  logs: typesWithPods,
  exec: typesWithPods,
  rollout: typesThat('isRolledOut'),
  scale: typesThat('isScaled'),
  set: startingWith(['daemonsets', 'deployments', 'replicasets'], typesThat('isWritable', 'podSpecAt')),
  patch: editableTypes,
  annotate: editableTypes,
  wait: startingWith(['pods', 'deployments', 'replicasets', 'daemonsets'], typesThat('isAwaited')),
};
const subcommands: Partial<Record<Verb, readonly string[]>> = {rollout: rolloutActions, set: setSubcommands};
const awaited = [
  'condition=Ready',
  'condition=Available',
  'delete',
  "jsonpath='{.status.phase}'=Running",
  "jsonpath='{.status.numberReady}'=1",
];
/** What the likeliest events are about. */
const eventTargets = startingWith(['pods', 'daemonsets', 'deployments', 'replicasets'], typesThat('isAwaited'));
/** Flags that say which objects are meant, where no name does. */
const whichObjects: ReadonlySet<string> = new Set(['selector', 'all']);
const typesFirst: ReadonlySet<Verb> = new Set(['get', 'describe', 'delete', 'label']);
/** Verbs that take nothing but flags. */
const flagsOnly: ReadonlySet<Verb> = new Set(['apply', 'events']);
const verbsOfAll: ReadonlySet<Verb> = new Set(['get', 'describe']);
/** Flags that are accepted because people type them, and change nothing. */
const withoutUse: ReadonlySet<string> = new Set(['stdin', 'tty']);
const mostValues = 6;
const execCommands = ['-- ls', '-- cat', '-- sh -c'];

/**
 * Whole lines that continue what is typed, the likeliest first: verbs, types, names in the sandbox, the lab's files and
 * flags. With nothing typed, lines that any lab begins with. At most `mostChoices`, each of at most `longestChoice`
 * characters.
 */
export function suggestKubectl(partial: string, known: KnownNames): string[] {
  const typed = repairTypography(partial.slice(0, longestChoice), longFlags).replace(/^\s*(?:\$\s+)?/u, '');
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
    .filter((choice) => choice.length <= longestChoice)
    .slice(0, mostChoices);
}

function firstLines({files}: KnownNames): readonly string[] {
  const applies = taughtPaths(files).directories.map((directory) => `apply -f ${directory}`);
  return ['get pods', 'get all', ...applies.slice(0, 1), 'get daemonsets', 'get pods --watch', ...applies.slice(1)];
}

function continuations(input: {words: readonly string[]; last: string; known: KnownNames}): readonly string[] {
  const {words, last, known} = input;
  const [first, ...finished] = words;
  if (first === undefined) return startingVerbs(last, known);
  const verb = verbs.find((candidate) => candidate === first.toLowerCase());
  if (verb === undefined || finished.includes('--')) return [];
  const cursor = {verb, finished, last, known};
  return valuesOfFlag(cursor) ?? [...argumentsOf(cursor), ...flagsOf(cursor)];
}

/** Verbs that begin so; of the only one also what can follow: a bare verb is no line that can be sent. */
function startingVerbs(last: string, known: KnownNames): readonly string[] {
  const matching = starting(verbs, last);
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
    verbFlags[verb].find(({name, short}) => word === `--${name}` || (short !== undefined && word === `-${short}`));
  const equals = last.startsWith('--') ? last.indexOf('=') : -1;
  const inWord = equals === -1 ? undefined : flagOf(last.slice(0, equals));
  if (inWord !== undefined) {
    const start = last.slice(0, equals + 1);
    return starting(flagValues(inWord, {verb, finished, known}), last.slice(equals + 1)).map((value) => start + value);
  }
  const flag = flagOf(finished.at(-1) ?? '');
  if (flag?.takes !== 'value') return undefined;
  const values = flagValues(flag, {verb, finished, known});
  return flag.name === 'filename' ? startingPath(values, last) : starting(values, last);
}

function flagValues(
  {name}: FlagDefinition,
  {verb, finished, known}: Pick<Cursor, 'verb' | 'finished' | 'known'>,
): readonly string[] {
  switch (name) {
    case 'output':
      return outputs;
    case 'filename': {
      const taught = taughtPaths(known.files);
      return [...taught.directories, ...taught.files];
    }
    case 'selector':
      return known.labels?.(typeNamed(finished[0] ?? '')?.plural ?? 'pods') ?? [];
    case 'for':
      return verb === 'wait' ? awaited : objectsOf(eventTargets, known);
    case 'types':
      return ['Warning', 'Normal'];
    case 'field-selector':
      return fieldSelectors(finished, known);
    case 'sort-by':
      return ['.metadata.creationTimestamp', isOfEvents(finished) ? '.lastTimestamp' : '.metadata.name'];
    case 'cascade':
      return ['orphan', 'background', 'foreground'];
    case 'tail':
      return ['20', '100'];
    case 'replicas':
      return ['1', '2', '3', '0'];
    case 'timeout':
      return ['60s', '2m'];
    case 'type':
      return ['strategic', 'merge', 'json'];
    case 'patch':
      return [`'{"spec":{"minReadySeconds":5}}'`];
    default:
      return [];
  }
}

function isOfEvents([type = '']: readonly string[]): boolean {
  return typeNamed(type)?.plural === 'events';
}

function fieldSelectors(finished: readonly string[], known: KnownNames): readonly string[] {
  if (!isOfEvents(finished)) return ['status.phase=Running'];
  return known.names('pods').map((name) => `involvedObject.name=${name}`);
}

/** Paths are offered as the person began them: with `labs/LAB/` in front or without. */
function startingPath(paths: readonly string[], typed: string): readonly string[] {
  const fromRoot = /^(?:\.\/)?labs\/[^/]*\/?/u.exec(typed)?.[0] ?? (typed.startsWith('./') ? './' : '');
  return starting(paths, typed.slice(fromRoot.length)).map((path) => fromRoot + path);
}

function argumentsOf({verb, finished, last, known}: Cursor): readonly string[] {
  if (last.startsWith('-')) return [];
  const args = finished.filter((word) => !word.startsWith('-'));
  const slash = last.indexOf('/');
  if (slash !== -1) {
    const type = typeNamed(last.slice(0, slash));
    const names = type === undefined ? [] : starting(known.names(type.plural), last.slice(slash + 1));
    return names.map((name) => last.slice(0, slash + 1) + name);
  }
  if (flagsOnly.has(verb)) return [];
  const types = targetTypes[verb];
  if (types !== undefined) return targetsOf({types, verb, args, last, known});
  const [typed] = args;
  if (typed === undefined) return typeNames(verb, last);
  const type = typeNamed(typed);
  if (type === undefined) return [];
  const names = known.names(type.plural).filter((name) => !args.includes(name));
  return starting(names, last);
}

/** A verb's subcommand, then the one object that it is about, then a command in it. */
function targetsOf({
  types,
  verb,
  args,
  last,
  known,
}: Pick<Cursor, 'verb' | 'last' | 'known'> & {
  types: readonly ResourceTypeName[];
  args: readonly string[];
}): readonly string[] {
  const kinds = subcommands[verb];
  if (kinds !== undefined && args.length === 0) return starting(kinds, last);
  if (args.length > (kinds === undefined ? 0 : 1)) return verb === 'exec' ? starting(execCommands, last) : [];
  return starting(objectsOf(types, known), last);
}

/** `pod/NAME` for every object of these types. */
function objectsOf(types: readonly ResourceTypeName[], known: KnownNames): readonly string[] {
  return types.flatMap((type) => known.names(type).map((name) => `${resourceType(type).singular}/${name}`));
}

/** The types' plurals; their other names too once a letter is typed. */
function typeNames(verb: Verb, last: string): readonly string[] {
  const types = typesFor(verb);
  const others = last === '' ? [] : types.flatMap(spellingsOf);
  return starting([...types.map((type) => type.plural), ...(verbsOfAll.has(verb) ? ['all'] : []), ...others], last);
}

function typesFor(verb: Verb): readonly ResourceType[] {
  if (verb === 'label') return labelledTypes.map(resourceType);
  if (verb === 'describe') return resourceTypes.filter((type) => type.isDescribed);
  return verb === 'delete' ? resourceTypes.filter((type) => type.isWritable) : resourceTypes;
}

function spellingsOf(type: ResourceType): readonly string[] {
  return [type.plural, type.singular, ...type.shortNames];
}

function typeNamed(text: string): ResourceType | undefined {
  return resourceTypes.find((type) => spellingsOf(type).includes(text.toLowerCase()));
}

function flagsOfRollout(action: string | undefined): readonly string[] {
  const known = rolloutActions.find((candidate) => candidate === action);
  return known === undefined ? [] : rolloutFlags[known];
}

function flagsOf({verb, finished, last, known}: Cursor): readonly string[] {
  if (last !== '' && !last.startsWith('-')) return [];
  const args = finished.filter((word) => !word.startsWith('-'));
  const isGiven = ({name, short}: FlagDefinition): boolean =>
    finished.some((word) => word === `--${name}` || word.startsWith(`--${name}=`) || word === `-${short ?? '-'}`);
  const isFitting = ({name}: FlagDefinition): boolean => {
    if (verb === 'rollout') return flagsOfRollout(args[0]).includes(name);
    if (name === 'filename') return args.length === 0;
    return !(whichObjects.has(name) && typesFirst.has(verb) && args.length > 1);
  };
  const flags = verbFlags[verb].filter(
    (flag) => flag.refusal === undefined && !withoutUse.has(flag.name) && !isGiven(flag) && isFitting(flag),
  );
  return flags.flatMap((flag) => {
    const {name, short, takes} = flag;
    const spelling = short === undefined || takes === 'nothing' || last.startsWith('--') ? `--${name}` : `-${short}`;
    if (!spelling.startsWith(last) && last !== `-${short ?? '-'}`) return [];
    const areValuesNext = takes === 'optional' || last === '' || last === spelling;
    const values = areValuesNext ? flagValues(flag, {verb, finished, known}).slice(0, mostValues) : [];
    const separator = takes === 'optional' ? '=' : ' ';
    return values.length === 0 ? [spelling] : values.map((value) => spelling + separator + value);
  });
}
