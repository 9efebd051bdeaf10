import {z} from 'zod';
import {since} from './since.ts';

/**
 * An Event of the core group, as much of it as is shown.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export const eventSchema = z.looseObject({
  type: z.string().default(''),
  reason: z.string().default(''),
  message: z.string().default(''),
  count: z.number().default(0),
  firstTimestamp: z.string().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
  series: z.looseObject({count: z.number().default(0), lastObservedTime: z.string().nullish()}).nullish(),
  source: z.looseObject({component: z.string().default('')}).prefault({}),
  reportingComponent: z.string().default(''),
  involvedObject: z
    .looseObject({kind: z.string().default(''), name: z.string().default(''), fieldPath: z.string().default('')})
    .prefault({}),
});
export type Event = z.infer<typeof eventSchema>;

/** When it was last seen and, if more than once, how often over which time: `3s (x4 over 2m)`. */
export function eventInterval(event: Event, now: number): string {
  const {series, count, eventTime, firstTimestamp, lastTimestamp} = event;
  const first = since(eventTime ?? firstTimestamp, now);
  if (series !== null && series !== undefined) {
    return `${since(series.lastObservedTime, now)} (x${series.count} over ${first})`;
  }
  return count > 1 ? `${since(lastTimestamp, now)} (x${count} over ${first})` : first;
}

/** The events with the earliest first, by a timestamp of theirs; one that was never set is before all others. */
export function sortEvents(
  events: readonly Event[],
  timestampOf: (event: Event) => string | null | undefined,
): readonly Event[] {
  const timeOf = (event: Event): number => Date.parse(timestampOf(event) ?? '') || -Infinity;
  return events.toSorted((one, other) => {
    const [a, b] = [timeOf(one), timeOf(other)];
    return a === b ? 0 : a - b;
  });
}
