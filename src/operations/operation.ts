import {z} from 'zod';
import {writeTargetSchema, type ManifestSource} from './arguments.ts';
import {browse} from './browse.ts';
import {isConfidentialType} from './confidential-kinds.ts';
import {filterSchema} from './filters/filter.ts';
import {aliasSchema} from './namespace-alias.ts';
import {verbs} from './kubectl/verbs.ts';
import type {OperationType} from './operation-type.ts';
import {print} from './print.ts';
import {destinationSchema} from './shell/shell-state.ts';

const [firstVerb, ...otherVerbs] = verbs;

/** What a lab's line can be, and a reset can play. */
const playableSchema = z.discriminatedUnion('kind', [
  firstVerb.schema,
  ...otherVerbs.map(({schema}) => schema),
  browse.schema,
  print.schema,
]);

/** What any line of kubectl can say besides. */
const pipedSchema = z.object({
  /** What its text goes through before it is shown, behind a `|`. */
  filters: z.array(filterSchema).optional(),
  /** Which of the sandbox's own namespaces it is about, as its learner calls it. */
  inNamespace: aliasSchema.optional(),
  /** Whether that is the one which is current, and not one that the line says. */
  isCurrentNamespace: z.literal(true).optional(),
  /** Where it is kept in place of being shown. */
  into: destinationSchema.optional(),
});

/** What changes the sandbox in a way of ours, and is no line of kubectl. */
const writing = {
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: () => false,
} as const;

/** What was typed into the editor of one object; `fingerprint` is of the text that the editor was opened with. */
const editSchema = z.object({
  kind: z.literal('edit'),
  type: writeTargetSchema.shape.type,
  name: z.string(),
  yaml: z.string(),
  fingerprint: z.string(),
});
const edit: OperationType<typeof editSchema> = {
  schema: editSchema,
  deadlineMs: 20_000,
  ...writing,
  isConfidential: ({type}) => isConfidentialType(type),
  isOfNamespace: () => true,
  shortened: () => ({yaml: ''}),
};

/** Makes the learner's sandbox, or brings it up to date. */
const start = {schema: z.object({kind: z.literal('start')}), deadlineMs: 90_000, ...writing};

/** Empties the sandbox of all that its learner made, and plays `lines` in it: a step's starting state. */
const reset = {
  schema: z.object({kind: z.literal('reset'), lines: z.array(z.intersection(playableSchema, pipedSchema))}),
  deadlineMs: 120_000,
  ...writing,
  shortened: () => ({lines: []}),
};

/** Runs lines in the sandbox as it is, each once what came of the one before has settled: a step's solution. */
const play = {
  schema: z.object({kind: z.literal('play'), lines: z.array(z.intersection(playableSchema, pipedSchema))}),
  deadlineMs: 240_000,
  ...writing,
  shortened: () => ({lines: []}),
};

/** Removes the learner's sandbox and reports what went. */
const leave = {schema: z.object({kind: z.literal('leave')}), deadlineMs: 180_000, ...writing};

/** What another version of Labrador has stored, and this one does not know: it is answered, and nothing is done. */
const otherVersion = {schema: z.object({kind: z.literal('other-version')}), deadlineMs: 20_000, ...writing};

/** All that can be asked of a sandbox. */
const operationTypes: readonly OperationType[] = [
  ...verbs,
  browse,
  print,
  edit,
  start,
  reset,
  play,
  leave,
  otherVersion,
];

const operationKindsSchema = z.discriminatedUnion('kind', [
  ...playableSchema.options,
  edit.schema,
  start.schema,
  reset.schema,
  play.schema,
  leave.schema,
  otherVersion.schema,
]);
/**
 * What a worker runs in a sandbox. Whose it is is never part of it: that follows from who asks and in which workshop, and
 * `inNamespace` tells only the namespaces of that one sandbox apart.
 */
export const operationSchema = z.intersection(operationKindsSchema, pipedSchema);
export type Operation = z.infer<typeof operationSchema>;

/**
 * The same, as it was stored: by a bot of another version too. What that says beyond what is known here is not passed over:
 * something else would be done than what was meant.
 */
export const storedOperationSchema = z.unknown().transform((stored): Operation => {
  const read = operationSchema.safeParse(stored);
  return read.success && isAllRead(stored, read.data) ? read.data : {kind: 'other-version'};
});

function isAllRead(stored: unknown, read: unknown): boolean {
  if (typeof stored !== 'object' || stored === null) return true;
  if (typeof read !== 'object' || read === null) return false;
  const known = new Map<string, unknown>(Object.entries(read));
  return Object.entries(stored).every(([key, value]) => known.has(key) && isAllRead(value, known.get(key)));
}

/** A line of kubectl, `browse`, or what the shell around them prints. */
export type PlayableOperation = z.infer<typeof playableSchema>;
export type OperationKind = Operation['kind'];
export type OperationOf<Kind extends OperationKind> = Extract<Operation, {kind: Kind}>;

/** What is known of operations of that kind. */
export function operationType(kind: OperationKind): OperationType {
  const type = operationTypes.find(({schema}) => schema.shape.kind.value === kind);
  if (type === undefined) throw new Error(`no operation ${kind}`);
  return type;
}

/**
 * Whether a line is about what is in a namespace, so that it matters which is the current one. Not so for one that is only about
 * the cluster, and for what Labrador does besides kubectl, which is done to the whole sandbox.
 */
export const isOfNamespace = (operation: Operation): boolean =>
  operationType(operation.kind).isOfNamespace?.(operation) ?? true;

/** The YAML that an operation is about, whether it does something with it or only tries it. */
export const manifestSources = (operation: Operation): readonly ManifestSource[] =>
  operationType(operation.kind).manifests?.(operation) ?? [];

/** The same operation without text of any length: enough to show it, and nothing to run it by. */
export function shorten(operation: Operation): Operation {
  return {...operation, ...operationType(operation.kind).shortened?.(operation)};
}

/** How long one may take from its start on a worker, in ms, tries included. */
export function deadlineMsOf(operation: Operation): number {
  const {deadlineMs, followingDeadlineMs = deadlineMs} = operationType(operation.kind);
  return 'follow' in operation && operation.follow === true ? followingDeadlineMs : deadlineMs;
}
