import type {World} from './world.ts';

/** Who kept an attack from its effect. */
export type Stopper =
  /** The emulated chat, as Discord itself does: what one does not see, one cannot press. */
  | 'chat'
  /** The bot, before anything is stored: a line that is not understood, somebody else's button. */
  | 'parser'
  /** What a worker decides before it asks the cluster. */
  | 'policy'
  /** What is shown, and how. */
  | 'view'
  /** Its authentication, RBAC and validation. */
  | 'API server'
  | 'quota'
  | 'kubelet'
  /** The kernel and the container runtime of the node. */
  | 'node'
  | 'network';

/** What came of trying. Whether it is true, the administrator looks. */
export interface Attempt {
  /** Undefined when nobody said no. */
  readonly stoppedBy: Stopper | undefined;
  /** The refusal's text, the API server's reason, or what was answered instead. */
  readonly evidence: string;
  /** All that was answered, with the files beside it. */
  readonly shown?: string;
}

interface Common {
  readonly name: string;
  /** What is at stake. */
  readonly threat: string;
  /** On which way it comes. */
  readonly path: string;
  readonly attempt: (world: World) => Promise<Attempt>;
  /** What the administrator finds of its effect afterwards; undefined when there is none. */
  readonly effect: (world: World, attempt: Attempt) => Promise<string | undefined>;
}

/** What any participant can do. It is stopped, on every cluster. */
export interface ChatAttack extends Common {
  readonly group: 'through the chat';
}

/** What takes rights that no participant has been given, or a process in a container. */
export interface OtherAttack extends Common {
  readonly group: 'in a container' | 'as the learner’s account' | 'as the bot’s account';
  /** Why this cluster cannot stop it, found out from the cluster; undefined when it could. */
  readonly gap?: (world: World) => Promise<string | undefined>;
}

export type Attack = ChatAttack | OtherAttack;

/** What an attack came to. */
export type Verdict =
  | {readonly kind: 'stopped'; readonly by: Stopper; readonly evidence: string}
  | {readonly kind: 'not enforceable'; readonly why: string; readonly evidence: string}
  /** Its effect is there, or nobody stopped it and the look for its effect found none: then the look is wrong. */
  | {readonly kind: 'got through' | 'unclear' | 'not played'; readonly evidence: string};

export interface Judged {
  readonly attack: Attack;
  readonly verdict: Verdict;
}

/** Plays an attack and looks as the administrator what has become of it: a refusal alone is no evidence. */
export async function play(attack: Attack, world: World): Promise<Verdict> {
  try {
    const attempt = await attack.attempt(world);
    const effect = await attack.effect(world, attempt);
    if (effect !== undefined) {
      const why = attack.group === 'through the chat' ? undefined : await attack.gap?.(world);
      return why === undefined
        ? {kind: 'got through', evidence: effect}
        : {kind: 'not enforceable', why, evidence: effect};
    }
    return attempt.stoppedBy === undefined
      ? {kind: 'unclear', evidence: attempt.evidence}
      : {kind: 'stopped', by: attempt.stoppedBy, evidence: attempt.evidence};
  } catch (error) {
    return {kind: 'not played', evidence: error instanceof Error ? error.message : String(error)};
  }
}

/** Whether the run may end well with it. */
export const isHeld = ({verdict}: Judged): boolean => verdict.kind === 'stopped' || verdict.kind === 'not enforceable';
