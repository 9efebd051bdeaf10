import {setTimeout as sleep} from 'node:timers/promises';
import type {Lab} from '#src/lab/lab.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {ChatPage, Person, ShownMessage} from '#test/support/chat-page.ts';
import {insisting} from './insisting.ts';

export interface PlayOptions {
  readonly chat: ChatPage;
  readonly lab: Lab;
  /** Who plays it: a learner who has not been there before. */
  readonly learner: string;
  /** How long a step may take to be passed once its solution was typed, in ms. */
  readonly passWithinMs: number;
  /** How long a step must not be passed by what does not solve it, in ms. */
  readonly quietMs: number;
  readonly say: (line: string) => void;
}

const pollMs = 250;
const settlePollMs = 1_000;
/** How often a card is looked for again, when it changed under the finger. */
const mostLooks = 2;

/**
 * Plays a lab as a learner would, by its lines alone: each step is not passed before its solution, nor by the wrong one, and is
 * passed by the right one.
 * @returns what is wrong with the lab, a sentence each
 */
export async function playLab(options: PlayOptions): Promise<string[]> {
  const {chat, lab, learner, say} = options;
  const person = await chat.join(learner);
  const problems: string[] = [];
  const started = await (await insisting(async () => person.sends('/lab start'))).text();
  if (!started.includes(' ready on ')) return [`${lab.lab}: /lab start answered ${started}`];
  for (const step of lab.steps) {
    const found = await playStep(person, step, options);
    for (const problem of found) problems.push(`${lab.lab}, step ${step.id}: ${problem}`);
    say(`${found.length === 0 ? '✓' : '✗'} ${learner}: ${step.id}`);
    // what comes after builds on it
    if (found.length > 0) break;
  }
  if (problems.length === 0) problems.push(...(await leave(person, lab)));
  return problems;
}

async function playStep(person: Person, step: Step, {passWithinMs, quietMs}: PlayOptions): Promise<string[]> {
  await goTo(person, step);
  if (await isPassed(person)) return ['it is passed before anything was done for it'];
  for (const line of step.wrong) await type(person, line);
  if (await passes(person, quietMs)) return ['the wrong solution passes it'];
  const reset = await resetTo(person, step);
  if (reset !== undefined) return [`its starting state cannot be made: ${reset}`];
  if (await passes(person, quietMs)) return ['it is passed in its starting state'];
  for (const line of step.solution.commands) {
    const problem = await type(person, line);
    if (problem !== undefined) return [`${line} answers: ${problem}`];
    // an eager next line would be typed by nobody
    await settle(person);
  }
  if (await passes(person, passWithinMs)) return [];
  return [`its solution does not pass it:\n${(await check(person)).content}`];
}

export async function leave(person: Person, lab: Lab): Promise<string[]> {
  const text = await (await insisting(async () => person.sends('/lab leave'))).text();
  return text.includes('deleted') ? [] : [`${lab.lab}: /lab leave answered ${text}`];
}

/** Types a line. Returns what was wrong with it. */
async function type(person: Person, line: string): Promise<string | undefined> {
  const typed = line.startsWith('kubectl ') ? `/kubectl command:${line.slice('kubectl '.length)}` : line;
  const text = await (await insisting(async () => person.sends(typed))).text();
  return isRefusal(text) ? text : undefined;
}

/** A line of a failed Pod has the mark too, and its STATUS in bold. */
export const isRefusal = (text: string): boolean =>
  text.split('\n').some((line) => line.startsWith('✗') && !line.includes(' — **'));

const onItsWay = /Terminating|ContainerCreating|Pending|PodInitializing|Init:/;
/** Neither an address nor a node: a Pod that no node fits waits for as long as nobody does anything about it. */
const fitsNoNode = /Pending.*<none> +<none> +<none>/;
/** In so many looks in a row nothing but such Pods: a scheduler takes less to place one that fits. */
const looksAtUnplaced = 3;

/** Waits until no Pod is on its way: neither coming nor going. */
export async function settle(person: Person): Promise<void> {
  const deadline = Date.now() + 60_000;
  let unplaced = 0;
  for (;;) {
    // who gets no answer, since all of them look at once on a busy machine, looks again
    const answer = await insisting(async () => person.sends('/kubectl command:get pods -A -o wide'), 1);
    const isAnswered = (await answer.interaction()).state === 'answered';
    const pods = isAnswered ? await answer.output() : 'Pending';
    const waiting = pods.split('\n').filter((line) => onItsWay.test(line));
    unplaced = waiting.every((line) => fitsNoNode.test(line)) ? unplaced + 1 : 0;
    if (waiting.length === 0 || unplaced === looksAtUnplaced || Date.now() > deadline) return;
    await sleep(settlePollMs);
  }
}

/** A card is edited while somebody looks at it: who presses what is there no more looks again. */
async function goTo(person: Person, step: Step): Promise<void> {
  for (let again = 0; ; again += 1) {
    try {
      return await leafTo(person, step);
    } catch (error) {
      if (again === mostLooks) throw error;
    }
  }
}

async function leafTo(person: Person, step: Step): Promise<void> {
  const steps = await (await insisting(async () => person.sends('/lab steps'))).message();
  let card = await insisting(async () => person.presses(steps, 'Go on'));
  for (let seen = 0; seen < 30; seen += 1) {
    const message = await card.message();
    if (message.content.includes(heading(step))) return;
    card = await insisting(async () => person.presses(message, 'Next ▶'));
  }
  throw new Error(`the card of ${step.id} is not found`);
}

export const heading = ({title}: Step): string => `${title}\n`;

const check = async (person: Person): Promise<ShownMessage> =>
  (await insisting(async () => person.sends('/lab check'))).message();

const isPassed = async (person: Person): Promise<boolean> => (await check(person)).content.startsWith('### ✅');

async function passes(person: Person, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await isPassed(person)) return true;
    if (Date.now() > deadline) return false;
    await sleep(pollMs);
  }
}

async function resetTo(person: Person, step: Step): Promise<string | undefined> {
  const question = await (await insisting(async () => person.sends('/lab reset'))).message();
  const answer = await insisting(async () => person.presses(question, 'Back to the start of this step'));
  const text = await answer.text();
  if (isRefusal(text)) return text;
  if (step.start.length > 0) await settle(person);
  return undefined;
}
