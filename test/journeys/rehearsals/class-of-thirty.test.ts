import {afterAll, beforeAll, expect, test} from 'vitest';
import {openClass, type TestClass} from '../workshops/class.ts';
import {rehearse} from './rehearsal.ts';

let room: TestClass;

beforeAll(async () => {
  room = await openClass();
});
afterAll(async () => room?.close());

test('a class of thirty, three of them stuck, with two facilitators: board and wall are right whenever they are looked at', async () => {
  const fred = (await room.page.join('fred', ['facilitator'])).in('facilitators');
  const {wrongBoards, wrongWalls, looks} = await rehearse({
    page: room.page,
    admin: room.labrador.admin,
    facilitators: [room.flo, fred],
    names: Array.from({length: 30}, (_, index) => `learner-${index + 1}`),
    stuck: 3,
    pace: [500, 6_000],
  });
  expect(wrongBoards).toEqual([]);
  expect(wrongWalls).toEqual([]);
  expect(looks.boards).toBeGreaterThan(60);
  expect(looks.walls).toBeGreaterThan(30);
}, 300_000);
