import {plainMessage, type ChatMessage} from './chat-message.ts';
import type {ChatWindow} from './window.ts';

/** How a command waits that was put in line. */
export interface Waiting {
  /** Commands of the same sandbox that come before it. */
  readonly ahead: number;
  /** Nothing runs in the workshop for now. */
  readonly isPaused: boolean;
}

export interface ShownAnswer {
  readonly kind: 'show';
  readonly message: ChatMessage;
  /** What is left to do once it is seen. */
  readonly after?: () => Promise<void>;
  /** What is to be done after all that, whether it could be shown or not. */
  readonly lastly?: () => Promise<void>;
}

/** A message to show, a window to fill, or a command that was submitted and answers by itself. */
export type Answer =
  | ShownAnswer
  /** The first is the answer, those after it take its place. */
  | {readonly kind: 'show-progress'; readonly messages: AsyncIterable<ChatMessage>}
  | {readonly kind: 'ask'; readonly window: ChatWindow}
  | ({readonly kind: 'submitted'} & Waiting);

/** A message as an answer, with nothing left to do once it is seen. */
export const shown = (message: ChatMessage): Answer => ({kind: 'show', message});

/** A sentence as an answer. */
export const said = (text: string): Answer => shown(plainMessage(text));
