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

/** Counts where the entry is stored, so that no crash comes between the two. */
const appendScript = `
  if not redis.call('SET', KEYS[1], '1', 'EX', ARGV[1], 'NX') then return 0 end
  redis.call('XADD', KEYS[2], '*', 'entry', ARGV[2])
  local before = redis.call('HGET', KEYS[3], ARGV[3])
  local known = before and cjson.decode(before) or {count = 0, failures = 0}
  local latest = cjson.decode(ARGV[4])
  latest.count = known.count + 1
  latest.failures = known.failures + tonumber(ARGV[5])
  redis.call('HSET', KEYS[3], ARGV[3], cjson.encode(latest))
  redis.call('PUBLISH', ARGV[6], ARGV[3])
  return 1`;

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

  /** Records a command, in one step; the same one again changes nothing. */
  async append(entry: ProgressEntry): Promise<void> {
    const {learnerId, learnerName, line, result, at} = entry;
    const latest = {learnerId, learnerName, line, result, at};
    await this.#store.redis.eval(
      appendScript,
      3,
      this.#store.key('workshop', this.#workshopId, 'recorded', entry.commandId),
      this.#stream,
      this.#latest,
      String(recordedSeconds),
      JSON.stringify(entry),
      learnerId,
      JSON.stringify(latest),
      result === 'done' ? '0' : '1',
      this.changesChannel,
    );
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
