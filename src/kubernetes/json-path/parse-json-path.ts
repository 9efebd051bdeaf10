import {NotValid} from '../not-valid.ts';
import type {JsonPathNode, JsonPathTemplate, SliceBound} from './json-path-node.ts';
import {unquoteGo} from './unquote-go.ts';

const dictKey = /^'([^']*)'$/u;
const slice = /^(-?\d*)(?::(-?\d*))?(?::(-?\d*))?$/u;
const comparison = /^([^!<>=]+)([!<>=]+)(.+)$/u;
const digit = /^\p{Nd}$/u;
const alphaNumeric = /^[\p{L}\p{Nd}_]$/u;
const terminators: ReadonlySet<string> = new Set(['', ' ', '\t', '\r', '\n', '.', ',', '[', ']', '$', '@', '{', '}']);
const wholeNumber = /^[+-]?\d{1,15}$/u;

/**
 * Reads a template in kubectl's dialect of JSONPath: text, and in braces fields, indices, slices, unions, filters,
 * quotes, `range` and `end`. In time that grows with its length alone, but for what stands in brackets, which is read
 * once more.
 * @throws NotValid with kubectl's sentence
 * @see https://kubernetes.io/docs/reference/kubectl/jsonpath/
 */
export function parseJsonPath(template: string): JsonPathTemplate {
  return new Reader(template).read();
}

/** What stands in brackets, as if it stood in braces. */
function parseAction(action: string): readonly JsonPathNode[] {
  const [first] = parseJsonPath(`{${action}}`);
  return first?.kind === 'list' ? first.nodes : [];
}

class Reader {
  /** By characters, not by halves of them. */
  readonly #input: readonly string[];
  #at = 0;
  #start = 0;

  constructor(input: string) {
    this.#input = Array.from(input);
  }

