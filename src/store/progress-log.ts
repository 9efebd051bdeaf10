import {progressSchema, type Progress} from '../workshop/workshop.ts';
import type {Store} from './store.ts';

/** One command and what it came to. */
export interface ProgressEntry {
  readonly commandId: string;
  readonly learnerId: string;
  readonly learnerName: string;
  readonly line: string;
  readonly result: string;
  readonly at: number;
}

/** How long a command is known to be recorded, in seconds: longer than its reply is tried. */
const recordedSeconds = 24 * 3_600;

/** What was done in a workshop: an append-only stream, and for each learner where they are now. */
export class ProgressLog {
  readonly #store: Store;
  readonly #stream: string;
  readonly #latest: string;
  readonly #workshopId: string;

  constructor(store: Store, workshopId: string) {
    this.#store = store;
    this.#workshopId = workshopId;
    this.#stream = store.key('workshop', workshopId, 'progress');
    this.#latest = store.key('workshop', workshopId, 'latest');
  }

  /** Records a command; the same one again changes nothing. */
  async append(entry: ProgressEntry): Promise<void> {
    const {redis} = this.#store;
    const recorded = this.#store.key('workshop', this.#workshopId, 'recorded', entry.commandId);
    if ((await redis.set(recorded, '1', 'EX', recordedSeconds, 'NX')) === null) return;
    const before = await redis.hget(this.#latest, entry.learnerId);
    const {count, failures} = before === null ? {count: 0, failures: 0} : progressSchema.parse(JSON.parse(before));
    const progress: Progress = {
      learnerId: entry.learnerId,
      learnerName: entry.learnerName,
      line: entry.line,
      result: entry.result,
      at: entry.at,
      count: count + 1,
      failures: failures + (entry.result === 'done' ? 0 : 1),
    };
    await redis
      .multi()
      .xadd(this.#stream, '*', 'entry', JSON.stringify(entry))
      .hset(this.#latest, entry.learnerId, JSON.stringify(progress))
      .publish(this.changesChannel, entry.learnerId)
      .exec();
  }

  /** A hint that somebody's progress changed. */
  get changesChannel(): string {
    return this.#store.key('workshop', this.#workshopId, 'changes');
  }

  /** Where each learner is, the latest first. */
  async latest(): Promise<Progress[]> {
    const texts = await this.#store.redis.hvals(this.#latest);
    return texts.map((text) => progressSchema.parse(JSON.parse(text))).sort((a, b) => b.at - a.at);
  }
}
