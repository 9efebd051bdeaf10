import {setTimeout as sleep} from 'node:timers/promises';
import type {Answer, ChatPage, Person} from '#test/support/chat-page.ts';

const joiningAtOnce = 5;
/** So many learners have room on a node of the emulated cluster, by the first lab's needs. */
export const learnersPerNode = 10;
const answeredWithinMs = 180_000;
const lookMs = 250;

/** Lets so many learners join, a few at a time. */
export const joinAll = async (chat: ChatPage, count: number): Promise<Person[]> =>
  joinPeople(Array.from({length: count}, (_, index) => async () => chat.join(`learner-${index + 1}`)));

/** Lets those join who come one after the other, a few at a time. */
export async function joinPeople(coming: readonly (() => Promise<Person>)[]): Promise<Person[]> {
  const people: Person[] = [];
  const waiting = [...coming];
  const joinNext = async (): Promise<void> => {
    for (let come = waiting.shift(); come !== undefined; come = waiting.shift()) {
      const person = await come();
      people.push(person);
      while ((await untilAnswered([await person.sends('/lab start')])).length === 0);
    }
  };
  await Promise.all(Array.from({length: joiningAtOnce}, joinNext));
  return people;
}

/** Sends so many commands in so long, learner after learner. */
export async function send(
  people: readonly Person[],
  line: string,
  {count, withinMs}: {readonly count: number; readonly withinMs: number},
): Promise<Answer[]> {
  const beganAt = performance.now();
  return Promise.all(
    Array.from({length: count}, async (_, index) => {
      await sleep(Math.max(0, beganAt + (index * withinMs) / count - performance.now()));
      const person = people[index % people.length];
      if (person === undefined) throw new Error('nobody is there');
      return person.sends(line);
    }),
  );
}

/**
 * Waits for all of them, looking seldom: a few hundred who ask all the time would be most of the work.
 * @returns those that were answered; the others had no first response in time, and are typed again by a person
 */
export async function untilAnswered(answers: readonly Answer[]): Promise<Answer[]> {
  const deadline = performance.now() + answeredWithinMs;
  const answered: Answer[] = [];
  for (const answer of answers) {
    for (;;) {
      const {state} = await answer.interaction();
      if (state === 'answered') answered.push(answer);
      if (state === 'answered' || state === 'failed') break;
      if (performance.now() > deadline) throw new Error('not all were answered');
      await sleep(lookMs);
    }
  }
  return answered;
}
