const letter = /\p{L}/u;
const digit = /\p{Nd}/u;

/** Compares keys as kubectl's YAML writer sorts them: numbers in them by value, letters after other characters. */
export function compareKeys(one: string, other: string): number {
  const left = Array.from(one);
  const right = Array.from(other);
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const a = left[at] ?? '';
    const b = right[at] ?? '';
    if (a === b) continue;
    const isLetterA = letter.test(a);
    const isLetterB = letter.test(b);
    if (isLetterA && isLetterB) return a < b ? -1 : 1;
    if (isLetterA || isLetterB) return isLetterA ? 1 : -1;
    return compareNumbers(left, right, at) || (a < b ? -1 : 1);
  }
  return left.length - right.length;
}

function compareNumbers(left: readonly string[], right: readonly string[], at: number): number {
  const hasZero = left[at] === '0' || right[at] === '0';
  const prefix = hasZero && isAfterNonZeroDigit(left, at) ? '1' : '';
  const a = digitsFrom(left, at);
  const b = digitsFrom(right, at);
  return Math.sign(Number(`${prefix}${a}` || '0') - Number(`${prefix}${b}` || '0')) || a.length - b.length;
}

function isAfterNonZeroDigit(characters: readonly string[], at: number): boolean {
  for (let before = at - 1; before >= 0 && digit.test(characters[before] ?? ''); before -= 1) {
    if (characters[before] !== '0') return true;
  }
  return false;
}

function digitsFrom(characters: readonly string[], at: number): string {
  let end = at;
  while (/^[0-9]$/u.test(characters[end] ?? '')) end += 1;
  return characters.slice(at, end).join('');
}
