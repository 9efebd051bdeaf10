import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from './json.ts';

/** A floating-point number with an exponent outside of these is written with it. */
const plainExponents = {least: -4, most: 5} as const;

/** A value as Go's `fmt.Print` writes it: `map[app:web]`, `[1 2]`, `<nil>`. */
export function goText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : goFloatText(value);
  if (isJsonList(value)) return `[${value.map(goText).join(' ')}]`;
  if (isJsonObject(value))
    return `map[${sortedEntries(value)
      .map(([key, entry]) => `${key}:${goText(entry)}`)
      .join(' ')}]`;
  return value === null ? '<nil>' : String(value);
}

/** As JSON on one line, as Go writes it: keys in order, and nothing in it that a web page would act on. */
export function goJson(value: JsonValue): string {
  if (isJsonList(value)) return `[${value.map(goJson).join(',')}]`;
  if (isJsonObject(value)) {
    return `{${sortedEntries(value)
      .map(([key, entry]) => `${goJsonText(key)}:${goJson(entry)}`)
      .join(',')}}`;
  }
  return typeof value === 'string' ? goJsonText(value) : JSON.stringify(value);
}

const jsonIndent = 4;

interface JsonLayout {
  readonly indent?: number;
  /** The entries of a mapping in the order in which they are written, and the key that it stands under. */
  readonly entriesOf?: (object: JsonObject, under: string) => [string, JsonValue][];
}

/** The same on lines of their own, as `kubectl get -o json` does. */
export function goJsonIndented(
  value: JsonValue,
  {indent = 0, entriesOf = sortedEntries}: JsonLayout = {},
  under = '',
): string {
  const layout = {indent: indent + jsonIndent, entriesOf};
  const inside = ' '.repeat(layout.indent);
  const lines = (entries: readonly string[]): string =>
    `\n${entries.map((entry) => inside + entry).join(',\n')}\n${' '.repeat(indent)}`;
  if (isJsonList(value)) {
    return value.length === 0 ? '[]' : `[${lines(value.map((item) => goJsonIndented(item, layout)))}]`;
  }
  if (!isJsonObject(value)) return typeof value === 'string' ? goJsonText(value) : JSON.stringify(value);
  const entries = entriesOf(value, under);
  if (entries.length === 0) return '{}';
  return `{${lines(entries.map(([key, entry]) => `${goJsonText(key)}: ${goJsonIndented(entry, layout, key)}`))}}`;
}

/** A JSON string as Go writes it, safe to put into a web page. */
export function goJsonText(text: string): string {
  return JSON.stringify(text).replaceAll(/[<>&\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** In the order of Go's maps where they are printed. */
export function sortedEntries(object: {readonly [key: string]: JsonValue}): [string, JsonValue][] {
  return Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A floating-point number as Go's `%v` writes it: `1.5`, `1e+06`. */
export function goFloatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return '0';
  const [digits = '', power = ''] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= plainExponents.least && exponent <= plainExponents.most) return String(value);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
