import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {Redis} from 'ioredis';
import {z} from 'zod';
import {snowflakeTime} from '#src/discord/limits.ts';
import {memoryOf} from '#test/load/soak/memory-of.ts';
import {ChatPage, type Answer} from '#test/support/chat-page.ts';
import {openClass, type OpenClass} from './open-class.ts';
import {percentile} from './percentile.ts';
import {processorSeconds, writeCalls} from './process-usage.ts';
import {joinAll, learnersPerNode, send, untilAnswered} from './typing.ts';

/**
 * What a class costs its processes, by the operating system and by Redis: while it types all at once, while it types on, and
 * while nobody types. Bot, worker, Redis, the chat and the cluster are a process each. `--against` measures the same first with
 * the bot and the worker of another checkout, and says how many times as much each number is here.
 *
 *     node bench/class.ts [--learners=40] [--burst=500] [--steady=150] [--idle-seconds=60] [--against=CHECKOUT]
 */
const {values} = parseArgs({
  options: {
    learners: {type: 'string', default: '40'},
    burst: {type: 'string', default: '500'},
    steady: {type: 'string', default: '150'},
    'idle-seconds': {type: 'string', default: '60'},
    against: {type: 'string'},
  },
});
const [learners, burst, steady, idleSeconds] = [
  values.learners,
  values.burst,
  values.steady,
  values['idle-seconds'],
].map(Number) as [number, number, number, number];
const line = '/kubectl command:get pods';
/** Commands of the steady flow in a second. */
const steadyPerSecond = 5;
/** How long what was typed leaves behind takes to end, in ms. */
const settleMs = 8_000;

const versionsSchema = z.array(z.looseObject({content: z.string(), at: z.string()}));

/** What was measured, by its name. */
type Measured = Map<string, number>;

interface Usage {
  readonly at: number;
  readonly cpuMs: {readonly bot: number; readonly worker: number; readonly redis: number};
  readonly redisCommands: number;
  readonly writes: {readonly bot: number; readonly worker: number};
}

const parts = ['bot', 'worker', 'redis'] as const;

/** One class, and what it was seen to use. */
class Watched {
  readonly #room: OpenClass;
  readonly #redis: Redis;

  constructor(room: OpenClass) {
    this.#room = room;
    this.#redis = new Redis(room.redis.url);
  }

  get #pids(): Record<(typeof parts)[number], number> {
    const {bot, workers} = this.#room.pids;
    return {bot, worker: workers[0] ?? 0, redis: this.#room.redis.pid};
  }

  async usage(): Promise<Usage> {
    const {bot, worker, redis} = this.#pids;
    const [ofBot, ofWorker, ofRedis] = await Promise.all([bot, worker, redis].map(processorSeconds));
    const [botWrites = 0, workerWrites = 0] = await Promise.all([bot, worker].map(writeCalls));
    return {
      at: performance.now(),
      cpuMs: {bot: (ofBot ?? 0) * 1_000, worker: (ofWorker ?? 0) * 1_000, redis: (ofRedis ?? 0) * 1_000},
      redisCommands: await this.#commands(),
      writes: {bot: botWrites, worker: workerWrites},
    };
  }

