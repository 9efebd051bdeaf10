import {randomUUID} from 'node:crypto';
import {z} from 'zod';
import {Repeated} from '#src/lifecycle/repeated.ts';
import type {Store} from './store.ts';

/** How often a process says how it stands, and for how long it is believed, in ms: the chat is asked for it each time. */
const everyMs = 15_000;
const believedMs = 45_000;

const processSchema = z.object({
  role: z.enum(['all', 'bot', 'worker']),
  version: z.string(),
  /** What it can't do its work without and has not, in the words of its `/readyz`. */
  missing: z.array(z.string()),
});
/** A bot or a worker that is at work. */
export type KnownProcess = z.infer<typeof processSchema>;

/** One that was killed is forgotten a minute later, by whichever says something next. By the one clock that all share. */
const sayScript = `
  local now = redis.call('TIME')[1] * 1000
  redis.call('HSET', KEYS[1], ARGV[1], now .. ' ' .. ARGV[2])
  local all = redis.call('HGETALL', KEYS[1])
  for index = 1, #all, 2 do
    if now - (tonumber(string.match(all[index + 1], '^%d+')) or 0) > 60000 then redis.call('HDEL', KEYS[1], all[index]) end
  end`;

const listScript = `
  local now = redis.call('TIME')[1] * 1000
  local found = {}
  for _, text in ipairs(redis.call('HVALS', KEYS[1])) do
    local at, said = string.match(text, '^(%d+) (.*)$')
    if at and now - tonumber(at) <= tonumber(ARGV[1]) then table.insert(found, said) end
  end
  return found`;

/** The processes of this Labrador, as each of them says of itself: a hash by an id that it made up at its start. */
export class Processes {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Says again and again how this process stands. @returns what ends that */
  keep(own: Pick<KnownProcess, 'role' | 'version'>, missing: () => Promise<readonly string[]>): () => Promise<void> {
    const {redis} = this.#store;
    const id = randomUUID();
    const saying = new Repeated({
      work: async () => {
        const said = JSON.stringify({...own, missing: await missing()});
        await redis.eval(sayScript, 1, this.#key, id, said);
      },
      everyMs,
      // Redis is away or full, which is told elsewhere
      failed: () => undefined,
    });
    void saying.startAtOnce();
    return async () => {
      await saying.close();
      await redis.hdel(this.#key, id).catch(() => undefined);
    };
  }

  /** Those that were heard of lately. */
  async list(): Promise<KnownProcess[]> {
    const found = await this.#store.redis.eval(listScript, 1, this.#key, String(believedMs));
    return z
      .array(z.string())
      .parse(found)
      .flatMap((text) => processSchema.safeParse(JSON.parse(text)).data ?? []);
  }

  get #key(): string {
    return this.#store.key('processes');
  }
}
