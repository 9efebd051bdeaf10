import {z} from 'zod';
import {labStateSchema, type LabState} from '#src/lab/lab-state.ts';
import type {LabEvent} from '#src/workshop/lab-event.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import {PersonIndex, stayIn} from './person-index.ts';
import {recordFunction} from './record-entries.ts';
import type {Store} from './store.ts';

/** Longer than a reset may take, in seconds. */
const pauseSeconds = 150;

/** A field of the hash: `current`, or a part of the state and the step that it is about. */
type Part = Exclude<keyof LabState, 'current'>;
const parts: readonly Part[] = ['begun', 'passed', 'hints', 'solutions', 'predictions'];

/**
 * Where each learner is in the lab: a hash a learner and stay, so that who leaves and comes back begins anew. What happens
 * first stays; each change is written together with its entry in the workshop's record.
 */
export class LabStates {
  readonly #store: Store;
  readonly #workshopId: string;
  readonly #index: PersonIndex;

  constructor(store: Store, workshopId: string) {
    this.#store = store;
    this.#workshopId = workshopId;
    this.#index = new PersonIndex(store);
  }

  async find(learner: Learner): Promise<LabState> {
    return readState(await this.#store.redis.hgetall(this.#key(learner)));
  }

  /** All of them in one go, in the order of the learners. */
  async findAll(learners: readonly Learner[]): Promise<LabState[]> {
    if (learners.length === 0) return [];
    const pipeline = this.#store.redis.pipeline();
    for (const learner of learners) pipeline.hgetall(this.#key(learner));
    const answers = (await pipeline.exec()) ?? [];
    return answers.map(([error, fields]) => {
      if (error !== null) throw error;
      return readState(fieldsSchema.parse(fields));
    });
  }

  /** The step that the learner's card shows from now on. */
  async setCurrent(learner: Learner, stepId: string, at: number): Promise<void> {
    await this.#store.redis
      .multi()
      .hset(this.#key(learner), 'current', stepId)
      .hsetnx(this.#key(learner), `begun:${stepId}`, JSON.stringify(at))
      .sadd(this.#index.key(learner.id), stayIn(this.#workshopId, learner.joinedAt))
      .publish(this.#store.key('workshop', this.#workshopId, 'changes'), learner.id)
      .exec();
  }

  /** Keeps what happened first, and records it. False when it was known already. */
  async keep(learner: Learner, event: LabEvent): Promise<boolean> {
    const {part, value} = kept(event);
    const isNew = await this.#store.redis.eval(
      keepScript,
      4,
      this.#key(learner),
      this.#store.key('workshop', this.#workshopId, 'progress'),
      this.#store.key('workshop', this.#workshopId, 'counts'),
      this.#index.key(learner.id),
      `${part}:${event.step}`,
      JSON.stringify(value),
      JSON.stringify(event),
      this.#store.key('workshop', this.#workshopId, 'changes'),
      learner.id,
      stayIn(this.#workshopId, learner.joinedAt),
    );
    return isNew === 1;
  }

  /** Until `resume`, or two minutes and a half at most, what the sandbox looks like is not the learner's doing. */
  async pause(learnerId: string): Promise<void> {
    await this.#store.redis.set(this.#pauseKey(learnerId), '1', 'EX', pauseSeconds);
  }

  async resume(learnerId: string): Promise<void> {
    await this.#store.redis.del(this.#pauseKey(learnerId));
  }

  async isPaused(learnerId: string): Promise<boolean> {
    return (await this.#store.redis.exists(this.#pauseKey(learnerId))) === 1;
  }

  /** Of each time that somebody joined, in their order. */
  async listOf(learnerId: string, joinedAts: readonly string[]): Promise<LabState[]> {
    const states: LabState[] = [];
    for (const joinedAt of joinedAts.toSorted((a, b) => Number(a) - Number(b))) {
      states.push(readState(await this.#store.redis.hgetall(this.#keyOf(learnerId, joinedAt))));
    }
    return states;
  }

  async forget(learnerId: string, joinedAts: readonly string[]): Promise<void> {
    const keys = joinedAts.map((joinedAt) => this.#keyOf(learnerId, joinedAt));
    await this.#store.redis.del(this.#pauseKey(learnerId), ...keys);
  }

  #pauseKey(learnerId: string): string {
    return this.#store.key('workshop', this.#workshopId, 'paused', learnerId);
  }

  #key({id, joinedAt}: Learner): string {
    return this.#keyOf(id, joinedAt);
  }

  #keyOf(learnerId: string, joinedAt: number | string): string {
    return stayKey(this.#store, this.#workshopId, {id: learnerId, joinedAt});
  }
}

/** Where it is kept how a learner stands to the lab. */
export const stayKey = (
  store: Store,
  workshopId: string,
  {id, joinedAt}: {readonly id: string; readonly joinedAt: number | string},
): string => store.key('workshop', workshopId, 'lab', id, String(joinedAt));

const fieldsSchema = z.record(z.string(), z.string());

function readState(fields: Readonly<Record<string, string>>): LabState {
  const state: Record<string, unknown> = {};
  if (fields['current'] !== undefined) state['current'] = fields['current'];
  for (const part of parts) {
    const own = Object.entries(fields).filter(([field]) => field.startsWith(`${part}:`));
    state[part] = Object.fromEntries(own.map(([field, value]) => [field.slice(part.length + 1), JSON.parse(value)]));
  }
  return labStateSchema.parse(state);
}

/** A number that grows is kept when it is larger; all else once. */
const keepScript = `${recordFunction}
  local before = redis.call('HGET', KEYS[1], ARGV[1])
  local grows = string.sub(ARGV[1], 1, 6) == 'hints:' and before and tonumber(ARGV[2]) > tonumber(before)
  if before and not grows then return 0 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  record(KEYS[2], KEYS[3], 'lab', ARGV[5], ARGV[3])
  redis.call('SADD', KEYS[4], ARGV[6])
  redis.call('PUBLISH', ARGV[4], ARGV[5])
  return 1`;

function kept(event: LabEvent): {part: Part; value: unknown} {
  switch (event.kind) {
    case 'passed':
      return {part: 'passed', value: {at: event.at, evidence: event.evidence}};
    case 'hint':
      return {part: 'hints', value: event.number};
    case 'solution':
      return {part: 'solutions', value: event.at};
    case 'predicted':
      return {part: 'predictions', value: event.option};
  }
}
