import {z} from 'zod';

const valueSchema = z.union([
  z.strictObject({kind: z.literal('string'), text: z.string()}),
  z.strictObject({kind: z.literal('list'), items: z.array(z.string())}),
  z.strictObject({kind: z.literal('set'), items: z.array(z.string())}),
  z.strictObject({kind: z.literal('hash'), items: z.record(z.string(), z.string())}),
]);
const entrySchema = z.strictObject({value: valueSchema, endsAtMs: z.number().optional()});
const savedSchema = z.record(z.string(), entrySchema);

export type RedisValue = z.output<typeof valueSchema>;
type Entry = z.output<typeof entrySchema>;

/** So much it holds, whatever it is told: nothing that runs here may fill the machine's memory. */
const maxCharacters = 2 * 1024 * 1024;

/** What a Redis holds: values by their keys, some for a time only. */
export class RedisData {
  #characters = 0;
  readonly #entries: Map<string, Entry>;
  readonly #now: () => number;

  constructor(now: () => number, saved: Readonly<Record<string, Entry>> = {}) {
    this.#now = now;
    this.#entries = new Map(Object.entries(saved));
    this.#characters = [...this.#entries].reduce((sum, [key, {value}]) => sum + sizeOf(key, value), 0);
  }

  get(key: string): RedisValue | undefined {
    return this.#live(key)?.value;
  }

  /** @param endsAtMs for how long; as long as what was there when left out */
  set(key: string, value: RedisValue, endsAtMs = this.#live(key)?.endsAtMs): void {
    this.remove(key);
    this.#characters += sizeOf(key, value);
    this.#entries.set(key, {value, ...(endsAtMs === undefined ? {} : {endsAtMs})});
  }

  remove(key: string): boolean {
    const isThere = this.#live(key) !== undefined;
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#characters -= sizeOf(key, entry.value);
    this.#entries.delete(key);
    return isThere;
  }

  /** Until when a key is there, in ms; undefined for one that stays. */
  endOf(key: string): number | undefined {
    return this.#live(key)?.endsAtMs;
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.#live(key) !== undefined);
  }

  get isFull(): boolean {
    return this.#characters > maxCharacters;
  }

  clear(): void {
    this.#characters = 0;
    this.#entries.clear();
  }

  save(): string {
    return JSON.stringify(Object.fromEntries(this.#entries));
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    return entry?.endsAtMs !== undefined && entry.endsAtMs <= this.#now() ? undefined : entry;
  }
}

const sizeOf = (key: string, value: RedisValue): number => key.length + JSON.stringify(value).length;

/** What was saved; undefined for what is not such a file. */
export function readSaved(text: string): Readonly<Record<string, Entry>> | undefined {
  try {
    const parsed = savedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
