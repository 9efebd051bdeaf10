import {ComponentType} from 'discord-api-types/v10';
import type {Answer, Person, ShownMessage} from '#test/support/chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {untilSeen, type TestClass} from './class.ts';

/** What can be pressed or chosen from, and what it would be given. */
export interface WantedButtons {
  readonly ids: readonly string[];
  readonly args: readonly string[];
  /** What the list of each id has to choose, and the argument of that list. */
  readonly choice: string;
  readonly listArgument: string;
}

const heading = 'All that there is';
const inRow = 5;
const rowsInMessage = 5;

interface Component {
  readonly type: ComponentType;
  readonly custom_id: string;
}

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({length: Math.ceil(all.length / size)}, (_, index) => all.slice(index * size, (index + 1) * size));

/** A message of the bot in the participants' channel. */
async function post({chat}: TestClass, text: string, rows: readonly (readonly Component[])[]): Promise<void> {
  const components = rows.map((row) => ({type: ComponentType.ActionRow, components: row}));
  await waitUntil('the channel takes one more', async () => {
    const response = await fetch(`${chat.restUrl}/v10/channels/${chat.channels.workshop}/messages`, {
      method: 'POST',
      headers: {authorization: `Bot ${chat.token}`, 'content-type': 'application/json'},
      body: JSON.stringify({content: `${heading}\n${text}`, components}),
    });
    const answer = await response.text();
    if (response.status === 429) return undefined;
    if (!response.ok) throw new Error(answer);
    return true;
  });
}

/** A message in the participants' channel that says so. */
export async function postText(room: TestClass, text: string): Promise<ShownMessage> {
  await post(room, text, []);
  return untilSeen(room.flo, 'workshop', [new RegExp(heading)]);
}

/** Every button with every argument, and a list of each, on messages that the bot posts for it. */
export class PostedButtons {
  readonly #messages: readonly ShownMessage[];
  readonly #wanted: WantedButtons;

  private constructor(messages: readonly ShownMessage[], wanted: WantedButtons) {
    this.#messages = messages;
    this.#wanted = wanted;
  }

  static async post(room: TestClass, wanted: WantedButtons): Promise<PostedButtons> {
    const {ids, args, choice, listArgument} = wanted;
    const pressed = ids.flatMap((id) => [...args, ''].map((argument) => customId(id, argument)));
    const row = pressed.map((id) => ({type: ComponentType.Button, custom_id: id, style: 2, label: id.slice(0, 80)}));
    const lists = ids.map((id) => ({
      type: ComponentType.StringSelect,
      custom_id: customId(id, listArgument),
      options: [{label: choice, value: choice}],
    }));
    for (const rows of chunks(chunks(row, inRow), rowsInMessage)) await post(room, '', rows);
    for (const some of chunks(lists, rowsInMessage))
      await post(
        room,
        '',
        some.map((list) => [list]),
      );
    const seen = await room.flo.sees('workshop');
    return new PostedButtons(
      seen.filter(({content}) => content.startsWith(heading)),
      wanted,
    );
  }

  /** Everything that somebody can do with that id. */
  ways(person: Person, id: string): (() => Promise<Answer>)[] {
    const {args, choice, listArgument} = this.#wanted;
    return [
      ...[...args, ''].map((argument) => async () => this.press(person, id, argument)),
      async () => {
        const list = customId(id, listArgument);
        return person.uses(
          this.#holder(list, (label) => label === undefined),
          list,
          [choice],
        );
      },
    ];
  }

  async press(person: Person, id: string, argument: string): Promise<Answer> {
    const button = customId(id, argument);
    return person.uses(
      this.#holder(button, (label) => label !== undefined),
      button,
    );
  }

  /** A list has no label. */
  #holder(id: string, isWanted: (label: string | undefined) => boolean): ShownMessage {
    const found = this.#messages.find(({components}) =>
      components.some((row) => row.components.some((one) => one.custom_id === id && isWanted(one.label))),
    );
    if (found === undefined) throw new Error(`no message has ${id}`);
    return found;
  }
}

const customId = (id: string, argument: string): string => (argument === '' ? id : `${id}:${argument}`);
