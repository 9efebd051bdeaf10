import {setTimeout as sleep} from 'node:timers/promises';
import {Redis} from 'ioredis';
import {memoryOf} from '#test/load/soak/memory-of.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import type {Answer, Person} from '#test/support/chat-page.ts';
import {openProcesses} from '#test/support/processes.ts';
import {processorSeconds} from './process-usage.ts';

/**
 * What a class costs the bot, the worker and Redis, each a process of its own: the memory that they have at the most, and the
 * processor's time while each learner types a line every `paceMs`, works on the lab's first steps and opens cards. The chat
 * and the cluster are emulated, in this process, and are not counted.
 *
 *     node bench/class-cost.ts [learners] [minutes]
 */
const [count = 30, minutes = 4] = process.argv.slice(2).map(Number);
const paceMs = 15_000;
const learnersPerNode = 15;
const answerSeconds = 60;
/** As package.json and the Dockerfile start them. */
const nodeArguments = ['--max-semi-space-size=8', '--import', './src/compile-cache.ts'];
const lines = [
  '/kubectl command:apply -f labs/daemonsets/specs/nginx',
  '/kubectl command:get pods',
  '/kubectl command:get daemonset',
  '/kubectl command:get po -l app=nginx -o wide',
  '/kubectl command:get endpoints nginx-np',
  '/browse',
  '/lab steps',
  '/kubectl command:apply -f labs/daemonsets/specs/nginx/update-bad',
  '/kubectl command:get pods -l app=nginx --watch',
  '/kubectl command:describe pods',
  '/lab check',
  '/kubectl command:apply -f labs/daemonsets/specs/nginx/update-good',
  '/kubectl command:get pods',
  '/lab hint',
];

/** Looks now and then: a hundred who ask all the time would be most of the work. False where no answer came in time. */
async function isDone(answer: Answer): Promise<boolean> {
  for (let seconds = 0; seconds < answerSeconds; seconds += 1) {
    const {state} = await answer.interaction();
    if (state === 'answered') return true;
    if (state !== 'waiting' && state !== 'deferred') return false;
    await sleep(1_000);
  }
  return false;
}

const nodes = Array.from({length: Math.max(3, Math.ceil(count / learnersPerNode))}, (_, index) => `node-${index + 1}`);
const processes = await openProcesses(await emulatedCluster(nodes));
try {
  const {redis, chat} = processes;
  const bot = await processes.start('bot', {nodeArguments});
  const worker = await processes.start('worker', {nodeArguments});
  const client = new Redis(redis.url);
  const usedMebibytes = async (): Promise<number> =>
    Number(/^used_memory:(?<bytes>\d+)/m.exec(await client.info('memory'))?.groups?.['bytes']) / 1024 / 1024;
  const pids = {bot: bot.pid, worker: worker.pid, redis: redis.pid};
  const most = {bot: 0, worker: 0, redis: 0};
  const keepMost = async (): Promise<void> => {
    for (const [name, pid] of Object.entries(pids) as [keyof typeof pids, number][]) {
      most[name] = Math.max(most[name], await memoryOf(pid));
    }
  };
  await keepMost();
  const idle = {...most};
  const usedBefore = await usedMebibytes();
  const before = await Promise.all(Object.values(pids).map(processorSeconds));
  const people = await Promise.all(Array.from({length: count}, async (_, index) => chat.join(`learner-${index + 1}`)));
  const endAt = Date.now() + minutes * 60_000;
  let typed = 0;
  const unanswered: string[] = [];
  const learn = async (person: Person, index: number): Promise<void> => {
    await sleep((index * paceMs) / count);
    await isDone(await person.sends('/lab start'));
    for (let at = 0; Date.now() < endAt; at += 1) {
      const begun = Date.now();
      const line = lines[at % lines.length] ?? '';
      const isAnswered = await isDone(await person.sends(line));
      if (isAnswered) typed += 1;
      else unanswered.push(line);
      await sleep(Math.max(0, paceMs - (Date.now() - begun)));
    }
  };
  const learning = Promise.all(people.map(learn));
  const looking = setInterval(() => void keepMost(), 2_000);
  const begunAt = Date.now();
  await learning;
  const lastedMs = Date.now() - begunAt;
  clearInterval(looking);
  const after = await Promise.all(Object.values(pids).map(processorSeconds));
  console.log(
    `${count} learners, ${typed} lines (${unanswered.length} more without an answer) in ${Math.round(lastedMs / 1_000)} s; redis keeps ${(await usedMebibytes()).toFixed(1)} MiB (${usedBefore.toFixed(1)} before)`,
  );
  for (const [index, name] of (['bot', 'worker', 'redis'] as const).entries()) {
    const milli = (((after[index] ?? 0) - (before[index] ?? 0)) / (lastedMs / 1_000)) * 1_000;
    console.log(
      `${name}: ${Math.round(idle[name])} MiB idle, ${Math.round(most[name])} MiB at most, ${Math.round(milli)}m CPU`,
    );
  }
  client.disconnect();
} finally {
  await processes.close();
}
