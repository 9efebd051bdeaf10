import {RecentMap} from './recent-map.ts';

/** How many things are remembered of each kind. */
const cacheSize = 4096;
/** From so many that differ in nothing but their message, within so many seconds of each other, they are one. */
const maxSimilar = 10;
const similarSeconds = 600;
/** A source can say so much of one object at once, and then once in so many seconds. */
const spamBurst = 25;
const spamRefillSeconds = 300;

/** What is known of an event before it is written, each part as a key of its own. */
export interface EventKeys {
  /** Who says it of which object. */
  spam: string;
  /** The same with what kind of event it is. */
  similar: string;
  /** The same with all the rest. */
  same: string;
  message: string;
}

/** How an event is to be written; under the same key it is the same event again. */
export interface Correlated {
  key: string;
  message: string;
}

interface Similar {
  messages: Set<string>;
  lastSeconds: number;
}

/**
 * Keeps the number of events small, as a cluster's own components do before they write any: many that are alike become
 * one, and a source that says too much of one object is not listened to.
 * @see https://pkg.go.dev/k8s.io/client-go/tools/record#EventCorrelator
 */
export class EventCorrelator {
  readonly #similar = new RecentMap<Similar>(cacheSize);
  readonly #buckets = new RecentMap<{tokens: number; seenSeconds: number}>(cacheSize);

  /** @param nowSeconds any clock of emulated seconds */
  correlate({similar, same, message}: EventKeys, nowSeconds: number): Correlated {
    const known = this.#similar.get(similar);
    const isRecent = known !== undefined && nowSeconds - known.lastSeconds <= similarSeconds;
    const messages = isRecent ? known.messages : new Set<string>();
    messages.add(message);
    this.#similar.set(similar, {messages, lastSeconds: nowSeconds});
    if (messages.size < maxSimilar) return {key: same, message};
    const [any = ''] = messages;
    messages.delete(any);
    return {key: similar, message: `(combined from similar events): ${message}`};
  }

  /** Whether the source has said too much of the object; asked once for each event. */
  isSpam({spam}: EventKeys, nowSeconds: number): boolean {
    const {tokens, seenSeconds} = this.#buckets.get(spam) ?? {tokens: spamBurst, seenSeconds: nowSeconds};
    const refilled = Math.min(spamBurst, tokens + Math.max(0, nowSeconds - seenSeconds) / spamRefillSeconds);
    const isAllowed = refilled >= 1;
    this.#buckets.set(spam, {tokens: isAllowed ? refilled - 1 : refilled, seenSeconds: nowSeconds});
    return !isAllowed;
  }
}
