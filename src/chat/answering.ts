import type {UserError} from '#src/operations/user-error.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {Answer, Waiting} from './answer.ts';
import type {Asker} from './asker.ts';
import type {MenuTarget} from './menu-command.ts';
import type {Press} from './press.ts';
import type {CommandInput} from './slash-command.ts';
import type {Suggestion} from './suggestion.ts';

/** What somebody sent, to be answered once. */
export interface Asked {
  readonly asker: Asker;
  readonly reply: ReplyTarget;
  /** Says that the whole channel may see the answer; it does where that is still open. */
  readonly showToAll: (() => void) | undefined;
  /**
   * Waits a moment for the first answer where many wait for theirs, and is called before anything is stored: what is stored
   * first would hold up the others. Who sees it is settled by then.
   * @throws when the chat has given it up: nothing is to be done any more
   */
  readonly answerAhead: () => Promise<void>;
  /**
   * Gives the first answer and waits until the chat has taken it. What changes something without being put in line does so
   * after that, never before: of what the chat gave up nothing is done. `waiting` is said there, since nothing that comes later
   * can say it.
   * @throws when the chat did not take it
   */
  readonly answerFirst: (waiting?: Waiting) => Promise<void>;
  /** Aborts when the chat has given it up: its person has been told so, and nothing of it is to be done any more. */
  readonly givenUp: AbortSignal;
}

/** What a chat asks of those who answer. */
export interface Answering {
  readonly suggest: (
    typed: {readonly command: string; readonly option: string; readonly text: string},
    asker: Asker,
  ) => readonly Suggestion[];
  /** Whether what a button shows takes the place of the message that it is on. */
  readonly isInPlace: (customId: string) => boolean;
  /** @throws UserError `too-fast`, when they are to wait */
  readonly begin: (asked: Asked) => Promise<Conversation>;
}

/**
 * One interaction that was let in. What is to run in a sandbox is stored by the time that its answer is there.
 * @throws UserError for what is not to be done
 */
export interface Conversation {
  readonly run: (command: string, input: CommandInput) => Promise<Answer>;
  /** What was chosen from the menu of a person or of a message. */
  readonly choose: (command: string, target: MenuTarget) => Promise<Answer>;
  /** Takes what was written into a window. */
  readonly submit: (windowId: string, text: string) => Promise<Answer>;
  readonly press: (press: Press) => Promise<Answer>;
  /** Takes out of line again what was stored, as the chat refused its first answer. @returns false when it has begun */
  readonly withdraw: () => Promise<boolean>;
  /** Keeps in the record that a line was not understood, or not to be done. */
  readonly noteRefused: (refused: {readonly line: string; readonly error: UserError}) => Promise<void>;
}
