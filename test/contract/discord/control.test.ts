import {ApplicationCommandOptionType, MessageFlags, type ApplicationCommandDataResolvable} from 'discord.js';
import {request} from 'node:http';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {parseCommandLine} from '#src/emulators/discord/control/command-line.ts';
import type {CommandRecord} from '#src/emulators/discord/state/state.ts';
import {kubectl, startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;

beforeAll(async () => {
  const lab: ApplicationCommandDataResolvable = {
    name: 'lab',
    description: 'Labs',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'start',
        description: 'Starts',
        options: [
          {
            type: ApplicationCommandOptionType.Integer,
            name: 'level',
            description: 'Level',
            choices: [{name: 'One', value: 1}],
          },
        ],
      },
    ],
  };
  chat = await startChat([kubectl, lab]);
});
afterAll(() => chat[Symbol.asyncDispose]());

test('the state names guild, channels, people and commands', async () => {
  const {body} = await chat.control('GET', '/state');
  expect(body).toMatchObject({
    guild: {id: chat.emulator.guildId, name: 'Labrador'},
    channels: [{name: 'workshop'}, {name: 'facilitators'}],
    threads: [],
    dms: [],
    commands: [{name: 'kubectl'}, {name: 'lab'}],
    applicationId: chat.emulator.applicationId,
  });
  expect((body as {users: unknown[]}).users).toContainEqual({
    id: expect.any(String),
    name: 'flo',
    roles: ['facilitator'],
  });
});

test('a channel is made, seen by who has its role, and its name is given once', async () => {
  const {body} = await chat.control('POST', '/channels', {name: 'tuesday', role: 'facilitator'});
  expect(body).toEqual({id: expect.any(String), name: 'tuesday'});
  await waitUntil(() => chat.client.channels.cache.some((channel) => 'name' in channel && channel.name === 'tuesday'));
  expect(await chat.control('POST', '/channels', {name: 'tuesday'})).toMatchObject({status: 400});
  expect(await chat.control('GET', '/messages?channel=tuesday&user=flo')).toMatchObject({status: 200});
  expect(await chat.control('GET', '/messages?channel=tuesday&user=ada')).toMatchObject({status: 400});
});

test('a user is made, and the same name again replaces the roles', async () => {
  const made = await chat.control('POST', '/users', {name: 'barbara', roles: ['facilitator']});
  expect(made.body).toEqual({id: expect.stringMatching(/^\d{17,19}$/), name: 'barbara', roles: ['facilitator']});
  const again = await chat.control('POST', '/users', {name: 'barbara'});
  expect(again.body).toEqual({...(made.body as object), roles: []});
  expect(await chat.messages('barbara', 'facilitators')).toMatchObject({
    error: expect.stringContaining('does not see'),
  });
});

test.each([
  ['/commands', {user: 'nobody', channel: 'workshop', line: '/kubectl command:x'}, 'no user nobody'],
  ['/commands', {user: 'ada', channel: 'nowhere', line: '/kubectl command:x'}, 'no channel nowhere'],
  ['/commands', {user: 'ada', channel: 'facilitators', line: '/kubectl command:x'}, 'does not see'],
  ['/commands', {user: 'ada', channel: 'workshop', line: '/helm'}, 'no command /helm'],
  ['/commands', {user: 'ada', channel: 'workshop', line: '/kubectl'}, 'command is required'],
  ['/commands', {user: 'ada', channel: 'workshop', line: '/kubectl get pods'}, 'no option'],
  ['/commands', {user: 'ada', channel: 'workshop', line: '/lab'}, 'subcommands: start'],
  ['/commands', {user: 'ada', channel: 'workshop', line: '/lab start level:high'}, 'one of 1'],
  ['/commands', {user: 'ada', line: '/kubectl command:x'}, 'channel'],
  [
    '/commands',
    {user: 'ada', channel: 'workshop', line: '/kubectl command:x', files: {command: {name: 'x', base64: ''}}},
    'file',
  ],
  ['/components', {user: 'ada', message: '1', custom_id: 'x'}, 'no message 1'],
  ['/autocomplete', {user: 'ada', channel: 'workshop', line: '/kubectl command:x'}, 'no suggestions'],
  ['/modals', {user: 'ada', interaction: '1', fields: {}}, 'no modal'],
  ['/users', {name: 'x', roles: ['king']}, 'no role king'],
  ['/users', {name: ' '}, 'name'],
  ['/gateway', {action: 'explode'}, 'action'],
  ['/clock', {advanceMs: -1}, 'advanceMs'],
  ['/faults', {match: {}}, 'times'],
])('POST %s with %o is refused, and says why', async (path, body, reason) => {
  expect(await chat.control('POST', path, body)).toMatchObject({
    status: 400,
    body: {error: expect.stringContaining(reason)},
  });
});

