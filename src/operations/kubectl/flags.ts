import {typeNamed, type LineSoFar} from './completion.ts';
import {taughtPaths} from './lab-files.ts';
import {isOfCluster} from '../namespace-alias.ts';
import {onlyContext} from './only-context.ts';
import {words} from '#src/words/words.ts';

/** Why a flag is not taken, which stands in it as it was typed. */
type Refusal = (asked: {readonly flag: string}) => string;

/** A flag that a verb takes, or one that kubectl has and Labrador refuses with a sentence of its own. */
export interface FlagDefinition {
  readonly name: string;
  readonly short?: string;
  /** `optional` values follow a `=` only; without one the flag means `implied`. */
  readonly takes: 'nothing' | 'value' | 'optional';
  readonly implied?: string;
  /** What it is likely given, the likeliest first. */
  readonly suggests?: readonly string[] | ((line: LineSoFar) => readonly string[]);
  /** Whether it is accepted because people type it, and changes nothing. */
  readonly isWithoutUse?: boolean;
  /** As it is taught, where that is more than its name, or empty where it is not; and what is said of it there. */
  readonly taught?: string;
  readonly note?: string;
  readonly refusal?: Refusal;
  /** Why a value of it is not taken, if it is one that never is; a line means the same without the flag. */
  readonly refusalOf?: (value: string) => Refusal | undefined;
  /** What to write in place of a refused one; empty if a line means the same without it. Undefined: nothing does. */
  readonly instead?: string;
  /** What to do when nothing does. */
  readonly next?: () => string;
}

const sandboxDecides: Refusal = (asked) => words().flags.refused.sandboxDecides(asked);
export const onceOnly: Refusal = (asked) => words().flags.refused.onceOnly(asked);
export const notNeeded: Refusal = (asked) => words().flags.refused.notNeeded(asked);

export const valued = (name: string): FlagDefinition => ({name, takes: 'value'});
export const bare = (name: string): FlagDefinition => ({name, takes: 'nothing'});

export const selector: FlagDefinition = {
  name: 'selector',
  short: 'l',
  takes: 'value',
  suggests: ({finished, known}) => known.labels?.(typeNamed(finished[0] ?? '')?.plural ?? 'pods') ?? [],
};
export const filename: FlagDefinition = {
  name: 'filename',
  short: 'f',
  takes: 'value',
  suggests: ({known}) => {
    const {directories, files} = taughtPaths(known.files);
    return [...directories, ...files];
  },
};
export const container: FlagDefinition = {name: 'container', short: 'c', takes: 'value'};
export const all = bare('all');
export const cascade: FlagDefinition = {
  name: 'cascade',
  takes: 'optional',
  implied: 'background',
  suggests: ['orphan', 'background', 'foreground'],
};
export const timeout: FlagDefinition = {name: 'timeout', takes: 'value', suggests: ['60s', '2m']};

/** Of flags that a line can do without, or with another one. */
export const refused = (
  refusal: Refusal,
  flags: readonly Omit<FlagDefinition, 'refusal'>[],
  instead = '',
): readonly FlagDefinition[] => flags.map((flag) => ({...flag, refusal, instead}));

/** Of flags without which a line would do something else. */
export const withoutWay = (
  refusal: Refusal,
  next: () => string,
  flags: readonly FlagDefinition[],
): readonly FlagDefinition[] => flags.map((flag) => ({...flag, refusal, next}));

const byName: Refusal = (asked) => words().flags.refused.byName(asked);
const writeName = (): string => words().flags.next.writeName;
export const manifestless = withoutWay(byName, writeName, [filename]);
export const nameOnly = withoutWay(byName, writeName, [selector, all]);

