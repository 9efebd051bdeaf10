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

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
