const short: readonly (readonly [string, string])[] = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
];

/** As a column has them, in this order: `RWO,ROX`. */
export function formatAccessModes(modes: readonly string[] = []): string {
  return short
    .filter(([mode]) => modes.includes(mode))
    .map(([, text]) => text)
    .join(',');
}
