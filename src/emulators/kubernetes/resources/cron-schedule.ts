/** The minutes that a schedule names; `everyMs` instead for one that only repeats. */
export interface Schedule {
  readonly isMet: (time: LocalTime) => boolean;
  /** Whether any minute of that hour can be met. */
  readonly isHourMet: (time: LocalTime) => boolean;
  readonly everyMs?: number;
}

/** A minute as the clock of a time zone shows it. */
interface LocalTime {
  readonly minute: number;
  readonly hour: number;
  /** Of the month, from 1. */
  readonly day: number;
  readonly month: number;
  /** From 0, which is Sunday. */
  readonly weekday: number;
}

/** What is wrong with a schedule, in the server's words. */
export class ScheduleError extends Error {}

const minuteMs = 60_000;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const named: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);

interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
  /** The value of the first name. */
  readonly from?: number;
}
const fields: readonly Field[] = [
  {least: 0, most: 59},
  {least: 0, most: 23},
  {least: 1, most: 31},
  {least: 1, most: 12, names: months, from: 1},
  {least: 0, most: 6, names: weekdays, from: 0},
];

/**
 * Reads a schedule as cron writes it.
 * @throws ScheduleError
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function parseSchedule(text: string): Schedule {
  const every = /^@every (?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/u.exec(text);
  if (every !== null) {
    const [hours = 0, minutes = 0, seconds = 0] = every.slice(1).map((part) => Number(part ?? 0));
    return {
      isMet: () => false,
      isHourMet: () => false,
      everyMs: Math.max(1, (hours * 60 + minutes) * 60 + seconds) * 1000,
    };
  }
  if (text.startsWith('@') && !named.has(text)) throw new ScheduleError(`unrecognized descriptor: ${text}`);
  const parts = (named.get(text) ?? text).trim().split(/\s+/u);
  if (parts.length !== fields.length) {
    throw new ScheduleError(`expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`);
  }
  const sets = fields.map((field, at) => parseField(parts[at] ?? '', field));
  const isAny = (at: number): boolean => /^[*?]/u.test(parts[at] ?? '');
  const has = (at: number, value: number): boolean => sets[at]?.has(value) === true;
  const isHourMet = ({hour, day, month, weekday}: LocalTime): boolean => {
    // days of both kinds are added to each other, unless one of them is all
    const isDay = isAny(2) || isAny(4) ? has(2, day) && has(4, weekday) : has(2, day) || has(4, weekday);
    return has(1, hour) && has(3, month) && isDay;
  };
  return {isMet: (time) => has(0, time.minute) && isHourMet(time), isHourMet};
}

function parseField(text: string, field: Field): Set<number> {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step, ...more] = part.split('/');
    if (more.length > 0) throw new ScheduleError(`too many slashes: ${part}`);
    const [first = '', last, ...others] = range.split('-');
    if (others.length > 0) throw new ScheduleError(`too many hyphens: ${part}`);
    const isAll = first === '*' || first === '?';
    const from = isAll ? field.least : valueOf(first, field);
    const single = step === undefined ? from : field.most;
    const to = isAll ? field.most : last === undefined ? single : valueOf(last, field);
    const by = step === undefined ? 1 : numberIn(step);
    if (from < field.least)
      throw new ScheduleError(`beginning of range (${from}) below minimum (${field.least}): ${part}`);
    if (to > field.most) throw new ScheduleError(`end of range (${to}) above maximum (${field.most}): ${part}`);
    if (from > to) throw new ScheduleError(`beginning of range (${from}) beyond end of range (${to}): ${part}`);
    if (by === 0) throw new ScheduleError(`step of range should be a positive number: ${part}`);
    for (let value = from; value <= to; value += by) found.add(value);
  }
  return found;
}

function valueOf(text: string, {names = [], from = 0}: Field): number {
  const at = names.indexOf(text.toLowerCase());
  return at === -1 ? numberIn(text) : at + from;
}

function numberIn(text: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw new ScheduleError(
    `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}).format(0) !== '';
  } catch {
    return false;
  }
}

/** The furthest that is looked for the next time: beyond the next 29th of February. */
const furthestMs = 366 * 24 * 60 * 8 * minuteMs;

/** The first time after another at which a schedule is met, in ms since 1970; undefined if there is none. */
export function nextTime(schedule: Schedule, afterMs: number, timeZone = 'UTC'): number | undefined {
  if (schedule.everyMs !== undefined) return afterMs + schedule.everyMs;
  const clock = clockOf(timeZone);
  const endMs = afterMs + furthestMs;
  for (let atMs = (Math.floor(afterMs / minuteMs) + 1) * minuteMs; atMs < endMs;) {
    const time = clock(atMs);
    if (schedule.isMet(time)) return atMs;
    atMs += (schedule.isHourMet(time) ? 1 : 60 - time.minute) * minuteMs;
  }
  return undefined;
}

/** What a time zone's clock shows; how far it is from UTC is asked once a quarter of an hour. */
function clockOf(timeZone: string): (ms: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {timeZone, hourCycle: 'h23', timeZoneName: 'longOffset'});
  let quarter = -1;
  let offsetMs = 0;
  return (ms) => {
    const now = Math.floor(ms / (15 * minuteMs));
    if (timeZone !== 'UTC' && now !== quarter) {
      quarter = now;
      const name = format.formatToParts(ms).find(({type}) => type === 'timeZoneName')?.value ?? '';
      const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):?(\d+)?/u.exec(name) ?? [];
      offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
    }
    const local = new Date(ms + offsetMs);
    return {
      minute: local.getUTCMinutes(),
      hour: local.getUTCHours(),
      day: local.getUTCDate(),
      month: local.getUTCMonth() + 1,
      weekday: local.getUTCDay(),
    };
  };
}
