import type {RecordEntry} from '#src/workshop/record.ts';
import {learnerSchema, type Learner} from '#src/workshop/workshop.ts';
import {stayKey} from './lab-states.ts';
import {PersonIndex} from './person-index.ts';
import {recordFunction} from './record-entries.ts';
import type {Store} from './store.ts';

/** How long it is kept where somebody was in the lab who left, in seconds. */
const leftSeconds = 24 * 3_600;

const joinScript = `${recordFunction}
  if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
  record(KEYS[2], KEYS[3], 'lab', ARGV[1], ARGV[3])
  redis.call('SADD', KEYS[4], ARGV[4])
  return 1`;

const changeScript = `
  if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end`;

const removeScript = `
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('EXPIRE', KEYS[2], ARGV[2])`;

/** Who is in a workshop, with their sandboxes: a hash by the learner's id. */
export class Learners {
  readonly #store: Store;
  readonly #key: string;
  readonly #stream: string;
  readonly #workshopId: string;
  readonly #index: PersonIndex;

  constructor(store: Store, workshopId: string) {
    this.#store = store;
    this.#workshopId = workshopId;
    this.#key = store.key('workshop', workshopId, 'learners');
    this.#stream = store.key('workshop', workshopId, 'progress');
    this.#index = new PersonIndex(store);
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
      4,
      this.#key,
      this.#stream,
      this.#store.key('workshop', this.#workshopId, 'counts'),
      this.#index.key(id),
      id,
      JSON.stringify(learner),
      JSON.stringify(entry),
      this.#workshopId,
    );
    return isNew === 1 ? learner : ((await this.find(learner.id)) ?? learner);
  }

  /** Makes a namespace theirs to work in; their first one without it. Who has left in between is not brought back. */
  async enter(learner: Learner, currentNamespace: string | undefined): Promise<Learner> {
    const {currentNamespace: _before, ...rest} = learner;
    const there = {...rest, ...(currentNamespace === undefined ? {} : {currentNamespace})};
    await this.#store.redis.eval(changeScript, 1, this.#key, learner.id, JSON.stringify(there));
    return there;
  }

  /** Where they were in the lab is known for another day. */
  async remove(learnerId: string): Promise<void> {
    const learner = await this.find(learnerId);
    if (learner === undefined) return;
    const stay = stayKey(this.#store, this.#workshopId, learner);
    await this.#store.redis.eval(removeScript, 2, this.#key, stay, learnerId, String(leftSeconds));
  }
}
