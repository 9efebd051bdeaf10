import type {Pattern, Place} from './pattern.ts';

/** Why a pattern is not taken. */
export class PatternRefusal extends Error {
  /** `back-reference` and `too-large` are ours; the others grep refuses too. */
  readonly reason: 'back-reference' | 'too-large' | 'not-valid';

  constructor(reason: PatternRefusal['reason'], message: string) {
    super(message);
    this.name = 'PatternRefusal';
    this.reason = reason;
  }
}

interface Syntax {
  /** `-E`: the marks have their meaning without a backslash. */
  readonly isExtended: boolean;
  readonly ignoresCase: boolean;
}

const deepest = 50;
const mostRepeats = 255;
const classes: Readonly<Record<string, RegExp>> = {
  alpha: /^\p{L}$/u,
  digit: /^[0-9]$/u,
  alnum: /^[\p{L}0-9]$/u,
  upper: /^\p{Lu}$/u,
  lower: /^\p{Ll}$/u,
  space: /^[ \t\n\r\f\v]$/u,
  blank: /^[ \t]$/u,
  punct: /^[!-/:-@[-`{-~]$/u,
  xdigit: /^[0-9A-Fa-f]$/u,
  cntrl: /^[\0-\x1f\x7f]$/u,
  print: /^[^\0-\x1f\x7f]$/u,
  graph: /^[^\0-\x20\x7f]$/u,
};
const places: Readonly<Record<string, Place>> = {
  '<': 'word-start',
  '>': 'word-end',
  b: 'word-edge',
  B: 'inside',
  '`': 'start',
  "'": 'end',
};

export const isWordCharacter = (character: string): boolean => /^[\p{L}\p{Nd}_]$/u.test(character);

/**
 * Reads a pattern as GNU grep does, in basic or extended syntax.
 * @throws PatternRefusal
 * @see https://www.gnu.org/software/grep/manual/html_node/Regular-Expressions.html
 */
export function parsePattern(text: string, syntax: Syntax): Pattern {
  return new Reader(text, syntax).whole();
}

/** A pattern that is that text. */
export function literalPattern(text: string, ignoresCase: boolean): Pattern {
  return {kind: 'sequence', parts: Array.from(text).map((character) => literal(character, ignoresCase))};
}

type Mark = 'open' | 'close' | 'or' | 'star' | 'plus' | 'optional' | 'bounds' | undefined;

class Reader {
  readonly #text: readonly string[];
  readonly #syntax: Syntax;
  #at = 0;

  constructor(text: string, syntax: Syntax) {
    this.#text = Array.from(text);
    this.#syntax = syntax;
  }

  whole(): Pattern {
    const pattern = this.#either(0);
    if (this.#at < this.#text.length)
      throw invalid(this.#syntax.isExtended ? 'Unmatched ) or \\)' : 'Unmatched ) or \\)');
    return pattern;
  }

  #either(depth: number): Pattern {
    if (depth > deepest) throw new PatternRefusal('too-large', '');
    const options = [this.#sequence(depth)];
    while (this.#markAt() === 'or') {
      this.#skipMark();
      options.push(this.#sequence(depth));
    }
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : {kind: 'either', options};
  }

  #sequence(depth: number): Pattern {
    const parts: Pattern[] = [];
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const mark = this.#markAt();
      if (mark === 'or') break;
      if (mark === 'close' && (depth > 0 || !this.#syntax.isExtended)) break;
      const part = this.#atom({mark, depth, isFirst: this.#at === start});
      parts.push(this.#repeated(part));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : {kind: 'sequence', parts};
  }

  #atom({mark, depth, isFirst}: {mark: Mark; depth: number; isFirst: boolean}): Pattern {
    if (mark === 'open') {
      this.#skipMark();
      const inside = this.#either(depth + 1);
      if (this.#markAt() !== 'close') throw invalid('Unmatched ( or \\(');
      this.#skipMark();
      return inside;
    }
    if (isFirst && (mark === 'star' || mark === 'plus' || mark === 'optional' || mark === 'bounds')) {
      return this.#leadingMark(mark);
    }
    const character = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (character === '\\') return this.#escaped();
    if (character === '.') return {kind: 'character', matches: () => true};
    if (character === '[') return this.#bracket();
    if (character === '^' && (this.#syntax.isExtended || isFirst)) return {kind: 'at', place: 'start'};
    if (character === '$' && (this.#syntax.isExtended || this.#isAtEnd())) return {kind: 'at', place: 'end'};
    return literal(character, this.#syntax.ignoresCase);
  }

  /** In the basic syntax a star at the start is one; in the extended one grep passes over such marks. */
  #leadingMark(mark: 'star' | 'plus' | 'optional' | 'bounds'): Pattern {
    if (!this.#syntax.isExtended) {
      if (mark !== 'star') throw invalid('Invalid preceding regular expression');
      this.#at += 1;
      return literal('*', false);
    }
    if (mark === 'bounds') {
      this.#at += 1;
      return literal('{', false);
    }
    this.#skipMark();
    return {kind: 'empty'};
  }

  #isAtEnd(): boolean {
    const next = this.#markAt();
    return this.#at >= this.#text.length || next === 'or' || next === 'close';
  }

  #repeated(atom: Pattern): Pattern {
    let part = atom;
    for (let times = 0; ; times += 1) {
      const mark = this.#markAt();
      const bounds = mark === 'bounds' ? this.#bounds() : undefined;
      if (mark === 'bounds' && bounds === undefined) return part;
      if (times > deepest) throw new PatternRefusal('too-large', '');
      // after an anchor of the basic syntax a star is one
      const isLiteral = !this.#syntax.isExtended && part.kind === 'at' && part.place === 'start' && mark === 'star';
      if (isLiteral) {
        this.#at += 1;
        return {kind: 'sequence', parts: [part, this.#repeated(literal('*', false))]};
      }
      if (mark === 'star') part = {kind: 'repeat', part, least: 0, most: undefined};
      else if (mark === 'plus') part = {kind: 'repeat', part, least: 1, most: undefined};
      else if (mark === 'optional') part = {kind: 'repeat', part, least: 0, most: 1};
      else if (bounds !== undefined) part = {kind: 'repeat', part, ...bounds};
      else return part;
      if (bounds === undefined) this.#skipMark();
    }
  }

  /** `{2}`, `{2,}`, `{,3}`, `{2,3}`; undefined for what is none, which the extended syntax takes as text. */
  #bounds(): {least: number; most: number | undefined} | undefined {
    const {isExtended} = this.#syntax;
    const rest = this.#text.slice(this.#at, this.#at + 16).join('');
    const match = (isExtended ? /^\{(\d{0,5})(,?)(\d{0,5})\}/u : /^\\\{(\d{0,5})(,?)(\d{0,5})\\\}/u).exec(rest);
    const [all = '', first = '', comma = '', second = ''] = match ?? [];
    if (match === null || (first === '' && comma === '')) {
      if (isExtended) return undefined;
      throw invalid(rest.includes('\\}') ? 'Invalid content of \\{\\}' : 'Unmatched { or \\{');
    }
    const least = Number(first);
    const most = comma === '' ? least : second === '' ? undefined : Number(second);
    if (most !== undefined && least > most) throw invalid('Invalid content of \\{\\}');
    if (Math.max(least, most ?? 0) > mostRepeats) throw new PatternRefusal('too-large', '');
    this.#at += all.length;
    return {least, most};
  }

  #escaped(): Pattern {
    const character = this.#text[this.#at];
    if (character === undefined) throw invalid('Trailing backslash');
    this.#at += 1;
    if (/[1-9]/u.test(character)) throw new PatternRefusal('back-reference', `\\${character}`);
    const place = places[character];
    if (place !== undefined) return {kind: 'at', place};
    if (character === 'w') return {kind: 'character', matches: isWordCharacter};
    if (character === 'W') return {kind: 'character', matches: (one) => !isWordCharacter(one)};
    if (character === 's') return {kind: 'character', matches: (one) => /^\s$/u.test(one)};
    if (character === 'S') return {kind: 'character', matches: (one) => !/^\s$/u.test(one)};
    return literal(character, this.#syntax.ignoresCase);
  }

  #bracket(): Pattern {
    const tests: ((character: string) => boolean)[] = [];
    const isNegated = this.#text[this.#at] === '^';
    if (isNegated) this.#at += 1;
    for (let isFirst = true; ; isFirst = false) {
      const character = this.#text[this.#at];
      if (character === undefined) throw invalid('Unmatched [, [^, [:, [., or [=');
      if (character === ']' && !isFirst) break;
      const name = /^\[:(\w+):\]/u.exec(this.#text.slice(this.#at, this.#at + 14).join(''))?.[1];
      const known = name === undefined ? undefined : classes[name];
      if (name !== undefined) {
        if (known === undefined) throw invalid('Invalid character class name');
        tests.push((one) => known.test(one));
        this.#at += name.length + 4;
        continue;
      }
      const [dash, last] = [this.#text[this.#at + 1], this.#text[this.#at + 2]];
      if (dash === '-' && last !== undefined && last !== ']') {
        if (codeOf(character) > codeOf(last)) throw invalid('Invalid range end');
        tests.push((one) => codeOf(one) >= codeOf(character) && codeOf(one) <= codeOf(last));
        this.#at += 3;
      } else {
        tests.push((one) => one === character);
        this.#at += 1;
      }
    }
    this.#at += 1;
    const isIn = (one: string): boolean => tests.some((test) => test(one));
    const {ignoresCase} = this.#syntax;
    const isAny = (one: string): boolean => isIn(one) || (ignoresCase && (isIn(lower(one)) || isIn(upper(one))));
    return {kind: 'character', matches: (one) => isAny(one) !== isNegated};
  }

  #markAt(): Mark {
    const {isExtended} = this.#syntax;
    const [first, second] = [this.#text[this.#at], this.#text[this.#at + 1]];
    if (first === '*') return 'star';
    const mark = isExtended ? first : first === '\\' ? second : undefined;
    const marks: Readonly<Record<string, Mark>> = {
      '(': 'open',
      ')': 'close',
      '|': 'or',
      '+': 'plus',
      '?': 'optional',
      '{': 'bounds',
    };
    return mark === undefined ? undefined : marks[mark];
  }

  #skipMark(): void {
    this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
  }
}

function literal(character: string, ignoresCase: boolean): Pattern {
  if (!ignoresCase) return {kind: 'character', matches: (one) => one === character};
  const folded = lower(character);
  return {kind: 'character', matches: (one) => one === character || lower(one) === folded};
}

const lower = (character: string): string => character.toLowerCase();
const upper = (character: string): string => character.toUpperCase();
const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
const invalid = (message: string): PatternRefusal => new PatternRefusal('not-valid', message);
