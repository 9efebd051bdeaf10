import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster(), {RATE_LIMIT: '30'});
});
afterAll(async () => labrador?.close());

test('who sends far more than anybody types is asked to wait; nothing sent before is lost, and others notice nothing', async () => {
  const [mallory, grace] = [await labrador.chat.join('mallory'), await labrador.chat.join('grace')];
  // also what is not understood
  const sent = await Promise.all(Array.from({length: 80}, async () => mallory.sends('/kubectl command:get nonsense')));
  const answers = await Promise.all(sent.map(async (answer) => (await answer.answered()).text()));
  const refused = answers.filter((text) => text.includes('That was more than 30 in 15 s.'));
  // a slow machine is into the next window by then
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(50);
  expect(refused[0]).toMatch(/→ Wait \d+ s and send it again\./);
  expect(await (await grace.types('/lab steps')).text()).toContain('You have no sandbox yet');
});
