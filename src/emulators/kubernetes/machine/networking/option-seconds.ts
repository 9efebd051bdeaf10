/** What an option of one letter says: `-w 2`, `-w2`. */
export function secondsOf(letter: string, args: readonly string[]): number | undefined {
  const text = args.flatMap((arg, at) => {
    const [, value] = new RegExp(`^-[a-zA-Z]*${letter}(\\d*)$`).exec(arg) ?? [];
    return value === undefined ? [] : [value === '' ? (args[at + 1] ?? '') : value];
  })[0];
  return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
}
