import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '../support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '../support/labrador.ts';
import {waitUntil} from '../support/wait-until.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
});
afterAll(async () => labrador?.close());

test.each(['close', 'invalidate'])('after the gateway is hit by %s, commands are answered again', async (action) => {
  const ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  await labrador.chat.post('/gateway', {action});
  // what is typed while nobody listens fails, as it does at Discord; what is typed after that does not
  await waitUntil('commands are answered again', async () => {
    const answer = await ada.sends('/kubectl command:get pods');
    const state = await waitUntil('it has an end', async () => {
      const {state: now} = await answer.interaction();
      return now === 'answered' || now === 'failed' ? now : undefined;
    });
    return state === 'answered' ? state : undefined;
  });
  expect(await (await ada.types('/kubectl command:get svc')).text()).toContain('No resources found');
});

test('a chat that answers with errors for a while gets each answer in the end, and once', async () => {
  const ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  await labrador.chat.post('/faults', {match: {method: 'PATCH', route: '/webhooks'}, status: 500, times: 6});
  const answer = await ada.types('/kubectl command:get pods');
  expect(await answer.text()).toContain('No resources found');
  const seen = await ada.sees();
  expect(seen.filter(({interaction}) => interaction?.id === answer.id)).toHaveLength(1);
});
