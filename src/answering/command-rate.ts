import {RateLimiterMemory, RateLimiterRes} from 'rate-limiter-flexible';
import {UserError} from '#src/operations/user-error.ts';

/** A limit is for any such time. */
const seconds = 15;

/** Keeps one person from taking the bot's time from the others. Each bot counts for itself: one leads. */
export class CommandRate {
  readonly #limiter: RateLimiterMemory;

  /** @param limit how many commands and clicks */
  constructor(limit: number) {
    this.#limiter = new RateLimiterMemory({points: limit, duration: seconds});
  }

  /** @throws UserError `too-fast`, with how long to wait */
  async take(userId: string): Promise<void> {
    try {
      await this.#limiter.consume(userId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const waitSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw new UserError('too-fast', `That was more than ${this.#limiter.points} in ${seconds} s.`, {
        next: `Wait ${waitSeconds} s and send it again. Nothing that you sent before is lost.`,
      });
    }
  }
}
