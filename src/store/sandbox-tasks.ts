import {z} from 'zod';
import {outcomeSchema, type Outcome} from '#src/operations/outcome.ts';
import {sandboxTaskSchema, taskResultSchema, type SandboxTask, type TaskResult} from '#src/workshop/sandbox-task.ts';
import type {Store} from './store.ts';

/** What came of it is asked for soon or never, in seconds. */
const keepSeconds = 24 * 3_600;

/**
 * Work on many sandboxes that is under way, so that the next bot goes on with it: the tasks, what came of each of their
 * commands, and of each learner.
 */
export class SandboxTasks {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get #key(): string {
    return this.#store.key('tasks');
  }

  async list(): Promise<SandboxTask[]> {
    const texts = await this.#store.redis.hvals(this.#key);
    return texts.map((text) => sandboxTaskSchema.parse(JSON.parse(text)));
  }

  async put(task: SandboxTask): Promise<void> {
    await this.#store.redis.hset(this.#key, task.id, JSON.stringify(task));
  }

  /** With what came of it. */
  async remove(taskId: string): Promise<void> {
    const {redis} = this.#store;
    await redis.multi().hdel(this.#key, taskId).unlink(this.#outcomesKey(taskId), this.#resultsKey(taskId)).exec();
  }

  /**
   * What a command of the task came to, without what it printed: the whole of them is read again and again. The same one
   * again changes nothing.
   */
  async setOutcome(taskId: string, commandId: string, outcome: Outcome): Promise<void> {
    const kept = 'text' in outcome ? {...outcome, text: ''} : outcome;
    if ('short' in kept) delete kept.short;
    await this.#keep(this.#outcomesKey(taskId), commandId, JSON.stringify(kept));
  }

  /** By the ids of the commands. */
  async outcomes(taskId: string): Promise<Map<string, Outcome>> {
    const fields = await this.#store.redis.hgetall(this.#outcomesKey(taskId));
    return new Map(Object.entries(fields).map(([id, text]) => [id, outcomeSchema.parse(JSON.parse(text))]));
  }

  async setResult(taskId: string, learnerId: string, result: TaskResult): Promise<void> {
    await this.#keep(this.#resultsKey(taskId), learnerId, JSON.stringify(result));
  }

  /** By the ids of the learners. */
  async results(taskId: string): Promise<Map<string, TaskResult>> {
    const fields = z.record(z.string(), z.string()).parse(await this.#store.redis.hgetall(this.#resultsKey(taskId)));
    return new Map(Object.entries(fields).map(([id, text]) => [id, taskResultSchema.parse(JSON.parse(text))]));
  }

  async #keep(key: string, field: string, text: string): Promise<void> {
    await this.#store.redis.multi().hsetnx(key, field, text).expire(key, keepSeconds).exec();
  }

  #outcomesKey(taskId: string): string {
    return this.#store.key('task', taskId, 'outcomes');
  }

  #resultsKey(taskId: string): string {
    return this.#store.key('task', taskId, 'results');
  }
}
