/**
 * A word that hostile texts put into whatever they try: it tells their Markdown from the bot's own. The constructs around
 * it are looked for below.
 */
export const mark = 'HOSTILE';

/** Addresses that nothing of ours links to. */
export const hostileAddress = 'evil.example';

/** Control characters, marks that turn the direction of text, and what takes no place; the breaker of our own aside. */
const unseen =
  /\u034f|\u17b4|\u17b5|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;

/** So many marks on one letter climb over the lines above. */
const heap = /\p{M}{8}/u;

/** What a chat would act on, outside of code. */
const constructs: readonly {readonly what: string; readonly pattern: RegExp}[] = [
  {what: 'a mention of all', pattern: /@(?:everyone|here)/},
  {what: 'a masked link', pattern: /\]\(/},
  {what: 'a link', pattern: new RegExp(`[a-z]+://\\S*${hostileAddress.replace('.', '\\.')}`)},
  {what: 'a mention of a role or a channel', pattern: /<(?:@&|#)\d+>/},
  {what: 'a heading, a quote or a list', pattern: new RegExp(`^\\s*(?:#{1,3}|-#|>{1,3}|[-*+]|\\d+\\.) ?${mark}`, 'm')},
  {what: 'emphasis', pattern: new RegExp(`(?:\\*|_|~~|\\|\\|)${mark}`)},
  {what: 'an emoji or a time', pattern: new RegExp(`<(?:a?:|t:|/|id:)\\w*${mark}`)},
];

/** What a chat would make of a message beside its text: nothing of it may be somebody's who only wrote a part. */
export function actedUpon(content: string): string[] {
  const {text, isOpen} = outsideCode(content);
  return [
    ...(unseen.test(content) ? ['characters that are not seen'] : []),
    ...(heap.test(content) ? ['a heap of marks'] : []),
    ...(isOpen ? ['code that does not end'] : []),
    ...constructs.filter(({pattern}) => pattern.test(text)).map(({what}) => what),
  ];
}

/** The text outside of code blocks and inline code, without what is escaped. */
function outsideCode(content: string): {text: string; isOpen: boolean} {
  let text = '';
  let at = 0;
  while (at < content.length) {
    if (content.startsWith('```', at)) {
      const end = content.indexOf('```', at + 3);
      if (end === -1) return {text, isOpen: true};
      text += ' ';
      at = end + 3;
    } else if (content[at] === '`') {
      const end = content.indexOf('`', at + 1);
      if (end === -1) return {text, isOpen: true};
      text += ' ';
      at = end + 1;
    } else if (content[at] === '\\') {
      text += '\u0000';
      at += 2;
    } else {
      text += content[at];
      at += 1;
    }
  }
  return {text, isOpen: false};
}
