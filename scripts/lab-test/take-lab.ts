import type {Lab} from '#src/lab/lab.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {Answer, ChatPage, Person, ShownMessage} from '#test/support/chat-page.ts';
import {insisting} from './insisting.ts';
import {heading, isRefusal, leave, settle} from './play-lab.ts';

export interface TakeOptions {
  readonly chat: ChatPage;
  readonly lab: Lab;
  /** Who takes it: a learner who has not been there before. */
  readonly learner: string;
  /** How long a step may take to be passed once its last line was run, in ms. */
  readonly passWithinMs: number;
  readonly say: (line: string) => void;
}

/**
 * Takes a lab from its cards alone, without a wrong turn and without a reset: the buttons of a step one after the other, and
 * where they leave something to find out, those of its solution. Each step must be seen passed on its card.
 * @returns what is wrong with the lab, a sentence each
 */
export async function takeLab(options: TakeOptions): Promise<string[]> {
  const {chat, lab, learner, say} = options;
  const person = await chat.join(learner);
  const started = await (await insisting(async () => person.sends('/lab start'))).text();
  if (!started.includes(' ready on ')) return [`${lab.lab}: /lab start answered ${started}`];
  let card = await insisting(async () => person.sends('/lab show'));
  for (const [index, step] of lab.steps.entries()) {
    const problem = await takeStep(person, {card, step, passWithinMs: options.passWithinMs});
    say(`${problem === undefined ? '✓' : '✗'} ${learner}: ${step.id}, by its card`);
    // what comes after builds on it
    if (problem !== undefined) return [`${lab.lab}, step ${step.id}, by its card: ${problem}`];
    if (index === lab.steps.length - 1) break;
    const done = await card.message();
    card = await insisting(async () => person.presses(done, 'Next ▶'));
  }
  return leave(person, lab);
}

async function takeStep(
  person: Person,
  {card, step, passWithinMs}: {card: Answer; step: Step; passWithinMs: number},
): Promise<string | undefined> {
  const shown = await card.message();
  if (!shown.content.includes(heading(step))) return `another card is shown:\n${shown.content}`;
  if (step.prediction !== undefined) {
    const option = `lab-predict:${step.id}:${step.prediction.answer}`;
    await unlessPassed(card, async () => person.uses(shown, option));
  }
  await runAll(person, shown, 'lab-run');
  const isComplete = step.solution.commands.every((line) => step.commands.includes(line));
  if (!isComplete) {
    const refused = await solve(person, card);
    if (refused !== undefined) return refused;
  }
  try {
    await card.until(passed, passWithinMs);
    return undefined;
  } catch {
    return `${isComplete ? 'its commands do' : 'its solution does'} not pass it:\n${await card.text()}`;
  }
}

/** Looks at the solution and runs it, unless the step passes meanwhile. Answers what of it was refused. */
async function solve(person: Person, card: Answer): Promise<string | undefined> {
  const asked = await unlessPassed(card, async () => person.presses(await card.message(), 'Solution'));
  if (asked === undefined) return undefined;
  const question = await asked.message();
  const solution = await insisting(async () => person.presses(question, 'Show it'));
  const answers = await runAll(person, await solution.message(), 'lab-play');
  return answers.find(isRefusal);
}

/** Presses the buttons that run a line, and waits after each until no Pod comes or goes, as somebody who looks does. */
async function runAll(person: Person, message: ShownMessage, action: 'lab-run' | 'lab-play'): Promise<string[]> {
  const buttons = message.components.flatMap((row) => row.components).map((button) => button.custom_id);
  const answers: string[] = [];
  for (const id of buttons.filter((button) => button.startsWith(`${action}:`))) {
    answers.push(await (await insisting(async () => person.uses(message, id))).text());
    await settle(person);
  }
  return answers;
}

/** The same for a button that goes when its step is passed, which takes no press: it is undefined then. */
async function unlessPassed(card: Answer, act: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await insisting(act);
  } catch (error) {
    if (isPassed(await card.text())) return undefined;
    throw error;
  }
}

const passed = /^### ✅/;
const isPassed = (content: string): boolean => passed.test(content);
