import type {FieldPath} from '../yaml/field-path.ts';
import {isJsonList, isJsonObject, printable, type JsonValue} from '#src/kubernetes/json.ts';
import {forgottenSpace} from '../yaml/yaml-problems.ts';

const longestQuoted = 40;

/** What to write where one value belongs, and a number, true, a list or a mapping stands. */
export function single(value: JsonValue, path: FieldPath): string {
  if (isJsonObject(value) && path.at(-1) === 'matchLabels') {
    return 'Write the labels under selector itself, without matchLabels: a Service has them there.';
  }
  if (isJsonObject(value)) return 'Write one value after the colon; this is a mapping.';
  if (isJsonList(value)) return 'Write one value after the colon; this is a list.';
  return `Put the value in quotes: "${printable(value)}".`;
}

/** What to write where a number belongs. */
export function number(value: JsonValue): string {
  return typeof value === 'string' && /^\d+$/u.test(value) ? `Write ${value} without quotes.` : 'Write a whole number.';
}

/** What to write where a list belongs. */
export function list(value: JsonValue): string {
  if (isJsonObject(value)) return 'Write - and a space in front of the first line of each item.';
  if (typeof value !== 'string') return 'Write each item in a line of its own, with - and a space in front.';
  const isPlain = value.length <= longestQuoted && /^[\w ./:=-]+$/u.test(value);
  return (
    forgottenSpace(value) ??
    `Write each item in quotes${isPlain ? `: ${JSON.stringify(value.split(/ +/u))}` : ' in brackets'}.`
  );
}

/** What to write where a mapping belongs. */
export function mapping(value: JsonValue): string {
  if (isJsonList(value)) return 'Write its keys without - in front of them.';
  const forgotten = typeof value === 'string' ? forgottenSpace(value) : undefined;
  return forgotten ?? 'Write its keys in lines of their own below it, indented, each with a colon and a space.';
}
