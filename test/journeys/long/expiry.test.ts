import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
});
afterAll(async () => labrador?.close());

test('an answer whose token has expired waits behind a button for its asker alone', async () => {
  const ada = await labrador.chat.join('ada');
  const grace = await labrador.chat.join('grace');
  await ada.types('/lab start');
  const applied = await ada.types('/kubectl command:apply -f specs/nginx');
  await applied.until(/\*\*Running\*\* · 1\/1 ready/);

  const slow = await ada.sends('/kubectl command:exec daemonset/nginx -- sh -c "sleep 3; echo secret-of-ada"');
  await waitUntil('it is under way', async () => ((await slow.interaction()).state === 'deferred' ? true : undefined));
  await labrador.chat.post('/clock', {advanceMs: 16 * 60_000});
  const mention = await waitUntil('the channel says that an answer waits', async () =>
    (await grace.sees()).find(
      ({mentions, content}) => content.includes('Answers are ready') && mentions.some(({name}) => name === 'ada'),
    ),
  );
  expect(mention.content).not.toContain('secret-of-ada');

  const refused = await (await grace.presses(mention, 'Show my answers')).answered();
  expect(await refused.text()).toContain('✗ No answer of yours waits here.');
  const shown = await (await ada.presses(mention, 'Show my answers')).answered();
  expect(await shown.output()).toBe('secret-of-ada');
  expect((await grace.sees()).some(({content}) => content.includes('secret-of-ada'))).toBe(false);
});
