import type {FieldPath} from '../yaml/field-path.ts';
import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {bulletOfText} from '../yaml/bullets.ts';
import {forgottenSpace} from '../yaml/yaml-problems.ts';
import {words} from '#src/words/words.ts';

const longestQuoted = 40;

/** Fields of texts alone, in which people write a level of another field, or the field itself, once more. */
const textFields: ReadonlySet<unknown> = new Set(['labels', 'selector', 'nodeSelector', 'matchLabels', 'annotations']);
const blockFields: ReadonlySet<unknown> = new Set(['data', 'stringData']);
/** Fields of file modes, in which 0644 is what it is everywhere: octal. */
const modes: ReadonlySet<unknown> = new Set(['mode', 'defaultMode']);

/**
 * What to write where one value belongs, and a number, true, a list or a mapping stands. Quoted is what was typed: what YAML
 * makes of 010 or 1.10 is another text. Without that, no text is proposed.
 */
export function single(value: JsonValue, path: FieldPath, typed: string | undefined): string {
  const said = words().policy.mistyped;
  if (isJsonObject(value) || isJsonList(value)) return many(value, path);
  if (typed === '') return said.empty;
  return typed === undefined ? said.inQuotes : said.quoted({value: typed});
}

function many(value: JsonObject | readonly JsonValue[], path: FieldPath): string {
  const said = words().policy.mistyped;
  const key = path.at(-1);
  const field = path.at(-2);
  if (blockFields.has(field)) return said.block;
  if (textFields.has(field)) {
    if (key === 'matchExpressions') return said.noExpressions({field: String(field)});
    if (isJsonObject(value) && key === 'matchLabels' && field === 'selector') return said.labelsOfSelector;
    if (isJsonObject(value) && textFields.has(key)) {
      return said.oneLevelLess({key: String(key), field: String(field)});
    }
  }
  const text = typeof key === 'number' ? textWithColon(value) : undefined;
  if (text !== undefined) return said.quoted({value: text});
  return isJsonObject(value) ? said.oneNotMapping : said.oneNotList;
}

/** `echo a: b` of a list of texts, as it was typed without quotes; undefined for more than a line. */
function textWithColon(value: JsonObject | readonly JsonValue[]): string | undefined {
  const [pair, ...more] = Object.entries(value);
  if (!isJsonObject(value) || pair === undefined || more.length > 0) return undefined;
  const [key, text] = pair;
  return typeof text === 'object' ? undefined : `${key}: ${String(text)}`;
}

/** What to write where a number belongs. */
export function number(value: JsonValue, path: FieldPath): string {
  const said = words().policy.mistyped;
  // a comment of another language, a unit, what ends a line elsewhere
  const begin = typeof value === 'string' ? /^(?<digits>\d{1,9})[^\d.]/u.exec(value)?.groups?.['digits'] : undefined;
  if (begin !== undefined) return words().lines.write({what: begin});
  if (typeof value !== 'string' || !/^\d+$/u.test(value)) return said.wholeNumber;
  // without quotes, YAML reads 010 as 8
  return said.unquoted({value: modes.has(path.at(-1)) ? value : value.replace(/^0+(?=\d)/u, '')});
}

/** What to write where a list belongs. */
export function list(value: JsonValue): string {
  if (isJsonObject(value)) return words().policy.mistyped.dashes;
  if (typeof value !== 'string') return words().policy.mistyped.itemLines;
  const bullet = bulletOfText.exec(value)?.groups?.['bullet'];
  if (bullet !== undefined) return words().policy.mistyped.bullets({bullet});
  const isPlain = value.length <= longestQuoted && /^[\w ./:=-]+$/u.test(value);
  return (
    forgottenSpace(value) ??
    (isPlain
      ? words().policy.mistyped.itemsQuoted({list: JSON.stringify(value.split(/ +/u))})
      : words().policy.mistyped.itemsInBrackets)
  );
}

/** What to write where a mapping belongs. */
export function mapping(value: JsonValue): string {
  if (isJsonList(value)) return words().policy.mistyped.keysWithoutDash;
  const forgotten = typeof value === 'string' ? forgottenSpace(value) : undefined;
  return forgotten ?? words().policy.mistyped.keysBelow;
}
