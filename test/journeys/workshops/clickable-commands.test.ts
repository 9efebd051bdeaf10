import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let labrador: Labrador;
let ada: Person;
let flo: Person;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  flo = (await labrador.chat.join('flo', ['facilitator'])).in('facilitators');
});
afterAll(async () => labrador?.close());

/** What stands in a channel as it was sent: `person` sees it. */
async function sentIn(channel: string, person: Person): Promise<string> {
  const query = new URLSearchParams({channel, user: person.name});
  const messages = z
    .array(z.looseObject({content: z.string()}))
    .parse(await labrador.chat.get(`/messages?${query.toString()}`));
  return messages.map(({content}) => content).join('\n');
}

test('a command that is named in a refusal can be clicked', async () => {
  await ada.types('/kubectl command:get pods');
  expect(await sentIn('workshop', ada)).toMatch(/→ Type <\/lab start:\d+>: it takes a few seconds/);
});

test('so can one in an answer that a worker gives, once it knows of the server', async () => {
  await ada.types('/lab start');
  const seen = await waitUntil('the worker knows the ids', async () => {
    const asked = await ada.types('/lab reset');
    await (await ada.presses(await asked.message(), 'Empty it')).answered();
    return /<\/lab reset:\d+>/u.exec(await sentIn('workshop', ada))?.[0];
  });
  expect(seen).toMatch(/^<\/lab reset:\d+>$/u);
});

test('so can one in a message for the whole class', async () => {
  await flo.types('/workshop broadcast text:Now type /lab check, please');
  const seen = await waitUntil(
    'the class reads it',
    async () => /Now type .*please/u.exec(await sentIn('workshop', ada))?.[0],
  );
  expect(seen).toMatch(/^Now type <\/lab check:\d+>, please$/u);
});

test('what a learner has typed is repeated as it was', async () => {
  const refused = await ada.types('/kubectl command:frobnicate /lab start');
  expect(await sentIn('workshop', ada)).toContain('`/kubectl command:frobnicate /lab start`');
  expect(await refused.text()).toContain('✗');
});
