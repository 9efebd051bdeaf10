import {expect, test} from 'vitest';
import {z} from 'zod';
import {CommandLinks} from '#src/discord/command-links.ts';
import {ChannelPosts} from '#src/facilitating/channel-posts.ts';
import {mentioning} from '#src/views/mentioning.ts';
import {startChat, waitUntil} from '#test/support/discord-client.ts';

const messageSchema = z.looseObject({content: z.string(), mentions: z.array(z.looseObject({id: z.string()}))});

/**
 * @see https://docs.discord.com/developers/resources/message#create-message-jsonform-params
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
test('who is hinted at with as many words as there may be reads them all, and is notified once, among sixty too', async () => {
  await using chat = await startChat();
  const people: string[] = [];
  for (let number = 0; number < 60; number++) {
    const {body} = await chat.control('POST', '/users', {name: `learner-${number}`});
    people.push((body as {id: string}).id);
  }
  const channelId = chat.emulator.channels.workshop;
  const links = new CommandLinks(() => chat.emulator.guildId);
  links.set(chat.emulator.guildId, {'lab hint': '1191168000000000099'});
  const refused: unknown[] = [];
  const posts = new ChannelPosts(chat.client.rest, links, (_, error) => void refused.push(error));
  const ending = 'and then type /lab hint';
  const words = `${'x'.repeat(1_500 - ending.length)}${ending}`;
  const messages = mentioning(people, (whom) => `💡 ${whom} ${words}`);
  const posted = messages.map(async (message, index) => posts.post(channelId, message, ['hint', String(index)]));
  await Promise.all(posted);

  expect(refused).toEqual([]);
  const seen = await waitUntil(async () => {
    const all = messageSchema.array().parse(await chat.messages('ada'));
    return all.length === messages.length && all;
  });
  expect(seen.flatMap(({mentions}) => mentions.map(({id}) => id)).toSorted()).toEqual(people.toSorted());
  for (const {content} of seen) expect(content).toMatch(/and then type (?:\/lab hint|<\/lab hint:\d+>)$/);
});
