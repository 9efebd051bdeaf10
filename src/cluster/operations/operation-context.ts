import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import type {Identities} from '../api/identities.ts';

/**
 * What an operation keeps between two runs of itself. A worker can die in the middle; the next one reads what was
 * noted here before it acts.
 */
export interface OperationMemory {
  /** What was noted last, in this run or in the one before; undefined when nothing was. */
  readonly recall: () => unknown;
  /** Resolves when the note is stored. JSON. */
  readonly note: (value: unknown) => Promise<void>;
}

export interface OperationContext {
  readonly sandbox: SandboxSpec;
  /** Whether the sandbox's own learner is answered: nobody else is shown values that are theirs alone. */
  readonly isForLearner: boolean;
  readonly identities: Identities;
  /** Aborts at the operation's deadline and when it is cancelled. */
  readonly signal: AbortSignal;
  readonly memory: OperationMemory;
  /** Shows how far a long operation is; never fails. */
  readonly showProgress: (text: string) => Promise<void>;
  /** Whether something else of the sandbox's has waited for this to end for a while: what only waits makes way. */
  readonly isInTheWay: () => boolean;
  /** When a Service last lost its last ready Pod, in ms since 1970, as far as the watcher saw it. */
  readonly downSince: (service: string) => Promise<number | undefined>;
}

const nothing = async (): Promise<undefined> => Promise.resolve(undefined);

/** For what begins anew in a second run. */
export const forgetful: OperationMemory = {recall: () => undefined, note: nothing};

/** For what no command asked for: nobody watches how far it is, and it begins anew in a second run. */
export const unattended = (request: Pick<OperationContext, 'sandbox' | 'identities' | 'signal'>): OperationContext => ({
  ...request,
  isForLearner: false,
  memory: forgetful,
  showProgress: nothing,
  isInTheWay: () => false,
  downSince: nothing,
});
