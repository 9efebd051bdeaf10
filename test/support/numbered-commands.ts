import type {Answer, ChatPage, Person} from './chat-page.ts';

/** Longer than a lost job takes to be found: its lock, the check for it, and what a busy machine adds. In ms. */
export const recoveryMs = 60_000;

/** A learner with an nginx Pod to work in. */
export async function learnerWithPod(chat: ChatPage, name: string): Promise<Person> {
  const person = await chat.join(name);
  await person.types('/lab start');
  const applied = await person.types('/kubectl command:apply -f specs/nginx');
  await applied.until(/\*\*Running\*\* · 1\/1 ready/);
  return person;
}

/** A command that leaves its number behind. */
export const write = (step: number): string =>
  `/kubectl command:exec daemonset/nginx -- sh -c "echo ${step} >> /usr/share/nginx/html/order"`;

/** The numbers in the order in which their commands ran. */
export async function order(person: Person): Promise<string[]> {
  const read = await person.types('/kubectl command:exec daemonset/nginx -- cat /usr/share/nginx/html/order');
  return (await read.output()).split('\n');
}

/** How many answers the person sees to each; what is still pending is none. */
export async function visibleAnswers(person: Person, answers: readonly Answer[]): Promise<number[]> {
  const seen = await person.sees();
  return answers.map(({id}) => seen.filter((message) => message.interaction?.id === id && !message.pending).length);
}
