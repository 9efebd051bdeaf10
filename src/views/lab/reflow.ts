/** What begins a line of its own: an item, a quotation, a heading, small text, a picture before a sentence. */
const ownLine = /^(?:[-*>#]|\d+\.|```|\p{Extended_Pictographic})/u;

/**
 * An author's text for a chat: a line break within a paragraph is a space, as in Markdown; a chat would break the line there, on
 * whatever screen. Code blocks stay as they are.
 */
export function reflow(text: string): string {
  return text
    .split(/(```[\s\S]*?```)/)
    .map((part) => (part.startsWith('```') ? part : reflowLines(part)))
    .join('');
}

const reflowLines = (text: string): string =>
  text
    .split('\n')
    .reduce((flowed, line) =>
      line === '' || flowed === '' || flowed.endsWith('\n') || ownLine.test(line.trimStart())
        ? `${flowed}\n${line}`
        : `${flowed} ${line.trimStart()}`,
    );
