import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {restRoutes} from '#src/emulators/discord/rest/rest-routes.ts';
import {supportedRoutes} from '#src/emulators/discord/support.ts';
import {startChat, waitUntil, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
let messagesPath: string;
let commandsPath: string;

beforeAll(async () => {
  chat = await startChat();
  messagesPath = `/channels/${chat.emulator.channels.workshop}/messages`;
  commandsPath = `/applications/${chat.emulator.applicationId}/guilds/${chat.emulator.guildId}/commands`;
});
beforeEach(async () => {
  chat.emulator.reset();
  // what is asked here is the form, and not who may
  await chat.control('PATCH', '/roles/Labrador', {permissions: ['Administrator']});
});
afterAll(() => chat[Symbol.asyncDispose]());

const repeat = <T>(count: number, make: (index: number) => T) => Array.from({length: count}, (_, index) => make(index));
const button = (index: number, more: object = {}) => ({
  type: 2,
  style: 1,
  label: 'Go',
  custom_id: `go-${index}`,
  ...more,
});
const row = (...components: object[]) => ({type: 1, components});
const text = (content: string) => ({type: 10, content});
const componentsV2Flag = 32_768;

/** @see https://docs.discord.com/developers/reference#error-messages */
test('what is refused says where and why, nested like the body', async () => {
  const components = [row(button(0), button(1, {label: 'x'.repeat(81)}))];
  const reply = await chat.rest('POST', messagesPath, {content: 'x'.repeat(2_001), components});
  expect(reply.status).toBe(400);
  expect(reply.body).toEqual({
    code: 50_035,
    message: 'Invalid Form Body',
    errors: {
      components: {
        0: {
          components: {
            1: {label: {_errors: [{code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 80 or fewer in length.'}]}},
          },
        },
      },
    },
  });
});

/**
 * @see https://docs.discord.com/developers/resources/message#create-message-jsonform-params
 * @see https://docs.discord.com/developers/resources/message#embed-object-embed-limits
 * @see https://docs.discord.com/developers/components/reference
 */
test.each([
  ['content over 2000', {content: 'x'.repeat(2_001)}],
  ['content that is no text', {content: {}}],
  ['content over 2000, in emoji', {content: '🦊'.repeat(2_001)}],
  ['people named one by one and all of them', {content: 'x', allowed_mentions: {parse: ['users'], users: ['1']}}],
  ['roles named one by one and all of them', {content: 'x', allowed_mentions: {parse: ['roles'], roles: ['1']}}],
  ['a listed attachment without its file', {content: 'x', attachments: [{id: '0', filename: 'x.txt'}]}],
  ['eleven embeds', {embeds: repeat(11, () => ({title: 'x'}))}],
  ['embeds over 6000 in all', {embeds: repeat(2, () => ({description: 'x'.repeat(3_001)}))}],
  ['an empty embed', {embeds: [{}]}],
  ['six action rows', {components: repeat(6, (index) => row(button(index)))}],
  ['six buttons in a row', {components: [row(...repeat(6, (index) => button(index)))]}],
  ['a custom_id over 100', {components: [row(button(0, {custom_id: 'x'.repeat(101)}))]}],
  ['a custom_id twice', {components: [row(button(0), button(0))]}],
  ['a component id twice', {components: [row(button(0, {id: 7}), button(1, {id: 7}))]}],
  ['a button without custom_id', {components: [row({type: 2, style: 1, label: 'x'})]}],
  ['a link button without url', {components: [row({type: 2, style: 5, label: 'x'})]}],
  [
    'a select with 26 options',
    {components: [row({type: 3, custom_id: 's', options: repeat(26, (n) => ({label: 'x', value: `${n}`}))})]},
  ],
  [
    'a select with the same value twice',
    {components: [row({type: 3, custom_id: 's', options: repeat(2, () => ({label: 'x', value: 'x'}))})]},
  ],
  ['an unknown component', {components: [{type: 99}]}],
  ['a text display without the flag', {components: [text('x')]}],
  ['41 components', {flags: componentsV2Flag, components: repeat(41, () => text('x'))}],
  [
    '41 components, nested',
    {flags: componentsV2Flag, components: [{type: 17, components: repeat(40, () => text('x'))}]},
  ],
  ['4001 characters of text displays', {flags: componentsV2Flag, components: repeat(2, () => text('x'.repeat(2_001)))}],
  ['content beside Components V2', {flags: componentsV2Flag, content: 'x', components: [text('x')]}],
  [
    'a file component without its file',
    {flags: componentsV2Flag, components: [{type: 13, file: {url: 'attachment://missing.txt'}}]},
  ],
])('a message is refused with %s', async (_, body) => {
  const reply = await chat.rest('POST', messagesPath, body);
  expect(reply).toMatchObject({status: 400, body: {code: 50_035, errors: expect.any(Object)}});
});

/** @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
test.each(['', ' \n\t'])('an empty message (%j) is refused with its own code', async (content) => {
  expect(await chat.rest('POST', messagesPath, {content})).toMatchObject({status: 400, body: {code: 50_006}});
});

test('two thousand emoji are two thousand characters', async () => {
  expect((await chat.rest('POST', messagesPath, {content: '🦊'.repeat(2_000)})).status).toBe(200);
});

/** @see https://docs.discord.com/developers/resources/channel#start-thread-without-message-json-params */
test.each([
  ['a name of blanks', {name: '  '}],
  ['a name over 100', {name: 'x'.repeat(101)}],
  ['a time that there is not', {name: 'help', auto_archive_duration: 61}],
])('a thread is refused with %s, and so is its change', async (_, body) => {
  const path = `/channels/${chat.emulator.channels.workshop}/threads`;
  const refused = {status: 400, body: {code: 50_035}};
  expect(await chat.rest('POST', path, {type: 12, ...body})).toMatchObject(refused);
  const {id} = (await chat.rest('POST', path, {type: 12, name: 'help'})).body as {id: string};
  expect(await chat.rest('PATCH', `/channels/${id}`, body)).toMatchObject(refused);
});

/** @see https://docs.discord.com/developers/resources/channel#modify-channel-json-params-guild-channel */
test('what a channel is about has 1024 characters', async () => {
  const path = `/channels/${chat.emulator.channels.workshop}`;
  expect(await chat.rest('PATCH', path, {topic: 'x'.repeat(1_025)})).toMatchObject({
    status: 400,
    body: {code: 50_035, errors: {topic: {}}},
  });
  expect((await chat.rest('PATCH', path, {topic: 'x'.repeat(1_024)})).status).toBe(200);
});

const command = (more: object = {}) => ({name: 'lab', description: 'Labs', ...more});
const option = (index: number, more: object = {}) => ({type: 3, name: `o${index}`, description: 'x', ...more});
const longChoice = (n: number) => ({name: `${n}`, name_localizations: {de: `${n}`.padEnd(40, 'x')}, value: `${n}`});

/**
 * @see https://docs.discord.com/developers/interactions/application-commands#application-command-object
 * @see https://docs.discord.com/developers/interactions/application-commands#localization
 */
test.each([
  ['an upper-case name', [command({name: 'Lab'})]],
  ['no description', [command({description: ''})]],
  ['a description over 100', [command({description: 'x'.repeat(101)})]],
  ['26 options', [command({options: repeat(26, (index) => option(index))})]],
  ['26 choices', [command({options: [option(0, {choices: repeat(26, (n) => ({name: `${n}`, value: `${n}`}))})]})]],
  ['a choice’s value over 100', [command({options: [option(0, {choices: [{name: 'x', value: 'x'.repeat(101)}]})]})]],
  ['a required option after an optional one', [command({options: [option(0), option(1, {required: true})]})]],
  ['the same option twice', [command({options: [option(0), option(0)]})]],
  [
    'over 8000 characters',
    [
      command({
        options: repeat(25, (index) =>
          option(index, {choices: repeat(4, (n) => ({name: `${n}`, value: 'x'.repeat(80)}))}),
        ),
      }),
    ],
  ],
  ['the same name twice', [command(), command()]],
  ['a locale that there is not', [command({description_localizations: {de: 'Labs', klingon: 'x'}})]],
  [
    'a locale that there is not, of an option',
    [command({options: [option(0, {description_localizations: {xx: 'x'}})]})],
  ],
  [
    'a locale that there is not, of a choice',
    [command({options: [option(0, {choices: [{name: 'a', name_localizations: {xx: 'x'}, value: 'a'}]})]})],
  ],
  ['a description over 100 in one locale', [command({description_localizations: {de: 'x'.repeat(101)}})]],
  ['an empty description in one locale', [command({description_localizations: {de: ''}})]],
  ['a name in one locale that nobody can type', [command({name_localizations: {de: 'Mein Lab'}})]],
  ['a menu’s name over 32 in one locale', [{name: 'Show', type: 2, name_localizations: {de: 'x'.repeat(33)}}]],
  [
    'over 8000 characters in the longest of its languages',
    [command({options: repeat(25, (index) => option(index, {choices: repeat(9, (n) => longChoice(n))}))})],
  ],
  ['no list', command()],
])('commands are refused with %s', async (_, body) => {
  expect(await chat.rest('PUT', commandsPath, body)).toMatchObject({status: 400, body: {code: 50_035}});
});

/** @see https://docs.discord.com/developers/interactions/application-commands#registering-a-command */
test.each<[string, number, (index: number) => object]>([
  ['commands', 100, (index: number) => command({name: `lab-${index}`})],
  ['commands of people’s menus', 15, (index: number) => ({name: `Show ${index}`, type: 2})],
  ['commands of messages’ menus', 15, (index: number) => ({name: `Show ${index}`, type: 3})],
])('of %s there are %i, and no more', async (_, most, make) => {
  const refused = {status: 400, body: {code: 30_032}};
  expect(await chat.rest('PUT', commandsPath, repeat(most + 1, make))).toMatchObject(refused);
  expect((await chat.rest('PUT', commandsPath, repeat(most, make))).status).toBe(200);
  expect(await chat.rest('POST', commandsPath, make(most))).toMatchObject(refused);
  expect((await chat.rest('POST', commandsPath, make(0))).status).toBe(200);
  await chat.rest('PUT', commandsPath, []);
});

/** @see https://docs.discord.com/developers/interactions/application-commands#updating-and-deleting-a-command */
test('100 commands with 25 options are taken, and keep their identifiers when replaced', async () => {
  const commands = repeat(100, (index) => command({name: `lab-${index}`, options: repeat(25, (n) => option(n))}));
  const first = await chat.rest('PUT', commandsPath, commands);
  const second = await chat.rest('PUT', commandsPath, commands);
  const ids = (reply: {body: unknown}) => (reply.body as {id: string}[]).map(({id}) => id);
  expect(first.status).toBe(200);
  expect(ids(second)).toEqual(ids(first));
});

/** @see https://docs.discord.com/developers/interactions/application-commands#retrieving-localized-commands */
test('commands keep their localizations, and lists have them where they are asked for', async () => {
  const texts = {description_localizations: {de: 'Übungen', 'en-GB': 'Labs, Sir'}};
  const choices = [{name: 'small', name_localizations: {de: 'klein'}, value: 's'}];
  const sent = command({...texts, options: [option(0, {description_localizations: {fr: 'y'}, choices})]});
  expect((await chat.rest('PUT', commandsPath, [sent])).body).toMatchObject([sent]);
  expect((await chat.rest('GET', `${commandsPath}?with_localizations=true`)).body).toMatchObject([sent]);

  const plain = (await chat.rest('GET', commandsPath)).body;
  expect(JSON.stringify(plain)).not.toContain('_localizations');
  expect(plain).toMatchObject([{description: 'Labs', description_localized: 'Labs, Sir'}]);
  const authorization = `Bot ${chat.emulator.token}`;
  const german = await chat.rest('GET', commandsPath, undefined, {
    Authorization: authorization,
    'X-Discord-Locale': 'de',
  });
  expect(german.body).toMatchObject([
    {description: 'Labs', description_localized: 'Übungen', options: [{choices: [{name_localized: 'klein'}]}]},
  ]);

  const [{id} = {id: ''}] = plain as {id: string}[];
  const changed = await chat.rest('PATCH', `${commandsPath}/${id}`, {description_localizations: null});
  expect(changed.body).toMatchObject({description: 'Labs', description_localizations: null});
  await chat.rest('PUT', commandsPath, []);
});

/** @see https://docs.discord.com/developers/interactions/application-commands#localization */
test('people are shown commands in the language of their client, and what they choose has its default name', async () => {
  const more = {description_localizations: {de: 'Übungen'}};
  const choices = [{name: 'small', name_localizations: {de: 'klein'}, value: 's'}];
  await chat.rest('PUT', commandsPath, [
    command({...more, options: [option(0, {...more, choices})]}),
    {name: 'Show', name_localizations: {de: 'Zeigen'}, type: 2},
  ]);
  await chat.control('POST', '/users', {name: 'grete', locale: 'de'});
  const shownTo = async (user: string) =>
    ((await chat.control('GET', `/state?user=${user}`)).body as {commands: unknown[]}).commands;
  expect(await shownTo('grete')).toMatchObject([
    {name: 'lab', description: 'Übungen', options: [{name: 'o0', description: 'Übungen'}]},
    {name: 'Show', label: 'Zeigen'},
  ]);
  expect(await shownTo('ada')).toMatchObject([{name: 'lab', description: 'Labs'}, {name: 'Show'}]);
  const where = {user: 'grete', channel: 'workshop'};
  expect((await chat.control('POST', '/autocomplete', {...where, line: '/lab o0:k'})).body).toEqual([
    {name: 'klein', value: 's'},
  ]);

  const seen: string[] = [];
  chat.onInteraction(async (interaction) => {
    if (interaction.isCommand()) seen.push(interaction.commandName, interaction.locale);
    return Promise.resolve();
  });
  expect((await chat.control('POST', '/menus', {...where, command: 'Show', person: 'ada'})).status).toBe(200);
  await waitUntil(() => seen.length > 0);
  expect(seen).toEqual(['Show', 'de']);
  await chat.rest('PUT', commandsPath, []);
});

/** @see https://docs.discord.com/developers/interactions/application-commands#updating-and-deleting-a-command */
test('commands are added, read, changed and removed one by one', async () => {
  const added = await chat.rest('POST', commandsPath, command({default_member_permissions: '0'}));
  expect(added).toMatchObject({status: 201, body: {name: 'lab', default_member_permissions: '0', type: 1}});
  const path = `${commandsPath}/${(added.body as {id: string}).id}`;
  expect(await chat.rest('PATCH', path, {description: 'Other'})).toMatchObject({
    status: 200,
    body: {description: 'Other'},
  });
  expect(await chat.rest('GET', path)).toMatchObject({status: 200, body: {description: 'Other'}});
  expect((await chat.rest('DELETE', path)).status).toBe(204);
  expect(await chat.rest('GET', path)).toMatchObject({status: 404, body: {code: 10_063}});
});

/** @see https://docs.discord.com/developers/reference#authentication */
test('without the bot token nothing is answered', async () => {
  expect(await chat.rest('GET', '/users/@me', undefined, {Authorization: 'Bot wrong'})).toMatchObject({
    status: 401,
    body: {code: 0, message: '401: Unauthorized'},
  });
});

test('an unknown route answers 501 and is not mistaken for a 404', async () => {
  expect((await chat.rest('GET', '/stickers/1')).status).toBe(501);
  const logged = await chat.control('GET', '/requests');
  expect(logged.body).toContainEqual(expect.objectContaining({method: 'GET', route: '/stickers/1', status: 501}));
});

test('the declared routes are the routes that are there', () => {
  const mounted = restRoutes.map(({method, path}) => `${method} ${path}`);
  expect(mounted.toSorted()).toEqual([...supportedRoutes].toSorted());
});

/** @see https://docs.discord.com/developers/topics/rate-limits */
describe('rate limits', () => {
  test('a bucket says what is left, then refuses with the time to wait', async () => {
    const replies = [];
    for (let sent = 0; sent < 6; sent += 1) replies.push(await chat.rest('POST', messagesPath, {content: `${sent}`}));
    expect(replies.map(({status}) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(replies.map(({headers}) => headers.get('x-ratelimit-remaining'))).toEqual(['4', '3', '2', '1', '0', '0']);
    const [first, , , , , last] = replies;
    expect(first?.headers.get('x-ratelimit-limit')).toBe('5');
    expect(first?.headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
    expect(Number(first?.headers.get('x-ratelimit-reset-after'))).toBeCloseTo(5, 0);
    expect(last?.headers.get('x-ratelimit-scope')).toBe('user');
    expect(last?.body).toMatchObject({
      retry_after: expect.any(Number),
      global: false,
      message: 'You are being rate limited.',
    });
    await chat.control('POST', '/clock', {advanceMs: 5_000});
    expect((await chat.rest('POST', messagesPath, {content: 'again'})).status).toBe(200);
  });

  test('the fifty-first request of a second is refused for the whole bot', async () => {
    const replies = await Promise.all(
      repeat(60, (n) => chat.rest('GET', n % 2 ? '/users/@me' : `/guilds/${chat.emulator.guildId}`)),
    );
    const refused = replies.filter(({status}) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused[0]?.headers.get('x-ratelimit-global')).toBe('true');
    expect(refused[0]?.body).toMatchObject({global: true});
  });

  test('old messages are edited three times in six seconds', async () => {
    const sent = await chat.rest('POST', messagesPath, {content: 'old'});
    const path = `${messagesPath}/${(sent.body as {id: string}).id}`;
    await chat.control('POST', '/clock', {advanceMs: 60 * 60_000 + 1});
    const statuses = [];
    for (let edits = 0; edits < 4; edits += 1) statuses.push(await chat.rest('PATCH', path, {content: `${edits}`}));
    expect(statuses.map(({status}) => status)).toEqual([200, 200, 200, 429]);
    expect(statuses.at(-1)?.body).toMatchObject({code: 30_046});
  });

  test('the sixth thread in a row waits for minutes', async () => {
    const path = `/channels/${chat.emulator.channels.workshop}/threads`;
    const replies = [];
    for (let made = 0; made < 6; made += 1) replies.push(await chat.rest('POST', path, {name: `t${made}`, type: 12}));
    expect(replies.map(({status}) => status)).toEqual([201, 201, 201, 201, 201, 429]);
    const minutes = expect.closeTo(250, 0) as number;
    expect(replies.at(-1)?.body).toMatchObject({retry_after: minutes});
  });
});
