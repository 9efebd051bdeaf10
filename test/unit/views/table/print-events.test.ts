import {describe, expect, it} from 'vitest';
import {eventSchema} from '#src/kubernetes/event.ts';
import {printEvents} from '#src/views/table/print-events.ts';

const now = Date.parse('2026-03-04T05:06:10Z');
const about = {kind: 'Pod', name: 'nginx-x7k2p'};
const events = [
  {
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off',
    involvedObject: about,
    count: 3,
    firstTimestamp: '2026-03-04T05:06:00Z',
    lastTimestamp: '2026-03-04T05:06:08Z',
  },
  {
    type: 'Normal',
    reason: 'Scheduled',
    message: 'Assigned',
    involvedObject: about,
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: '2026-03-04T05:05:59.123456Z',
  },
  {
    type: 'Normal',
    reason: 'Pulled',
    message: 'one\ntwo',
    involvedObject: about,
    eventTime: '2026-03-04T05:05:50.000000Z',
    series: {count: 5, lastObservedTime: '2026-03-04T05:06:05.000000Z'},
  },
].map((event) => eventSchema.parse(event));

describe('events', () => {
  it('are told with the earliest first, by when each was seen last', () => {
    expect(printEvents(events, now).text).toBe(
      [
        'LAST SEEN          TYPE     REASON      OBJECT            MESSAGE',
        '10s                Normal   Scheduled   Pod/nginx-x7k2p   Assigned',
        '5s (x5 over 20s)   Normal   Pulled      Pod/nginx-x7k2p   one',
        'two',
        '2s (x3 over 10s)   Warning   BackOff     Pod/nginx-x7k2p   Back-off',
        '',
      ].join('\n'),
    );
  });

  it('are a short list for a phone', () => {
    expect(printEvents(events.slice(0, 1), now).short).toBe(
      '✗ BackOff\n  Pod/nginx-x7k2p · Warning\n  2s (x3 over 10s) ago · Back-off',
    );
  });

  it('are nothing where there are none', () => {
    expect(printEvents([], now)).toEqual({text: '', short: ''});
  });
});
