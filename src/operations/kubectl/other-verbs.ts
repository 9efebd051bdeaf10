import {parseEditTarget} from './edit-target.ts';
import {parseBrowse} from '../browse.ts';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import {UserError} from '../user-error.ts';
import {knownResourceTypes} from './find-resource-types.ts';
import {isBareShell} from './bare-shell.ts';
import {LineRefusal} from './line-refusal.ts';
import type {ShellWord} from './shell-words.ts';
import {container, namespaceFlag} from './flags.ts';
import {wordsOfFlag, withoutFlags, withSlash} from './named-objects.ts';
import {lineOf, rawOf} from './type-line.ts';
import {verbNames} from './verbs.ts';
import {words} from '#src/words/words.ts';

/** What a verb of kubectl's that is not understood here is refused with: the way that there is, and if there is none, that. */
interface OtherVerb {
  readonly next: (typed: readonly ShellWord[]) => string;
  /** The words of a line that does it, made from those after the verb. */
  readonly instead?: (typed: readonly ShellWord[]) => readonly (ShellWord | string)[] | undefined;
}

export const supportedVerbs = (): string => words().lines.verbs({verbs: verbNames.join(', ')});

const nodesAreShared: OtherVerb = {next: () => words().otherVerbs.next.sharedNodes};
const clusterIsGiven: OtherVerb = {
  next: () => words().otherVerbs.next.givenCluster,
};

const hasFile = (typed: readonly ShellWord[]): boolean => typed.some(({text}) => /^(?:-f|--filename)/u.test(text));

/** What a line names: the object that it is about, as TYPE/NAME or NAME, and what follows. */
const namedBy = (typed: readonly ShellWord[]): ShellWord[] => withSlash(withoutFlags(typed));

const otherVerbs: ReadonlyMap<string, OtherVerb> = new Map<string, OtherVerb>([
  ['edit', {next: () => words().otherVerbs.next.edit}],
  ['port-forward', {next: exposeAndBrowse}],
  ['proxy', {next: () => words().otherVerbs.next.browse}],
  [
    'attach',
    {
      next: () => words().otherVerbs.next.attach,
      instead: (typed) => ['logs', '-f', namedBy(typed)[0] ?? '', ...wordsOfFlag(typed, container)],
    },
  ],
  ['debug', {next: () => words().otherVerbs.next.debug, instead: lookInto}],
  ['rolling-update', {next: () => words().otherVerbs.next.setImage}],
  ['kustomize', {next: () => words().otherVerbs.next.kustomize}],
  ['help', {next: supportedVerbs}],
  ['options', {next: supportedVerbs}],
  ...['certificate', 'completion', 'plugin', 'krew', 'alpha', 'kuberc', 'ctx', 'ns'].map(
    (verb) => [verb, clusterIsGiven] as const,
  ),
  ...['drain', 'cordon', 'uncordon', 'taint'].map((verb) => [verb, nodesAreShared] as const),
]);

export const otherVerbNames: readonly string[] = [...otherVerbs.keys()];

/** What people call a verb who do not have its name at hand. */
const meantVerbs: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['list', 'show', 'ls', 'view'].map((word) => [word, ['get']] as const),
  ...['remove', 'rm', 'del', 'destroy', 'stop', 'kill'].map((word) => [word, ['delete']] as const),
  ...['restart', 'undo', 'history', 'status', 'pause', 'resume'].map((word) => [word, ['rollout', word]] as const),
  ['rollback', ['rollout', 'undo']],
  ...['use-context', 'set-context', 'get-contexts', 'current-context'].map((word) => [word, ['config', word]] as const),
  ['can-i', ['auth', 'can-i']],
  ['update', ['apply']],
  ['desc', ['describe']],
  ['tail', ['logs']],
]);

/** The verb, or the two words, that a word stands for with which some begin a line. */
export function meantVerb(word: string): readonly string[] | undefined {
  return meantVerbs.get(word);
}

