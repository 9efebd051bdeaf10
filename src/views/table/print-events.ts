import {alignColumns} from './align-columns.ts';
import {shortList} from './short-list.ts';
import {type Event, eventInterval, sortEvents} from '#src/kubernetes/event.ts';

const columns = ['Last Seen', 'Type', 'Reason', 'Object', 'Message'];

/**
 * What `kubectl events` prints of these, the earliest first, at `now` in ms since 1970; and the same for a phone.
 * Empty if there are none.
 */
export function printEvents(events: readonly Event[], now: number): {text: string; short: string} {
  if (events.length === 0) return {text: '', short: ''};
  const rows = sortEvents(events, lastSeenAt).map((event) => [
    eventInterval(event, now),
    event.type,
    event.reason,
    `${event.involvedObject.kind}/${event.involvedObject.name}`,
    event.message.trim(),
  ]);
  const lines = rows.flatMap((cells) => {
    const [first = '', ...more] = (cells.at(-1) ?? '').split('\n');
    return [[...cells.slice(0, -1), first], ...more.map((line) => [line])];
  });
  const table = {
    columnDefinitions: columns.map((name) => ({name, type: 'string', format: '', priority: 0})),
    rows: rows.map((cells) => ({cells})),
  };
  return {
    text: alignColumns([columns.map((name) => name.toUpperCase()), ...lines]),
    short: shortList([{type: 'events', table}], {isWide: false, showLabels: false}),
  };
}

function lastSeenAt({series, lastTimestamp, eventTime}: Event): string | null | undefined {
  return series ? series.lastObservedTime : (lastTimestamp ?? eventTime);
}
