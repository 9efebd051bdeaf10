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
/** A second server, with its channels' ids. */
let school: {id: string; class: string; staff: string};
let flo: Person;
let ada: Person;
/** A facilitator and a learner of the school. */
let fay: Person;
let bob: Person;
/** A learner of its other workshop. */
let carl: Person;

const inServer = async (name: string, guild: string, roles: readonly string[] = []): Promise<void> =>
  void (await page.post('/users', {name, guild, roles}));

async function isOffered(person: Person, line: string): Promise<boolean> {
  return person.types(line).then(
    () => true,
    (error: unknown) => {
      if (String(error).includes('There is no command')) return false;
      throw error;
    },
  );
}

const offered = async (person: Person): Promise<true> =>
  waitUntil('the commands are there', async () => ((await isOffered(person, '/lab steps')) ? true : undefined));

beforeAll(async () => {
  chat = await startChatEmulator({port: 0});
  page = new ChatPage(chat.url);
  // whose server it is invited into first has no channels of the names that are looked for
  await page.patch('/channels/workshop', {name: 'lobby'});
  labrador = await startLabrador(await emulatedCluster(), {DISCORD_TOKEN: chat.token, DISCORD_API: chat.restUrl});
  flo = (await page.join('flo', ['facilitator'])).in('facilitators');
  ada = await page.join('ada');
});
afterAll(async () => {
  await labrador?.close();
  await chat?.close();
});

test('the first workshop opens as soon as its channels are there', async () => {
  await page.addChannel('workshop');
  await untilSeen(flo, 'facilitators', [/\*\*The class\*\* · 0 joined/]);
  const announced = await untilSeen(ada, 'workshop', [/the workshop is open/]);
  expect(await (await (await ada.presses(announced, 'Join')).answered()).text()).toContain(' ready on ');
});

test('a server that invites the bot has its commands, and opens workshops of its own', async () => {
  const {id} = idSchema.parse(await page.post('/guilds', {name: 'School'}));
  const added = async (name: string, role?: string): Promise<string> =>
    idSchema.parse(await page.post('/channels', {name, guild: id, role})).id;
  school = {id, class: await added('class'), staff: await added('staff', 'facilitator')};
  for (const [name, roles] of [
    ['fay', ['facilitator']],
    ['bob', []],
  ] as const) {
    await page.join(name);
    await inServer(name, id, roles);
  }
  fay = (await page.join('fay')).in(school.staff);
  bob = (await page.join('bob')).in(school.class);
  await inServer('fay', id, ['facilitator']);
  await offered(bob);
  expect(await (await bob.types('/lab start')).text()).toContain('No workshop is open here');
  const opened = await fay.types(`/workshop open lab:daemonsets channel:${school.class} name:Evening`);
  expect(await opened.text()).toMatch(/\*\*Evening\*\* · 🟢 open/);
  expect(await opened.text()).not.toContain('Also open');
  expect(await (await bob.types('/lab start')).text()).toContain(' ready on ');
  // three workshops in two servers, of two labs
  const [morning, tutors] = [await added('morning'), await added('tutors', 'facilitator')];
  const second = await fay.in(tutors).types(`/workshop open lab:troubleshooting channel:${morning} name:Morning`);
  expect(await second.text()).toMatch(/\*\*Morning\*\* · 🟢 open[\s\S]*Also open: Evening in /);
  await page.join('carl');
  await inServer('carl', id);
  carl = (await page.join('carl')).in(morning);
  expect(await (await carl.types('/lab start')).text()).toContain(' ready on ');
  expect(await (await carl.types('/lab steps')).text()).toContain('of 7 done');
  expect(await (await bob.types('/lab steps')).text()).toContain('of 9 done');
});

test('a server sees nothing of another', async () => {
  await expect(fay.types('/workshop open lab:troubleshooting channel:workshop')).rejects.toThrow('There is no channel');
  const status = await (await flo.types('/workshop status')).text();
  expect(status).not.toMatch(/Evening|Also open/);
  expect(await (await flo.types('/workshop learner who:@bob')).text()).toContain('They are not in this workshop');
  // who is a facilitator there is none here
  await expect(fay.in('workshop').types('/workshop status')).rejects.toThrow('There is no command /workshop');
  await untilSeen(flo, 'facilitators', [/1 joined/]);
  const board = (await flo.sees('facilitators')).find(({content}) => content.includes('The class'));
  expect(board?.content).not.toContain('bob');
});

