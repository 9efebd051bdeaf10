import {bracketed, inOtherBrackets, isNamePlaceholder, meansAddress} from '#src/operations/kubectl/placeholder.ts';
import {shown} from '#src/operations/kubectl/shown.ts';
import {onlyContext} from '#src/operations/kubectl/only-context.ts';
import {words} from '#src/words/words.ts';

/** What a reader could write in the place of what is meant, the more particular first. */
const values: readonly (readonly [meant: RegExp, value: string])[] = [
  [/context|cluster/iu, onlyContext],
  [/namespace|(?:^|[^a-z])ns(?:$|[^a-z])/iu, 'default'],
  [/port|number|count|replica|revision|version/iu, '1'],
  [/type|resource|kind/iu, 'pods'],
  [/command|cmd/iu, 'ls'],
];
const name = 'web';

/** What a reader would write a file of their own into. */
export const ownFile = 'my.yaml';
/** What stands in front of one in a path. */
const ofFile = /(?<flag>(?:^|\s)(?:-f[ =]?|--filename[ =]))[^\s'"]*$/u;
const restOfPath = /^[^\s'"|;&]*/u;

const everyBracketed = new RegExp([bracketed, inOtherBrackets].map(({source}) => source.slice(1)).join('|'), 'gu');
const bareWords = /[^\s/=,'"]+/gu;

/** What a line has in a reader's place, which it was refused for. */
export interface Placeholder {
  readonly at: number;
  readonly text: string;
}

/** The placeholder that a refusal is about; undefined if it is about something else. */
export function placeholderRefused(line: string, message: string): Placeholder | undefined {
  const inBrackets = [...line.matchAll(everyBracketed)].filter(
    ([text]) => message === words().shell.placeholder({given: shown(text)}),
  );
  const alone = [...line.matchAll(bareWords)].filter(
    // braces around what a shell would count, or list, are no placeholder
    ([text]) =>
      isNamePlaceholder(text) &&
      !/\.\.|,/u.test(text) &&
      message === words().lines.names.placeholder({name: shown(text)}).message,
  );
  const [first] = [...inBrackets, ...alone];
  return first === undefined ? undefined : {at: first.index, text: first[0]};
}

/** The line as a reader could type it who has something of that kind. */
export function filledIn(line: string, {at, text}: Placeholder): string {
  const before = line.slice(0, at);
  const after = line.slice(at + text.length);
  const flag = ofFile.exec(before);
  if (flag === null) return `${before}${valueOf(text)}${after}`;
  return `${line.slice(0, flag.index)}${flag.groups?.['flag'] ?? ''}${ownFile}${after.replace(restOfPath, '')}`;
}

function valueOf(placeholder: string): string {
  if (meansAddress(placeholder)) return '10.1.2.3';
  return values.find(([meant]) => meant.test(placeholder))?.[1] ?? name;
}
