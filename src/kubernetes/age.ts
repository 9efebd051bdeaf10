const secondMs = 1000;

/**
 * How long something took or lasts, in two or three figures, exactly as kubectl prints an AGE.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/duration/duration.go
 */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / secondMs);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return joined(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return joined(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return joined(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.trunc(days / 365);
  return days < 2920 ? joined(years, 'y', days % 365, 'd') : `${years}y`;
}

/** A time span as Go prints one: `2m5.5s`. */
export function goDuration(ms: number): string {
  const seconds = `${(ms % 60_000) / secondMs}s`;
  const minutes = Math.trunc(ms / 60_000);
  if (minutes === 0) return seconds;
  const hours = Math.trunc(minutes / 60);
  return `${hours === 0 ? '' : `${hours}h`}${minutes % 60}m${seconds}`;
}

function joined(most: number, mostUnit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${most}${mostUnit}` : `${most}${mostUnit}${rest}${restUnit}`;
}
