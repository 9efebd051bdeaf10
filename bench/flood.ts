import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {paceMs, startFlood} from '#test/real/attacks/flood.ts';
import {answeredAfterMs} from '#test/support/answered-after-ms.ts';
import {ChatPage, type Person} from '#test/support/chat-page.ts';
import {learnerWithPod} from '#test/support/numbered-commands.ts';
import {openClass, type OpenClass} from './open-class.ts';
import {percentile} from './percentile.ts';

/**
 * How long `kubectl get pods` takes for four learners, from sending to the answer as the chat shows it: with nobody else
 * there; while one more learner of the same class sends hundreds of commands with large YAML, long logs and endless output;
 * and, beside that, while the same is sent to another class, which shares nothing with theirs but the machine. Of each
 * class the chat, the cluster, Redis, the bot and the worker are a process each. It takes a quarter of an hour: in fewer samples
 * the second in which the flood begins, with hundreds of commands at once, is more than one of a hundred.
 *
 *     node bench/flood.ts [samples] [workers]
 */
const [samples = 1_800, workers = 1] = process.argv.slice(2).map(Number);
const warmUp = 160;
/** How long what a flood leaves behind takes to end, in ms. */
const settleMs = 20_000;
const names = ['ada', 'grace', 'alan', 'barbara'];
const latency = async (chat: ChatPage, person: Person): Promise<number> =>
  answeredAfterMs(chat, await person.sends('/kubectl command:get pods'), 'nginx');

/** Each of them asks again when they have the answer, at the pace of a person in a hurry. */
async function measure(chat: ChatPage, people: readonly Person[], times = samples): Promise<number[]> {
  const found: number[] = [];
  const ask = async (person: Person, at: number): Promise<void> => {
    await sleep((at * paceMs) / people.length);
    for (let left = times / people.length; left > 0; left -= 1) found.push(await latency(chat, person));
  };
  await Promise.all(people.map(ask));
  return found.sort((a, b) => a - b);
}

/** Measures while `mallory` floods, and takes away what the flood leaves behind. Answers how much was sent, too. */
async function besideFlood(mallory: Person, take: () => Promise<number[]>): Promise<{sorted: number[]; sent: number}> {
  const flood = await startFlood({person: mallory});
  const sorted = await take();
  const sent = flood.sent();
  await flood.stop();
  await mallory.types('/kubectl command:delete daemonset spam');
  await sleep(settleMs);
  return {sorted, sent};
}

const folder = await mkdtemp(join(tmpdir(), 'labrador-bench-'));
const classes: OpenClass[] = [];
try {
  const folders = [join(folder, 'this-class'), join(folder, 'other-class')] as const;
  for (const one of folders) await mkdir(one);
  const thisClass = await openClass(folders[0], {workers});
  classes.push(thisClass);
  const otherClass = await openClass(folders[1], {workers});
  classes.push(otherClass);

  const chat = new ChatPage(thisClass.chat, {paceMs});
  const others: Person[] = [];
  for (const name of names) others.push(await learnerWithPod(chat, name));
  const neighbour = await learnerWithPod(new ChatPage(thisClass.chat), 'mallory');
  const stranger = await learnerWithPod(new ChatPage(otherClass.chat), 'mallory');
  const take = async (): Promise<number[]> => measure(chat, others);
  // what runs for the first time in a process is slow for that
  for (const mallory of [neighbour, stranger]) {
    await besideFlood(mallory, async () => measure(chat, others, warmUp));
  }
  const alone = await take();
  const elsewhere = await besideFlood(stranger, take);
  const here = await besideFlood(neighbour, take);

  console.log(`${samples} times get pods each, ${workers} workers; the floods sent ${elsewhere.sent} and ${here.sent}`);
  const show = (name: string, sorted: readonly number[]): void =>
    console.log(
      `${name.padEnd(26)} p50 ${percentile(sorted, 0.5)} ms, p99 ${percentile(sorted, 0.99)} ms, the slowest ${sorted.at(-1)} ms`,
    );
  show('alone', alone);
  show('a flood in another class', elsewhere.sorted);
  show('a flood in this class', here.sorted);
  const difference = (to: readonly number[]): string => {
    const ms = percentile(here.sorted, 0.99) - percentile(to, 0.99);
    return `${ms > 0 ? '+' : ''}${ms} ms`;
  };
  console.log(
    `p99 with the flood in this class: ${difference(alone)} beside alone, ${difference(elsewhere.sorted)} beside another class’s flood`,
  );
} finally {
  for (const one of classes) await one.close();
  await rm(folder, {recursive: true, force: true});
}