test('a server that kicks the bot takes nothing from the others, and one that invites it again goes on', async () => {
  await page.patch(`/guilds/${school.id}`, {presence: 'left'});
  await expect(bob.types('/lab steps')).rejects.toThrow('There is no command /lab');
  expect(await (await ada.types('/kubectl command:get pods')).text()).toContain('No resources found');
  await page.patch(`/guilds/${school.id}`, {presence: 'here'});
  await offered(bob);
  const greeting = await untilSeen(bob, school.class, [/To begin in this server/]);
  expect(greeting.content).toContain('2. Give the role **facilitator** to whoever teaches.');
  for (const person of [bob, carl])
    expect(await (await person.types('/kubectl command:get pods')).text()).toContain('No resources found');
});

test('a role that is called otherwise makes facilitators as before; one that is deleted, and a channel, are told of', async () => {
  await page.patch('/roles/facilitator', {name: 'teacher'});
  expect(await (await flo.types('/workshop status')).text()).toMatch(/🟢 open/);
  const admin = (await page.join('olga', ['admin'])).in('facilitators');
  await page.delete('/channels/workshop');
  await untilSeen(flo, 'facilitators', [/⚠ The participants’ channel of \*\*open\*\* was deleted/]);
  await page.delete('/roles/teacher');
  const said = await untilSeen(admin, 'facilitators', [/nobody is a facilitator any more/]);
  expect(said.content).toContain('⚠ The role **teacher** was deleted');
  expect(said.content).toContain('→ Make a role facilitator again');
  // the others, and what is asked elsewhere, go on
  expect(await (await bob.types('/kubectl command:get pods')).text()).toContain('No resources found');
  expect(await (await ada.in('lobby').types('/kubectl command:get pods')).text()).toContain('No resources found');
});

test('who manages a server has its channels and the role made by a button, where the bot may', async () => {
  const {id} = idSchema.parse(await page.post('/guilds', {name: 'Club', locale: 'de'}));
  const lounge = idSchema.parse(await page.post('/channels', {name: 'lounge', guild: id})).id;
  for (const name of ['rita', 'otto']) await page.join(name);
  await page.post('/roles', {name: 'owner', guild: id, permissions: ['ManageGuild']});
  await inServer('rita', id, ['owner']);
  await inServer('otto', id);
  const [rita, otto] = [(await page.join('rita', [], 'de')).in(lounge), (await page.join('otto')).in(lounge)];
  await inServer('rita', id, ['owner']);
  const without = await untilSeen(rita, lounge, [/So geht es auf diesem Server los/]);
  expect(without.components).toEqual([]);

  const more = [
    'ViewChannel',
    'SendMessages',
    'AttachFiles',
    'ReadMessageHistory',
    'ManageChannels',
    'ManageRoles',
    'ManageEvents',
  ];
  await page.patch(`/roles/${await roleIn(id, 'Labrador')}`, {permissions: more});
  await page.patch(`/guilds/${id}`, {presence: 'left'});
  await page.patch(`/guilds/${id}`, {presence: 'here'});
  const greeting = await waitUntil('it comes with a button', async () =>
    (await rita.sees(lounge)).findLast(({components}) => components.length > 0),
  );
  const refused = await (await otto.presses(greeting, 'Kanäle und Rolle anlegen')).answered();
  expect(await refused.text()).toContain('This is for those who may manage this server.');
  const made = await (await rita.presses(greeting, 'Kanäle und Rolle anlegen')).answered();
  const [participants = '', facilitators = ''] = [...(await made.text()).matchAll(/<#(\d+)>/gu)].map(
    ([, one]) => one ?? '',
  );
  expect(await made.text()).toContain('✅ Fertig: Wer mitmacht, tippt in');
  // twice is once
  const again = await (await rita.presses(greeting, 'Kanäle und Rolle anlegen')).answered();
  expect(await again.text()).toContain(`<#${participants}>`);
  await expect(otto.sees(facilitators)).rejects.toThrow('does not see');
  const opened = await rita.in(facilitators).types(`/workshop open lab:daemonsets channel:${participants}`);
  expect(await opened.text()).toMatch(/🟢/);
});

/** The id of a server's role. */
async function roleIn(guild: string, name: string): Promise<string> {
  const response = await fetch(`${chat.restUrl}/v10/guilds/${guild}/roles`, {
    headers: {authorization: `Bot ${chat.token}`, 'user-agent': 'DiscordBot (test, 1)'},
  });
  const roles = z.array(z.looseObject({id: z.string(), name: z.string()})).parse(await response.json());
  return roles.find((role) => role.name === name)?.id ?? '';
}
