import {isJsonList, isJsonObject, type JsonValue} from '../json.ts';
import {NotValid} from '../not-valid.ts';
import {compareGo} from './compare-go.ts';
import {Float, type Found} from './found.ts';
import type {JsonPathNode, JsonPathTemplate} from './json-path-node.ts';
import {words} from '#src/words/words.ts';

/** Far more than any template looks at that people write; `..` after `..` would look at everything again and again. */
const mostSteps = 500_000;

/** How many steps are left, counted down over all searches that have it in common. */
export interface SearchBudget {
  steps: number;
}

export const searchBudget = (): SearchBudget => ({steps: mostSteps});

/**
 * What each piece of a template leads to in an object, in their order; a field that is not there leads to nothing.
 * Mappings are gone through in the order of their keys, where kubectl has none.
 * @throws NotValid with kubectl's sentence, or for one that looks at too much
 */
export function findResults(template: JsonPathTemplate, object: JsonValue, budget = searchBudget()): Found[][] {
  return new Search(template, budget).run(object, 0);
}

class Search {
  readonly #nodes: JsonPathTemplate;
  readonly #budget: SearchBudget;
  #beginRange = 0;
  #inRange = 0;
  #endRange = 0;
  /** Where the last range ended. */
  #lastEnd = -1;

  constructor(nodes: JsonPathTemplate, budget: SearchBudget) {
    this.#nodes = nodes;
    this.#budget = budget;
  }

