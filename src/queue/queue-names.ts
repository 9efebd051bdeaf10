import type {Namespace} from '../sandbox/sandbox.ts';

/** The queue whose jobs answer: one for all lanes. */
export const repliesQueue = 'replies';

/** The queue of one sandbox's operations. BullMQ allows no `:` in it. */
export const laneName = (namespace: Namespace): string => `lane-${namespace}`;

/** Job ids may not be whole numbers, as interactions' ids are. */
export const operationJobId = (commandId: string): string => `op-${commandId}`;
export const replyJobId = (commandId: string): string => `reply-${commandId}`;
