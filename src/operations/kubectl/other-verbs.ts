import {parseEditTarget} from '../edit-target.ts';
import {parseBrowse} from '../browse.ts';
import {resourceTypes} from '#src/kinds/resource-types.ts';
import {UserError} from '../user-error.ts';
import {knownResourceTypes} from './find-resource-types.ts';
import {LineRefusal} from './line-refusal.ts';
import type {ShellWord} from './shell-words.ts';
import {lineOf} from './type-line.ts';
import {verbNames} from './verbs.ts';

/** What a verb of kubectl's that is not understood here is refused with: the way that there is, and if there is none, that. */
interface OtherVerb {
  readonly next: string | ((words: readonly ShellWord[]) => string);
  /** The words of a line that does it, made from those after the verb. */
  readonly instead?: (words: readonly ShellWord[]) => readonly (ShellWord | string)[] | undefined;
}

export const supportedVerbs = `The verbs are ${verbNames.join(', ')}.`;

const nodesAreShared: OtherVerb = {next: 'There is no way to do that here: the nodes are shared with other learners.'};
const clusterIsGiven: OtherVerb = {
  next: 'There is no need for it here: your sandbox decides the cluster and who you are.',
};
const ownYaml = 'Write it as YAML and use /apply to paste it.';

const isFlag = ({text}: ShellWord): boolean => text.startsWith('-');
const hasFile = (words: readonly ShellWord[]): boolean => words.some(({text}) => /^(?:-f|--filename)/u.test(text));

/** The object that a line is about, in words that name it as TYPE/NAME or NAME. */
const firstObject = (words: readonly ShellWord[]): ShellWord | undefined => words.find((word) => !isFlag(word));

const otherVerbs: ReadonlyMap<string, OtherVerb> = new Map<string, OtherVerb>([
  ['edit', {next: 'Use /edit, which opens the object in a window.'}],
  ['create', {next: waysToCreate, instead: (words) => (hasFile(words) ? ['apply', ...words] : undefined)}],
  ['replace', {next: ownYaml, instead: (words) => (hasFile(words) ? ['apply', ...words] : undefined)}],
  ['run', {next: 'A Pod is made from YAML here: use /apply to paste it.'}],
  ['expose', {next: 'A Service is made from YAML here: use /apply to paste it.'}],
  ['port-forward', {next: 'Use /browse to see the page that a Service serves.'}],
  ['proxy', {next: 'Use /browse to see the page that a Service serves.'}],
  ['attach', {next: 'Write logs NAME to see what it prints.', instead: (words) => ['logs', firstObject(words) ?? '']}],
  ['cp', {next: 'Nothing is copied here; write exec NAME -- cat FILE to read a file.', instead: readRemoteFile}],
  ['debug', {next: 'Write describe pod NAME, logs NAME or exec NAME -- COMMAND to look into a Pod.'}],
  ['diff', {next: 'Nothing is compared here; write get TYPE NAME -o yaml to see what there is.'}],
  [
    'autoscale',
    {next: 'There is no autoscaler here; write scale deployment/NAME --replicas=3 to change the number by hand.'},
  ],
  ['rolling-update', {next: 'Write set image daemonset/NAME CONTAINER=IMAGE.'}],
  ['explain', {next: 'There is no way to ask that here: https://kubernetes.io/docs/reference/ explains all fields.'}],
  ['top', {next: 'Use is not measured here; write describe pod NAME to see what it asks for and its limits.'}],
  [
    'auth',
    {next: 'There is no way to ask that here: what you may not do is refused with the reason, and does no harm.'},
  ],
  ['api-resources', {next: 'There is no list of types here; get all shows what you have of the commonest.'}],
  ['cluster-info', {next: 'The nodes are what you can see of the cluster.', instead: () => ['get', 'nodes']}],
  ['version', {next: 'The nodes show their version.', instead: () => ['get', 'nodes']}],
  ['kustomize', {next: 'There is no kustomize here; use /apply for YAML that is complete.'}],
  ['help', {next: supportedVerbs}],
  ['options', {next: supportedVerbs}],
  ...['config', 'api-versions', 'certificate', 'completion', 'plugin', 'krew', 'alpha', 'kuberc', 'ctx', 'ns'].map(
    (verb) => [verb, clusterIsGiven] as const,
  ),
  ...['drain', 'cordon', 'uncordon', 'taint'].map((verb) => [verb, nodesAreShared] as const),
]);

export const otherVerbNames: readonly string[] = [...otherVerbs.keys()];

/** What people call a verb who do not have its name at hand. */
const meantVerbs: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['list', 'show', 'ls', 'view'].map((word) => [word, ['get']] as const),
  ...['remove', 'rm', 'destroy'].map((word) => [word, ['delete']] as const),
  ...['restart', 'undo', 'history', 'status', 'pause', 'resume'].map((word) => [word, ['rollout', word]] as const),
  ['rollback', ['rollout', 'undo']],
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
  const message = `kubectl ${verb} is not supported.`;
  const slash = slashCommand(
    verb,
    rest.filter((word) => !isFlag(word)),
  );
  const way = typeof other.next === 'string' ? other.next : other.next(rest);
  const next = slash === undefined ? way : `Use ${slash}`;
  const instead = other.instead?.(rest);
  throw instead === undefined
    ? new UserError('unsupported', message, {next})
    : new LineRefusal('unsupported', message, {instead: lineOf(instead), ...(hasFile(rest) ? {} : {next})});
}

/** The slash command that does it, if it would be understood. */
function slashCommand(verb: string, words: readonly ShellWord[]): string | undefined {
  try {
    if (verb === 'edit') {
      const target = words.map(({text}) => text).join(' ');
      parseEditTarget(target);
      return `/edit resource:${target}`;
    }
    const [type, service] = words[0]?.text.split('/') ?? [];
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

/** `cp POD:FILE …` reads, in words for `exec`; what it writes cannot be had. */
function readRemoteFile(words: readonly ShellWord[]): readonly string[] | undefined {
  const [, pod, file] = /^([a-z0-9.-]+):(\/?[\w./-]+)$/u.exec(firstObject(words)?.text ?? '') ?? [];
  return pod === undefined || file === undefined ? undefined : ['exec', pod, '--', 'cat', file];
}

function waysToCreate(words: readonly ShellWord[]): string {
  const type = firstObject(words)?.text.toLowerCase() ?? '';
  if (['ns', 'namespace'].includes(type)) return 'Your sandbox is the one namespace that you have.';
  if (type === '' || knownResourceTypes(type).some(({isWritable}) => isWritable)) return ownYaml;
  const writable = resourceTypes.flatMap(({isWritable, plural}) => (isWritable ? [plural] : []));
  return `There is no way to do that here: what a sandbox can hold is ${writable.join(', ')}.`;
}
