import {suggestionLimit, type Suggestion} from '#src/chat/suggestion.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';

/** What a line begins with of which only the end fits into a suggestion. */
const mark = '…';
/** How many such lines are known of a person, and of how many people. */
const mostLines = 100;
const mostPeople = 2_000;

/**
 * Lines that are longer than a suggestion may be. Their end is offered, and may be typed on: by that end a line is known
 * when it comes back from the same person, for as long as this process lives and they are not offered many others.
 */
export class LongLines {
  /** By person, the newest last: whole lines by the end that was offered. */
  readonly #offered = new Map<string, Map<string, string>>();

  /** Suggestions as they can be offered. */
  offer(personId: string, suggestions: readonly Suggestion[]): readonly Suggestion[] {
    return suggestions.map((suggestion) =>
      typeof suggestion === 'string' && suggestion.length > suggestionLimit
        ? this.#endOf(personId, suggestion)
        : suggestion,
    );
  }

  /**
   * What a person typed, whole.
   * @throws UserError `bad-input` for the end of a line that is not known any more
   */
  whole(personId: string, typed: string): string {
    const line = this.find(personId, typed);
    if (line !== undefined) return line;
    throw new UserError('bad-input', words().answering.lineCut);
  }

  /** The same; undefined for the end of a line that is not known any more. */
  find(personId: string, typed: string): string | undefined {
    if (!typed.startsWith(mark)) return typed;
    const found = [...(this.#offered.get(personId) ?? [])]
      .filter(([end]) => typed.startsWith(end))
      .reduce<readonly [string, string] | undefined>(
        (longest, one) => (longest === undefined || one[0].length >= longest[0].length ? one : longest),
        undefined,
      );
    if (found === undefined) return undefined;
    const [end, line] = found;
    return line + typed.slice(end.length);
  }

  /** Nothing is kept of what a person was offered. */
  forget(personId: string): void {
    this.#offered.delete(personId);
  }

  #endOf(personId: string, line: string): string {
    const lines = this.#offered.get(personId) ?? new Map<string, string>();
    const end = mark + line.slice(-(suggestionLimit - mark.length));
    this.#offered.delete(personId);
    this.#offered.set(personId, lines);
    lines.delete(end);
    lines.set(end, line);
    forgetOldest(lines, mostLines);
    forgetOldest(this.#offered, mostPeople);
    return end;
  }
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