  read(): JsonPathNode[] {
    const root: JsonPathNode[] = [];
    while (this.#at < this.#input.length) {
      if (this.#input[this.#at] !== '{') {
        this.#at += 1;
        continue;
      }
      if (this.#at > this.#start) root.push({kind: 'text', text: this.#take()});
      this.#at += 1;
      this.#take();
      root.push({kind: 'list', nodes: this.#readAction()});
    }
    if (this.#at > this.#start) root.push({kind: 'text', text: this.#take()});
    return root;
  }

  #readAction(): JsonPathNode[] {
    const nodes: JsonPathNode[] = [];
    for (;;) {
      if (this.#startsWith('}')) {
        this.#at += 1;
        this.#take();
        return nodes;
      }
      if (this.#startsWith('[?(')) nodes.push(this.#readFilter());
      else if (this.#startsWith('..')) this.#readRecursive(nodes);
      else this.#readPiece(nodes);
    }
  }

  #readPiece(nodes: JsonPathNode[]): void {
    const next = this.#next();
    if (next === '' || next === '\r' || next === '\n') throw new NotValid('unclosed action');
    if (next === ' ' || next === '@' || next === '$') this.#take();
    else if (next === '[') nodes.push(...this.#readArray());
    else if (next === '"' || next === "'") nodes.push(this.#readQuote(next));
    else if (next === '.') nodes.push(this.#readField());
    else if (next === '+' || next === '-' || digit.test(next)) nodes.push(this.#readNumber());
    else if (alphaNumeric.test(next)) nodes.push(this.#readIdentifier());
    else throw new NotValid(`unrecognized character in action: ${codePointOf(next)}`);
  }

  #readIdentifier(): JsonPathNode {
    while (!terminators.has(this.#peek())) this.#at += 1;
    const name = this.#take();
    return name === 'true' || name === 'false' ? {kind: 'boolean', value: name === 'true'} : {kind: 'identifier', name};
  }

  #readRecursive(nodes: JsonPathNode[]): void {
    if (nodes.at(-1)?.kind === 'recursive') throw new NotValid('invalid multiple recursive descent');
    this.#at += 2;
    this.#take();
    nodes.push({kind: 'recursive'});
    if (alphaNumeric.test(this.#peek())) nodes.push(this.#readField());
  }

  #readNumber(): JsonPathNode {
    while (this.#peek() === '.' || digit.test(this.#peek())) this.#at += 1;
    const text = this.#take();
    if (wholeNumber.test(text)) return {kind: 'number', value: Number(text), isFloat: false};
    const value = /^[+-]?(?:\d+\.?\d*|\.\d+)$/u.test(text) ? Number(text) : Number.NaN;
    if (!Number.isFinite(value)) throw new NotValid(`cannot parse number ${text}`);
    return {kind: 'number', value, isFloat: true};
  }

  #readArray(): JsonPathNode[] {
    for (;;) {
      const next = this.#next();
      if (next === '' || next === '\n') throw new NotValid('unterminated array');
      if (next === ']') break;
    }
    const inside = this.#take().slice(1, -1);
    const text = inside === '*' ? ':' : inside;
    if (text.includes(',')) {
      const lists = text.split(',').map((part) => parseAction(`[${part.replace(/^ +| +$/gu, '')}]`));
      return [{kind: 'union', lists}];
    }
    const [, key] = dictKey.exec(text) ?? [];
    if (key !== undefined) return [...parseAction(`.${key}`)];
    const bounds = slice.exec(text);
    if (bounds === null) throw new NotValid(`invalid array index ${text}`);
    const [, first = '', second, third] = bounds;
    const start = boundOf(first);
    const end = second === undefined ? {value: (start?.value ?? 0) + 1, isDerived: true} : boundOf(second);
    return [{kind: 'array', start, end, step: boundOf(third ?? '')}];
  }

  #readFilter(): JsonPathNode {
    this.#at += 3;
    this.#take();
    let pair: string | undefined;
    let isPaired = false;
    for (;;) {
      const next = this.#next();
      if (next === '' || next === '\n') throw new NotValid('unterminated filter');
      if (next === '"' || next === "'") {
        if (pair === undefined) pair = next;
        else if (this.#input[this.#at - 2] !== '\\' && next === pair) isPaired = true;
      } else if (next === ')' && (pair !== undefined) === isPaired) {
        break;
      }
    }
    if (this.#next() !== ']') throw new NotValid('unclosed array expect ]');
    const text = this.#take().slice(0, -2);
    const [, left, operator, right] = comparison.exec(text) ?? [];
    if (left === undefined || operator === undefined || right === undefined) {
      return {kind: 'filter', left: parseAction(text), right: [], operator: 'exists'};
    }
    return {kind: 'filter', left: parseAction(left), right: parseAction(right), operator};
  }

  #readQuote(quote: string): JsonPathNode {
    for (;;) {
      const next = this.#next();
      if (next === '' || next === '\n') throw new NotValid('unterminated quoted string');
      if (next === quote && this.#input[this.#at - 2] !== '\\') break;
    }
    const quoted = this.#take();
    const text = unquoteGo(quoted);
    if (text === undefined) throw new NotValid(`unquote string ${quoted} error invalid syntax`);
    return {kind: 'text', text};
  }

  #readField(): JsonPathNode {
    this.#take();
    for (;;) {
      if (this.#peek() === '\\') this.#at = Math.min(this.#at + 2, this.#input.length);
      else if (terminators.has(this.#peek())) break;
      else this.#at += 1;
    }
    const name = this.#take();
    return name === '*' ? {kind: 'wildcard'} : {kind: 'field', name: name.replaceAll('\\', '')};
  }

  #startsWith(text: string): boolean {
    return Array.from(text).every((character, index) => this.#input[this.#at + index] === character);
  }

  /** The next character; nothing at the end. */
  #next(): string {
    const next = this.#peek();
    if (next !== '') this.#at += 1;
    return next;
  }

  #peek(): string {
    return this.#input[this.#at] ?? '';
  }

  /** All since it was last taken. */
  #take(): string {
    const text = this.#input.slice(this.#start, this.#at).join('');
    this.#start = this.#at;
    return text;
  }
}

function boundOf(text: string): SliceBound | undefined {
  if (text === '') return undefined;
  if (!wholeNumber.test(text)) throw new NotValid(`array index ${text} is not a number`);
  return {value: Number(text), isDerived: false};
}

/** As Go writes one: `U+0028 '('`. */
function codePointOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) ? `U+${code} '${character}'` : `U+${code}`;
}
