import type {JsonObject} from '#src/kubernetes/json.ts';

/** How far a rollout is: the line that kubectl prints, and whether it has ended; `failed` ends it too. */
export type RolloutStatus =
  {readonly kind: 'waiting' | 'complete'; readonly line: string} | {readonly kind: 'failed'; readonly line: string};

export type RevisionType = 'controllerrevisions' | 'replicasets';

/** One state of a workload's Pod template that can be gone back to. */
export interface Revision {
  readonly revision: number;
  readonly changeCause: string | undefined;
  /** As the learner wrote it. */
  readonly template: JsonObject;
}

/** What reads a revision of the object that keeps it; undefined for an object that is none. */
export type ReadRevision = (object: JsonObject) => Omit<Revision, 'changeCause'> | undefined;
