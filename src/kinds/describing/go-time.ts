const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** What Go prints of a time that was never set. */
const zeroTime = 'Mon, 01 Jan 0001 00:00:00 +0000';

/** A timestamp of the API's as `kubectl describe` writes it, in UTC: `Mon, 02 Jan 2006 15:04:05 +0000`. */
export function fullTime(timestamp: string | null | undefined): string {
  if (timestamp === null || timestamp === undefined) return zeroTime;
  const time = new Date(timestamp);
  const date = `${twoDigits(time.getUTCDate())} ${months[time.getUTCMonth()]} ${time.getUTCFullYear()}`;
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(twoDigits).join(':');
  return `${days[time.getUTCDay()]}, ${date} ${clock} +0000`;
}

/** The same as Go prints a time without being told how: `2006-01-02 15:04:05 +0000 UTC`. */
export function printedTime(timestamp: string | null | undefined): string {
  if (timestamp === null || timestamp === undefined) return '0001-01-01 00:00:00 +0000 UTC';
  return `${new Date(timestamp).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