/** kubectl's flags that say how it works or what it prints, and not what is to be done. */
const makingNoDifference = refused(notNeeded, [
  ...['chunk-size', 'field-manager', 'grace-period', 'max-log-requests', 'pod-running-timeout'].map(valued),
  ...['cache-dir', 'log-flush-frequency', 'profile', 'profile-output', 'request-timeout', 'template'].map(valued),
  ...['allow-missing-template-keys', 'force', 'force-conflicts', 'now', 'openapi-patch', 'output-watch-events'].map(
    bare,
  ),
  ...['disable-compression', 'match-server-version', 'no-headers', 'server-print', 'server-side'].map(bare),
  ...['show-kind', 'show-managed-fields', 'warnings-as-errors'].map(bare),
  ...['record', 'validate', 'wait'].map((name) => ({name, takes: 'optional' as const})),
  bare('export'),
  {name: 'yes', short: 'y', takes: 'nothing'},
  {name: 'quiet', short: 'q', takes: 'nothing'},
  {name: 'v', short: 'v', takes: 'value'},
  {name: 'vmodule', takes: 'value'},
]);

/** Which of their namespaces a line is about; whose it is follows from who asks. */
export const namespaceFlag: FlagDefinition = {
  name: 'namespace',
  short: 'n',
  takes: 'value',
  taught: '',
  refusalOf: (value) => (isOfCluster(value) ? (asked) => words().namespaces.ofCluster(asked) : undefined),
};

/** Of contexts there is one, which changes nothing. */
const contextFlag: FlagDefinition = {
  name: 'context',
  takes: 'value',
  taught: '',
  refusalOf: (value) =>
    value === onlyContext ? undefined : (asked) => words().flags.refused.otherContext({...asked, context: onlyContext}),
};

/** kubectl's flags that stand in front of a verb too. */
export const globalFlags: readonly FlagDefinition[] = [
  namespaceFlag,
  contextFlag,
  ...refused(sandboxDecides, [
    {name: 'all-namespaces', short: 'A', takes: 'nothing'},
    ...['cluster', 'user', 'as', 'as-group', 'as-uid', 'as-user-extra', 'kubeconfig'].map(valued),
    {name: 'server', short: 's', takes: 'value'},
    ...['token', 'username', 'password', 'tls-server-name'].map(valued),
    ...['certificate-authority', 'client-certificate', 'client-key'].map(valued),
    {name: 'insecure-skip-tls-verify', takes: 'nothing'},
  ]),
  ...makingNoDifference,
];

/** The flags that no verb takes here, unless it has one of that name itself. */
export const refusedEverywhere: readonly FlagDefinition[] = [
  ...globalFlags,
  ...refused((asked) => words().flags.refused.noSubfolders(asked), [{name: 'recursive', short: 'R', takes: 'nothing'}]),
  ...refused((asked) => words().flags.refused.formatsOfGet(asked), [{name: 'output', short: 'o', takes: 'value'}]),
  ...refused(
    (asked) => words().flags.refused.getFollows(asked),
    [
      {name: 'watch', short: 'w', takes: 'nothing'},
      {name: 'follow', takes: 'nothing'},
    ],
  ),
  ...refused((asked) => words().flags.refused.timeIsDecided(asked), [{name: 'timeout', takes: 'value'}]),
  ...withoutWay(
    (asked) => words().flags.refused.noTrial(asked),
    () => words().flags.next.atOnce,
    [
      {name: 'dry-run', takes: 'optional'},
      {name: 'local', takes: 'nothing'},
      {name: 'interactive', short: 'i', takes: 'nothing'},
    ],
  ),
  ...withoutWay(
    (asked) => words().flags.refused.noKustomize(asked),
    () => words().flags.next.completeYaml,
    [{name: 'kustomize', short: 'k', takes: 'value'}],
  ),
  ...withoutWay(
    (asked) => words().flags.refused.namesAndLabels(asked),
    () => words().flags.next.namesOrLabel,
    [valued('field-selector')],
  ),
  ...withoutWay(
    (asked) => words().flags.refused.wholeObjects(asked),
    () => words().flags.next.seeYaml,
    [...['subresource', 'raw', 'resource-version'].map(valued), bare('list')],
  ),
  ...withoutWay(
    (asked) => words().flags.refused.onlyNamed(asked),
    () => words().flags.next.deleteOthers,
    [bare('prune'), ...['prune-allowlist', 'prune-whitelist'].map(valued)],
  ),
];
