import {typeNamed, type LineSoFar} from './completion.ts';
import {taughtPaths} from './lab-files.ts';

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
  /** As it is taught, where that is more than its name; and what is said of it there. */
  readonly taught?: string;
  readonly note?: string;
  readonly refusal?: string;
  /** What to write in place of a refused one; empty if a line means the same without it. Undefined: nothing does. */
  readonly instead?: string;
  /** What to do when nothing does. */
  readonly next?: string;
}

const sandboxDecides = 'Your sandbox decides the cluster, the namespace and who you are';
export const onceOnly = 'Output is shown once here, not followed';

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
  refusal: string,
  flags: readonly Omit<FlagDefinition, 'refusal'>[],
  instead = '',
): readonly FlagDefinition[] => flags.map((flag) => ({...flag, refusal, instead}));

/** Of flags without which a line would do something else. */
export const withoutWay = (
  refusal: string,
  next: string,
  flags: readonly FlagDefinition[],
): readonly FlagDefinition[] => flags.map((flag) => ({...flag, refusal, next}));

const byName = 'The object is named by TYPE/NAME here';
const writeName = 'Write the type and the name, such as daemonset/NAME.';
export const manifestless = withoutWay(byName, writeName, [filename]);
export const nameOnly = withoutWay(byName, writeName, [selector, all]);

/** kubectl's flags that say how it works or what it prints, and not what is to be done. */
const makingNoDifference = refused('It is not needed here', [
  ...['chunk-size', 'field-manager', 'grace-period', 'max-log-requests', 'pod-running-timeout'].map(valued),
  ...['cache-dir', 'log-flush-frequency', 'profile', 'profile-output', 'request-timeout', 'template'].map(valued),
  ...['allow-missing-template-keys', 'force', 'force-conflicts', 'now', 'openapi-patch', 'output-watch-events'].map(
    bare,
  ),
  ...['disable-compression', 'match-server-version', 'no-headers', 'server-print', 'server-side'].map(bare),
  ...['show-kind', 'show-managed-fields', 'warnings-as-errors'].map(bare),
  ...['record', 'validate', 'wait'].map((name) => ({name, takes: 'optional' as const})),
  {name: 'quiet', short: 'q', takes: 'nothing'},
  {name: 'v', short: 'v', takes: 'value'},
  {name: 'vmodule', takes: 'value'},
]);

/** kubectl's flags that stand in front of a verb too. */
export const globalFlags: readonly FlagDefinition[] = [
  ...refused(sandboxDecides, [
    {name: 'namespace', short: 'n', takes: 'value'},
    {name: 'all-namespaces', short: 'A', takes: 'nothing'},
    ...['context', 'cluster', 'user', 'as', 'as-group', 'as-uid', 'as-user-extra', 'kubeconfig'].map(valued),
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
  ...refused('Folders are read without their subfolders here', [{name: 'recursive', short: 'R', takes: 'nothing'}]),
  ...refused('Only get has other formats here', [{name: 'output', short: 'o', takes: 'value'}]),
  ...refused('Only get follows what happens here', [
    {name: 'watch', short: 'w', takes: 'nothing'},
    {name: 'follow', takes: 'nothing'},
  ]),
  ...refused('How long a command may take is decided here', [{name: 'timeout', takes: 'value'}]),
  ...withoutWay('Nothing is tried out here, only done', 'Without the flag it is done at once.', [
    {name: 'dry-run', takes: 'optional'},
    {name: 'local', takes: 'nothing'},
    {name: 'interactive', short: 'i', takes: 'nothing'},
  ]),
  ...withoutWay('There is no kustomize here', 'Use /apply for YAML that is complete.', [
    {name: 'kustomize', short: 'k', takes: 'value'},
  ]),
  ...withoutWay('Objects are chosen by their names and labels here', 'Write their names, or -l app=nginx.', [
    valued('field-selector'),
  ]),
  ...withoutWay('Only whole objects are read and changed here', 'See one with get TYPE NAME -o yaml.', [
    ...['subresource', 'raw', 'resource-version'].map(valued),
    bare('list'),
  ]),
  ...withoutWay('Only what is named is changed here', 'Delete the others with delete TYPE NAME.', [
    bare('prune'),
    ...['prune-allowlist', 'prune-whitelist'].map(valued),
  ]),
];
