import type {Redis} from 'ioredis';
import {infoFields} from './info-fields.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {words} from '#src/words/words.ts';

/** Redis is nearly full from the one share of its limit on, and no more once it is below the other. */
const nearlyFull = {from: 0.8, until: 0.7} as const;
/** How often it is asked, in ms. */
const everyMs = 2_000;

export interface RedisMemory {
  readonly usedBytes: number;
  /** Its `maxmemory`; where that is not set, all that its machine has. */
  readonly limitBytes: number;
}

/** What `INFO memory` says; undefined when it does not tell. */
export function readMemory(info: string): RedisMemory | undefined {
  const fields = infoFields(info);
  const numberOf = (name: string): number => Number(fields.get(name) ?? NaN);
  // what is about to be written to its file or its replicas is no part of what is limited
  const usedBytes = numberOf('used_memory') - (Number(fields.get('mem_not_counted_for_evict')) || 0);
  const limitBytes = numberOf('maxmemory') || numberOf('total_system_memory');
  return usedBytes >= 0 && limitBytes > 0 ? {usedBytes, limitBytes} : undefined;
}

export const isAlmostUsed = ({usedBytes, limitBytes}: RedisMemory, wasAlmostUsed = false): boolean =>
  usedBytes / limitBytes >= (wasAlmostUsed ? nearlyFull.until : nearlyFull.from);

const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** `82 % of 384 MiB`. */
export const percentOf = ({usedBytes, limitBytes}: RedisMemory): string =>
  words().upkeep.memory.share({percent: Math.round((usedBytes / limitBytes) * 100), mib: mebibytes(limitBytes)});

interface MemoryWatchHeard {
  /** After each look that was answered. */
  readonly seen?: (watch: MemoryWatch) => void;
  /** Why Redis is away, or does not tell; the same again only after a look that was answered. */
  readonly unseen?: (error: unknown) => void;
}

/** How full Redis is, for all of a process: looked at every few seconds. */
export class MemoryWatch {
  readonly #redis: Redis;
  readonly #seen: (watch: MemoryWatch) => void;
  readonly #unseen: (error: unknown) => void;
  #memory: RedisMemory | undefined;
  #isNearlyFull = false;
  readonly #looks = new Repeated({
    work: async () => this.#look(),
    everyMs,
    // nothing is known anew
    failed: (error) => this.#unseen(error),
  });

  constructor(redis: Redis, {seen = () => undefined, unseen = () => undefined}: MemoryWatchHeard = {}) {
    this.#redis = redis;
    this.#seen = seen;
    this.#unseen = unseen;
  }

  async start(): Promise<void> {
    await this.#looks.startAtOnce();
  }

  async close(): Promise<void> {
    await this.#looks.close();
  }

  /** As it was last seen; undefined where Redis does not tell. */
  get memory(): RedisMemory | undefined {
    return this.#memory;
  }

  /** Whether large things are to be cut or refused, so that small ones have room. */
  get isNearlyFull(): boolean {
    return this.#isNearlyFull;
  }

  async #look(): Promise<void> {
    this.#memory = readMemory(await this.#redis.info('memory'));
    this.#isNearlyFull = this.#memory !== undefined && isAlmostUsed(this.#memory, this.#isNearlyFull);
    this.#seen(this);
  }
}
