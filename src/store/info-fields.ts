/** What `INFO` says, by the names of its fields. */
export function infoFields(info: string): ReadonlyMap<string, string> {
  return new Map(
    info.split(/\r?\n/).flatMap((line) => {
      const [key = '', value] = line.split(':', 2);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}
