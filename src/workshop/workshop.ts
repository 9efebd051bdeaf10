import {z} from 'zod';
import {languages} from '#src/words/language.ts';
import {aliasSchema} from '#src/operations/namespace-alias.ts';
import {installationIdSchema, namespaceSchema, workshopIdSchema} from '#src/sandbox/sandbox.ts';

/**
 * A class: a lab, taught in a channel, watched in another. `paused`: nothing runs and nothing is lost. `closing`: its
 * sandboxes are being removed. `closed`: what is left of it is its record.
 */
const workshopStateSchema = z.enum(['open', 'paused', 'closing', 'closed']);

/** One workshop as it was opened, and what facilitators made of it since. Times are ms since 1970. */
export const workshopSchema = z.object({
  id: workshopIdSchema,
  /** The Labrador that opened it, which may be one of several on its cluster; older ones do not say. */
  installation: installationIdSchema.optional(),
  /** As facilitators call it. */
  name: z.string(),
  /** The lab's name, as in `specs/<lab>`. */
  lab: z.string(),
  /** The server that its channels are in; workshops of a time when there was one do not say. */
  guildId: z.string().optional(),
  /** What the configuration called its channels when they were found, of the workshop that is open from the start. */
  channelNames: z.object({participants: z.string(), facilitators: z.string()}).optional(),
  /** Ids of its channels: where participants type and see the wall, and where facilitators see the board. */
  channels: z.object({participants: z.string(), facilitators: z.string()}),
  /** Learners who may have a sandbox at a time; as many as the cluster has room for without it. */
  capacity: z.number().int().positive().optional(),
  /** When it closes by itself; never without it. */
  endsAt: z.number().optional(),
  /** How long a sandbox lasts from its making, in ms; as long as the workshop without it. */
  sandboxMs: z.number().positive().optional(),
  /** Who sees the answers to kubectl commands: who asked, or the channel. */
  replies: z.enum(['private', 'public']),
  /** Whether the role of facilitators is notified when somebody asks for help; not without it. */
  notifies: z.boolean().optional(),
  /** What its channels speak; workshops of a time when there was one language do not say. */
  language: z.enum(languages).default('en'),
  state: workshopStateSchema,
  /** Whether its channel is to be told yet that it is open. */
  isToAnnounce: z.boolean().optional(),
  openedAt: z.number(),
  closedAt: z.number().optional(),
});
export type Workshop = z.infer<typeof workshopSchema>;

/** For how many days the record of a workshop that was closed can be exported. */
export const recordDays = 180;

/** Whether participants can do something in it. */
export const isLive = ({state}: Pick<Workshop, 'state'>): boolean => state === 'open' || state === 'paused';

/** A learner who joined a workshop, and the sandbox that they were given. */
export const learnerSchema = z.object({
  id: z.string(),
  name: z.string(),
  namespace: namespaceSchema,
  nodes: z.array(z.string()).min(1),
  joinedAt: z.number(),
  /** Which of their namespaces they work in, as they call it; their first one without it. */
  currentNamespace: aliasSchema.optional(),
});
export type Learner = z.infer<typeof learnerSchema>;

/** What a learner last did, for those who watch the class. */
export const progressSchema = z.object({
  learnerId: z.string(),
  learnerName: z.string(),
  line: z.string(),
  /** `done`, or how it failed. */
  result: z.string(),
  at: z.number(),
  /** Commands so far, and how many of them failed. */
  count: z.number().int(),
  failures: z.number().int(),
});
export type Progress = z.infer<typeof progressSchema>;
