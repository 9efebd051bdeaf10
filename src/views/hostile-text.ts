/** Zero-width space: breaks up what would end a code block, and is not seen. */
const breaker = '\u200b';

/** Terminal sequences, control characters but line ends and tabs, and marks that turn the direction of text. */
const unprintable =
  /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text that somebody else wrote, without what a chat or a terminal would act on. */
export const withoutControls = (text: string): string =>
  text.toWellFormed().replace(/\r\n/g, '\n').replace(unprintable, '');

/** Text in which no three backticks follow each other: no part of it ends a code block. Again, it changes nothing. */
export const withoutFences = (text: string): string => withoutControls(text).replace(/``(?=`)/g, `\`\`${breaker}`);

/** Hostile text as a code block that it cannot leave. */
export const codeBlock = (text: string): string => `\`\`\`\n${withoutFences(text)}\n\`\`\``;

/** Hostile text as inline code, on one line. */
export function inlineCode(text: string): string {
  return `\`${withoutControls(text).replaceAll('`', 'ˋ').replace(/\s+/g, ' ').trim()}\``;
}

/** Hostile text in the middle of a sentence: nothing of it is Markdown, a mention or a link. */
export function plainText(text: string): string {
  return withoutControls(text)
    .replace(/[\\*_~`|[\]<>]/g, (character) => `\\${character}`)
    .replace(/^(?=[#-])/gm, '\\')
    .replace(/@/g, `@${breaker}`)
    .replace(/:\/\//g, `:${breaker}//`);
}
