/**
 * The first millisecond that an identifier can name.
 * @see https://docs.discord.com/developers/reference#snowflakes
 */
const epochMs = 1_420_070_400_000n;

const timestampShift = 22n;

/** Makes identifiers that grow with the time given by `now`, and never repeat even if that time stands still. */
export function createSnowflakes(now: () => number, last = 0n): () => string {
  return () => {
    const fromTime = (BigInt(now()) - epochMs) << timestampShift;
    last = fromTime > last ? fromTime : last + 1n;
    return String(last);
  };
}
