import type {Answer} from '#src/chat/answer.ts';
import type {Press} from '#src/chat/press.ts';
import type {Who} from '#src/chat/who.ts';
import type {Owned} from './require-who.ts';
import type {Session} from './session.ts';

/** A press of a button, and what follows its id. */
export interface Pressed extends Press {
  readonly argument: string;
}

/** A button, or a list to choose from, below a message: what it does, and who may press it. */
export type Button = {
  /** What its `customId` is, or begins with before a colon. Messages in channels have it: it never changes. */
  readonly id: string;
  /** Whether what it shows takes the place of the message that it is on. */
  readonly isInPlace: boolean;
  /** Undefined when what it was for is gone. */
  readonly press: (pressed: Pressed, session: Session) => Answer | undefined | Promise<Answer | undefined>;
} & (
  | {readonly who: Who}
  | {
      readonly who: 'owner';
      /** Undefined when it is gone. */
      readonly owned: (pressed: Pressed, session: Session) => Owned | Promise<Owned | undefined>;
    }
);
