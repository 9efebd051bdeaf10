import {isJsonList, isJsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {UserError} from '../user-error.ts';
import type {FilterOf} from './filter.ts';
import {words} from '#src/words/words.ts';

type Jq = FilterOf<'jq'>;

/** What `jq` prints of the one JSON text that it reads. */
export function jq(text: string, {steps, isRaw, isCompact}: Jq): string {
  if (text.trim() === '') return '';
  const values = steps.reduce<JsonValue[]>((found, step) => found.flatMap((value) => after(value, step)), [read(text)]);
  return values
    .map((value) => {
      if (isRaw && typeof value === 'string') return `${value}\n`;
      return `${isCompact ? JSON.stringify(value) : indented(value)}\n`;
    })
    .join('');
}

/** Each level is written with more blanks in front. */
const deepest = 64;

function read(text: string): JsonValue {
  if (depthOf(text) > deepest) throw new UserError('bad-input', words().filters.notJson);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError('bad-input', words().filters.notJson, {cause: error});
  }
}

/** How many brackets are open at once, at the most. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted && character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '[' || character === '{')) depth += 1;
    else if (!isQuoted && (character === ']' || character === '}')) depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
}

function after(value: JsonValue, step: Jq['steps'][number]): JsonValue[] {
  switch (step.kind) {
    case 'key':
      if (value === null) return [null];
      if (isJsonObject(value)) return [Object.hasOwn(value, step.name) ? (value[step.name] ?? null) : null];
      return failed(step, `Cannot index ${typeOf(value)} with "${step.name}"`);
    case 'index':
      if (value === null) return [null];
      if (isJsonList(value)) return [value.at(step.index) ?? null];
      return failed(step, `Cannot index ${typeOf(value)} with number`);
    case 'each':
      if (isJsonList(value)) return [...value];
      if (isJsonObject(value)) return Object.values(value);
      return failed(step, `Cannot iterate over ${typeOf(value)}${value === null ? '' : ` (${JSON.stringify(value)})`}`);
    case 'keys':
      if (isJsonObject(value)) return [Object.keys(value).sort()];
      if (isJsonList(value)) return [value.map((_, index) => index)];
      return failed({}, `${typeOf(value)} (${JSON.stringify(value)}) has no keys`);
    case 'length':
      return [lengthOf(value)];
  }
}

function failed({isOptional = false}: {isOptional?: boolean}, reason: string): JsonValue[] {
  if (isOptional) return [];
  throw new UserError('bad-input', `jq: error (at <stdin>:0): ${reason}`, {next: words().running.seeFields});
}

function lengthOf(value: JsonValue): JsonValue {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return Array.from(value).length;
  if (isJsonList(value)) return value.length;
  if (isJsonObject(value)) return Object.keys(value).length;
  throw new UserError('bad-input', `jq: error (at <stdin>:0): boolean (${String(value)}) has no length`, {
    next: words().running.seeFields,
  });
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (isJsonList(value)) return 'array';
  return typeof value;
}

/** With two blanks, and nothing between the marks of what is empty. */
const indented = (value: JsonValue): string => JSON.stringify(value, undefined, 2);
