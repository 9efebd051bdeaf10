const words: ReadonlySet<string> = new Set(
  [
    '~ null Null NULL',
    'y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF',
    '.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF',
  ].flatMap((line) => line.split(' ')),
);
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/u;
const otherBase = /^[-+]?0(?:[xX][\da-fA-F]{1,16}|[bB][01]{1,64}|[oO][0-7]{1,21})$/u;
const base60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/u;
const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/u;

/**
 * Whether YAML 1.1, as kubectl's library reads it, takes an unquoted text for a text: not for a number, a time, a truth
 * value or nothing.
 * @see https://yaml.org/type/
 */
export function isPlainText(text: string): boolean {
  if (text === '' || words.has(text) || base60.test(text) || isTimestamp(text)) return false;
  const number = text.startsWith('_') || text.startsWith('.') ? text : text.replaceAll('_', '');
  return !float.test(number) && !otherBase.test(number);
}

function isTimestamp(text: string): boolean {
  const [match, year, month, day] = timestamp.exec(text) ?? [];
  if (match === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
