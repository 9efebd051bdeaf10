import {afterAll, beforeAll, expect, test} from 'vitest';
import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {ChatPage, type Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {untilSeen} from './class.ts';

let chat: ChatEmulator;
let page: ChatPage;
let labrador: Labrador;
let flo: Person;

beforeAll(async () => {
  chat = await startChatEmulator({port: 0});
  page = new ChatPage(chat.url);
  // a private channel to which nobody has let the bot
  await page.patch('/channels/facilitators', {
    overwrites: [
      {role: '@everyone', deny: ['ViewChannel']},
      {role: 'facilitator', allow: ['ViewChannel']},
      {user: 'Labrador', allow: ['ViewChannel'], deny: ['SendMessages']},
    ],
  });
  await page.patch('/channels/workshop', {overwrites: [{role: '@everyone', deny: ['UseApplicationCommands']}]});
  labrador = await startLabrador(await emulatedCluster(), {DISCORD_TOKEN: chat.token, DISCORD_API: chat.restUrl});
  await page.addChannel('glass');
  await page.addChannel('glass-staff', 'facilitator');
  flo = (await page.join('flo', ['facilitator'])).in('glass-staff');
});
afterAll(async () => {
  await labrador?.close();
  await chat?.close();
});

test('the start says what the bot and what people may not do, in the channel where it can', async () => {
  const {content} = await untilSeen(flo, 'workshop', [/⚠ The workshop is not whole/]);
  expect(content).toMatch(/In <#\d+> I lack Send Messages \(for all that I post\)/);
  expect(content).toContain('In #workshop @everyone lacks Use Application Commands.');
});

test('a board that may not be posted any more is told where the bot may write', async () => {
  const {content} = await untilSeen(flo, 'workshop', [/⚠ I can’t write in <#\d+>/]);
  expect(content).toContain('I try again every minute.');
});

test.each([
  ['glass', 'SendMessages', /In #glass I lack Send Messages \(for all that I post\)/],
  ['glass-staff', 'AttachFiles', /In #glass-staff I lack Attach Files/],
  ['glass', 'ViewChannel', /I lack View Channel/],
])(
  'no workshop is opened in #%s without %s, and who opens it reads what is missing',
  async (name, permission, said) => {
    await page.patch(`/channels/${name}`, {overwrites: [{user: 'Labrador', deny: [permission]}]});
    expect(await (await flo.types('/workshop open lab:daemonsets channel:glass')).text()).toMatch(said);
    await page.patch(`/channels/${name}`, {overwrites: []});
    expect(await flo.sees('glass')).toEqual([]);
  },
);

test('who opens a workshop reads that the chat did not take its announcement', async () => {
  const match = {method: 'POST', route: '/channels/:channel/messages'};
  await page.post('/faults', {match, status: 403, times: 20});
  const opened = await flo.types('/workshop open lab:daemonsets channel:glass');
  await page.delete('/faults');
  expect(await opened.text()).toMatch(/^⚠ The chat did not take the announcement in <#\d+>/);
  expect(await opened.text()).toContain('🟢 open');
});
