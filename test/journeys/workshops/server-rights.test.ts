import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {ChatPage, type Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {untilSeen} from './class.ts';

const idSchema = z.looseObject({id: z.string()});

let chat: ChatEmulator;
let page: ChatPage;
let labrador: Labrador;
let early: Server;
/** Who sees all of the first server, whatever roles are there. */
let olga: Person;

/** A server with a channel of each kind, in which rights are missing. */
interface Server {
  readonly id: string;
  readonly participants: string;
  /** Somebody who sees the participants' channel. */
  readonly rita: Person;
}

async function makeServer(name: string): Promise<Server> {
  const {id} = idSchema.parse(await page.post('/guilds', {name}));
  await page.patch(`/guilds/${id}`, {presence: 'left'});
  const made = async (channel: string, overwrites: readonly object[]): Promise<string> =>
    idSchema.parse(await page.post('/channels', {name: channel, guild: id, overwrites})).id;
  const participants = await made('workshop', [{role: '@everyone', deny: ['UseApplicationCommands']}]);
  await made('facilitators', [
    {role: '@everyone', deny: ['ViewChannel']},
    {role: 'facilitator', allow: ['ViewChannel']},
  ]);
  const person = `rita of ${name}`;
  const rita = await page.join(person);
  await page.post('/users', {name: person, guild: id});
  return {id, participants, rita};
}

beforeAll(async () => {
  chat = await startChatEmulator({port: 0});
  page = new ChatPage(chat.url);
  // invited while nobody runs the bot
  early = await makeServer('Early');
  await page.patch(`/guilds/${early.id}`, {presence: 'here'});
  // what makes facilitators in the first server is gone by the time that the bot starts
  await page.delete('/roles/facilitator');
  labrador = await startLabrador(await emulatedCluster(), {DISCORD_TOKEN: chat.token, DISCORD_API: chat.restUrl});
  olga = await page.join('olga', ['admin']);
});
afterAll(async () => {
  await labrador?.close();
  await chat?.close();
});

const lacksBoth = [/In <#\d+> I lack View Channel/, /In #workshop @everyone lacks Use Application Commands\./];

test('a server that has its channels is told what is missing in them, as it invites the bot', async () => {
  const school = await makeServer('School');
  await page.patch(`/guilds/${school.id}`, {presence: 'here'});
  const {content} = await untilSeen(school.rita, school.participants, [/To begin in this server/, ...lacksBoth]);
  expect(content).not.toContain('Make a text channel');
  expect(content).toContain('1. Give the role **facilitator** to whoever teaches.');
});

test('one that invited it while it was not there is told at the start', async () => {
  expect(await untilSeen(early.rita, early.participants, lacksBoth)).toBeDefined();
});

test('a start without the role of facilitators says that there is none, where it can be read', async () => {
  const {content} = await untilSeen(olga, 'facilitators', [/There is no role facilitator: nobody is a facilitator\./]);
  expect(content).toContain('→ Make a role facilitator again.');
});

test('channels and the role that are called otherwise are told of', async () => {
  await page.patch('/channels/workshop', {name: 'lectures'});
  await untilSeen(
    olga,
    'facilitators',
    [/#workshop is called #lectures now: the workshop \*\*open\*\* goes on there/],
    {withinMs: 10_000},
  );
  await page.patch('/channels/lectures', {name: 'workshop'});
  await page.post('/roles', {name: 'facilitator', permissions: ['ManageEvents']});
  await page.patch('/roles/facilitator', {name: 'teacher'});
  expect(
    await untilSeen(olga, 'facilitators', [/The role \*\*facilitator\*\* is called \*\*teacher\*\* now/]),
  ).toBeDefined();
});

test('a right that is taken while a class is idle is told of at once, and again when it is taken again', async () => {
  const hide = async (deny: readonly string[]): Promise<void> =>
    void (await page.patch('/channels/workshop', {overwrites: [{user: 'Labrador', deny}]}));
  const told = async (): Promise<number> =>
    (await olga.sees('facilitators')).filter(({content}) => /In <#\d+> I lack View Channel/.test(content)).length;
  await hide(['ViewChannel']);
  await waitUntil('it is told', async () => ((await told()) === 1 ? true : undefined), {withinMs: 10_000});
  await hide([]);
  await hide(['ViewChannel']);
  await waitUntil('it is told again', async () => ((await told()) === 2 ? true : undefined), {withinMs: 10_000});
  await hide([]);
  await page.patch('/roles/teacher', {permissions: []});
  expect(
    await untilSeen(olga, 'facilitators', [/The role teacher lacks Manage Events/], {withinMs: 10_000}),
  ).toBeDefined();
});
