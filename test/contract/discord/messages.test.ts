import {ChannelType, MessageFlags, MessageType, TextDisplayBuilder, type TextChannel} from 'discord.js';
import {expect, test} from 'vitest';
import {startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

async function workshop(chat: Chat): Promise<TextChannel> {
  const channel = await chat.client.channels.fetch(chat.emulator.channels.workshop);
  if (channel?.type !== ChannelType.GuildText) throw new Error('The workshop is a text channel');
  return channel;
}

/** @see https://docs.discord.com/developers/reference#uploading-files */
test('files are uploaded, downloaded, kept and taken away by edits', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  const sent = await channel.send({
    content: 'files',
    files: [{attachment: Buffer.from('one'), name: 'one.yaml', description: 'first'}],
  });
  const file = sent.attachments.first();
  expect(file).toMatchObject({name: 'one.yaml', size: 3, description: 'first', contentType: 'application/yaml'});
  expect(await (await fetch(file?.url ?? '')).text()).toBe('one');
  const attachments = [...sent.attachments.values()];
  const both = await sent.edit({attachments, files: [{attachment: Buffer.from('two'), name: 'two.txt'}]});
  expect(both.attachments.map(({name}) => name)).toEqual(['one.yaml', 'two.txt']);
  const kept = await both.edit({attachments: [...both.attachments.values()].slice(1)});
  expect(kept.attachments.map(({name}) => name)).toEqual(['two.txt']);
});

/** @see https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
test('the address of a file expires', async () => {
  await using chat = await startChat();
  const sent = await (await workshop(chat)).send({files: [{attachment: Buffer.from('one'), name: 'one.txt'}]});
  const url = sent.attachments.first()?.url ?? '';
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url.replace(/hm=.{8}/, 'hm=00000000'))).status).toBe(404);
  await chat.control('POST', '/clock', {advanceMs: 25 * 60 * 60_000});
  expect((await fetch(url)).status).toBe(404);
});

/** @see https://docs.discord.com/developers/reference#uploading-files */
test('a file over ten mebibytes is refused', async () => {
  await using chat = await startChat();
  const attachment = Buffer.alloc(10 * 1024 * 1024 + 1);
  const sending = (await workshop(chat)).send({files: [{attachment, name: 'large.bin'}]});
  await expect(sending).rejects.toMatchObject({status: 413, code: 40_005});
});

/**
 * @see https://docs.discord.com/developers/resources/message#edit-message
 * @see https://docs.discord.com/developers/resources/message#get-channel-messages
 */
test('messages are posted, edited, listed and deleted', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  await chat.control('PATCH', '/roles/Labrador', {permissions: ['Administrator']});
  const first = await channel.send({content: 'first', embeds: [{title: 'A title'}]});
  const second = await channel.send('second');
  expect((await first.edit({content: 'changed'})).editedTimestamp).not.toBeNull();
  expect((await first.edit({content: 'changed', embeds: []})).embeds).toEqual([]);
  const listed = await channel.messages.fetch({limit: 10, cache: false});
  expect(listed.map(({content}) => content)).toEqual(['second', 'changed']);
  expect((await channel.messages.fetch({after: first.id, cache: false})).map(({id}) => id)).toEqual([second.id]);
  expect((await channel.messages.fetch({before: second.id, cache: false})).map(({id}) => id)).toEqual([first.id]);
  await first.delete();
  expect((await chat.messages('ada')).map(({content}) => content)).toEqual(['second']);
  await expect(channel.messages.fetch({message: first.id, force: true})).rejects.toMatchObject({code: 10_008});
});

/**
 * @see https://docs.discord.com/developers/resources/message#pin-message
 * @see https://docs.discord.com/developers/resources/message#message-object-message-types
 * @see https://docs.discord.com/developers/resources/message#create-message-limitations
 */
test('messages are pinned and unpinned', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  const message = await channel.send('keep this');
  await message.pin();
  expect(await chat.messages('ada')).toMatchObject([{pinned: true}]);
  const {items} = await channel.messages.fetchPins();
  expect(items.map((item) => item.message.id)).toEqual([message.id]);
  await message.unpin();
  expect(await chat.messages('ada')).toMatchObject([{pinned: false}]);
  const [said] = (await channel.messages.fetch({limit: 1, cache: false})).values();
  expect(said).toMatchObject({type: MessageType.ChannelPinnedMessage, content: '', system: true});
  expect(said?.reference?.messageId).toBe(message.id);
  await expect(chat.rest('PUT', `/channels/${channel.id}/messages/pins/${said?.id}`)).resolves.toMatchObject({
    status: 403,
    body: {code: 50_021},
  });
  await expect(said?.reply('why?')).rejects.toMatchObject({status: 400, code: 50_035});
  await said?.delete();
});

/** @see https://docs.discord.com/developers/resources/message#create-message-jsonform-params */
test('the same enforced nonce brings back the message that is there', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  const first = await channel.send({content: 'once', nonce: 'n-1', enforceNonce: true});
  const again = await channel.send({content: 'once', nonce: 'n-1', enforceNonce: true});
  expect(again.id).toBe(first.id);
  expect(await chat.messages('ada')).toHaveLength(1);
});

