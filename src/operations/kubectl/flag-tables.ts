import type {Verb} from './verbs.ts';

/** A flag that a verb takes, or one that kubectl has and Labrador refuses with a sentence of its own. */
export interface FlagDefinition {
  readonly name: string;
  readonly short?: string;
  /** `optional` values follow a `=` only; without one the flag means `implied`. */
  readonly takes: 'nothing' | 'value' | 'optional';
  readonly implied?: string;
  readonly refusal?: string;
}

const sandboxDecides = 'Your sandbox decides the cluster, the namespace and who you are';
const onceOnly = 'Output is shown once here, not followed';

const selector: FlagDefinition = {name: 'selector', short: 'l', takes: 'value'};
const filename: FlagDefinition = {name: 'filename', short: 'f', takes: 'value'};
const container: FlagDefinition = {name: 'container', short: 'c', takes: 'value'};
const all: FlagDefinition = {name: 'all', takes: 'nothing'};

const refused = (refusal: string, flags: readonly Omit<FlagDefinition, 'refusal'>[]): readonly FlagDefinition[] =>
  flags.map((flag) => ({...flag, refusal}));

const recursive = refused('Folders are read without their subfolders here', [
  {name: 'recursive', short: 'R', takes: 'nothing'},
]);
const dryRun = refused('Nothing is tried out here, only done', [{name: 'dry-run', takes: 'optional'}]);

const timeout: FlagDefinition = {name: 'timeout', takes: 'value'};
const manifestless = refused('The object is named by TYPE/NAME here', [{name: 'filename', short: 'f', takes: 'value'}]);

/** The flags that no verb takes here, because of what they would decide. */
export const refusedEverywhere: readonly FlagDefinition[] = refused(sandboxDecides, [
  {name: 'namespace', short: 'n', takes: 'value'},
  {name: 'all-namespaces', short: 'A', takes: 'nothing'},
  {name: 'context', takes: 'value'},
  {name: 'cluster', takes: 'value'},
  {name: 'user', takes: 'value'},
  {name: 'as', takes: 'value'},
  {name: 'as-group', takes: 'value'},
  {name: 'as-uid', takes: 'value'},
  {name: 'kubeconfig', takes: 'value'},
  {name: 'server', short: 's', takes: 'value'},
  {name: 'token', takes: 'value'},
  {name: 'insecure-skip-tls-verify', takes: 'nothing'},
]);

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
  ],
  describe: [selector, {name: 'show-events', takes: 'nothing'}],
  events: [
    {name: 'for', takes: 'value'},
    {name: 'types', takes: 'value'},
    ...refused(onceOnly, [{name: 'watch', short: 'w', takes: 'nothing'}]),
  ],
  apply: [filename, ...recursive, ...dryRun],
  delete: [
    selector,
    filename,
    all,
    {name: 'ignore-not-found', takes: 'nothing'},
    {name: 'cascade', takes: 'optional', implied: 'background'},
    ...recursive,
    ...dryRun,
  ],
  logs: [
    selector,
    container,
    {name: 'tail', takes: 'value'},
    {name: 'previous', short: 'p', takes: 'nothing'},
    ...refused(onceOnly, [{name: 'follow', short: 'f', takes: 'nothing'}]),
  ],
  exec: [container, {name: 'stdin', short: 'i', takes: 'nothing'}, {name: 'tty', short: 't', takes: 'nothing'}],
  label: [selector, all, {name: 'overwrite', takes: 'nothing'}],
  rollout: [
    {name: 'watch', short: 'w', takes: 'nothing'},
    timeout,
    {name: 'revision', takes: 'value'},
    {name: 'to-revision', takes: 'value'},
    ...dryRun,
  ],
  scale: [{name: 'replicas', takes: 'value'}, {name: 'current-replicas', takes: 'value'}, ...manifestless, ...dryRun],
  set: [...manifestless, ...dryRun],
  patch: [
    {name: 'patch', short: 'p', takes: 'value'},
    {name: 'type', takes: 'value'},
    ...refused('A patch is written in the line here', [{name: 'patch-file', takes: 'value'}]),
    ...refused('Only whole objects are patched here', [{name: 'subresource', takes: 'value'}]),
    ...manifestless,
    ...dryRun,
  ],
  annotate: [{name: 'overwrite', takes: 'nothing'}, ...manifestless, ...dryRun],
  wait: [selector, all, {name: 'for', takes: 'value'}, timeout, ...manifestless],
};

/** Every long flag that is known, for telling `—watch` from `—it`. */
export const longFlags: readonly string[] = [
  ...new Set([...Object.values(verbFlags).flat(), ...refusedEverywhere].map((flag) => flag.name)),
];
