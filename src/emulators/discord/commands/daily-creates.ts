import {RESTJSONErrorCodes} from 'discord-api-types/v10';
import {refusal} from '../discord-error.ts';
import {commandCreatesADay} from '../limits.ts';

const dayMs = 24 * 60 * 60_000;

/** Counts the commands that an application makes, for each guild and everywhere: one that is changed is none. */
export interface DailyCreates {
  /** @throws {DiscordError} 30034 for more than there may be in a day; none of them is counted then */
  take(guildId: string | undefined, count: number): void;
  reset(): void;
}

export function createDailyCreates(now: () => number): DailyCreates {
  const madeAt = new Map<string | undefined, number[]>();
  return {
    take(guildId, count) {
      const ofLastDay = (madeAt.get(guildId) ?? []).filter((atMs) => atMs > now() - dayMs);
      if (ofLastDay.length + count > commandCreatesADay) {
        throw refusal(RESTJSONErrorCodes.MaximumDailyApplicationCommandCreatesReached);
      }
      madeAt.set(guildId, [...ofLastDay, ...Array.from({length: count}, now)]);
    },
    reset: () => madeAt.clear(),
  };
}
