import type {ShownAnswer} from '#src/chat/answer.ts';
import {placeButtons} from '#src/views/channel/render-place.ts';
import type {Button} from './button.ts';
import type {Session} from './session.ts';
import {showPlace} from './show-place.ts';

/** A line to wait in. */
interface Line {
  readonly placeOf: (session: Session) => Promise<number | undefined>;
  /** @returns what is left to do once that is answered */
  readonly leave: (session: Session) => Promise<(() => Promise<void>) | undefined>;
}

const lines: Readonly<Record<'sandbox' | 'help', Line>> = {
  sandbox: {
    placeOf: async ({rooms, open, asker}) => rooms.places.placeOf(open, asker.id),
    leave: async ({rooms, open, asker}) => {
      await rooms.places.leave(open, asker.id);
      return undefined;
    },
  },
  help: {
    placeOf: async ({rooms, open, asker}) => rooms.facilitators.help.placeOf(open, asker.id),
    leave: async ({rooms, open, asker}) => rooms.facilitators.help.end(open, asker.id),
  },
};

const placeButton = (action: keyof typeof placeButtons): Button => ({
  id: placeButtons[action],
  who: 'anybody',
  isInPlace: true,
  press: async ({argument: of, message}, session) => {
    if (of !== 'sandbox' && of !== 'help') return undefined;
    const line = lines[of];
    const show = async (): Promise<ShownAnswer> =>
      showPlace({of, place: await line.placeOf(session), cardId: message.interactionId}, session);
    if (action === 'show') return show();
    await session.answerFirst();
    const lastly = await line.leave(session);
    return {...(await show()), ...(lastly === undefined ? {} : {lastly})};
  },
});

/** Below somebody's place in a line. */
export const placesButtons: readonly Button[] = [placeButton('show'), placeButton('leave')];
