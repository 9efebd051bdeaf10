import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {nextTime, parseSchedule, ScheduleError} from '#src/emulators/kubernetes/resources/cron-schedule.ts';

const at = Date.parse('2026-01-31T23:58:30Z');

test.each([
  ['* * * * *', undefined, '2026-01-31T23:59:00Z'],
  ['*/15 * * * *', undefined, '2026-02-01T00:00:00Z'],
  ['30 4 1,15 * *', undefined, '2026-02-01T04:30:00Z'],
  ['0 9 * * mon-fri', undefined, '2026-02-02T09:00:00Z'],
  ['0 0 13 * fri', undefined, '2026-02-06T00:00:00Z'],
  ['0 0 29 feb *', undefined, '2028-02-29T00:00:00Z'],
  ['@hourly', undefined, '2026-02-01T00:00:00Z'],
  ['@every 1m30s', undefined, '2026-02-01T00:00:00Z'],
  ['0 9 * * *', 'Europe/Berlin', '2026-02-01T08:00:00Z'],
  ['30 5 * * *', 'Asia/Kolkata', '2026-02-01T00:00:00Z'],
] as const)('%s (%s) is next met at %s', (schedule, timeZone, expected) => {
  const next = nextTime(parseSchedule(schedule), at, timeZone);
  expect(new Date(next ?? 0).toISOString()).toBe(expected.replace('Z', '.000Z'));
});

test('a day that never comes is looked for in vain', () => {
  expect(nextTime(parseSchedule('0 0 31 2 *'), at)).toBeUndefined();
});

function fateOf(text: string): string {
  try {
    parseSchedule(text);
    return 'read';
  } catch (error) {
    return error instanceof ScheduleError ? 'refused' : String(error);
  }
}

test('whatever is written is a schedule or is refused with words', () => {
  const part = fc.constantFrom('*', '?', '1', '61', '5-1', '*/0', '*/7', '1,2', 'mon', 'x', '1-2-3', '1/2/3', '', '-');
  fc.assert(
    fc.property(fc.array(part, {minLength: 3, maxLength: 6}), (parts) => {
      expect(['read', 'refused']).toContain(fateOf(parts.join(' ')));
    }),
  );
});
