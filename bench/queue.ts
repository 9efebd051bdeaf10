import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {startPrivateRedis} from '#src/start/private-redis.ts';
import {CommandQueue} from '#src/queue/command-queue.ts';
import {LaneWorkers} from '#src/queue/lane-workers.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';
import {openReplyWorker} from '#src/queue/reply-worker.ts';
import {commandOf} from '#test/support/command.ts';
import {percentile} from './percentile.ts';

/**
 * From sending to answering, for a class that types all at once: each learner's commands in order, learners beside each
 * other. The ratio is against the same work without any queue: a learner's commands awaited one after the other.
 *
 *     node bench/queue.ts [learners] [commands each] [ms each]
 */
const [learners = 100, commandsEach = 5, workMs = 20] = process.argv.slice(2).map(Number);

async function withQueue(): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-bench-'));
  const redis = await startPrivateRedis(folder);
  const connection = openQueueConnection(redis.url, 'bench');
  const queue = new CommandQueue(connection);
  const sentAt = new Map<string, number>();
  const answeredAfterMs: number[] = [];
  const log = (message: string, error?: unknown): void => console.error(message, error);
  const lanes = new LaneWorkers({
    connection,
    log,
    run: async () => {
      await sleep(workMs);
      return {kind: 'done', text: '', notes: []};
    },
  });
  const replies = openReplyWorker({
    connection,
    log,
    deliver: async ({id}) => {
      answeredAfterMs.push(performance.now() - (sentAt.get(id) ?? 0));
      return Promise.resolve();
    },
  });
  await lanes.start();
  await Promise.all(
    Array.from({length: learners}, async (_, learner) => {
      for (let step = 0; step < commandsEach; step += 1) {
        const command = commandOf({id: `${learner}0${step}`, learner: `l${learner}`});
        sentAt.set(command.id, performance.now());
        await queue.submit(command);
      }
    }),
  );
  while (answeredAfterMs.length < learners * commandsEach) await sleep(20);
  await lanes.close(5_000);
  await replies.close();
  await queue.close();
  connection.redis.disconnect();
  await redis.close();
  await rm(folder, {recursive: true, force: true});
  return answeredAfterMs.sort((a, b) => a - b);
}

async function withoutQueue(): Promise<number[]> {
  const answeredAfterMs: number[] = [];
  await Promise.all(
    Array.from({length: learners}, async () => {
      const startedAt = performance.now();
      for (let step = 0; step < commandsEach; step += 1) {
        await sleep(workMs);
        answeredAfterMs.push(performance.now() - startedAt);
      }
    }),
  );
  return answeredAfterMs.sort((a, b) => a - b);
}

const direct = await withoutQueue();
const queued = await withQueue();
const show = (name: string, sorted: readonly number[]): void =>
  console.log(
    `${name.padEnd(14)} p50 ${Math.round(percentile(sorted, 0.5))} ms, p99 ${Math.round(percentile(sorted, 0.99))} ms`,
  );
console.log(`${learners} learners, ${commandsEach} commands of ${workMs} ms each, one process`);
show('without queue', direct);
show('queue', queued);
console.log(
  `ratio of p50 ${(percentile(queued, 0.5) / percentile(direct, 0.5)).toFixed(1)}, of p99 ${(percentile(queued, 0.99) / percentile(direct, 0.99)).toFixed(1)}`,
);