/** Node's fetch does not let a caller choose Host. */
function statusWith(path: string, headers: Record<string, string>, {url} = chat.emulator): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, {headers}, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test.each(['/', '/_emulator/state', '/_emulator/requests'])('%s is only for this machine', async (path) => {
  expect(await statusWith(path, {})).toBe(200);
  expect(await statusWith(path, {Host: 'localhost:1', Origin: 'http://localhost:1'})).toBe(200);
  expect(await statusWith(path, {Host: 'chat.example.com'})).toBe(403);
  expect(await statusWith(path, {Origin: 'https://example.com'})).toBe(403);
  expect(await statusWith(path, {Origin: 'null'})).toBe(403);
});

test('one that listens elsewhere is called by that address, by a bot too, and by no other name', async () => {
  await using elsewhere = await startChat([kubectl], {address: '127.0.0.2'});
  expect(elsewhere.emulator.url).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
  elsewhere.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('here');
  });
  const id = await elsewhere.run('ada', '/kubectl command:get pods');
  await waitUntil(async () => (await elsewhere.interaction(id)).messages.length === 1);
  expect(await statusWith('/', {Host: 'chat.example.com'}, elsewhere.emulator)).toBe(403);
  expect(await statusWith('/', {Origin: 'http://127.0.0.3'}, elsewhere.emulator)).toBe(403);
});

test('changes are streamed, ephemeral ones to their user alone', async () => {
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({content: interaction.user.username, flags: MessageFlags.Ephemeral});
  });
  const abort = new AbortController();
  const heard = {ada: '', grace: ''};
  const listen = async (user: 'ada' | 'grace') => {
    const response = await fetch(`${chat.emulator.url}/_emulator/events?user=${user}`, {signal: abort.signal});
    const decoder = new TextDecoder();
    for await (const part of response.body ?? []) heard[user] += decoder.decode(part as Uint8Array);
  };
  const listening = Promise.allSettled([listen('ada'), listen('grace')]);
  await waitUntil(() => heard.ada.includes(': ping') && heard.grace.includes(': ping'));
  await chat.run('ada', '/kubectl command:get pods');
  await chat.run('grace', '/kubectl command:get pods');
  await waitUntil(() => heard.grace.includes('"content":"grace"') && heard.ada.includes('"state":"answered"'));
  abort.abort();
  await listening;
  expect(heard.ada).toContain('"type":"created"');
  expect(heard.ada).toContain('"content":"ada"');
  expect(heard.grace).not.toContain('"content":"ada"');
});

const command = (...names: string[]) =>
  ({name: 'kubectl', options: names.map((name) => ({type: 3, name, description: name}))}) as unknown as CommandRecord;

test.each([
  ['/kubectl command:get pods -l app=nginx', {command: 'get pods -l app=nginx'}],
  ['/kubectl command:get pods whose:@ada', {command: 'get pods', whose: '@ada'}],
  ['/kubectl whose:@ada command:run a --image=b:c other:d', {whose: '@ada', command: 'run a --image=b:c other:d'}],
  ['/kubectl command:echo command:x', {command: 'echo command:x'}],
  ['/kubectl command:', {command: ''}],
  ['/kubectl', {}],
])('the line %s is taken apart', (line, expected) => {
  const {values} = parseCommandLine(line, [command('command', 'whose')]);
  expect(Object.fromEntries(values.map(({option, text}) => [option.name, text]))).toEqual(expected);
});
