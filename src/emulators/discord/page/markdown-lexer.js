import {Marked} from 'marked';

/** @typedef {import('marked').Token} Token */

const chatHeadings = 3;

/**
 * An inline mark of Discord's own. `tokenize` gets the match of `pattern`, which is anchored.
 * @param {{name: string, start: string, pattern: RegExp, isNested?: boolean}} mark
 * @returns {import('marked').TokenizerExtension}
 */
function inlineMark({name, start, pattern, isNested = false}) {
  return {
    name,
    level: 'inline',
    start: (text) => {
      const index = text.indexOf(start);
      return index < 0 ? undefined : index;
    },
    tokenizer(text) {
      const match = pattern.exec(text);
      if (match === null) return undefined;
      const [raw, inner = ''] = match;
      const token = {type: name, raw, text: inner, detail: match[2] ?? ''};
      return isNested ? {...token, tokens: this.lexer.inlineTokens(inner)} : token;
    },
  };
}

/** @type {import('marked').TokenizerExtension} */
const subtext = {
  name: 'subtext',
  level: 'block',
  start: (text) => {
    const match = /(?:^|\n)-# /.exec(text);
    return match === null ? undefined : match.index;
  },
  tokenizer(text) {
    const match = /^-# ([^\n]+)(?:\n|$)/.exec(text);
    if (match === null) return undefined;
    const [raw, inner = ''] = match;
    return {type: 'subtext', raw, text: inner, tokens: this.lexer.inlineTokens(inner)};
  },
};

const none = () => undefined;

const marked = new Marked({
  gfm: true,
  breaks: true,
  // what a chat does not know stays the text that was typed
  tokenizer: {
    html: none,
    tag: none,
    def: none,
    reflink: none,
    table: none,
    hr: none,
    lheading: none,
    code: none,
    heading(text) {
      const match = /^(#+) /.exec(text);
      return match !== null && match[1] !== undefined && match[1].length <= chatHeadings ? false : undefined;
    },
    link: (text) => (text.startsWith('!') ? undefined : false),
  },
  extensions: [
    subtext,
    inlineMark({name: 'underline', start: '__', pattern: /^__(?=\S)([\s\S]*?\S)__(?!_)/, isNested: true}),
    inlineMark({name: 'spoiler', start: '||', pattern: /^\|\|([\s\S]+?)\|\|/, isNested: true}),
    inlineMark({name: 'user', start: '<@', pattern: /^<@!?(\d+)>/}),
    inlineMark({name: 'role', start: '<@&', pattern: /^<@&(\d+)>/}),
    inlineMark({name: 'channel', start: '<#', pattern: /^<#(\d+)>/}),
    inlineMark({name: 'command', start: '</', pattern: /^<\/([-\w ]+):\d+>/}),
    inlineMark({name: 'emoji', start: '<', pattern: /^<a?:(\w+):\d+>/}),
    inlineMark({name: 'timestamp', start: '<t:', pattern: /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/}),
  ],
});

/**
 * A message's text as tokens; nothing of it is ever markup. Text that the lexer gives up on is one token of itself.
 * @param {string} text
 * @returns {Token[]}
 */
export function lexMarkdown(text) {
  try {
    return marked.lexer(text);
  } catch {
    return [{type: 'text', raw: text, text}];
  }
}
