const percentPattern = /^[0-9]+%$/;

export function isPercent(value: number | string): value is string {
  return typeof value === 'string' && percentPattern.test(value);
}

/** A number as it is; a percentage of `total`, rounded up or down as the field's meaning asks. */
export function resolveIntOrPercent(
  value: number | string,
  {total, round}: {total: number; round: 'up' | 'down'},
): number {
  if (typeof value === 'number') return value;
  const share = (Number.parseInt(value, 10) * total) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}
