import {ChannelType} from 'discord.js';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {startChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {kubectl, logIn, makeClient, startChat, waitUntil} from '#test/support/discord-client.ts';

/** @see https://docs.discord.com/developers/events/gateway-events#ready */
test('discord.js logs in and finds the guild, its channels and itself', async () => {
  await using chat = await startChat();
  const {client, emulator} = chat;
  expect(client.application.id).toBe(emulator.applicationId);
  const guild = client.guilds.cache.get(emulator.guildId);
  expect(guild?.name).toBe('Labrador');
  const names = guild?.channels.cache.filter(({type}) => type === ChannelType.GuildText).map(({name}) => name);
  expect(names).toEqual(['workshop', 'facilitators']);
  expect((await guild?.members.fetchMe())?.user.username).toBe('Labrador');
});

/** @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
test('a wrong token is turned away', async () => {
  const emulator = await startChatEmulator({port: 0});
  const client = makeClient(emulator);
  await expect(client.login('wrong.token.here')).rejects.toThrow(/invalid token/i);
  await client.destroy();
  await emulator.close();
});

/** @see https://docs.discord.com/developers/events/gateway#resuming */
test('a closed connection is resumed, and what happened meanwhile is heard then', async () => {
  await using chat = await startChat([kubectl]);
  const resumed = new Promise<number>((resolve) => chat.client.once('shardResume', (_, replayed) => resolve(replayed)));
  const heard = new Promise<string>((resolve) =>
    chat.onInteraction((interaction) => {
      resolve(interaction.id);
      return Promise.resolve();
    }),
  );
  await chat.control('POST', '/gateway', {action: 'close'});
  const id = await chat.run('ada', '/kubectl command:get pods');
  await resumed;
  expect(await heard).toBe(id);
});

/** @see https://docs.discord.com/developers/events/gateway#resuming */
test('after an invalidated session the client identifies again and goes on', async () => {
  await using chat = await startChat([kubectl]);
  const ready = new Promise<void>((resolve) => chat.client.once('shardReady', () => resolve()));
  chat.onInteraction((interaction) =>
    interaction.isRepliable() ? interaction.reply('still here') : Promise.resolve(),
  );
  await chat.control('POST', '/gateway', {action: 'invalidate'});
  await ready;
  const id = await chat.run('ada', '/kubectl command:get pods');
  await waitUntil(async () => (await chat.interaction(id)).state === 'answered');
  expect(await chat.messages('ada')).toMatchObject([{content: 'still here'}]);
});

test('a paused gateway delivers late', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction((interaction) => (interaction.isRepliable() ? interaction.reply('late') : Promise.resolve()));
  await chat.control('POST', '/gateway', {action: 'pause', ms: 150});
  const id = await chat.run('ada', '/kubectl command:get pods');
  expect((await chat.interaction(id)).state).toBe('waiting');
  await waitUntil(async () => (await chat.interaction(id)).state === 'answered');
});

test('a restart with saved state keeps token, people, commands and messages', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'chat-state-'));
  const statePath = `${directory}/chat.json`;
  let token = '';
  {
    await using chat = await startChat([kubectl], {statePath});
    token = chat.emulator.token;
    await chat.control('POST', '/users', {name: 'margaret', roles: ['facilitator']});
    const channel = await chat.client.channels.fetch(chat.emulator.channels.workshop);
    if (channel?.isSendable())
      await channel.send({content: 'before', files: [{name: 'log.txt', attachment: Buffer.from('kept')}]});
  }
  const emulator = await startChatEmulator({port: 0, statePath});
  expect(emulator.token).toBe(token);
  const client = await logIn(makeClient(emulator), token);
  const channel = await client.channels.fetch(emulator.channels.workshop);
  const before = channel?.isTextBased() ? await channel.messages.fetch({limit: 1}) : undefined;
  expect(before?.first()?.content).toBe('before');
  const file = await fetch(before?.first()?.attachments.first()?.url ?? '');
  expect(await file.text()).toBe('kept');
  const state = (await (await fetch(`${emulator.url}/_emulator/state`)).json()) as {
    users: unknown[];
    commands: unknown[];
  };
  expect(state.users).toContainEqual(expect.objectContaining({name: 'margaret', roles: ['facilitator']}));
  expect(state.commands).toHaveLength(1);
  await client.destroy();
  await emulator.close();
  await rm(directory, {recursive: true});
});

test('attachments that an earlier version kept in the state itself are still there', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'chat-state-'));
  const statePath = `${directory}/chat.json`;
  {
    await using chat = await startChat([kubectl], {statePath});
    const channel = await chat.client.channels.fetch(chat.emulator.channels.workshop);
    if (channel?.isSendable()) await channel.send({files: [{name: 'log.txt', attachment: Buffer.from('kept')}]});
  }
  await rm(`${statePath}.attachments`, {recursive: true});
  const state = await readFile(statePath, 'utf8');
  await writeFile(statePath, state.replace('"filename":"log.txt"', '"filename":"log.txt","base64":"a2VwdA=="'));
  {
    await using chat = await startChat([kubectl], {statePath});
    const channel = await chat.client.channels.fetch(chat.emulator.channels.workshop);
    const kept = channel?.isTextBased() ? await channel.messages.fetch({limit: 1}) : undefined;
    const file = await fetch(kept?.first()?.attachments.first()?.url ?? '');
    expect(await file.text()).toBe('kept');
  }
  await rm(directory, {recursive: true});
});
