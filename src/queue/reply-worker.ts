import {Worker} from 'bullmq';
import {z} from 'zod';
import {outcomeSchema, type Outcome} from '../operations/outcome.ts';
import {commandSchema, type Command} from '../workshop/command.ts';
import {KeptOutcomes} from './kept-outcomes.ts';
import type {QueueConnection} from './queue-connection.ts';
import {repliesQueue} from './queue-names.ts';

/** Replies that one process sends at a time. */
const concurrency = 50;
const lockMs = 30_000;
const stalledCheckMs = 5_000;
/** A reply may be interrupted as often as processes die: it can always be sent again. */
const maxStalledCount = 1_000;

export interface ReplyWorkerOptions {
  readonly connection: QueueConnection;
  /** Makes the outcome visible. Runs again when it throws, or when its process dies: it must be safe to run twice. */
  readonly deliver: (command: Command, outcome: Outcome) => Promise<void>;
  /** Brings everybody else up to date with the outcome of a command whose run never came to that. As with `LaneWorkers`. */
  readonly settle?: (command: Command, outcome: Outcome) => Promise<void>;
  readonly log: (message: string, error?: unknown) => void;
}

/** Answers commands that have ended, whoever ran them. */
export function openReplyWorker({connection, deliver, settle, log}: ReplyWorkerOptions): Worker {
  const outcomes = new KeptOutcomes(connection);
  const worker = new Worker<unknown, void>(
    repliesQueue,
    async (job) => {
      const {command} = z.object({command: commandSchema}).parse(job.data);
      const [value] = Object.values(await job.getChildrenValues<unknown>());
      if (value !== undefined) {
        await deliver(command, outcomeSchema.parse(value));
        return;
      }
      // no value: its runs were lost; unless one of them came to its end, nobody knows how far it came
      const outcome: Outcome = (await outcomes.find(command.id)) ?? {kind: 'interrupted'};
      await settle?.(command, outcome);
      await deliver(command, outcome);
    },
    {
      connection: connection.redis,
      prefix: connection.prefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      maxStalledCount,
    },
  );
  worker.on('error', (error) => log('replies', error));
  worker.on('failed', (job, error) => log(`reply ${job?.id ?? ''}, attempt ${job?.attemptsMade ?? 0}`, error));
  return worker;
}
