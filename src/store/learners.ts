import type {RecordEntry} from '../workshop/record.ts';
import {learnerSchema, type Learner} from '../workshop/workshop.ts';
import type {Store} from './store.ts';

const joinScript = `
  if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
  redis.call('XADD', KEYS[2], '*', 'entry', ARGV[3])
  return 1`;

/** Who is in a workshop, with their sandboxes: a hash by the learner's id. */
export class Learners {
  readonly #store: Store;
  readonly #key: string;
  readonly #stream: string;

  constructor(store: Store, workshopId: string) {
    this.#store = store;
    this.#key = store.key('workshop', workshopId, 'learners');
    this.#stream = store.key('workshop', workshopId, 'progress');
  }

  async find(learnerId: string): Promise<Learner | undefined> {
    const text = await this.#store.redis.hget(this.#key, learnerId);
    return text === null ? undefined : learnerSchema.parse(JSON.parse(text));
  }

  /** In the order in which they joined. */
  async list(): Promise<Learner[]> {
    const texts = await this.#store.redis.hvals(this.#key);
    return texts.map((text) => learnerSchema.parse(JSON.parse(text))).sort((a, b) => a.joinedAt - b.joinedAt);
  }

  /** Adds a learner and records it, in one step, or answers the one that was there already. */
  async join(learner: Learner): Promise<Learner> {
    const {id, name, joinedAt} = learner;
    const entry: RecordEntry = {kind: 'joined', learnerId: id, learnerName: name, at: joinedAt};
    const isNew = await this.#store.redis.eval(
      joinScript,
      2,
      this.#key,
      this.#stream,
      id,
      JSON.stringify(learner),
      JSON.stringify(entry),
    );
    return isNew === 1 ? learner : ((await this.find(learner.id)) ?? learner);
  }

  async remove(learnerId: string): Promise<void> {
    await this.#store.redis.hdel(this.#key, learnerId);
  }
}
