import type {CommandSession} from '#src/chat/command-session.ts';
import type {Who} from '#src/chat/who.ts';
import type {LearnerLab} from './learner-lab.ts';
import type {Owned} from './require-who.ts';
import type {Seat, Seating} from './seat.ts';

/** One interaction as what answers people has it: more than commands need to know. */
export interface Session extends CommandSession, Seating {
  /** @throws UserError `refused` to everybody else */
  require(who: Who | Owned): void;
  /** @throws UserError `no-workshop`, or `no-sandbox` for who has not joined */
  seat(): Promise<Seat>;
  takeLab(): Promise<LearnerLab>;
}
