import {isWordCharacter, PatternRefusal} from './parse-pattern.ts';
import type {Pattern, Place} from './pattern.ts';

type State =
  | {readonly kind: 'character'; readonly matches: (character: string) => boolean; next: number}
  | {readonly kind: 'at'; readonly place: Place; next: number}
  | {readonly kind: 'split'; next: number; other: number}
  | {readonly kind: 'end'};

/** Patterns of more states are refused: each character of a line may ask each state. */
const mostStates = 3_000;

/** How many steps may be left for what is matched; it is counted down. */
export interface Budget {
  steps: number;
}

/** From its first character to the one behind its last. */
interface Match {
  readonly start: number;
  readonly end: number;
}

/** What was asked would take too long. */
export class TooMuchWork extends Error {}

/**
 * A pattern as an automaton that goes through a line once, with all states that it may be in: nothing is tried again, so
 * its time grows with the line's length times the pattern's.
 */
export class Automaton {
  readonly #states: State[] = [];
  readonly #start: number;
  #compiled = 0;

  /** @throws PatternRefusal `too-large` */
  constructor(pattern: Pattern) {
    const end = this.#add({kind: 'end'});
    this.#start = this.#compile(pattern, end);
  }

  /**
   * The leftmost match from `from` on, and the longest of those that begin there.
   * @throws TooMuchWork
   */
  find(line: readonly string[], {from, budget}: {from: number; budget: Budget}): Match | undefined {
    // each state with the leftmost place that a way to it began at
    let current = new Map<number, number>();
    let best: Match | undefined;
    for (let at = from; at <= line.length; at += 1) {
      if (best === undefined) this.#enter(current, {state: this.#start, start: at, line, at, budget});
      const start = current.get(0);
      if (start !== undefined && (best === undefined || start <= best.start)) best = {start, end: at};
      const character = line[at];
      if (character === undefined) break;
      const next = new Map<number, number>();
      for (const [index, start] of current) {
        const state = this.#states[index];
        if (state?.kind !== 'character' || (best !== undefined && start > best.start)) continue;
        budget.steps -= 1;
        if (state.matches(character)) this.#enter(next, {state: state.next, start, line, at: at + 1, budget});
      }
      if (next.size === 0 && best !== undefined) break;
      current = next;
    }
    return best;
  }

  /** Whether there is a match at all, which needs no places. */
  matches(line: readonly string[], budget: Budget): boolean {
    let current = new Set<number>();
    for (let at = 0; at <= line.length; at += 1) {
      this.#reach(current, {state: this.#start, line, at, budget});
      if (current.has(0)) return true;
      const character = line[at];
      if (character === undefined) return false;
      const next = new Set<number>();
      for (const index of current) {
        const state = this.#states[index];
        if (state?.kind !== 'character') continue;
        budget.steps -= 1;
        if (state.matches(character)) this.#reach(next, {state: state.next, line, at: at + 1, budget});
      }
      current = next;
    }
    return false;
  }

  #reach(
    into: Set<number>,
    {state, line, at, budget}: {state: number; line: readonly string[]; at: number; budget: Budget},
  ): void {
    const waiting = [state];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (into.has(index)) continue;
      spend(budget);
      into.add(index);
      waiting.push(...this.#after(index, line, at));
    }
  }

  #enter(
    into: Map<number, number>,
    {
      state,
      start,
      line,
      at,
      budget,
    }: {state: number; start: number; line: readonly string[]; at: number; budget: Budget},
  ): void {
    const waiting = [state];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if ((into.get(index) ?? Infinity) <= start) continue;
      spend(budget);
      into.set(index, start);
      waiting.push(...this.#after(index, line, at));
    }
  }

  /** The states that follow without a character. */
  #after(index: number, line: readonly string[], at: number): number[] {
    const state = this.#states[index];
    if (state?.kind === 'split') return [state.next, state.other];
    return state?.kind === 'at' && holds(state.place, line, at) ? [state.next] : [];
  }

  #add(state: State): number {
    if (this.#states.length >= mostStates) throw new PatternRefusal('too-large', '');
    return this.#states.push(state) - 1;
  }

  /** @returns the first state of the pattern, whose end leads to `next` */
  #compile(pattern: Pattern, next: number): number {
    // a repetition of nothing adds no state
    this.#compiled += 1;
    if (this.#compiled > 2 * mostStates) throw new PatternRefusal('too-large', '');
    switch (pattern.kind) {
      case 'empty':
        return next;
      case 'character':
        return this.#add({kind: 'character', matches: pattern.matches, next});
      case 'at':
        return this.#add({kind: 'at', place: pattern.place, next});
      case 'sequence':
        return pattern.parts.reduceRight((after, part) => this.#compile(part, after), next);
      case 'either':
        return pattern.options
          .map((option) => this.#compile(option, next))
          .reduceRight((other, option) => this.#add({kind: 'split', next: option, other}));
      case 'repeat':
        return this.#repeat(pattern, next);
    }
  }

  #repeat({part, least, most}: Extract<Pattern, {kind: 'repeat'}>, next: number): number {
    let first = next;
    if (most === undefined) {
      const loop: Extract<State, {kind: 'split'}> = {kind: 'split', next, other: next};
      first = this.#add(loop);
      loop.other = this.#compile(part, first);
    } else {
      for (let times = least; times < most; times += 1) {
        first = this.#add({kind: 'split', next: this.#compile(part, first), other: next});
      }
    }
    for (let times = 0; times < least; times += 1) first = this.#compile(part, first);
    return first;
  }
}

function spend(budget: Budget): void {
  budget.steps -= 1;
  if (budget.steps < 0) throw new TooMuchWork();
}

function holds(place: Place, line: readonly string[], at: number): boolean {
  const isAfterWord = at > 0 && isWordCharacter(line[at - 1] ?? '');
  const isBeforeWord = isWordCharacter(line[at] ?? '');
  switch (place) {
    case 'start':
      return at === 0;
    case 'end':
      return at === line.length;
    case 'word-start':
      return !isAfterWord && isBeforeWord;
    case 'word-end':
      return isAfterWord && !isBeforeWord;
    case 'word-edge':
      return isAfterWord !== isBeforeWord;
    case 'inside':
      return isAfterWord === isBeforeWord;
    case 'after-no-word':
      return !isAfterWord;
    case 'before-no-word':
      return !isBeforeWord;
  }
}
