import {isJson} from './is-json.ts';

/** What names a file, and its path where backslashes part the folders. */
const fileFlag =
  /(?<flag>(?:^|\s)(?:-f[= ]?|--(?:filename|from-file|from-env-file)[= ]))(?<path>[\w.-]+(?:\\[\w.-]+)+)(?=\s|$)/gu;
/** JSON in single quotes, as a patch is typed. */
const quotedJson = /'(?<text>\s*[[{][^']*)'/gu;

/**
 * What a person meant who copied a line from a Windows console: folders with backslashes, which a shell takes away, and JSON
 * whose quotes PowerShell wants doubled or with a backslash each. Only what is no JSON, and is some without that, is changed.
 */
export function repairWindowsNotation(line: string): string {
  return line
    .replaceAll(fileFlag, (_, flag: string, path: string) => `${flag}${path.replaceAll('\\', '/')}`)
    .replaceAll(quotedJson, (typed, text: string) => {
      if (isJson(text)) return typed;
      const meant = [text.replaceAll('""', '"'), text.replaceAll('\\"', '"')].find(isJson);
      return meant === undefined ? typed : `'${meant}'`;
    });
}
