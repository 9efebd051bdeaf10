import {afterAll, afterEach, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {waitUntil} from '#test/support/wait-until.ts';
import type {Answer, Person} from '#test/support/chat-page.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

const stateSchema = z.looseObject({
  threads: z.array(
    z.looseObject({id: z.string(), archived: z.boolean(), members: z.array(z.looseObject({name: z.string()}))}),
  ),
});
const requestsSchema = z.array(z.looseObject({method: z.string(), path: z.string(), status: z.number()}));

let room: TestClass;
let flo: Person;
let ada: Person;
let asked = 0;

beforeAll(async () => {
  room = await openClass();
  flo = room.flo;
  ada = await room.page.join('ada');
  await ada.types('/lab start');
});
afterAll(async () => room?.close());

/** The server as it was. */
afterEach(async () => {
  const everything = ['ViewChannel', 'SendMessages', 'AttachFiles', 'ReadMessageHistory', 'PinMessages'];
  const threads = ['CreatePrivateThreads', 'SendMessagesInThreads'];
  await room.page.patch('/roles/Labrador', {permissions: [...everything, ...threads]});
  await room.page.patch('/roles/@everyone', {permissions: [...everything, ...threads, 'UseApplicationCommands']});
  await room.page.patch('/channels/workshop', {overwrites: []});
  await room.page.post('/limits', {activeThreads: 1_000});
  // threads are given out five in four minutes
  await room.page.post('/clock', {advanceMs: 250_000});
});

const threadsOf = async () => stateSchema.parse(await room.page.get('/state')).threads;
const active = async () => (await threadsOf()).filter(({archived}) => !archived);

/** Ada asks, and flo takes her. */
async function take(): Promise<{taken: Answer; where: string}> {
  asked += 1;
  await ada.types(`/help-me what:Question ${asked}`);
  const request = await untilSeen(flo, 'facilitators', [new RegExp(`🙋 .*Question ${asked}\\n`)]);
  const taken = await (await flo.presses(request, 'Take')).answered();
  return {taken, where: /<#(?<id>\d+)>/.exec(await taken.text())?.groups?.['id'] ?? ''};
}

const done = async (): Promise<string> => {
  const request = await untilSeen(flo, 'facilitators', [new RegExp(`👤 .*Question ${asked}\\n`)]);
  return (await (await flo.presses(request, 'Done')).answered()).text();
};

test('who is done in the thread reads so, and the thread stays closed', async () => {
  const {where} = await take();
  const [first] = await ada.sees(where);
  if (first === undefined) throw new Error('the thread is empty');
  const answer = await (await flo.in(where).presses(first, 'Done: close this thread')).answered();
  expect(await answer.text()).toBe('Done.');
  await waitUntil('the thread is archived', async () => (await active()).length === 0 || undefined);
  await untilSeen(flo, 'facilitators', [new RegExp(`☑ .*Question ${asked}\\nDone\\.`)]);
  expect(await active()).toEqual([]);
  const requests = requestsSchema.parse(await room.page.get('/requests'));
  const archived = requests.findLastIndex(({method, path}) => method === 'PATCH' && path === `/channels/${where}`);
  const answered = requests.findLastIndex(({method, path}) => method === 'POST' && path.includes('/callback'));
  expect(requests[archived]?.status).toBe(200);
  expect(archived).toBeGreaterThan(answered);
});

test('who was helped says so in the thread, and nobody else can', async () => {
  const {where} = await take();
  const [first] = await ada.sees(where);
  if (first === undefined) throw new Error('the thread is empty');
  const mallory = await room.page.join('mallory');
  await room.page.patch('/roles/@everyone', {permissions: ['Administrator']});
  const refused = await (await mallory.in(where).presses(first, 'Done: close this thread')).answered();
  expect(await refused.text()).toContain('This is for those who have the role facilitator.');
  expect(await active()).toHaveLength(1);
  const answer = await (await ada.in(where).presses(first, 'Done: close this thread')).answered();
  expect(await answer.text()).toBe('Done.');
  await untilSeen(flo, 'facilitators', [new RegExp(`☑ .*Question ${asked}\\nDone\\.`)]);
  await waitUntil('the thread is archived', async () => (await active()).length === 0 || undefined);
});

test('a second Done leaves the thread closed, though its answer opens it again', async () => {
  const {where} = await take();
  const [first] = await ada.sees(where);
  if (first === undefined) throw new Error('the thread is empty');
  await (await flo.in(where).presses(first, 'Done: close this thread')).answered();
  await waitUntil('the thread is archived', async () => (await active()).length === 0 || undefined);
  const again = await (await ada.in(where).presses(first, 'Done: close this thread')).answered();
  expect(await again.text()).toBe('It was done already.');
  await waitUntil('the thread is archived again', async () => (await active()).length === 0 || undefined);
});

test('the thread is closed though the answer to Done is lost', async () => {
  const {where} = await take();
  const [first] = await ada.sees(where);
  if (first === undefined) throw new Error('the thread is empty');
  await room.page.post('/faults', {match: {method: 'PATCH', route: '/webhooks'}, status: 500, times: 1_000});
  await flo.in(where).presses(first, 'Done: close this thread');
  await waitUntil('the thread is archived', async () => (await active()).length === 0 || undefined);
  await room.page.delete('/faults');
  expect(await active()).toEqual([]);
});

test('who is helped by private answers says so below their place in line', async () => {
  await room.page.patch('/channels/workshop', everyone('CreatePrivateThreads'));
  const mine = await ada.sends('/help-me what:It hangs');
  await mine.answered();
  asked += 1;
  const request = await untilSeen(flo, 'facilitators', [/🙋 .*It hangs\n/]);
  await (await flo.presses(request, 'Take')).answered();
  await mine.until(/takes care of you/);
  const over = await (await ada.presses(await mine.message(), 'Done: I need no more help')).answered();
  expect(await over.text()).toContain('You are not in line for help.');
  await untilSeen(flo, 'facilitators', [/☑ .*It hangs\nDone\./]);
});

test('a thread that a facilitator opens unasked is closed as any other, and is one until then', async () => {
  const open = async () => (await flo.choosesOn(ada, 'Open a help thread')).answered();
  const where = /<#(?<id>\d+)>/.exec(await (await open()).text())?.groups?.['id'] ?? '';
  await untilSeen(flo, 'facilitators', [/👤 \*\*ada\*\* .* was offered help/]);
  expect(await (await open()).text()).toContain(where);
  expect(await active()).toHaveLength(1);
  const [first] = await ada.sees(where);
  if (first === undefined) throw new Error('the thread is empty');
  expect(await (await (await ada.in(where).presses(first, 'Done: close this thread')).answered()).text()).toBe('Done.');
  await untilSeen(flo, 'facilitators', [/☑ \*\*ada\*\* .* was offered help .*\nDone\./]);
  await waitUntil('the thread is archived', async () => (await active()).length === 0 || undefined);
});

test('the role is notified of a new request where the workshop was opened so, and of none elsewhere', async () => {
  await room.page.addChannel('evening');
  await room.page.addChannel('evening-staff', 'facilitator');
  const evening = flo.in('evening-staff');
  const opened = await evening.types(
    '/workshop open lab:daemonsets channel:evening facilitators:evening-staff notify:true',
  );
  expect(await opened.text()).toContain('⚠ The role facilitator is not notified of requests for help');
  await room.page.patch('/roles/facilitator', {mentionable: true});
  const grace = (await room.page.join('grace')).in('evening');
  await grace.types('/lab start');
  await grace.types('/help-me what:Anybody here?');
  const loud = await untilSeen(evening, 'evening-staff', [/🙋 .*Anybody here/]);
  expect(loud.mentionedRoles).toEqual(['facilitator']);
  await ada.types('/help-me what:Quietly');
  const quiet = await untilSeen(flo, 'facilitators', [/🙋 .*Quietly/]);
  expect(quiet.mentionedRoles).toEqual([]);
  await (await flo.presses(quiet, 'Done')).answered();
});

test('a workshop that is closed closes the threads of its help, and leaves no request open', async () => {
  const evening = flo.in('evening-staff');
  const request = await untilSeen(evening, 'evening-staff', [/🙋 .*Anybody here/]);
  await (await evening.presses(request, 'Take')).answered();
  const hedy = (await room.page.join('hedy')).in('evening');
  await hedy.types('/lab start');
  await (await evening.choosesOn(hedy, 'Open a help thread')).answered();
  expect(await active()).toHaveLength(2);
  const asking = await evening.types('/workshop close');
  await (await evening.presses(await asking.message(), 'Close it')).answered();
  await untilSeen(evening, 'evening-staff', [/☑ .*Anybody here.*\nDone\./]);
  await waitUntil('the thread is archived', async () => (await active()).length === 0 || undefined);
  expect(await active()).toEqual([]);
});

test('a thread that a person archives is a request that is done, and is not archived again', async () => {
  const {where} = await take();
  await room.page.patch(`/channels/${where}`, {archived: true});
  await untilSeen(flo, 'facilitators', [new RegExp(`☑ .*Question ${asked}\\nDone\\.`)]);
  const requests = requestsSchema.parse(await room.page.get('/requests'));
  expect(requests.filter(({method, path}) => method === 'PATCH' && path === `/channels/${where}`)).toEqual([]);
});

const everyone = (...deny: string[]) => ({overwrites: [{role: '@everyone', deny}]});

test.each<[string, () => Promise<unknown>]>([
  [
    'the facilitator does not see the channel',
    async () => room.page.patch('/channels/workshop', {overwrites: [{user: 'flo', deny: ['ViewChannel']}]}),
  ],
  ['the bot may open no threads', async () => room.page.patch('/channels/workshop', everyone('CreatePrivateThreads'))],
  [
    'the bot may not write in threads',
    async () => room.page.patch('/channels/workshop', everyone('SendMessagesInThreads')),
  ],
  ['the server has as many threads as it may', async () => room.page.post('/limits', {activeThreads: 0})],
  [
    'nobody can be added',
    async () => room.page.post('/faults', {match: {method: 'PUT', route: '/channels'}, status: 403, times: 1}),
  ],
  [
    'the chat takes long to open it',
    async () =>
      room.page.post('/faults', {
        match: {method: 'POST', route: '/channels/:channel/threads'},
        delayMs: 6_000,
        times: 1,
      }),
  ],
])('help is given by private answers when %s, and no thread is left', async (_, arrange) => {
  await arrange();
  const {taken} = await take();
  expect(await taken.text()).toContain('so answer privately');
  await flo.presses(await taken.message(), 'Answer privately');
  await waitUntil('no thread is active', async () => (await active()).length === 0 || undefined);
  expect(await done()).toBe('Done.');
});

test('help is given by private answers to who has left the server', async () => {
  asked += 1;
  await ada.types(`/help-me what:Question ${asked}`);
  const request = await untilSeen(flo, 'facilitators', [new RegExp(`🙋 .*Question ${asked}\\n`)]);
  await room.page.delete('/users/ada');
  const taken = await (await flo.presses(request, 'Take')).answered();
  expect(await taken.text()).toContain('so answer privately');
  expect(await active()).toEqual([]);
});
