import {goFloatText, goText} from '../go-text.ts';
import {isJsonList, isJsonObject} from '../json.ts';
import {compareGo} from '../json-path/compare-go.ts';
import {Float, type Found} from '../json-path/found.ts';
import {NotValid} from '../not-valid.ts';

const operators: ReadonlyMap<string, string> = new Map([
  ['ne', '!='],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
]);

/** @throws NotValid with Go's sentence for what a function does not take */
export function callFunction(name: string, args: readonly Found[]): Found {
  const [first, ...rest] = args;
  const operator = operators.get(name);
  if (operator !== undefined) return compareGo(first, operator, rest[0]);
  switch (name) {
    case 'eq':
      return rest.some((other) => compareGo(first, '==', other));
    case 'not':
      return !isTrue(first);
    case 'and':
      return args.find((value) => !isTrue(value)) ?? args.at(-1);
    case 'or':
      return args.find(isTrue) ?? args.at(-1);
    case 'len':
      return lengthOf(first);
    case 'index':
      return rest.reduce<Found>(itemAt, first);
    case 'exists':
      return exists(first, rest);
    case 'base64decode':
      return decoded(first);
    case 'print':
      return sprint(args);
    case 'println':
      return `${args.map(argumentText).join(' ')}\n`;
    case 'printf':
      return sprintf(argumentText(first), rest);
    default:
      throw new NotValid(`function ${JSON.stringify(name)} not defined`);
  }
}

export function isTrue(value: Found): boolean {
  if (value === undefined || value === null) return false;
  if (value instanceof Float) return value.value !== 0;
  if (typeof value !== 'object') return value !== false && value !== 0 && value !== '';
  return isJsonList(value) ? value.length > 0 : Object.keys(value).length > 0;
}

/** A value as `{{…}}` prints it. */
export function printedText(value: Found): string {
  return value === undefined || value === null ? '<no value>' : argumentText(value);
}

/** … and as a function writes it. */
function argumentText(value: Found): string {
  if (value === undefined || value === null) return '<nil>';
  return value instanceof Float ? goFloatText(value.value) : goText(value);
}

/** With a blank between two that are no texts. */
function sprint(args: readonly Found[]): string {
  return args
    .map((value, index) => {
      const isApart = index > 0 && typeof value !== 'string' && typeof args[index - 1] !== 'string';
      return `${isApart ? ' ' : ''}${argumentText(value)}`;
    })
    .join('');
}

const verb = /%(?<flags>[-0]*)(?<width>\d{1,3})?(?:\.(?<precision>\d{1,2}))?(?<letter>[a-zA-Z%])/gu;

function sprintf(format: string, args: readonly Found[]): string {
  let at = 0;
  const text = format.replaceAll(verb, (...match) => {
    // the groups come last
    const {flags = '', width = '0', precision, letter = ''} = match.at(-1) as Record<string, string | undefined>;
    if (letter === '%') return '%';
    const isThere = at < args.length;
    const value = args[at];
    at += 1;
    const written = isThere ? formatted(letter, value, precision) : `%!${letter}(MISSING)`;
    const padded = Number(width);
    return flags.includes('-') ? written.padEnd(padded) : written.padStart(padded, flags.includes('0') ? '0' : ' ');
  });
  if (at >= args.length) return text;
  const extra = args.slice(at).map((value) => `${goTypeOf(value)}=${argumentText(value)}`);
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}

function formatted(letter: string, value: Found, precision: string | undefined): string {
  const text = argumentText(value);
  const isNumber = typeof value === 'number';
  switch (letter) {
    case 'v':
      return text;
    case 's':
      if (typeof value === 'string') return precision === undefined ? text : text.slice(0, Number(precision));
      return value === undefined || value === null
        ? '%!s(<nil>)'
        : typeof value === 'object' && !(value instanceof Float)
          ? text
          : wrong(letter, value);
    case 'q':
      return typeof value === 'string' ? JSON.stringify(value) : wrong(letter, value);
    case 'd':
      return isNumber ? text : wrong(letter, value);
    case 'f':
      return value instanceof Float ? value.value.toFixed(Number(precision ?? 6)) : wrong(letter, value);
    case 't':
      return typeof value === 'boolean' ? text : wrong(letter, value);
    default:
      return wrong(letter, value);
  }
}

const wrong = (letter: string, value: Found): string => `%!${letter}(${goTypeOf(value)}=${argumentText(value)})`;

function goTypeOf(value: Found): string {
  if (value instanceof Float) return 'float64';
  if (typeof value === 'number') return 'int';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (value === undefined || value === null) return '<nil>';
  return isJsonList(value) ? '[]interface {}' : 'map[string]interface {}';
}

function lengthOf(value: Found): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value !== undefined && !(value instanceof Float)) {
    if (isJsonList(value)) return value.length;
    if (isJsonObject(value)) return Object.keys(value).length;
  }
  if (value === undefined || value === null) throw new NotValid('error calling len: len of nil pointer');
  throw new NotValid(`error calling len: len of type ${goTypeOf(value)}`);
}

function itemAt(value: Found, key: Found): Found {
  const found = lookUp(value, key);
  if (found === 'untyped') throw new NotValid('error calling index: index of untyped nil');
  if (found === 'range') throw new NotValid(`error calling index: index out of range: ${argumentText(key)}`);
  if (found === 'kind') throw new NotValid(`error calling index: can't index item of type ${goTypeOf(value)}`);
  return found.at;
}

function exists(value: Found, keys: readonly Found[]): boolean {
  let at = value;
  for (const key of keys) {
    const found = lookUp(at, key);
    if (typeof found === 'string') return false;
    at = found.at;
  }
  return at !== undefined && at !== null;
}

function lookUp(value: Found, key: Found): {readonly at: Found} | 'untyped' | 'range' | 'kind' {
  if (value === undefined || value === null) return 'untyped';
  if (value instanceof Float) return 'kind';
  if (isJsonList(value)) {
    if (typeof key !== 'number') return 'kind';
    return Number.isInteger(key) && key >= 0 && key < value.length ? {at: value[key]} : 'range';
  }
  if (!isJsonObject(value) || typeof key !== 'string') return 'kind';
  return {at: Object.hasOwn(value, key) ? value[key] : undefined};
}

function decoded(value: Found): string {
  const text = typeof value === 'string' ? value : '';
  if (typeof value !== 'string' || !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u.test(text)) {
    throw new NotValid('error calling base64decode: base64 decode failed: illegal base64 data');
  }
  return Buffer.from(text, 'base64').toString('utf8');
}