  run(object: Found, from: number): Found[][] {
    const all: Found[][] = [];
    for (let at = from; at < this.#nodes.length; at += 1) {
      const node = this.#nodes[at];
      if (node === undefined) break;
      const results = this.#walk([object], node);
      if (this.#endRange > 0 && this.#endRange <= this.#inRange) {
        this.#endRange -= 1;
        this.#lastEnd = at;
        break;
      }
      if (this.#beginRange === 0) {
        all.push(results);
        continue;
      }
      this.#beginRange -= 1;
      this.#inRange += 1;
      for (const result of results) {
        for (const found of this.run(result, at + 1)) all.push(found);
      }
      // the end has to be found all the same
      if (results.length === 0) this.run(undefined, at + 1);
      this.#inRange -= 1;
      if (this.#lastEnd > at) at = this.#lastEnd;
    }
    return all;
  }

  #walk(input: readonly Found[], node: JsonPathNode): Found[] {
    this.#count(input.length + 1);
    switch (node.kind) {
      case 'list':
        return this.#walkAll(input, node.nodes);
      case 'text':
        return [node.text];
      case 'field':
        return input.flatMap((value) => fieldOf(value, node.name));
      case 'array':
        return this.#slices(input, node);
      case 'filter':
        return this.#filtered(input, node);
      case 'number':
        return input.map(() => (node.isFloat ? new Float(node.value) : node.value));
      case 'boolean':
        return input.map(() => node.value);
      case 'wildcard':
        return input.flatMap((value) => this.#inside(value));
      case 'recursive':
        return input.flatMap((value) => this.#descend(value));
      case 'union':
        return node.lists.flatMap((list) => this.#walkAll(input, list));
      case 'identifier':
        return this.#identifier(input, node.name);
    }
  }

  #walkAll(input: readonly Found[], nodes: readonly JsonPathNode[]): Found[] {
    return nodes.reduce<Found[]>((values, node) => this.#walk(values, node), [...input]);
  }

  #identifier(input: readonly Found[], name: string): Found[] {
    if (name === 'range') {
      this.#beginRange += 1;
      return [...input];
    }
    if (name !== 'end') throw new NotValid(`unrecognized identifier ${name}`);
    if (this.#inRange === 0) throw new NotValid('not in range, nothing to end');
    this.#endRange += 1;
    return [];
  }

  #slices(input: readonly Found[], node: Extract<JsonPathNode, {kind: 'array'}>): Found[] {
    const results: Found[] = [];
    for (const value of input) {
      if (value === null) continue;
      if (!isList(value)) throw new NotValid(`${goTypeOf(value)} is not array or slice`);
      const part = sliced(value, node);
      // where the slice is empty kubectl looks no further
      if (part === undefined) return results;
      this.#count(part.length);
      for (const item of part) results.push(item);
    }
    return results;
  }

  #filtered(input: readonly Found[], node: Extract<JsonPathNode, {kind: 'filter'}>): Found[] {
    const results: Found[] = [];
    for (const value of input) {
      if (!isList(value)) throw new NotValid(`${goTypeOf(value)} is not array or slice and cannot be filtered`);
      for (const item of value) {
        if (this.#isKept(item, node)) results.push(item);
      }
    }
    return results;
  }

  #isKept(item: JsonValue, {left, right, operator}: Extract<JsonPathNode, {kind: 'filter'}>): boolean {
    if (operator === 'exists') return this.#existing(item, left);
    const one = onlyOne(this.#walkAll([item], left));
    if (one === undefined) return false;
    const other = onlyOne(this.#walkAll([item], right));
    return other !== undefined && compareGo(one.value, operator, other.value);
  }

  /** What leads to an error leads nowhere here. */
  #existing(item: JsonValue, path: readonly JsonPathNode[]): boolean {
    try {
      return this.#walkAll([item], path).length > 0;
    } catch (error) {
      if (!(error instanceof NotValid) || this.#budget.steps < 0) throw error;
      return false;
    }
  }

  #descend(value: Found): Found[] {
    const inside = this.#inside(value);
    return inside.length === 0 ? [] : [value, ...inside.flatMap((item) => this.#descend(item))];
  }

  /** What is in a list or a mapping; of a text its bytes, as Go has it. */
  #inside(value: Found): Found[] {
    const inside = insideOf(value);
    this.#count(inside.length);
    return inside;
  }

  #count(steps: number): void {
    this.#budget.steps -= steps;
    if (this.#budget.steps < 0) throw new NotValid(words().model.jsonPath.tooMuch);
  }
}

function insideOf(value: Found): Found[] {
  if (typeof value === 'string') return [...Buffer.from(value)];
  if (isList(value)) return [...value];
  if (!isMapping(value)) return [];
  return Object.keys(value)
    .sort()
    .map((key) => value[key]);
}

function fieldOf(value: Found, name: string): Found[] {
  return isMapping(value) && Object.hasOwn(value, name) ? [value[name]] : [];
}

function isList(value: Found): value is readonly JsonValue[] {
  return value !== undefined && !(value instanceof Float) && isJsonList(value);
}

function isMapping(value: Found): value is {readonly [key: string]: JsonValue} {
  return value !== undefined && !(value instanceof Float) && isJsonObject(value);
}

function onlyOne(found: readonly Found[]): {readonly value: Found} | undefined {
  const [value] = found;
  if (found.length > 1) throw new NotValid('can only compare one element at a time');
  return found.length === 0 ? undefined : {value};
}

/** The items that are meant; undefined where none are asked for. */
function sliced(
  items: readonly JsonValue[],
  {start, end, step}: Extract<JsonPathNode, {kind: 'array'}>,
): readonly JsonValue[] | undefined {
  const {length} = items;
  const given = start?.value ?? 0;
  const from = given < 0 ? given + length : given;
  const isFromEnd = end !== undefined && (end.value < 0 || (end.value === 0 && end.isDerived));
  const to = end === undefined ? length : isFromEnd ? end.value + length : end.value;
  if (from === to) return undefined;
  const outside = (index: number): NotValid =>
    new NotValid(`array index out of bounds: index ${index}, length ${length}`);
  if (from >= length || from < 0) throw outside(from);
  if (to > length || to < 0) throw outside(to - 1);
  if (from > to) throw new NotValid(`starting index ${from} is greater than ending index ${to}`);
  if (step !== undefined && step.value <= 0) throw new NotValid('step must be > 0');
  const part = items.slice(from, to);
  const every = step?.value ?? 1;
  return every === 1 ? part : part.filter((_, index) => index % every === 0);
}

function goTypeOf(value: Found): string {
  if (value === undefined || value === null) return '<invalid reflect.Value>';
  if (value instanceof Float) return 'float64';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  return isList(value) ? '[]interface {}' : 'map[string]interface {}';
}
