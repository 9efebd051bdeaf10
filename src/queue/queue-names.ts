import type {Namespace} from '#src/sandbox/sandbox.ts';
import type {Command} from '#src/workshop/command.ts';

/** The queue whose jobs answer: one for all lanes. */
export const repliesQueue = 'replies';

/** The queue of one sandbox's operations. BullMQ allows no `:` in it. */
export const laneName = (namespace: Namespace): string => `${lanePrefix}${namespace}`;
export const lanePrefix = 'lane-';
/** What a facilitator looks at in it has a lane beside it. */
const lookSuffix = '-look';
/** The learner's lane, and the one beside it. */
export const lanesOf = (namespace: Namespace): readonly string[] => [
  laneName(namespace),
  `${laneName(namespace)}${lookSuffix}`,
];
export const sandboxOfLane = (lane: string): string =>
  (lane.endsWith(lookSuffix) ? lane.slice(0, -lookSuffix.length) : lane).slice(lanePrefix.length);

/**
 * The queue that a command waits in. What a facilitator looks at has one of its own beside the learner's: neither waits for
 * the other.
 */
export const laneOf = ({sandbox, by, task}: Pick<Command, 'sandbox' | 'by' | 'task'>): string =>
  by === undefined || task !== undefined ? laneName(sandbox.namespace) : `${laneName(sandbox.namespace)}${lookSuffix}`;

/** Job ids may not be whole numbers, as interactions' ids are. */
export const operationJobId = (commandId: string): string => `op-${commandId}`;
export const replyJobId = (commandId: string): string => `reply-${commandId}`;
