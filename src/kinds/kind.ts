import type {Describe} from './describing/describe.ts';
import type {FieldRules} from './fields/field-rules.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {RevisionType, RolloutStatus, ReadRevision} from './rollout.ts';
import type {PrintedRow, ShortItem} from './short-item.ts';

/**
 * The names of a kind that a learner can use, as `kubectl api-resources` has them. `group` is empty for the core group;
 * `categories` are the names that stand for several kinds (`kubectl get all`).
 * @see https://kubernetes.io/docs/reference/kubectl/#resource-types
 */
interface Names {
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly categories: readonly string[];
}

/** What holds of a kind, and with that which verbs, views and rules are for it. */
interface Traits {
  readonly isNamespaced: boolean;
  /** Whether it is a Pod, or makes Pods that its selector finds: `logs` and `exec` reach into them. */
  readonly hasPods: boolean;
  /**
   * Of what makes Pods, and says in no status why the cluster does not let it: whether an object has fewer than it is to have
   * now. Its events tell why, below an answer's Pods.
   */
  readonly lacksPods?: (object: unknown) => boolean;
  /** Whether it says how many Pods it is to have: `scale`. */
  readonly isScaled: boolean;
  /** Whether it is watched in all sandboxes: what cards show, what is offered while typing, what a lab's checks can ask for. */
  readonly isWatched: boolean;
  /** Whether the watch remembers each generation of it. */
  readonly keepsVersions: boolean;
  /** Whether something is likely to be waited for, or heard of, from it: `wait` and `events --for` offer it. */
  readonly isAwaited: boolean;
  /** Where it holds the spec of its Pods. */
  readonly podSpecAt?: readonly string[];
  /** Where it holds the claims that each of its Pods gets: their names are those of volumes. */
  readonly claimTemplatesAt?: readonly string[];
  /**
   * Of what belongs to no namespace and learners have no right to: whether one of them is a sandbox's to see. It is read
   * for them, and others are not there.
   */
  readonly isOf?: (object: KubernetesObject, namespace: string) => boolean;
  /** An object that a learner writes, as the API server stores it, where that is something else. */
  readonly asStored?: (object: JsonObject) => JsonObject;
  /**
   * An object without the values that only its learner may read. What is answered about one that has such values is nobody
   * else's to see, and kept in no record.
   */
  readonly withoutValues?: (object: JsonObject) => JsonObject;
  /**
   * Of a type that the sandbox itself is held by: what those of ours are called, as a regular expression that CEL takes too.
   * Learners have no right to write the type: it is admitted and written for them, never under one of these names.
   */
  readonly heldBy?: string;
  /** Whether a name is of an object that the cluster or Labrador keeps for itself: in a sandbox there is none of that name. */
  readonly isReserved?: (name: string) => boolean;
}

/** What is only of those kinds of which a trait holds; the others have none of it. */
interface Parts {
  /** Whether a learner may apply, change and delete it; the API server's RBAC has the last word. */
  readonly isWritable: {
    /** How many of them a sandbox has room for. */
    readonly mostObjects: number | 'as its nodes have room for';
    /** What a learner may write into it. */
    readonly fields: FieldRules;
  };
  /** Whether a change of its Pods is rolled out, from revision to revision: `rollout`. */
  readonly isRolledOut: {
    /** How far the rollout of an object is, as the API server has it. */
    readonly rolloutStatus: (object: unknown) => RolloutStatus;
    /** The type of the objects that keep its revisions, and what reads one of them. */
    readonly revisionsIn: RevisionType;
    readonly readRevision: ReadRevision;
    /** Whether a rollout of it can wait in the middle: `rollout pause`. */
    readonly canPause: boolean;
  };
  /** Whether `label` sets labels of it. */
  readonly isLabelled: {
    /** How many of a learner's own it may have. */
    readonly mostLabels: number;
  };
  /** Whether `describe` knows it. */
  readonly isDescribed: {readonly describe: Describe};
}

export type Trait = keyof Traits | keyof Parts;
export type Part = {[Of in keyof Parts]: keyof Parts[Of]}[keyof Parts];

/** Either the trait holds and its parts are there, or neither. */
type If<Of extends keyof Parts> =
  | (Readonly<Record<Of, true>> & Parts[Of])
  | (Readonly<Record<Of, false>> & {readonly [Name in keyof Parts[Of]]?: never});

/** A kind of Kubernetes that a learner can name: all that Labrador knows of it. */
export type Kind = Names &
  Traits &
  If<'isWritable'> &
  If<'isRolledOut'> &
  If<'isLabelled'> &
  If<'isDescribed'> & {
    /** Its line in a list on a phone. */
    readonly shortItem: (row: PrintedRow) => ShortItem;
  };