/** @see https://docs.discord.com/developers/resources/message#allowed-mentions-object */
test('only allowed mentions notify', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  const {body} = await chat.control('GET', '/state');
  const [ada] = (body as {users: {id: string}[]}).users;
  const unheard = await channel.send(`<@${ada?.id}> @everyone`);
  expect([unheard.mentions.users.size, unheard.mentions.everyone]).toEqual([1, false]);
  const overwrites = [{user: 'Labrador', allow: ['MentionEveryone']}];
  await chat.control('PATCH', '/channels/workshop', {overwrites});
  const loud = await channel.send(`<@${ada?.id}> @everyone`);
  expect([loud.mentions.users.size, loud.mentions.everyone]).toEqual([1, true]);
  const quiet = await channel.send({content: `<@${ada?.id}> @everyone`, allowedMentions: {parse: []}});
  expect([quiet.mentions.users.size, quiet.mentions.everyone]).toEqual([0, false]);
});

/** @see https://docs.discord.com/developers/resources/message#allowed-mentions-object */
test('a role is notified that anyone may mention, or by who may mention everyone', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  const role = channel.guild.roles.cache.find(({name}) => name === 'facilitator');
  expect(role?.mentionable).toBe(false);
  const notified = async (): Promise<number> => {
    const allowedMentions = {roles: [role?.id ?? '']};
    return (await channel.send({content: `<@&${role?.id}>`, allowedMentions})).mentions.roles.size;
  };
  expect(await notified()).toBe(0);
  await chat.control('PATCH', '/roles/facilitator', {mentionable: true});
  await waitUntil(() => role?.mentionable === true);
  expect(await notified()).toBe(1);
  await chat.control('PATCH', '/roles/facilitator', {mentionable: false});
  await chat.control('PATCH', '/channels/workshop', {overwrites: [{user: 'Labrador', allow: ['MentionEveryone']}]});
  expect(await notified()).toBe(1);
});

/** @see https://docs.discord.com/developers/resources/message#message-object-message-flags */
test('a Components V2 message stays one', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  const components = [new TextDisplayBuilder().setContent('# Pods')];
  const sent = await channel.send({flags: MessageFlags.IsComponentsV2, components});
  expect(sent.flags.has(MessageFlags.IsComponentsV2)).toBe(true);
  await expect(sent.edit({content: 'plain', flags: []})).rejects.toMatchObject({code: 50_035});
});

/** @see https://docs.discord.com/developers/topics/threads#private-threads */
test('threads and direct messages are seen by those who are in them', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  const {body} = await chat.control('GET', '/state');
  const ada = (body as {users: {id: string; name: string}[]}).users.find(({name}) => name === 'ada');
  const thread = await channel.threads.create({name: 'help', type: ChannelType.PrivateThread});
  await thread.members.add(ada?.id ?? '');
  await thread.send('in the thread');
  expect(await chat.messages('ada', 'help')).toMatchObject([{content: 'in the thread'}]);
  expect(await chat.messages('grace', 'help')).toMatchObject({error: expect.any(String)});
  await thread.setArchived(true);
  const user = await chat.client.users.fetch(ada?.id ?? '');
  const direct = await user.send('hello');
  expect(await chat.messages('ada', direct.channelId)).toMatchObject([{content: 'hello'}]);
  const state = (await chat.control('GET', '/state')).body;
  expect(state).toMatchObject({
    threads: [{name: 'help', archived: true, members: [{name: 'Labrador'}, {name: 'ada'}]}],
    dms: [{members: [{name: 'ada'}]}],
  });
});

/** @see https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
test('discord.js waits as it is told, and everything arrives', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  await chat.control('POST', '/faults', {
    match: {method: 'POST', route: '/channels/:c/messages'},
    retryAfter: 0.05,
    times: 1,
  });
  await Promise.all(['a', 'b', 'c', 'd'].map((content) => channel.send(content)));
  expect((await chat.messages('ada')).map(({content}) => content)).toEqual(['a', 'b', 'c', 'd']);
  const statuses = (await chat.control('GET', '/requests')).body as {method: string; status: number}[];
  expect(statuses.filter(({method}) => method === 'POST').map(({status}) => status)).toEqual([429, 200, 200, 200, 200]);
});

test('injected faults fail, delay and drop calls, as often as told', async () => {
  await using chat = await startChat();
  const channel = await workshop(chat);
  await chat.control('POST', '/faults', {match: {route: '/channels'}, status: 403, times: 1});
  await expect(channel.send('refused')).rejects.toMatchObject({status: 403});
  await chat.control('POST', '/faults', {match: {method: 'post'}, drop: true, delayMs: 5, times: 1});
  await expect(channel.send('dropped')).rejects.toThrow('other side closed');
  await channel.send('goes through');
  const requests = (await chat.control('GET', '/requests')).body as {status: number}[];
  expect(requests.slice(-3).map(({status}) => status)).toEqual([403, 0, 200]);
  expect((await chat.control('DELETE', '/requests')).status).toBe(204);
  expect((await chat.control('GET', '/requests')).body).toEqual([]);
  await waitUntil(async () => (await chat.messages('ada')).length === 1);
});
