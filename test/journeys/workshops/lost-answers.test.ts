import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {ChatPage, type Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {startLossyProxy, type Fate, type LossyProxy} from '#test/support/lossy-proxy.ts';
import {untilSeen} from './class.ts';

let chat: ChatEmulator;
let proxy: LossyProxy;
let page: ChatPage;
let labrador: Labrador;
let flo: Person;
let ada: Person;

/** Of what is posted in channels, every answer but each third is lost, and some come later than they are waited for. */
const fates = Array.from({length: 300}, (_, index): Fate => {
  if (index % 10 === 9) return {afterMs: 11_000};
  return (['break', 502, 'pass'] as const)[index % 3] ?? 'pass';
});

beforeAll(async () => {
  chat = await startChatEmulator({port: 0});
  proxy = await startLossyProxy(chat.restUrl);
  proxy.lose('POST', '/messages', fates);
  labrador = await startLabrador(await emulatedCluster(), {DISCORD_TOKEN: chat.token, DISCORD_API: proxy.restUrl});
  page = new ChatPage(chat.url);
  flo = (await page.join('flo', ['facilitator'])).in('facilitators');
  ada = await page.join('ada');
  await ada.types('/lab start');
});
afterAll(async () => {
  await labrador?.close();
  proxy?.close();
  await chat?.close();
});

/** What stands more than once in a channel, but for answers to commands. */
async function doubled(channel: string): Promise<string[]> {
  const contents = (await flo.sees(channel)).flatMap(({content, interaction}) =>
    interaction === null ? [content] : [],
  );
  return contents.filter((content, index) => contents.indexOf(content) !== index);
}

test('wall, board, broadcast, hint, help, its thread and a private answer are each posted once', async () => {
  await untilSeen(ada, 'workshop', [/\*\*ada\*\*/]);
  await untilSeen(flo, 'facilitators', [/\*\*The class\*\*/]);
  await flo.types('/workshop broadcast text:Coffee at ten');
  await flo.types('/workshop hint to:all');
  await ada.types('/help-me what:Please');
  const request = await untilSeen(flo, 'facilitators', [/🙋 \*\*ada\*\* .*Please/]);
  const taken = await (await flo.presses(request, 'Take')).answered();
  const threadId = /<#(?<id>\d+)>/.exec(await taken.text())?.groups?.['id'] ?? '';
  expect((await ada.sees(threadId)).map(({content}) => content)).toEqual([expect.stringContaining('is here to help')]);
  await page.post('/limits', {activeThreads: 0});
  const grace = await page.join('grace');
  await grace.types('/lab start');
  const file = await (await flo.types('/workshop learner who:@grace')).message();
  const refused = await (await flo.presses(file, 'Open a thread')).answered();
  const opened = await flo.presses(await refused.message(), 'Answer privately');
  await opened.answered();
  await flo.fills(opened, {text: 'Look at the events.'});
  await untilSeen(grace, 'workshop', [/a facilitator has answered you/]);
  await untilSeen(ada, 'workshop', [/📣 Coffee at ten/]);
  for (const channel of ['workshop', 'facilitators']) expect(await doubled(channel)).toEqual([]);
});

test('what says that answers are late is posted once for each', async () => {
  for (const name of ['joan', 'mary', 'ruth', 'edith', 'kay']) {
    const person = await page.join(name);
    await person.types('/lab start');
    const match = {method: 'PATCH', route: '/webhooks'};
    await page.post('/faults', {match, status: 404, code: 10_015, times: 100});
    await person.sends('/kubectl command:get configmaps');
    await untilSeen(person, 'workshop', [new RegExp(`Answers are ready for .*<@${person.id}>`)]);
    await page.delete('/faults');
  }
  // longer than the slowest answer, after which it might be posted again
  await sleep(12_000);
  expect(await doubled('workshop')).toEqual([]);
});
