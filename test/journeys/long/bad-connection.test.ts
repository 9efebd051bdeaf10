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

/** What is pressed on the card of the second step, in the rounds between; `shows`: what the card says then, in whose place its answer is. */
const presses: ReadonlyMap<number, {readonly id: string; readonly shows?: RegExp}> = new Map([
  [1, {id: 'lab-check:bad-update', shows: /Checked <t:/}],
  [4, {id: 'lab-predict:bad-update:0', shows: /You said: /}],
  [7, {id: 'lab-hint:bad-update'}],
  [9, {id: 'lab-run:bad-update:2'}],
  [11, {id: 'lab-solution:bad-update'}],
]);
/** In which round everybody pastes YAML into a window, and a facilitator writes into theirs. */
const windowsIn = 12;

interface Sent {
  readonly person: Person;
  readonly what: string;
  readonly answer: Answer;
  /** What its answer alone says, where it says such a thing, also when it comes late. */
  readonly mark?: string | undefined;
  /** What it makes of the message that it is pressed on. */
  readonly shows?: RegExp | undefined;
}

async function joins(name: string): Promise<{person: Person; started: Answer}> {
  const person = await labrador.chat.join(name);
  return {person, started: await person.types('/lab start')};
}

/** Has the card of the second step shown, in which something is predicted. */
async function goOn({person, started}: {person: Person; started: Answer}): Promise<void> {
  const first = await (await person.presses(await started.message(), 'Show the first step')).answered();
  await (await person.presses(await first.message(), 'Next ▶')).answered();
}

/** Presses the newest button with that id. */
async function press(person: Person, id: string): Promise<Answer> {
  const message = (await person.sees()).findLast(({components}) =>
    components.some((row) => row.components.some(({custom_id: own}) => own === id)),
  );
  if (message === undefined) throw new Error(`${person.name} sees no button ${id}`);
  return person.uses(message, id);
}

const hasEnded = async (answer: Answer): Promise<string> =>
  waitUntil(
    'it has an end, or its reply was given up',
    async () => {
      const {state, messages} = await answer.interaction();
      if (state === 'failed' || state === 'modal') return state;
      return state === 'answered' && messages.length > 0 ? state : undefined;
    },
    {withinMs: 60_000},
  );

test('a class of thirty over a bad connection: each command, press and window that was accepted has one answer, and hardly a request is invalid', async () => {
  const {chat} = labrador;
  const flo = (await chat.join('flo', ['facilitator'])).in('facilitators');
  const joined = await Promise.all(Array.from({length: classSize}, async (_, index) => joins(`learner-${index + 1}`)));
  for (const one of joined) await goOn(one);
  const people = joined.map(({person}) => person);
  await chat.delete('/requests');
  for (const fault of faults) await chat.post('/faults', {match: {}, times: 1_000_000, ...fault});
  const sent: Sent[] = [];
  const wrong: string[] = [];
  const type = async (person: Person, line: string, mark?: string): Promise<Answer> => {
    const answer = await person.sends(line);
    sent.push({person, what: line, answer, mark});
    return answer;
  };
  const fill = async (person: Person, line: string, written: {fields: Record<string, string>; mark?: string}) => {
    const opened = await type(person, line);
    if ((await hasEnded(opened)) !== 'modal') return;
    const answer = await person.submits(opened, written.fields);
    sent.push({person, what: `the window of ${line}`, answer, mark: written.mark});
  };
  for (let round = 1; round <= lines; round++) {
    const began = Date.now();
    const before = sent.length;
    for (const person of people) {
      const app = `app=${person.name}-${round}`;
      await type(person, `/kubectl command:get pods -l ${app}`, `${app}\``);
    }
    const next = labLines.get(round);
    if (next !== undefined) for (const person of people) await type(person, next);
    const pressed = presses.get(round);
    if (pressed !== undefined)
      for (const person of people) {
        const {id, shows} = pressed;
        sent.push({person, what: id, answer: await press(person, id), shows});
      }
    await type(flo, `/workshop broadcast text:Round ${round} is over`);
    if (round === windowsIn)
      await Promise.all([
        ...people.map(async (person) => fill(person, '/apply', pasted(person))),
        fill(flo, '/workshop broadcast', {fields: {text: 'All rounds\nare over'}}),
      ]);
    if (round % 5 === 0)
      await Promise.all(people.slice(0, 3).map(async (person) => type(person, '/help-me what:it hangs')));
    await sleep(Math.max(0, began + roundMs - Date.now()));
    // now, as the chat keeps what a message said before of its latest messages alone
    for (const one of sent.slice(before))
      if (!(await isOnCard(one))) wrong.push(`${one.person.name}: ${one.what}: its card does not show it`);
    if (round % closesEvery === 0) await chat.post('/gateway', {action: 'close'});
  }
  for (const {answer} of sent) await hasEnded(answer);
  await chat.delete('/faults');
  await Promise.all(people.map(showLate));

  const accepted = new Set<string>();
  for (const one of sent) {
    const {state} = await one.answer.interaction();
    if (state === 'answered') accepted.add(one.what);
    const fault = await wrongWith(one);
    if (fault !== undefined) wrong.push(`${one.person.name}: ${one.what}: ${fault}`);
  }
  expect(wrong).toEqual([]);
  const ids = [...presses.values()].map(({id}) => id);
  expect([...accepted]).toEqual(expect.arrayContaining([...ids, ...labLines.values(), 'the window of /apply']));
  expect(await postedTwice(flo)).toEqual([]);
  const requests = z.array(z.looseObject({status: z.number()})).parse(await chat.get('/requests'));
  expect(requests.filter(({status}) => [401, 403, 429].includes(status)).length).toBeLessThan(50);
  expect(requests.filter(({status}) => status === 0 || status === 502).length).toBeGreaterThan(50);
}, 400_000);

function pasted({name}: Person): {fields: Record<string, string>; mark: string} {
  const yaml = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: of-${name}\n`;
  return {fields: {yaml}, mark: `configmap/of-${name} created`};
}

/** Whether the card that a button is on shows what it was pressed for, unless the client gave that up. */
const isOnCard = async ({answer, shows}: Sent): Promise<boolean> =>
  shows === undefined ||
  (await hasEnded(answer)) === 'failed' ||
  (await answer.history()).some((text) => shows.test(text));

/** What is more or less than one answer; what the client gave up may have none. */
async function wrongWith({person, answer, mark, shows}: Sent): Promise<string | undefined> {
  const {state, messages} = await answer.interaction();
  const isGivenUp = state === 'failed';
  if (state === 'modal' || (isGivenUp && mark === undefined)) return undefined;
  if (messages.length > 1) return `${messages.length} answers`;
  // what its card shows was looked at in its time
  if (shows !== undefined) return undefined;
  const seen = await person.sees();
  const shown =
    mark === undefined
      ? seen.filter(({interaction, pending}) => interaction?.id === answer.id && !pending).length
      : seen.filter(({content}) => content.includes(mark)).length;
  // what the client gave up may have been stored by then, and is answered late
  return shown === 1 || (isGivenUp && shown === 0) ? undefined : `${state}, ${shown} answers`;
}

/** What stands more than once in the two channels, of what is said to all. */
async function postedTwice(flo: Person): Promise<string[]> {
  const seen = [...(await flo.sees('workshop')), ...(await flo.sees('facilitators'))];
  const said = seen
    .filter(({ephemeral, interaction}) => !ephemeral && interaction === null)
    .map(({content}) => content);
  return said.filter((content, index) => said.indexOf(content) !== index);
}
