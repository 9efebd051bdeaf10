import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {Answer, Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
});
afterAll(async () => labrador?.close());

/** What goes wrong of all that the bot asks of the chat. */
const faults = [
  {reset: true, share: 0.02, seed: 1},
  {reset: true, after: true, share: 0.02, seed: 2},
  {delayMs: 4_000, share: 0.02, seed: 3},
  {status: 502, after: true, share: 0.02, seed: 4},
];
const names = ['ada', 'grace', 'joan', 'mary', 'olga', 'pia', 'rosa', 'tove', 'uma', 'vera'];
const lines = 12;

interface Typed {
  readonly person: Person;
  readonly app: string;
  readonly answer: Answer;
}

test('over a bad connection each command that was accepted has one answer, and hardly a request is invalid', async () => {
  const {chat} = labrador;
  const people = await Promise.all(names.map(async (name) => chat.join(name)));
  await Promise.all(people.map(async (person) => person.types('/lab start')));
  await chat.delete('/requests');
  for (const fault of faults) await chat.post('/faults', {match: {}, times: 1_000_000, ...fault});
  const typed: Typed[] = [];
  for (let number = 1; number <= lines; number++) {
    for (const person of people) {
      const app = `${person.name}-${number}`;
      typed.push({person, app, answer: await person.sends(`/kubectl command:get pods -l app=${app}`)});
    }
    await sleep(1_000);
    if (number % 4 === 0) await chat.post('/gateway', {action: 'close'});
  }
  for (const {answer} of typed) {
    await waitUntil(
      'it has an end, or its reply was given up',
      async () => {
        const {state, messages} = await answer.interaction();
        return state === 'failed' || (state === 'answered' && messages.length > 0) || undefined;
      },
      {withinMs: 60_000},
    );
  }
  await chat.delete('/faults');
  await Promise.all(people.map(showLate));

  const wrong: string[] = [];
  for (const {person, app, answer} of typed) {
    const {state} = await answer.interaction();
    const shown = (await person.sees()).filter(({content}) => content.includes(`app=${app}\``)).length;
    // what the client gave up may have been stored by then, and is answered late
    if (state === 'failed' ? shown > 1 : shown !== 1) wrong.push(`${app}: ${state}, ${shown} answers`);
  }
  expect(wrong).toEqual([]);
  const requests = z.array(z.looseObject({status: z.number()})).parse(await chat.get('/requests'));
  expect(requests.filter(({status}) => [401, 403, 429].includes(status)).length).toBeLessThan(50);
  expect(requests.filter(({status}) => status === 0 || status === 502).length).toBeGreaterThan(10);
}, 180_000);

/** Presses the button of what waits for somebody until nothing does. */
async function showLate(person: Person): Promise<void> {
  const mention = (await person.sees()).find(({content}) => content.includes('Answers are ready'));
  if (mention === undefined) return;
  await waitUntil('nothing waits', async () => {
    const answer = await (await person.presses(mention, 'Show my answers')).answered();
    return (await answer.text()).includes('No answer of yours waits here.') || undefined;
  });
}
