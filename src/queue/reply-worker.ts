import {Worker, type Job} from 'bullmq';
import {z} from 'zod';
import type {Log} from '#src/lifecycle/log.ts';
import {outcomeSchema, type Outcome} from '#src/operations/outcome.ts';
import {commandSchema, type Command} from '#src/workshop/command.ts';
import {forgetAnswered} from './forget-answered.ts';
import {KeptOutcomes} from './kept-outcomes.ts';
import type {QueueConnection} from './queue-connection.ts';
import {repliesQueue} from './queue-names.ts';
import {inLanguage, words} from '#src/words/words.ts';

/** Replies that one process sends at a time. */
const concurrency = 50;
const lockMs = 30_000;
const stalledCheckMs = 5_000;
/**
 * How long after a try that failed comes the next, in ms: twice as long each time, and never so long that an answer comes
 * later than half a minute after an outage.
 */
const retryMs = {first: 500, most: 15_000} as const;
const jittered = (ms: number): number => ms * (0.5 + Math.random() / 2);
/** A reply may be interrupted as often as processes die: it can always be sent again. */
const maxStalledCount = 1_000;

/** All workers were away for longer than outcomes are kept. */
const keptNoLonger = ({reply}: Command): Outcome => ({
  kind: 'failed',
  code: 'kept-no-longer',
  ...inLanguage(reply.language, () => words().replies.keptNoLonger),
  notes: [],
});

const jobDataSchema = z.object({command: commandSchema});

export interface ReplyWorkerOptions {
  readonly connection: QueueConnection;
  /** Makes the outcome visible. Runs again when it throws, or when its process dies: it must be safe to run twice. */
  readonly deliver: (command: Command, outcome: Outcome) => Promise<void>;
  /** Brings everybody else up to date with the outcome of a command whose run never came to that. As with `LaneWorkers`. */
  readonly settle?: (command: Command, outcome: Outcome) => Promise<void>;
  readonly log: Log;
}

/** Answers commands that have ended, whoever ran them. */
export function openReplyWorker({connection, deliver, settle, log}: ReplyWorkerOptions): Worker {
  const outcomes = new KeptOutcomes(connection);
  const worker = new Worker<unknown, void>(
    repliesQueue,
    async (job) => {
      const {command} = jobDataSchema.parse(job.data);
      const [values, kept] = await Promise.all([job.getChildrenValues<unknown>(), outcomes.find(command.id)]);
      const [value] = Object.values(values);
      if (value !== undefined) {
        // one that came to its end before there were references
        const own = outcomeSchema.safeParse(value);
        await deliver(command, own.success ? own.data : (kept ?? keptNoLonger(command)));
      } else {
        // its runs were lost; unless one of them came to its end, nobody knows how far it came
        const outcome: Outcome = kept ?? {kind: 'interrupted'};
        await settle?.(command, outcome);
        await deliver(command, outcome);
      }
    },
    {
      connection: connection.redis,
      prefix: connection.prefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      maxStalledCount,
      settings: {backoffStrategy: (attempts) => jittered(Math.min(retryMs.first * 2 ** (attempts - 1), retryMs.most))},
    },
  );
  const forget = ({id = '', data}: Job<unknown>): void => {
    const {command} = jobDataSchema.parse(data);
    forgetAnswered(connection, command).catch((error: unknown) => log(`reply ${id} is kept longer`, error));
  };
  worker.on('error', (error) => connection.outages.heardBy('replies', error));
  // not before: a job whose process dies until then is run again, and needs both
  worker.on('completed', forget);
  worker.on('failed', (job, error) => {
    log(`reply ${job?.id ?? ''}, attempt ${job?.attemptsMade ?? 0}`, error);
    // it is not tried any more
    if (job?.finishedOn !== undefined) forget(job);
  });
  return worker;
}
