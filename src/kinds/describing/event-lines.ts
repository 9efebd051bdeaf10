import {type Event, eventInterval, sortEvents} from '#src/kubernetes/event.ts';

/** The section of events that ends most descriptions; none at all if they are not to be shown. */
export function eventLines(events: readonly Event[] | undefined, now: number): readonly string[] {
  if (events === undefined) return [];
  if (events.length === 0) return ['Events:\t<none>'];
  return [
    'Events:',
    '  Type\tReason\tAge\tFrom\tMessage',
    '  ----\t------\t----\t----\t-------',
    ...sortEvents(events, ({lastTimestamp}) => lastTimestamp).flatMap((event) => {
      const from = event.source.component === '' ? event.reportingComponent : event.source.component;
      const {fieldPath} = event.involvedObject;
      const message = `${fieldPath === '' ? '' : `${fieldPath}: `}${event.message.trim()}`;
      return `  ${event.type}\t${event.reason}\t${eventInterval(event, now)}\t${from}\t${message}`.split('\n');
    }),
  ];
}
