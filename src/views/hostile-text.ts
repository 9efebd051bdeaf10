/** Zero-width space: breaks up what would end a code block, and is not seen. */
const breaker = '\u200b';

/** Terminal sequences, control characters but line ends and tabs, and marks that turn the direction of text. */
const unprintable =
  /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Characters that take no place or are blank: two names with and without them look the same, and text hides in them. What
 * joins letters and emoji (ZWNJ, ZWJ, variation selectors) stays.
 */
const unseen =
  /\u034f|\u17b4|\u17b5|[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** More marks on a letter than any script sets: they would climb over the lines above. */
const heapedMarks = /(\p{M}{5})\p{M}+/gu;

/** Text that somebody else wrote, without what a chat or a terminal would act on or an eye could not see. */
export const withoutControls = (text: string): string =>
  text.toWellFormed().replace(/\r\n/g, '\n').replace(unprintable, '').replace(unseen, '').replace(heapedMarks, '$1');

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
    .replace(/^([ \t]*)(?=[#-])/gm, '$1\\')
    .replace(/^([ \t]*\d+)\.(?=[ \t])/gm, '$1\\.')
    .replace(/@/g, `@${breaker}`)
    .replace(/:\/\//g, `:${breaker}//`);
}
