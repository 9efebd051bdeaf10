import {humanDuration} from './age.ts';

/** How long ago a timestamp of the API's was, at `now` in ms since 1970; `<unknown>` for one that was never set. */
export function since(timestamp: string | null | undefined, now: number): string {
  return timestamp === null || timestamp === undefined ? '<unknown>' : humanDuration(now - Date.parse(timestamp));
}
