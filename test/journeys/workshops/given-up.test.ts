import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Answer} from '#test/support/chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

let opened: TestClass;
beforeAll(async () => {
  opened = await openClass();
});
afterAll(async () => opened?.close());

const hasFailed = async (answer: Answer): Promise<void> =>
  waitUntil(
    'the client has given it up',
    async () => (await answer.interaction()).state === 'failed' || undefined,
  ).then(() => undefined);

test('of the very first that the chat brings, late, nothing is done, and who sent it is told', async () => {
  const ada = await opened.page.join('ada');
  await opened.page.post('/gateway', {action: 'pause', ms: 4_500});
  await hasFailed(await ada.sends('/lab start'));
  await untilSeen(ada, 'workshop', [/nothing of it was done/, new RegExp(`<@${ada.id}>`)]);
  const status = await opened.flo.types('/workshop status');
  expect(await status.text()).toContain('Joined: 0');
});

/** Does things of which the chat refuses the first answer each: their clients say that there was none. */
async function giveUp(acts: readonly (() => Promise<Answer>)[]): Promise<void> {
  const match = {method: 'POST', route: '/interactions'};
  await opened.page.post('/faults', {match, status: 404, code: 10_062, times: acts.length});
  await Promise.all(acts.map(async (act) => hasFailed(await act())));
}

test('nothing that acts at once is done of what the chat gives up, and who sent it is told', async () => {
  const {page, flo} = opened;
  const ada = await page.join('ada');
  await ada.types('/lab start');
  const place = await ada.types('/help-me what:Please');
  const request = await untilSeen(flo, 'facilitators', [/🙋 \*\*ada\*\* .*Please/]);
  const window = await (await flo.sends('/workshop broadcast')).answered();
  const grace = await page.join('grace');

  await giveUp([
    async () => flo.sends('/workshop pause'),
    async () => flo.sends('/workshop broadcast text:Coffee'),
    async () => flo.fills(window, {text: 'Tea'}),
    async () => flo.presses(request, 'Take'),
    async () => flo.choosesOn(ada, 'Open a help thread'),
    async () => grace.sends('/lab start'),
    async () => ada.sends('/help-me what:Never mind'),
    async () => ada.presses(await place.message(), 'I found it myself'),
    async () => ada.sends('/lab hint'),
  ]);
  await untilSeen(flo, 'facilitators', [/nothing of it was done/, new RegExp(`<@${flo.id}>`)]);
  await untilSeen(grace, 'workshop', [/nothing of it was done/, new RegExp(`<@${grace.id}>`)]);
  const status = await (await flo.types('/workshop status')).text();
  expect(status).toMatch(/🟢/);
  expect(status).toContain('Joined: 1');
  const seen = (await ada.sees('workshop')).map(({content}) => content).join('\n');
  expect(seen).not.toMatch(/Coffee|Tea/);
  const after = (await flo.sees('facilitators')).find(({id}) => id === request.id);
  expect(after?.content).toBe(request.content);
  // a hint that nobody saw is none
  expect(await (await ada.types('/lab hint')).text()).toContain('What your sandbox shows');
});

test('what the chat gives up while it waits in line is taken out of it', async () => {
  const {page, flo} = opened;
  const ada = await page.join('ada');
  await flo.types('/workshop pause');
  await giveUp([async () => ada.sends('/kubectl command:create configmap late')]);
  await waitUntil('she is told', async () =>
    (await ada.sees('workshop')).some(
      ({content}) => content.includes('nothing of it was done') && content.includes(ada.id),
    )
      ? true
      : undefined,
  );
  await flo.types('/workshop resume');
  expect(await (await ada.types('/kubectl command:get configmaps')).output()).not.toContain('late');
  expect((await ada.sees('workshop')).filter(({content}) => content.includes('Answers are ready'))).toEqual([]);
});

test('who sends it where the bot may not write is told in the workshop’s channel, until they send something again', async () => {
  const {page} = opened;
  await page.addChannel('random');
  await page.patch('/channels/random', {overwrites: [{role: 'Labrador', deny: ['SendMessages']}]});
  const linus = (await page.join('linus')).in('random');
  await giveUp([async () => linus.sends('/lab start')]);
  const told = await untilSeen(linus, 'workshop', [/nothing of it was done/, new RegExp(`<@${linus.id}>`)]);
  await linus.types('/lab start');
  const left = await waitUntil('what he was told is gone', async () => {
    const seen = await linus.sees('workshop');
    return seen.every(({id}) => id !== told.id) ? seen : undefined;
  });
  expect(left.map(({content}) => content).join('\n')).not.toContain(`<@${linus.id}> What you sent`);
});
