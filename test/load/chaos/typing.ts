import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import type {Answer, ChatPage, Person} from '#test/support/chat-page.ts';
import {write} from '#test/support/numbered-commands.ts';

/** A command that somebody typed; those that write leave their number behind. */
export interface Typed {
  readonly answer: Answer;
  readonly number: number | undefined;
}

export interface Learner {
  readonly person: Person;
  /** The last number that they wrote. */
  last: number;
}

/** How long a learner takes from one line to the next, in ms. */
const paceMs = 3_000;
/** A single look, again and again: when one is answered within the time that Discord gives, the fault is over for learners. */
const probeEveryMs = 1_000;
const probeWithinMs = 3_000;
const pollMs = 100;

/** Each learner types in turn what writes and what reads, until the signal aborts. */
export async function typeAll(learners: readonly Learner[], signal: AbortSignal): Promise<Map<Learner, Typed[]>> {
  const typed = new Map<Learner, Typed[]>(learners.map((learner) => [learner, []]));
  const type = async (learner: Learner, at: number): Promise<void> => {
    await rest((at * paceMs) / learners.length, signal);
    for (let turn = at; !signal.aborted; turn += 1) {
      typed.get(learner)?.push(await typeOnce(learner, turn % 2 === 0));
      await rest(paceMs, signal);
    }
  };
  await Promise.all(learners.map(type));
  return typed;
}

async function typeOnce(learner: Learner, isWrite: boolean): Promise<Typed> {
  if (!isWrite) return {answer: await learner.person.sends('/kubectl command:get pods'), number: undefined};
  learner.last += 1;
  return {answer: await learner.person.sends(write(learner.last)), number: learner.last};
}

/** Types one line a second. @returns how long after its begin there was the last that was not answered in time, in ms; 0 for none */
export async function probe(person: Person, signal: AbortSignal): Promise<number> {
  const begunAt = Date.now();
  const outages: Promise<number>[] = [];
  while (!signal.aborted) {
    const sentAt = Date.now();
    const answer = await person.sends('/kubectl command:get pods -l app=probe');
    outages.push(isInTime(answer, sentAt).then((isAnswered) => (isAnswered ? 0 : Date.now() - begunAt)));
    await rest(probeEveryMs, signal);
  }
  return Math.max(0, ...(await Promise.all(outages)));
}

async function isInTime(answer: Answer, sentAt: number): Promise<boolean> {
  while (Date.now() - sentAt < probeWithinMs) {
    const {state} = await answer.interaction();
    if (state === 'answered') return true;
    if (state === 'failed') return false;
    await sleep(pollMs);
  }
  return false;
}

const versionsSchema = z.array(z.looseObject({content: z.string(), at: z.coerce.date()}));

/** What a command came to, and when by the chat's clock, in ms since 1970: `open` while its answer is still to come, `gone` when the client gave it up. */
export type End =
  {readonly state: 'open' | 'gone'} | {readonly state: 'answered'; readonly text: string; readonly at: number};

export async function endOf(chat: ChatPage, {answer}: Typed): Promise<End> {
  const {state, messages} = await answer.interaction();
  if (state === 'failed') return {state: 'gone'};
  const [message] = messages;
  if (state !== 'answered' || message === undefined) return {state: 'open'};
  const versions = versionsSchema.parse(await chat.get(`/messages/${message}/history`));
  const text = versions.at(-1)?.content ?? '';
  const at = versions.at(-1)?.at.getTime() ?? Infinity;
  return text.includes('⏳') ? {state: 'open'} : {state: 'answered', text, at};
}

const rest = async (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, {signal}).catch(() => undefined);
