import {z} from 'zod';
import {jsonPatchSchema} from '#src/kubernetes/patches/json-patch.ts';
import {resourceTypeNameSchema, typesThat} from '#src/kubernetes/resource-types.ts';
import {
  manifestSourceSchema,
  objectNameSchema,
  podTargetSchema,
  resourceArgumentSchema,
  writeTargetSchema,
} from './arguments.ts';

const selectorSchema = z.string();

const getSchema = z.object({
  kind: z.literal('get'),
  resources: z.array(resourceArgumentSchema).min(1),
  selector: selectorSchema.optional(),
  /** `involvedObject.name=web`: the API server knows which fields a type can be selected by. */
  fieldSelector: z.string().optional(),
  /** Where in each object the value is that the list is sorted by. */
  sortBy: z
    .array(z.union([z.string(), z.number().int()]))
    .min(1)
    .optional(),
  output: z.enum(['table', 'wide', 'yaml', 'json', 'name']),
  showLabels: z.boolean(),
  watch: z.boolean(),
});

const describeSchema = z.object({
  kind: z.literal('describe'),
  resources: z.array(resourceArgumentSchema).min(1),
  selector: selectorSchema.optional(),
  /** Whether events are shown; without it, those of one object and not of several. */
  showEvents: z.boolean().optional(),
  /** Whether the one name given may be the beginning of several. */
  matchesPrefix: z.boolean(),
});

export const eventTypeSchema = z.enum(['Normal', 'Warning']);

const eventsSchema = z.object({
  kind: z.literal('events'),
  /** The object that they are about. */
  for: z.object({type: resourceTypeNameSchema, name: objectNameSchema}).optional(),
  /** Any without one. */
  types: z.array(eventTypeSchema),
});

const applySchema = z.object({kind: z.literal('apply'), sources: z.array(manifestSourceSchema).min(1)});

export const cascadeSchema = z.enum(['background', 'foreground', 'orphan']);

const deleteSchema = z.object({
  kind: z.literal('delete'),
  /** By name, or with `selector` or `all` by type alone. Empty when `sources` name what goes. */
  resources: z.array(resourceArgumentSchema),
  sources: z.array(manifestSourceSchema),
  selector: selectorSchema.optional(),
  all: z.boolean(),
  ignoreNotFound: z.boolean(),
  cascade: cascadeSchema,
});

const logsSchema = z.object({
  kind: z.literal('logs'),
  /** Exactly one of `target` and `selector` is set. */
  target: podTargetSchema.optional(),
  selector: selectorSchema.optional(),
  container: z.string().optional(),
  /** Lines from the end; without it all of a Pod's, or the last 10 of each with a selector. */
  tail: z.number().int().nonnegative().optional(),
  previous: z.boolean(),
});

const execSchema = z.object({
  kind: z.literal('exec'),
  target: podTargetSchema,
  container: z.string().optional(),
  command: z.array(z.string()).min(1),
});

const labelSchema = z.object({
  kind: z.literal('label'),
  type: z.enum(typesThat('isLabelled')),
  names: z.array(objectNameSchema),
  selector: selectorSchema.optional(),
  all: z.boolean(),
  set: z.record(z.string(), z.string()),
  remove: z.array(z.string()),
  overwrite: z.boolean(),
});

/** The page that a Service serves, fetched through the API server's proxy. Without a service: the sandbox's first. */
const browseSchema = z.object({kind: z.literal('browse'), service: z.string().optional(), path: z.string()});

export const rolloutTargetSchema = z.object({type: z.enum(typesThat('isRolledOut')), name: objectNameSchema});

const rolloutSchema = z.object({
  kind: z.literal('rollout'),
  action: z.enum(['status', 'history', 'undo', 'restart', 'pause', 'resume']),
  targets: z.array(rolloutTargetSchema).min(1),
  /** `history`: the one to show; `undo`: the one to go back to, the one before without it; `status`: the one expected. */
  revision: z.number().int().positive().optional(),
  /** `status`: whether to wait until it is complete, and for how long. */
  watch: z.boolean(),
  timeoutSeconds: z.number().positive().optional(),
});
export type RolloutAction = z.infer<typeof rolloutSchema>['action'];

