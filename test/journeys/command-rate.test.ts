import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Answer} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
/** One where a server may send little. */
let crowded: Labrador;
beforeAll(async () => {
  const cluster = await emulatedCluster();
  labrador = await startLabrador(cluster, {RATE_LIMIT: '30'});
  crowded = await startLabrador(cluster, {RATE_LIMIT: '30', SERVER_RATE_LIMIT: '20'});
});
afterAll(async () => {
  await labrador?.close();
  await crowded?.close();
});

/** On a busy machine the chat gives up on some. */
async function textOf(answer: Answer): Promise<string> {
  await answer.answered();
  return (await answer.interaction()).state === 'failed' ? '' : answer.text();
}

test('who sends far more than anybody types is asked to wait; nothing sent before is lost, and others notice nothing', async () => {
  const [mallory, grace] = [await labrador.chat.join('mallory'), await labrador.chat.join('grace')];
  // also what is not understood
  const sent = await Promise.all(Array.from({length: 80}, async () => mallory.sends('/kubectl command:get nonsense')));
  const answers = await Promise.all(sent.map(textOf));
  const refused = answers.filter((text) => text.includes('That was more than 30 in 15 s.'));
  // a slow machine is into the next window by then
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(50);
  expect(refused[0]).toMatch(/→ Wait \d+ s and send it again\./);
  expect(await (await grace.types('/lab steps')).text()).toContain('You have no sandbox yet');
});

test('a server whose people send more than a class does is asked to wait', async () => {
  const {chat} = crowded;
  const people = await Promise.all(['mallory', 'trudy', 'eve'].map(async (name) => chat.join(name)));
  const sent = await Promise.all(
    people.flatMap((person) => Array.from({length: 12}, async () => person.sends('/kubectl command:get nonsense'))),
  );
  const answers = await Promise.all(sent.map(textOf));
  const refused = answers.filter((text) => text.includes('people of this server sent more than 20 in 15 s.'));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatch(/→ Wait \d+ s and send it again\./);
});
