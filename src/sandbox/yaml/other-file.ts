import type {YamlProblem} from './yaml-problems.ts';
import {words} from '#src/words/words.ts';

/** What a text that is none has in it: characters that no text has, and bytes that are none in UTF-8. */
const control = /[\u0000-\u0008\u000e-\u001f]/u;
const notDecoded = '\ufffd';
/** PDF, RTF, and what is packed, as the files of word processors are. */
const packed = /^(?:%PDF-|\{\\rtf|PK[\u0003\u0005])/u;
const webPage = /^\s*<(?:!doctype|html|head|body)\b/iu;
const partOfMetadata = /^(?:name|labels|annotations|namespace):(?:\s|$)/u;
const conflictMark = /^(?:<{7}|>{7})(?:\s|$)/u;

/** What a text is that is no YAML at all, or is in two versions; undefined for any other. */
export function otherFile(text: string): YamlProblem | undefined {
  const said = words().yaml;
  const isOfBytes = control.test(text) && text.includes(notDecoded);
  if (isOfBytes || packed.test(text)) return {line: 1, ...said.noText};
  if (webPage.test(text)) return {line: 1, ...said.webPage};
  const odd = /[\0\ufffd]/u.exec(text)?.index;
  if (odd !== undefined) return {line: text.slice(0, odd).split('\n').length, ...said.otherEncoding};
  const lines = text.split('\n');
  const conflict = lines.findIndex((line) => conflictMark.test(line));
  if (conflict !== -1) return {line: conflict + 1, ...said.conflict};
  const flat = lines.findIndex(
    (line, index) => /^metadata:\s*$/u.test(line) && partOfMetadata.test(lines[index + 1] ?? ''),
  );
  if (flat !== -1 && !lines.some((line) => /^\s+\S/u.test(line))) return {line: flat + 2, ...said.flat};
  // the line above it would go on with it
  const added = lines.findIndex((line) => /^\+\s{2}/u.test(line));
  return added === -1 ? undefined : {line: added + 1, ...said.diffMark};
}
