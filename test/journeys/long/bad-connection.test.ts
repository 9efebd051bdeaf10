import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {Answer, Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {showLate} from '#test/support/show-late.ts';
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
const classSize = 30;
const lines = 12;
/** In which rounds the gateway is closed: about each minute. */
const closesEvery = 4;
/** Between two rounds, in ms: nobody types faster for long. */
const roundMs = 4_000;
/** What of a lab is done beside looking; each once, in its round. */
const labLines: ReadonlyMap<number, string> = new Map([
  [2, '/lab show'],
  [3, '/kubectl command:apply -f labs/daemonsets/specs/nginx'],
  [5, '/lab check'],
  [6, '/lab hint'],
  [8, '/kubectl command:delete ds nginx'],
  [10, '/lab steps'],
]);

interface Typed {
  readonly person: Person;
  readonly line: string;
  readonly answer: Answer;
}

test('a class of thirty over a bad connection: each command that was accepted has one answer, and hardly a request is invalid', async () => {
  const {chat} = labrador;
  const flo = (await chat.join('flo', ['facilitator'])).in('facilitators');
  const people = await Promise.all(
    Array.from({length: classSize}, async (_, index) => chat.join(`learner-${index + 1}`)),
  );
  await Promise.all(people.map(async (person) => person.types('/lab start')));
  await chat.delete('/requests');
  for (const fault of faults) await chat.post('/faults', {match: {}, times: 1_000_000, ...fault});
  const typed: Typed[] = [];
  const type = async (person: Person, line: string): Promise<void> => {
    typed.push({person, line, answer: await person.sends(line)});
  };
  for (let round = 1; round <= lines; round++) {
    const began = Date.now();
    for (const person of people) await type(person, `/kubectl command:get pods -l app=${person.name}-${round}`);
    const next = labLines.get(round);
    if (next !== undefined) for (const person of people) await type(person, next);
    await type(flo, `/workshop broadcast text:Round ${round} is over`);
    if (round % 5 === 0)
      await Promise.all(people.slice(0, 3).map(async (person) => type(person, '/help-me what:it hangs')));
    await sleep(Math.max(0, began + roundMs - Date.now()));
    if (round % closesEvery === 0) await chat.post('/gateway', {action: 'close'});
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
  for (const {person, line, answer} of typed) {
    const {state, messages} = await answer.interaction();
    if (messages.length > 1) wrong.push(`${line}: ${messages.length} answers`);
    const [, app] = /-l (app=\S+)$/u.exec(line) ?? [];
    if (app === undefined) continue;
    const shown = (await person.sees()).filter(({content}) => content.includes(`${app}\``)).length;
    // what the client gave up may have been stored by then, and is answered late
    if (state === 'failed' ? shown > 1 : shown !== 1) wrong.push(`${app}: ${state}, ${shown} answers`);
  }
  expect(wrong).toEqual([]);
  expect(await postedTwice(flo)).toEqual([]);
  const requests = z.array(z.looseObject({status: z.number()})).parse(await chat.get('/requests'));
  expect(requests.filter(({status}) => [401, 403, 429].includes(status)).length).toBeLessThan(50);
  expect(requests.filter(({status}) => status === 0 || status === 502).length).toBeGreaterThan(50);
}, 400_000);

/** What stands more than once in the two channels, of what is said to all. */
async function postedTwice(flo: Person): Promise<string[]> {
  const seen = [...(await flo.sees('workshop')), ...(await flo.sees('facilitators'))];
  const said = seen
    .filter(({ephemeral, interaction}) => !ephemeral && interaction === null)
    .map(({content}) => content);
  return said.filter((content, index) => said.indexOf(content) !== index);
}
