const short: readonly (readonly [string, string])[] = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
];

export const accessModes: readonly string[] = short.map(([mode]) => mode);

/** As kubectl writes them, always in this order: `RWO,ROX`. */
export function accessModesText(modes: readonly string[] | null | undefined): string {
  return short
    .filter(([mode]) => modes?.includes(mode) === true)
    .map(([, text]) => text)
    .join(',');
}
