import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {ChatPage, type Person, type ShownMessage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador, type TestCluster} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** Labrador with a facilitator who types in the facilitators' channel. */
export interface TestClass {
  readonly chat: ChatEmulator;
  readonly page: ChatPage;
  readonly labrador: Labrador;
  readonly flo: Person;
  readonly close: () => Promise<void>;
}

/** A chat of the test's own, and a cluster too, unless it has one. */
export async function openClass(
  variables: Readonly<Record<string, string>> = {},
  cluster?: TestCluster,
): Promise<TestClass> {
  const chat = await startChatEmulator({port: 0});
  const page = new ChatPage(chat.url);
  const discord = {DISCORD_TOKEN: chat.token, DISCORD_API: chat.restUrl};
  const labrador = await startLabrador(cluster ?? (await emulatedCluster()), {...discord, ...variables});
  const flo = (await page.join('flo', ['facilitator'])).in('facilitators');
  return {
    chat,
    page,
    labrador,
    flo,
    close: async () => {
      await labrador.close();
      await chat.close();
    },
  };
}

/** Waits until somebody sees a message that matches all of the patterns in a channel; answers the latest. */
export async function untilSeen(
  person: Person,
  channel: string,
  patterns: readonly RegExp[],
  options: {withinMs?: number} = {},
): Promise<ShownMessage> {
  let last: string[] = [];
  return waitUntil(
    `${person.name} sees ${patterns.map(String).join(' and ')} in ${channel}`,
    async () => {
      const messages = await person.sees(channel);
      last = messages.map(({content}) => content);
      return messages.findLast(({content}) => patterns.every((pattern) => pattern.test(content)));
    },
    {...options, seen: () => last},
  );
}