/**
 * Refuses a verb of kubectl's that is not understood here.
 * @param rest the words after it
 * @throws UserError `unsupported` if there is such a verb
 */
export function refuseOtherVerb(verb: string, rest: readonly ShellWord[]): void {
  const other = otherVerbs.get(verb);
  if (other === undefined) return;
  const message = words().otherVerbs.notSupported({verb});
  const slash = slashCommand(verb, rest);
  const way = other.next(rest);
  const next = slash === undefined ? way : words().otherVerbs.use({command: slash});
  const instead = other.instead?.(rest);
  throw instead === undefined
    ? new UserError('unsupported', message, {next})
    : new LineRefusal('unsupported', message, {instead: lineOf(instead), ...(hasFile(rest) ? {} : {next})});
}

/** What was to run in a debugging container runs in one that is there; without anything, the object is looked at. */
function lookInto(typed: readonly ShellWord[]): readonly (ShellWord | string)[] | undefined {
  const [object] = namedBy(typed);
  if (object === undefined) return undefined;
  const dashes = typed.findIndex(({raw}) => raw === '--');
  const command = dashes === -1 ? [] : typed.slice(dashes + 1);
  const there = wordsOfFlag(typed, namespaceFlag);
  const isNode = /^(?:no|nodes?)\//u.test(object.text);
  if (command.length > 0 && !isNode && !isBareShell(command.map(({text}) => text))) {
    const [target] = wordsOfFlag(typed, {name: 'target', takes: 'value'}).slice(-1);
    const container = target === undefined ? [] : ['-c', target.text.replace(/^--target=/u, '')];
    return ['exec', object, ...there, ...container, '--', ...command];
  }
  return object.text.includes('/') ? ['describe', object, ...there] : ['describe', 'pod', object, ...there];
}

/** The slash command that does it, if it would be understood. */
function slashCommand(verb: string, rest: readonly ShellWord[]): string | undefined {
  const typed = withoutFlags(rest);
  try {
    if (verb === 'edit') {
      const target = [...typed, ...ownNamespace(rest)].map(({text}) => text).join(' ');
      parseEditTarget(target);
      return `/edit resource:${target}`;
    }
    const [type, service] = typed[0]?.text.split('/') ?? [];
    if (verb !== 'port-forward' || service === undefined || !['svc', 'service', 'services'].includes(type ?? '')) {
      return undefined;
    }
    parseBrowse({service}, undefined);
    return `/browse service:${service}`;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The words that say a namespace of one's own. */
function ownNamespace(typed: readonly ShellWord[]): readonly ShellWord[] {
  const there = wordsOfFlag(typed, namespaceFlag);
  const name = there.at(-1)?.text.replace(/^(?:--namespace=|-n)/u, '') ?? '';
  return namespaceFlag.refusalOf?.(name) === undefined ? there : [];
}

/** What has no Service yet is given one first. */
function exposeAndBrowse(typed: readonly ShellWord[]): string {
  const [target, ports] = namedBy(typed).map(({text}) => text);
  const [type = '', name] = target?.includes('/') === true ? target.split('/') : ['pod', target];
  const [known] = knownResourceTypes(type);
  if (name === undefined || !isObjectName(name) || known === undefined || !isExposed(known.plural)) {
    return words().otherVerbs.next.browse;
  }
  const port = /(?:^|:)(?<port>\d{1,5})$/u.exec(ports ?? '')?.groups?.['port'] ?? '80';
  const there = rawOf(wordsOfFlag(typed, namespaceFlag)).map((word) => ` ${word}`);
  return words().otherVerbs.next.exposeAndBrowse({
    object: `${known.singular}/${name}`,
    flags: `--port=${port}${there.join('')}`,
    service: name,
  });
}

const isExposed = (plural: string): boolean => ['pods', 'deployments', 'replicasets'].includes(plural);
