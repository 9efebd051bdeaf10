import {isOfBot, type Wall} from './walls.ts';
import type {World} from './world.ts';

/** What came of trying. Whether it is true, the administrator looks. */
export interface Attempt {
  /** Undefined when nobody said no. */
  readonly stoppedBy: Wall | undefined;
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

/** The same once more, straight at the API server as the sandbox's account: what holds, should the bot not. */
export interface PastTheBot {
  readonly attempt: (world: World) => Promise<Attempt>;
  /** Why this cluster cannot hold it, found out from the cluster; undefined when it could. */
  readonly gap: (world: World) => Promise<string | undefined>;
}

/** What any participant can do. It is stopped, on every cluster. */
export interface ChatAttack extends Common {
  readonly group: 'through the chat';
  readonly past?: PastTheBot;
}

/** What takes rights that no participant has been given, or a process in a container. */
export interface OtherAttack extends Common {
  readonly group: 'in a container' | 'as the learner’s account' | 'as the bot’s account';
  /** Why this cluster cannot stop it, found out from the cluster; undefined when it could. */
  readonly gap?: (world: World) => Promise<string | undefined>;
}

export type Attack = ChatAttack | OtherAttack;

/** The wall behind the bot's; `by` is undefined where there is none, and `why` says so. */
type Behind =
  | {readonly by: Wall; readonly evidence: string}
  | {readonly by: undefined; readonly why: string; readonly evidence: string};

/** What an attack came to. */
export type Verdict =
  | {readonly kind: 'stopped'; readonly by: Wall; readonly evidence: string; readonly behind?: Behind}
  | {readonly kind: 'not enforceable'; readonly why: string; readonly evidence: string}
  /**
   * Its effect is there; or the bot stopped it and the cluster, which could, would not have; or nobody stopped it and the
   * look for its effect found none: then the look is wrong.
   */
  | {readonly kind: 'got through' | 'held by the bot alone' | 'unclear' | 'not played'; readonly evidence: string};

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
    const {stoppedBy: by, evidence} = attempt;
    if (by === undefined) return {kind: 'unclear', evidence};
    const stopped = {kind: 'stopped', by, evidence} as const;
    if (attack.group !== 'through the chat' || attack.past === undefined || !isOfBot(by)) return stopped;
    const behind = await pastTheBot(attack.past, world);
    return 'alone' in behind ? {kind: 'held by the bot alone', evidence: behind.alone} : {...stopped, behind};
  } catch (error) {
    return {kind: 'not played', evidence: error instanceof Error ? error.message : String(error)};
  }
}

async function pastTheBot({attempt, gap}: PastTheBot, world: World): Promise<Behind | {readonly alone: string}> {
  const {stoppedBy: by, evidence} = await attempt(world);
  if (by !== undefined) return {by, evidence};
  const why = await gap(world);
  return why === undefined ? {alone: evidence} : {by, why, evidence};
}

/** Whether the run may end well with it. */
export const isHeld = ({verdict}: Judged): boolean => verdict.kind === 'stopped' || verdict.kind === 'not enforceable';
