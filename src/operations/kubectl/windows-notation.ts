import {isJson} from './is-json.ts';

/** What names a file, and its path where backslashes part the folders. */
const fileFlag =
  /(?<flag>(?:^|\s)(?:-f[= ]?|--(?:filename|from-file|from-env-file)[= ]))(?<path>[\w.-]+(?:\\[\w.-]+)+)(?=\s|$)/gu;
/** JSON in single quotes, as a patch is typed. */
const quotedJson = /'(?<text>\s*[[{][^']*)'/gu;
/** What goes on in the next line: `^` in cmd, a backtick in PowerShell; the line break may be lost on the way. */
const continuation = /\^[ \t]*\n|(?<=\s)[\^`][ \t]*(?:\n|(?=\s))/gu;

/**
 * What a person meant who copied a line from a Windows console: lines that go on, folders with backslashes, which a shell takes
 * away, and JSON whose quotes PowerShell wants doubled or with a backslash each. Only what is no JSON, and is some without that, is changed.
 */
export function repairWindowsNotation(line: string): string {
  return line
    .replaceAll(continuation, (sign, at: number) => (isInQuotes(line.slice(0, at)) ? sign : ' \\\n'))
    .replaceAll(fileFlag, (_, flag: string, path: string) => `${flag}${path.replaceAll('\\', '/')}`)
    .replaceAll(quotedJson, (typed, text: string) => {
      if (isJson(text)) return typed;
      const meant = [text.replaceAll('""', '"'), text.replaceAll('\\"', '"')].find(isJson);
      return meant === undefined ? typed : `'${meant}'`;
    });
}

const isInQuotes = (before: string): boolean =>
  ['"', "'"].some((quote) => before.split(quote).length % 2 === 0) || before.split('`').length % 2 === 0;
