import type {ShownMessage} from '#test/support/chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import type {ChatAttack} from '../attack.ts';
import {inChat, refusedByChat} from '../chat-ways.ts';
import {watched} from '../outside.ts';
import {kubectl, secretOfAda, type World} from '../world.ts';

const otherLearners = 'other learners';

interface OthersMessage {
  readonly name: string;
  readonly label: string;
  readonly show: (world: World) => Promise<ShownMessage>;
}

/** What Ada has on her screen, with buttons on it that change something. */
const adasMessages: readonly OthersMessage[] = [
  {
    name: 'emptying another’s sandbox',
    label: 'Empty it',
    show: async ({ada}) => (await ada.person.types('/lab reset')).message(),
  },
  {
    name: 'taking another back to a step’s start',
    label: 'Back to the start of this step',
    show: async ({ada}) => (await ada.person.types('/lab reset')).message(),
  },
  {
    name: 'seeing a solution for another',
    label: 'Show it',
    show: async ({ada}) => (await ada.person.types('/lab solution')).message(),
  },
  {
    name: 'editing another’s object',
    label: 'Open editor',
    show: async ({ada}) => (await ada.person.types('/edit resource:configmap/private')).message(),
  },
  {
    name: 'another’s step',
    label: '✓ Check',
    show: async ({ada}) => (await ada.person.types('/lab show')).message(),
  },
];

const pressing = ({name, label, show}: OthersMessage): ChatAttack => ({
  group: 'through the chat',
  name,
  threat: otherLearners,
  path: `the button “${label}” of another’s message`,
  ...watched(async (world) => {
    const message = await show(world);
    const known = message.components.flatMap((row) => row.components).map((button) => button.label);
    if (!known.some((shown) => shown === label)) throw new Error(`there is no ${label} among ${known.join(', ')}`);
    return inChat(world.mallory, async () => (await world.mallory.person.presses(message, label)).answered());
  }),
});

/** A message that only its asker sees has buttons for nobody else. */
const onAnothersMessage: readonly ChatAttack[] = adasMessages.map(pressing);

interface ForgedButton {
  readonly name: string;
  readonly id: (world: World) => string;
}

/** Ids that no button of one's own has. */
const forged: readonly ForgedButton[] = [
  {name: 'editing another’s object', id: ({ada}) => `edit:${ada.person.id}:cm/private`},
  {name: 'a page of the facilitators’ board', id: () => 'board-page:0'},
  {name: 'emptying a sandbox', id: () => 'lab-reset-all'},
  {name: 'another’s answer', id: () => 'answer:1'},
];

const forging = ({name, id}: ForgedButton): ChatAttack => ({
  group: 'through the chat',
  name,
  threat: otherLearners,
  path: 'a button whose id is made up',
  ...watched(async (world) => {
    const {mallory, chat} = world;
    const message = await (await mallory.person.types('/lab reset')).message();
    const body = {user: mallory.person.name, message: message.id, custom_id: id(world)};
    return inChat(mallory, async () => {
      await chat.post('/components', body);
      throw new Error('the chat took it');
    });
  }),
});

const withForgedId: readonly ChatAttack[] = forged.map(forging);

/** Public buttons: everybody can press them. */
const onPublicMessages: readonly ChatAttack[] = [
  {
    group: 'through the chat',
    name: 'another’s answer, whose time for a private one was over',
    threat: otherLearners,
    path: 'the button “Show my answers” in the channel',
    ...watched(async ({ada, mallory, chat}) => {
      const slow = await ada.person.sends(
        kubectl('exec daemonset/nginx -- sh -c "sleep 2; cat /var/log/nginx/private"'),
      );
      await waitUntil('it is under way', async () =>
        (await slow.interaction()).state === 'deferred' ? true : undefined,
      );
      await chat.post('/clock', {advanceMs: 16 * 60_000});
      const message = await waitUntil('the channel has the button', async () =>
        (await mallory.person.sees()).findLast(({content}) => content.includes('Answers are ready')),
      );
      const attempt = await inChat(mallory, async () =>
        (await mallory.person.presses(message, 'Show my answers')).answered(),
      );
      // it is there to be had, by whom it belongs to
      const own = await (await ada.person.presses(message, 'Show my answers')).answered();
      if ((await own.output()) !== secretOfAda) throw new Error(`Ada’s own answer is ${await own.output()}`);
      return attempt;
    }),
  },
  {
    group: 'through the chat',
    name: 'the facilitators’ board',
    threat: otherLearners,
    path: 'the facilitators’ channel',
    ...watched(async ({mallory}) => {
      try {
        const messages = await mallory.person.sees('facilitators');
        return {stoppedBy: undefined, evidence: `${messages.length} messages are seen`};
      } catch (error) {
        return refusedByChat(error);
      }
    }),
  },
];

export const othersButtons: readonly ChatAttack[] = [...onAnothersMessage, ...withForgedId, ...onPublicMessages];
