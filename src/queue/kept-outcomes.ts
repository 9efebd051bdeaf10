import {outcomeSchema, type Outcome} from '#src/operations/outcome.ts';
import type {QueueConnection} from './queue-connection.ts';

/** Longer than a job that ended may take to be found ended, and an answer to be delivered, in seconds. */
const keepSeconds = 2 * 3_600;

/** The first outcome is kept, unless the job has become another worker's. */
const keepScript = `
  local kept = redis.call('GET', KEYS[1])
  if kept then return kept end
  local holder = redis.call('GET', KEYS[2])
  if holder and holder ~= ARGV[1] then return false end
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
  return ARGV[2]`;

/** Where the outcome of a command is kept. */
export const outcomeKey = (prefix: string, commandId: string): string => `${prefix}:outcome:${commandId}`;

/** What the job of an operation returns: whose outcome is kept. */
export interface KeptReference {
  readonly kept: string;
}

/** A job as the worker has it that runs it: `token` is what BullMQ's lock of it holds. */
export interface HeldJob {
  readonly queueName: string;
  readonly jobId: string;
  readonly token: string;
}

/**
 * What commands came to, from their end until it is answered: once, and not in the queue, where an answer of some hundred KiB
 * would stand three times and stay. Whatever happens meanwhile, their record and their answer are made of the same outcome,
 * and what was done is not done again.
 */
export class KeptOutcomes {
  readonly #connection: QueueConnection;

  constructor(connection: QueueConnection) {
    this.#connection = connection;
  }

  /** Waits while Redis is away. @returns the one that counts; undefined when the job is another worker's by now */
  async keep(commandId: string, outcome: Outcome, {queueName, jobId, token}: HeldJob): Promise<Outcome | undefined> {
    const text = JSON.stringify(outcome);
    const keys = [this.#key(commandId), this.#lockKey({queueName, jobId})] as const;
    const kept = await this.#connection.redis.eval(keepScript, 2, ...keys, token, text, String(keepSeconds));
    if (kept === text) return outcome;
    return typeof kept === 'string' ? outcomeSchema.parse(JSON.parse(kept)) : undefined;
  }

  /** Whether another worker has the job by now. A lock that only ran out is nobody else's. */
  async isTaken(job: HeldJob): Promise<boolean> {
    const holder = await this.#connection.redis.get(this.#lockKey(job));
    return holder !== null && holder !== job.token;
  }

  async find(commandId: string): Promise<Outcome | undefined> {
    const text = await this.#connection.redis.get(this.#key(commandId));
    return text === null ? undefined : outcomeSchema.parse(JSON.parse(text));
  }

  #lockKey({queueName, jobId}: Pick<HeldJob, 'queueName' | 'jobId'>): string {
    return `${this.#connection.prefix}:${queueName}:${jobId}:lock`;
  }

  #key(commandId: string): string {
    return outcomeKey(this.#connection.prefix, commandId);
  }
}
