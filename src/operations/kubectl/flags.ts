import type {Verb} from './verbs.ts';

/** A flag that a verb takes, or one that kubectl has and Labrador refuses with a sentence of its own. */
export interface FlagDefinition {
  readonly name: string;
  readonly short?: string;
  /** `optional` values follow a `=` only; without one the flag means `implied`. */
  readonly takes: 'nothing' | 'value' | 'optional';
  readonly implied?: string;
  readonly refusal?: string;
  /** What to write in place of a refused one; empty if a line means the same without it. Undefined: nothing does. */
  readonly instead?: string;
  /** What to do when nothing does. */
  readonly next?: string;
}

const sandboxDecides = 'Your sandbox decides the cluster, the namespace and who you are';
const onceOnly = 'Output is shown once here, not followed';

const valued = (name: string): FlagDefinition => ({name, takes: 'value'});
const bare = (name: string): FlagDefinition => ({name, takes: 'nothing'});

const selector: FlagDefinition = {name: 'selector', short: 'l', takes: 'value'};
const filename: FlagDefinition = {name: 'filename', short: 'f', takes: 'value'};
const container: FlagDefinition = {name: 'container', short: 'c', takes: 'value'};
const all: FlagDefinition = {name: 'all', takes: 'nothing'};

/** Of flags that a line can do without, or with another one. */
const refused = (
  refusal: string,
  flags: readonly Omit<FlagDefinition, 'refusal'>[],
  instead = '',
): readonly FlagDefinition[] => flags.map((flag) => ({...flag, refusal, instead}));

/** Of flags without which a line would do something else. */
const withoutWay = (refusal: string, next: string, flags: readonly FlagDefinition[]): readonly FlagDefinition[] =>
  flags.map((flag) => ({...flag, refusal, next}));

const timeout: FlagDefinition = {name: 'timeout', takes: 'value'};
const byName = 'The object is named by TYPE/NAME here';
const manifestless = withoutWay(byName, 'Write the type and the name, such as daemonset/NAME.', [
  {name: 'filename', short: 'f', takes: 'value'},
]);
const nameOnly = withoutWay(byName, 'Write the type and the name, such as daemonset/NAME.', [selector, all]);

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

/**
 * Each verb's flags, as kubectl spells them.
 * @see https://kubernetes.io/docs/reference/kubectl/generated/
 */
export const verbFlags: Readonly<Record<Verb, readonly FlagDefinition[]>> = {
  get: [
    selector,
    {name: 'output', short: 'o', takes: 'value'},
    {name: 'show-labels', takes: 'nothing'},
    {name: 'watch', short: 'w', takes: 'nothing'},
    {name: 'field-selector', takes: 'value'},
    {name: 'sort-by', takes: 'value'},
    {name: 'ignore-not-found', takes: 'nothing', refusal: 'It is not needed here', instead: ''},
    ...refused(
      'Labels are shown all or none here',
      [{name: 'label-columns', short: 'L', takes: 'value'}],
      '--show-labels',
    ),
    ...refused('What is there is shown first here', [bare('watch-only')], '--watch'),
    ...manifestless,
  ],
  describe: [selector, {name: 'show-events', takes: 'nothing'}, ...manifestless],
  events: [
    {name: 'for', takes: 'value'},
    {name: 'types', takes: 'value'},
    ...refused(onceOnly, [{name: 'watch', short: 'w', takes: 'nothing'}]),
  ],
  apply: [
    filename,
    ...refused('It is not needed here', [bare('overwrite'), {name: 'cascade', takes: 'optional'}]),
    ...withoutWay('All that is in the files is applied', 'Name the files that you want with -f.', [selector, all]),
  ],
  delete: [
    selector,
    filename,
    all,
    {name: 'ignore-not-found', takes: 'nothing'},
    {name: 'cascade', takes: 'optional', implied: 'background'},
    ...refused('Pods have the time to end that they ask for', [valued('grace-period'), bare('force'), bare('now')]),
    ...refused('The card shows what goes', [{name: 'wait', takes: 'optional'}]),
  ],
  logs: [
    selector,
    container,
    {name: 'tail', takes: 'value'},
    {name: 'previous', short: 'p', takes: 'nothing'},
    ...refused(onceOnly, [{name: 'follow', short: 'f', takes: 'nothing'}]),
    ...refused('Logs are shown as they are written, from the first line or with --tail from the last ones', [
      ...['since', 'since-time', 'limit-bytes'].map(valued),
      ...['timestamps', 'prefix', 'ignore-errors', 'all-pods', 'insecure-skip-tls-verify-backend'].map(bare),
    ]),
    ...refused('One container is shown at a time here', [bare('all-containers')]),
  ],
  exec: [container, {name: 'stdin', short: 'i', takes: 'nothing'}, {name: 'tty', short: 't', takes: 'nothing'}],
  label: [selector, all, {name: 'overwrite', takes: 'nothing'}, ...manifestless],
  rollout: [
    {name: 'watch', short: 'w', takes: 'nothing'},
    timeout,
    {name: 'revision', takes: 'value'},
    {name: 'to-revision', takes: 'value'},
    ...manifestless,
    ...nameOnly,
  ],
  scale: [valued('replicas'), valued('current-replicas'), ...manifestless, ...nameOnly],
  set: [...manifestless, ...nameOnly],
  patch: [
    {name: 'patch', short: 'p', takes: 'value'},
    {name: 'type', takes: 'value'},
    ...withoutWay('A patch is written in the line here', 'Write it after -p, in single quotes.', [
      {name: 'patch-file', takes: 'value'},
    ]),
    ...manifestless,
  ],
  annotate: [{name: 'overwrite', takes: 'nothing'}, ...manifestless, ...nameOnly],
  wait: [selector, all, {name: 'for', takes: 'value'}, timeout, ...manifestless],
};

/** Every long flag that is known, for telling `—watch` from `—it`. */
export const longFlags: readonly string[] = [
  ...new Set([...Object.values(verbFlags).flat(), ...refusedEverywhere].map((flag) => flag.name)),
];