  /** Those in scripts among them. */
  async #commands(): Promise<number> {
    const calls = [...(await this.#redis.info('commandstats')).matchAll(/:calls=(\d+)/g)];
    return calls.reduce((sum, [, count]) => sum + Number(count), 0);
  }

  async memory(): Promise<[string, number][]> {
    const resident = await Promise.all(parts.map(async (part) => memoryOf(this.#pids[part])));
    return [
      ...parts.map((part, index): [string, number] => [`resident memory of ${part}, MiB`, resident[index] ?? 0]),
      ['memory used in Redis, KiB', (await this.#field('memory', 'used_memory')) / 1_024],
    ];
  }

  async connections(): Promise<number> {
    return (await this.#field('clients', 'connected_clients')) - 1;
  }

  close(): void {
    this.#redis.disconnect();
  }

  async #field(section: string, name: string): Promise<number> {
    return Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(await this.#redis.info(section))?.[1]);
  }
}

/** When each command got its first response, and its last words, after it was typed, in ms; the shortest first. */
async function delays(chat: ChatPage, answers: readonly Answer[]): Promise<{first: number[]; last: number[]}> {
  const [first, last]: [number[], number[]] = [[], []];
  for (const answer of answers) {
    const [message = ''] = (await answer.interaction()).messages;
    const versions = versionsSchema.parse(await chat.get(`/messages/${message}/history`));
    const typedAt = snowflakeTime(answer.id);
    first.push(Date.parse(versions[0]?.at ?? '') - typedAt);
    last.push(Date.parse(versions.at(-1)?.at ?? '') - typedAt);
  }
  const sorted = (times: number[]): number[] => times.sort((a, b) => a - b);
  return {first: sorted(first), last: sorted(last)};
}

const perCommand = (what: string, {before, after, count}: {before: Usage; after: Usage; count: number}): Measured =>
  new Map([
    ...parts.map((part): [string, number] => [
      `${what}: processor's time of ${part}, ms a command`,
      (after.cpuMs[part] - before.cpuMs[part]) / count,
    ]),
    [`${what}: Redis commands a command`, (after.redisCommands - before.redisCommands) / count],
    ...(['bot', 'worker'] as const).map((part): [string, number] => [
      `${what}: writes of ${part} to the system, a command`,
      (after.writes[part] - before.writes[part]) / count,
    ]),
  ]);

async function measure(sources: string | undefined): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-bench-'));
  const room = await openClass(folder, {
    workers: 1,
    moreNodes: Math.ceil(learners / learnersPerNode),
    environment: {RATE_LIMIT: '100000', SERVER_RATE_LIMIT: '1000000'},
    ...(sources === undefined ? {} : {sources}),
  });
  const watched = new Watched(room);
  try {
    const chat = new ChatPage(room.chat);
    const people = await joinAll(chat, learners);
    const warm = await send(people, line, {count: learners, withinMs: 2_000});
    await untilAnswered(warm);
    await sleep(settleMs);

    const measured: Measured = new Map();
    const add = (more: Iterable<[string, number]>): void => {
      for (const [name, value] of more) measured.set(name, value);
    };
    const beforeBurst = await watched.usage();
    const answers = await untilAnswered(await send(people, line, {count: burst, withinMs: 1_000}));
    const afterBurst = await watched.usage();
    const memory = await watched.memory();
    const {first, last} = await delays(chat, answers);
    add([
      ['burst: no first response in time', burst - answers.length],
      ['burst: first response, p50 ms', percentile(first, 0.5)],
      ['burst: first response, p99 ms', percentile(first, 0.99)],
      ['burst: answer, p50 ms', percentile(last, 0.5)],
      ['burst: answer, p99 ms', percentile(last, 0.99)],
    ]);
    add(perCommand('burst', {before: beforeBurst, after: afterBurst, count: burst}));
    add(memory);
    await sleep(settleMs);

    const beforeFlow = await watched.usage();
    await untilAnswered(await send(people, line, {count: steady, withinMs: (steady / steadyPerSecond) * 1_000}));
    add(perCommand('steady flow', {before: beforeFlow, after: await watched.usage(), count: steady}));
    await sleep(settleMs);

    const beforeIdle = await watched.usage();
    await sleep(idleSeconds * 1_000);
    const afterIdle = await watched.usage();
    const seconds = (afterIdle.at - beforeIdle.at) / 1_000;
    add([
      ['nobody types: Redis commands a second', (afterIdle.redisCommands - beforeIdle.redisCommands) / seconds],
      ['nobody types: connections to Redis', await watched.connections()],
      ...parts.map((part): [string, number] => [
        `nobody types: processor's time of ${part}, ms a second`,
        (afterIdle.cpuMs[part] - beforeIdle.cpuMs[part]) / seconds,
      ]),
    ]);
    return measured;
  } finally {
    watched.close();
    await room.close();
    await rm(folder, {recursive: true, force: true});
  }
}

const against = values.against === undefined ? undefined : await measure(values.against);
const here = await measure(undefined);
console.log(
  `${learners} learners; ${burst} times get pods in a second, then ${steady} at ${steadyPerSecond} a second, then ${idleSeconds} s of nothing`,
);
if (against !== undefined)
  console.log(`${''.padEnd(52)}${'there'.padStart(10)}${'here'.padStart(10)}${'ratio'.padStart(8)}`);
for (const [name, value] of here) {
  const before = against?.get(name);
  const shown = (number: number): string => number.toFixed(number < 100 ? 1 : 0).padStart(10);
  const ratio = before === undefined || before === 0 ? '' : (value / before).toFixed(2).padStart(8);
  console.log(`${name.padEnd(52)}${before === undefined ? '' : shown(before)}${shown(value)}${ratio}`);
}
