import {goFloatText, goJson, goJsonIndented, goText} from '../go-text.ts';
import type {JsonValue} from '../json.ts';
import {findResults} from './find-results.ts';
import {Float, type Found} from './found.ts';
import {parseJsonPath} from './parse-json-path.ts';

/** Output beyond this is not made, in characters; whoever shows it cuts it sooner. */
const mostOutput = 1024 * 1024;

/**
 * What `kubectl get -o jsonpath=TEMPLATE` prints of an object, or of a List; with `asJson` what `jsonpath-as-json` does.
 * @throws NotValid with kubectl's sentence
 */
export function printJsonPath(template: string, object: JsonValue, {asJson}: {readonly asJson: boolean}): string {
  const all = findResults(parseJsonPath(template), object);
  const pieces = all.flatMap((results) =>
    asJson ? [() => `${jsonListOf(results)}\n`] : withBlanks(results.map((found) => () => textOf(found))),
  );
  let text = '';
  for (const piece of pieces) {
    if (text.length > mostOutput) break;
    text += piece();
  }
  return text;
}

/** As JSON, as far as there is room for it. */
function jsonListOf(results: readonly Found[]): string {
  const kept: JsonValue[] = [];
  let length = 0;
  for (const found of results) {
    if (length > mostOutput) break;
    kept.push(asValue(found));
    length += goJson(asValue(found)).length;
  }
  return goJsonIndented(kept);
}

type Piece = () => string;

const withBlanks = (pieces: readonly Piece[]): Piece[] =>
  pieces.flatMap((piece, index) => (index === 0 ? [piece] : [() => ' ', piece]));

/** A value as a template prints it: mappings and lists as JSON. */
function textOf(found: Found): string {
  if (found === undefined) return '<no value>';
  if (found instanceof Float) return goFloatText(found.value);
  if (found === null) return 'null';
  return typeof found === 'object' ? goJson(found) : goText(found);
}

const asValue = (found: Found): JsonValue => (found instanceof Float ? found.value : (found ?? null));
