import type {Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {OperationLine} from '#src/chat/command-session.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {Rooms} from './rooms.ts';

/** A learner, and the workshop that they are in. */
export interface Seat {
  readonly open: OpenWorkshop;
  readonly learner: Learner;
}

/** What an interaction does where its learner sits. */
export interface Seating {
  readonly asker: Asker;
  readonly reply: ReplyTarget;
  readonly rooms: Rooms;
  /** @throws UserError `no-workshop` */
  readonly open: OpenWorkshop;
  /** From memory alone: a window to fill must be there at once. @throws UserError as `seat` */
  seatNow(): Seat;
  /** Before something is changed that is not put in line. @throws when the chat does not take the first answer */
  answerFirst(): Promise<void>;
  /** What to take back of what was put in line, should it be taken out of it because the chat gave it up. */
  ifWithdrawn(undo: () => Promise<void>): void;
  /** Puts it in the learner's lane. Its answer is for who asked alone. */
  put(command: OperationLine, seat: Seat): Promise<Answer>;
}