export const scaleTargetSchema = z.object({type: z.enum(typesThat('isScaled')), name: objectNameSchema});

const scaleSchema = z.object({
  kind: z.literal('scale'),
  targets: z.array(scaleTargetSchema).min(1),
  replicas: z.number().int().nonnegative(),
  /** Nothing is scaled that has another number now. */
  currentReplicas: z.number().int().nonnegative().optional(),
});

/** One of kubectl's three languages of patches, read. */
const objectPatchSchema = z.discriminatedUnion('type', [
  z.object({type: z.literal(['strategic', 'merge']), patch: z.record(z.string(), z.json())}),
  z.object({type: z.literal('json'), patch: jsonPatchSchema}),
]);
export type ObjectPatch = z.infer<typeof objectPatchSchema>;

const patchSchema = z.object({
  kind: z.literal('patch'),
  targets: z.array(writeTargetSchema).min(1),
  change: objectPatchSchema,
});

export const imageTargetSchema = writeTargetSchema.extend({
  type: z.enum(typesThat('isWritable', 'podSpecAt')),
});

const setImageSchema = z.object({
  kind: z.literal('set-image'),
  targets: z.array(imageTargetSchema).min(1),
  /** Images by the names of containers; `*` stands for all. */
  images: z.record(z.string(), z.string()),
});

const annotateSchema = z.object({
  kind: z.literal('annotate'),
  targets: z.array(writeTargetSchema).min(1),
  set: z.record(z.string(), z.string()),
  remove: z.array(z.string()),
  overwrite: z.boolean(),
});

const waitConditionSchema = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('delete')}),
  z.object({kind: z.literal('condition'), type: z.string(), status: z.string()}),
  /** The value at a path of keys and indices; any value without `equals`. */
  z.object({
    kind: z.literal('jsonpath'),
    path: z.array(z.union([z.string(), z.number()])).min(1),
    equals: z.string().optional(),
  }),
]);
export type WaitCondition = z.infer<typeof waitConditionSchema>;

const waitSchema = z.object({
  kind: z.literal('wait'),
  resources: z.array(resourceArgumentSchema).min(1),
  selector: selectorSchema.optional(),
  for: waitConditionSchema,
  timeoutSeconds: z.number().nonnegative(),
});

/** What was typed into the editor of one object; `fingerprint` is of the text that the editor was opened with. */
const editSchema = z.object({
  kind: z.literal('edit'),
  type: writeTargetSchema.shape.type,
  name: z.string(),
  yaml: z.string(),
  fingerprint: z.string(),
});

/** Makes the learner's sandbox, or brings it up to date. */
const startSchema = z.object({kind: z.literal('start')});

/** Removes the learner's sandbox and reports what went. */
const leaveSchema = z.object({kind: z.literal('leave')});

/** What a lab's line can be, and a reset can play. */
const playableSchema = z.discriminatedUnion('kind', [
  getSchema,
  describeSchema,
  eventsSchema,
  applySchema,
  deleteSchema,
  logsSchema,
  execSchema,
  labelSchema,
  browseSchema,
  rolloutSchema,
  scaleSchema,
  patchSchema,
  setImageSchema,
  annotateSchema,
  waitSchema,
]);

/** Empties the sandbox of all that its learner made, and plays `lines` in it: a step's starting state. */
const resetSchema = z.object({kind: z.literal('reset'), lines: z.array(playableSchema)});

/** Runs lines in the sandbox as it is, each once what came of the one before has settled: a step's solution. */
const playSchema = z.object({kind: z.literal('play'), lines: z.array(playableSchema)});

/**
 * What a worker runs in a sandbox. The namespace is never part of it: it follows from who asks and in which workshop.
 */
export const operationSchema = z.discriminatedUnion('kind', [
  ...playableSchema.options,
  editSchema,
  startSchema,
  resetSchema,
  playSchema,
  leaveSchema,
]);
export type Operation = z.infer<typeof operationSchema>;
/** A line of kubectl, or `browse`. */
export type PlayableOperation = z.infer<typeof playableSchema>;
export type OperationKind = Operation['kind'];
export type OperationOf<Kind extends OperationKind> = Extract<Operation, {kind: Kind}>;
