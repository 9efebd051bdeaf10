import type {GatewayEnd} from '#src/store/gateway-ends.ts';

const dayMs = 24 * 60 * 60_000;
const firstMs = 60_000;
/** What a start may have to wait at the longest after its cause is mended: it comes to about 100 sessions a day. */
const longestMs = 15 * 60_000;

/**
 * How long to wait with the next session after the chat closed the last ones for good, in ms. Not after the first: a bot that
 * stands by takes over at once, and whoever put the cause right starts at once.
 * @param ends the latest first
 */
export function waitAfterEnds(ends: readonly GatewayEnd[], nowMs: number): number {
  const recent = ends.filter(({at}) => at > nowMs - dayMs);
  const [last] = recent;
  if (last === undefined || recent.length < 2) return 0;
  const delayMs = Math.min(longestMs, firstMs * 2 ** (recent.length - 2));
  // a clock that was set back makes nobody wait for longer
  return Math.min(delayMs, Math.max(0, last.at + delayMs - nowMs));
}
