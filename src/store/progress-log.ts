import {
  recentCommandSchema,
  isAbout,
  peopleIn,
  recordEntrySchema,
  type CommandEntry,
  type FacilitatorEntry,
  type RecentCommand,
  type RecordEntry,
} from '#src/workshop/record.ts';
import {progressSchema, type Progress} from '#src/workshop/workshop.ts';
import {cut} from '#src/views/cut.ts';
import {PersonIndex} from './person-index.ts';
import {
  countFields,
  endedAtOnce,
  endOldScript,
  recordedText,
  recordFunction,
  type RecordKind,
} from './record-entries.ts';
import type {Store} from './store.ts';

/** How long a command is known to be recorded, in seconds: longer than its reply is tried, which is two hours. */
const recordedSeconds = 3 * 3_600;
/** How many commands of a learner are kept with their answers. */
const recentLimit = 10;
/** And for how long after the last of them, in seconds. */
const recentSeconds = 7 * 24 * 3_600;
/** Entries that are read at a time. */
const pageSize = 1_000;

const recordScript = `${recordFunction}
  record(KEYS[1], KEYS[2], 'act', ARGV[1], ARGV[2])
  for index = 3, #KEYS do redis.call('SADD', KEYS[index], ARGV[3]) end`;

/** Counts where the entry is stored, so that no crash comes between the two. What a facilitator does counts for nobody. */
const appendScript = `${recordFunction}
  if not redis.call('SET', KEYS[1], '1', 'EX', ARGV[1], 'NX') then return 0 end
  record(KEYS[2], KEYS[5], ARGV[10], ARGV[3], ARGV[2])
  for index = 6, #KEYS do redis.call('SADD', KEYS[index], ARGV[11]) end
  if ARGV[10] == 'own' then
    local before = redis.call('HGET', KEYS[3], ARGV[3])
    local known = before and cjson.decode(before) or {count = 0, failures = 0}
    local latest = cjson.decode(ARGV[4])
    latest.count = known.count + 1
    latest.failures = known.failures + tonumber(ARGV[5])
    redis.call('HSET', KEYS[3], ARGV[3], cjson.encode(latest))
    redis.call('LPUSH', KEYS[4], ARGV[7])
    redis.call('LTRIM', KEYS[4], 0, tonumber(ARGV[8]) - 1)
    redis.call('EXPIRE', KEYS[4], ARGV[9])
  end
  redis.call('PUBLISH', ARGV[6], ARGV[3])
  return 1`;

/**
 * What was done in a workshop: an append-only stream of so many entries of each person, and for each learner where they are
 * now.
 */
export class ProgressLog {
  readonly #store: Store;
  readonly #stream: string;
  readonly #latest: string;
  /** How many entries of each kind there are of each person. */
  readonly #counts: string;
  readonly #workshopId: string;
  readonly #index: PersonIndex;

  constructor(store: Store, workshopId: string) {
    this.#store = store;
    this.#workshopId = workshopId;
    this.#index = new PersonIndex(store);
    this.#stream = store.key('workshop', workshopId, 'progress');
    this.#latest = store.key('workshop', workshopId, 'latest');
    this.#counts = store.key('workshop', workshopId, 'counts');
  }

  /** Records a command, in one step; the same one again changes nothing. `answer`: the beginning of what was answered. */
  async append(entry: CommandEntry, answer: string): Promise<void> {
    const {learnerId, learnerName, result, at, by} = entry;
    const line = cut(entry.line, recordedText);
    const kind: RecordKind = by === undefined ? 'own' : 'staff';
    const latest = {learnerId, learnerName, line, result, at};
    const recent: RecentCommand = {line, result, at, answer};
    const keys = [
      this.#store.key('workshop', this.#workshopId, 'recorded', entry.commandId),
      this.#stream,
      this.#latest,
      this.#recentKey(learnerId),
      this.#counts,
      ...this.#indexesOf(entry),
    ];
    await this.#store.redis.eval(
      appendScript,
      keys.length,
      ...keys,
      String(recordedSeconds),
      JSON.stringify({...entry, line}),
      learnerId,
      JSON.stringify(latest),
      result === 'done' ? '0' : '1',
      this.changesChannel,
      JSON.stringify(recent),
      String(recentLimit),
      String(recentSeconds),
      kind,
      this.#workshopId,
    );
  }

  /** Records what a facilitator did. */
  async record(entry: FacilitatorEntry): Promise<void> {
    const kept = JSON.stringify({...entry, what: cut(entry.what, recordedText)});
    const keys = [this.#stream, this.#counts, ...this.#indexesOf(entry)];
    await this.#store.redis.eval(recordScript, keys.length, ...keys, entry.by.id, kept, this.#workshopId);
  }

  /** A nudge that somebody's progress changed. */
  get changesChannel(): string {
    return this.#store.key('workshop', this.#workshopId, 'changes');
  }

  /** Where each learner is, the latest first. */
  async latest(): Promise<Progress[]> {
    const texts = await this.#store.redis.hvals(this.#latest);
    return texts.map((text) => progressSchema.parse(JSON.parse(text))).sort((a, b) => b.at - a.at);
  }

  /** A learner's last commands with their answers, the latest first. */
  async recent(learnerId: string): Promise<RecentCommand[]> {
    const texts = await this.#store.redis.lrange(this.#recentKey(learnerId), 0, -1);
    return texts.map((text) => recentCommandSchema.parse(JSON.parse(text)));
  }

  /** Everything that was recorded, in its order. */
  async entries(): Promise<RecordEntry[]> {
    const entries: RecordEntry[] = [];
    for await (const {entry} of this.#read()) entries.push(entry);
    return entries;
  }

  /**
   * Deletes everything that is about one person, or was done by them.
   * @returns the ids of their commands
   */
  async forget(personId: string): Promise<string[]> {
    const commandIds: string[] = [];
    for await (const {id, entry} of this.#read()) {
      if (!isAbout(entry, personId)) continue;
      if (entry.kind === 'command') {
        commandIds.push(entry.commandId);
        await this.#store.redis.del(this.#store.key('workshop', this.#workshopId, 'recorded', entry.commandId));
      }
      await this.#store.redis.xdel(this.#stream, id);
    }
    await this.#store.redis.hdel(this.#latest, personId);
    await this.#store.redis.hdel(this.#counts, ...countFields(personId));
    await this.#store.redis.del(this.#recentKey(personId));
    await this.#store.redis.publish(this.changesChannel, personId);
    return commandIds;
  }

  /** Deletes what was recorded before a time, in ms since 1970. */
  async endBefore(time: number): Promise<void> {
    const {redis} = this.#store;
    for (let ended = endedAtOnce; ended === endedAtOnce;) {
      const found = await redis.eval(
        endOldScript,
        2,
        this.#stream,
        this.#counts,
        String(time - 1),
        String(endedAtOnce),
      );
      ended = Number(found);
    }
  }

  async *#read(): AsyncGenerator<{readonly id: string; readonly entry: RecordEntry}> {
    for (let from = '-'; ;) {
      const page = await this.#store.redis.xrange(this.#stream, from, '+', 'COUNT', pageSize);
      for (const [id, fields] of page) {
        yield {id, entry: recordEntrySchema.parse(JSON.parse(fields[fields.indexOf('entry') + 1] ?? ''))};
      }
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      from = `(${last[0]}`;
    }
  }

  #indexesOf(entry: RecordEntry): string[] {
    return peopleIn(entry).map((id) => this.#index.key(id));
  }

  #recentKey(learnerId: string): string {
    return this.#store.key('workshop', this.#workshopId, 'recent', learnerId);
  }
}
