import {stripVTControlCharacters} from 'node:util';

/** How wide the level is, so that messages stand below each other. */
const levelWidth = 5;
const indent = '    ';

/**
 * A line of the log, as JSON has it, for a person: time, level, message and fields on one line, and below it, indented, each
 * error with its stack and its causes. Nobody else's text begins a line or reaches the terminal as anything but text.
 */
export function logText(json: string): string {
  const {time, level, msg, error, err, ...fields} = JSON.parse(json) as Record<string, unknown>;
  const begin = `${textOf(time)} ${textOf(level).toUpperCase().padEnd(levelWidth)}`;
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${valueOf(value)}`);
  const errors = [error, err].flatMap((one) => (one === undefined ? [] : errorLines(one)));
  const first = [begin, oneLine(textOf(msg)), ...rest].filter((part) => part !== '').join(' ');
  return [first, ...errors.map((line) => `${indent}${line}`), ''].join('\n');
}

/** As it is where it is a word; else as JSON, which has quotes around it and no line breaks in it. */
function valueOf(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:/@+-]+$/.test(value)) return value;
  return plain(JSON.stringify(value));
}

function errorLines(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return plain(textOf(error)).split('\n');
  const {name, message, code, stack, cause} = error as Record<string, unknown>;
  const own = textOf(stack ?? (message === undefined ? JSON.stringify(error) : `${textOf(name)}: ${textOf(message)}`));
  const lines = plain(own).split('\n');
  return [
    `${lines[0] ?? ''}${code === undefined ? '' : ` (code ${valueOf(code)})`}`,
    ...lines.slice(1),
    ...(cause === undefined ? [] : errorLines(cause).map((line, index) => (index === 0 ? `caused by ${line}` : line))),
  ];
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

const oneLine = (text: string): string => plain(text).replaceAll('\n', '\\n');

/** Without what a terminal would act on: what learners type stands in messages of errors. */
const plain = (text: string): string =>
  stripVTControlCharacters(text).replaceAll(/[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '�');
