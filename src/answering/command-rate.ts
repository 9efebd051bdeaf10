import {RateLimiterMemory, RateLimiterRes} from 'rate-limiter-flexible';
import type {Said} from '#src/words/said.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';

/** A limit is for any such time. */
const seconds = 15;

/** How many commands and clicks. */
export interface RateLimits {
  readonly person: number;
  readonly server: number;
}

/**
 * Keeps one person from taking the bot's time from the others, and one server from taking it from other servers. Each bot
 * counts for itself: one leads.
 */
export class CommandRate {
  readonly #people: RateLimiterMemory;
  readonly #servers: RateLimiterMemory;

  constructor({person, server}: RateLimits) {
    this.#people = new RateLimiterMemory({points: person, duration: seconds});
    this.#servers = new RateLimiterMemory({points: server, duration: seconds});
  }

  /** What is refused to a person counts for nobody else. @throws UserError `too-fast`, with how long to wait */
  async take({id, guildId}: {readonly id: string; readonly guildId: string | undefined}): Promise<void> {
    await consume(this.#people, id, words().answering.tooFast);
    if (guildId !== undefined) await consume(this.#servers, guildId, words().answering.tooManyInServer);
  }
}

async function consume(
  limiter: RateLimiterMemory,
  key: string,
  said: (how: {most: number; seconds: number; waitSeconds: number}) => Said,
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const waitSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw new UserError('too-fast', said({most: limiter.points, seconds, waitSeconds}));
  }
}
