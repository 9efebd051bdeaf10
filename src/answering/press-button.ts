import type {Answer} from '#src/chat/answer.ts';
import type {Press} from '#src/chat/press.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import type {Button} from './button.ts';
import {buttons} from './buttons.ts';
import type {Session} from './session.ts';

const byId: ReadonlyMap<string, Button> = new Map(buttons.map((button) => [button.id, button]));

const buttonOf = (customId: string): Button | undefined => byId.get(customId.split(':', 1)[0] ?? '');

export const isInPlace = (customId: string): boolean => buttonOf(customId)?.isInPlace ?? false;

/** @throws UserError `refused` for who may not, `bad-input` for a button that nobody knows or whose time is over */
export async function pressButton(press: Press, session: Session): Promise<Answer> {
  const button = buttonOf(press.customId);
  const answer = button === undefined ? undefined : await pressKnown(button, press, session);
  if (answer === undefined) {
    throw new UserError('bad-input', words().answering.staleButton);
  }
  return answer;
}

async function pressKnown(button: Button, press: Press, session: Session): Promise<Answer | undefined> {
  const pressed = {...press, argument: press.customId.slice(button.id.length + 1)};
  const who = button.who === 'owner' ? await button.owned(pressed, session) : button.who;
  if (who === undefined) return undefined;
  session.require(who);
  const {interactionId} = press.message;
  // what takes its place is not to be undone by an edit of what stood there
  if (interactionId !== undefined) await session.rooms.liveCards.leave(interactionId);
  return button.press(pressed, session);
}
