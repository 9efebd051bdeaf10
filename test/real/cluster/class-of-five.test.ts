import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {rehearse} from '#test/journeys/rehearsals/rehearsal.ts';

const names = ['mary', 'jean', 'kay', 'ruth', 'betty'];

let labrador: Labrador;

beforeAll(async () => {
  labrador = await startLabrador(await realCluster());
});
afterAll(async () => {
  const people = await Promise.all(names.map(async (name) => labrador.chat.join(name)));
  await Promise.all(people.map(async (person) => (await person.sends('/lab leave')).answered(180_000)));
  await labrador?.close();
});

const facilitator = async (name: string): Promise<Person> =>
  (await labrador.chat.join(name, ['facilitator'])).in('facilitators');

test('five learners on a real cluster, one of them stuck: board and wall are right whenever they are looked at', async () => {
  const {wrongBoards, wrongWalls, looks} = await rehearse({
    page: labrador.chat,
    admin: labrador.admin,
    facilitators: [await facilitator('flo'), await facilitator('fred')],
    names,
    stuck: 1,
    pace: [1_000, 8_000],
  });
  expect(wrongBoards).toEqual([]);
  expect(wrongWalls).toEqual([]);
  expect(looks.boards).toBeGreaterThan(60);
}, 290_000);
