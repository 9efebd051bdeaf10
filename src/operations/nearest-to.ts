const longestWord = 100;

/**
 * The candidate that a typing error most likely meant: one slip away, two in words of more than five letters. A slip
 * is a letter added, missing, wrong, or swapped with its neighbour. Undefined if none is that near.
 */
export function nearestTo(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let nearest: string | undefined;
  let least = wanted.length > 5 ? 2 : 1;
  for (const candidate of candidates) {
    // each letter more or less is a slip
    if (Math.abs(candidate.length - wanted.length) > least) continue;
    const slips = slipsBetween(wanted, candidate.toLowerCase());
    if (slips < least || (slips === least && nearest === undefined)) {
      nearest = candidate;
      least = slips;
    }
  }
  return nearest;
}

/** The number of slips (optimal string alignment) between two words; Infinity for words too long to have been typed. */
export function slipsBetween(from: string, to: string): number {
  if (from.length > longestWord || to.length > longestWord) return Infinity;
  let beforePrevious: number[] = [];
  let previous = Array.from({length: to.length + 1}, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (previous[column] ?? Infinity) + 1,
          (current[column - 1] ?? Infinity) + 1,
          (previous[column - 1] ?? Infinity) + (isSame ? 0 : 1),
          isSwapped ? (beforePrevious[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length] ?? Infinity;
}
