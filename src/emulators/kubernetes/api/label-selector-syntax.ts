import {badRequest} from '../status-error.ts';
import type {Requirement} from '../objects/label-selector.ts';
import {labelValue, qualifiedName} from '../resources/names.ts';

const tokenPattern = /==|!=|[=!<>(),]|[^\s=!<>(),]+/g;
const signs = new Set(['', '=', '==', '!=', '!', '<', '>', '(', ')', ',']);
const comparisons: Readonly<Record<string, Requirement['operator']>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '>': '>',
  '<': '<',
  in: 'in',
  notin: 'notin',
};

/**
 * Reads `a=b,c in (d,e),!f` one token after another.
 * @throws StatusError 400 that says what was found and what was expected, in the real server's words
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function readLabelSelector(text: string): Requirement[] {
  return new Reader(text.match(tokenPattern) ?? []).selector();
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  selector(): Requirement[] {
    const requirements: Requirement[] = [];
    if (this.#peek() === '') return requirements;
    if (this.#peek() !== '!' && !isWord(this.#peek())) {
      throw badRequest(`found '${this.#peek()}', expected: !, identifier, or 'end of string'`);
    }
    for (;;) {
      requirements.push(this.#requirement());
      const separator = this.#next();
      if (separator === '') return requirements;
      if (separator !== ',') throw badRequest(`found '${separator}', expected: ',' or 'end of string'`);
      if (this.#peek() !== '!' && !isWord(this.#peek())) {
        throw badRequest(`found '${this.#peek()}', expected: identifier after ','`);
      }
    }
  }

  #requirement(): Requirement {
    const isNegated = this.#peek() === '!';
    if (isNegated) this.#next();
    const key = this.#next();
    if (!isWord(key)) throw unparsed(`found '${key}', expected: identifier`);
    for (const why of qualifiedName(key)) throw unparsed(`invalid label key ${JSON.stringify(key)}: ${why}`);
    const following = this.#peek();
    if (isNegated) return {key, operator: '!exists', values: []};
    if (following === '' || following === ',') return {key, operator: 'exists', values: []};
    const operator = comparisons[this.#next()];
    if (operator === undefined) {
      throw unparsed(`found '${following}', expected: '=', '!=', '==', 'in', notin'`);
    }
    const values = operator === 'in' || operator === 'notin' ? this.#values() : [this.#value()];
    checkValues(key, operator, values);
    return {key, operator, values};
  }

  /** One value, which may be left out. */
  #value(): string {
    const token = this.#peek();
    if (token === '' || token === ',') return '';
    if (!isWord(token)) throw unparsed(`found '${token}', expected: identifier`);
    return this.#next();
  }

  #values(): string[] {
    const opening = this.#next();
    if (opening !== '(') throw unparsed(`found '${opening}' expected: '('`);
    const values: string[] = [];
    for (;;) {
      const token = this.#peek();
      if (token !== ',' && token !== ')' && !isWord(token)) {
        throw unparsed(`found '${token}', expected: ',', ')' or identifier`);
      }
      values.push(isWord(token) ? this.#next() : '');
      const separator = this.#next();
      if (separator === ')') return values;
      if (separator !== ',') throw unparsed(`found '${separator}', expected: ',' or ')'`);
    }
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #next(): string {
    const token = this.#peek();
    this.#at++;
    return token;
  }
}

function checkValues(key: string, operator: Requirement['operator'], values: readonly string[]): void {
  if ((operator === '>' || operator === '<') && values.some((value) => !/^[+-]?\d+$/.test(value))) {
    throw unparsed("for 'Gt', 'Lt' operators, the value must be an integer");
  }
  for (const value of values) {
    const shown = JSON.stringify(value);
    for (const why of labelValue(value)) throw unparsed(`invalid label value: ${shown}: at key: "${key}": ${why}`);
  }
}

function isWord(token: string): boolean {
  return !signs.has(token);
}

function unparsed(why: string): Error {
  return badRequest(`unable to parse requirement: ${why}`);
}
