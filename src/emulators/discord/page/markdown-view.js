import {html} from 'htm/preact';
import {useMemo, useState} from 'preact/hooks';
import {ExternalLink, MaskedLink} from './external-link.js';
import {lexMarkdown} from './markdown-lexer.js';
import {typeEvent} from './type-event.js';
import {Timestamp} from './timestamp.js';

/**
 * @typedef {import('marked').Token} Token
 * @typedef {{users: Map<string, string>, channels: Map<string, string>}} Names names by id
 */

/** @param {{children?: unknown}} properties */
function Spoiler({children}) {
  const [isShown, setShown] = useState(false);
  if (isShown) return html`<span class="spoiler shown">${children}</span>`;
  return html`<button type="button" class="spoiler" onClick=${() => setShown(true)}>spoiler</button>`;
}

/** @param {string} text */
const mention = (text) => html`<span class="mention">${text}</span>`;

/** A command that can be clicked: it goes to where lines are typed. @param {string} name */
const commandLink = (name) =>
  html`<button
    type="button"
    class="mention command"
    onClick=${() => dispatchEvent(new CustomEvent(typeEvent, {detail: `/${name} `}))}
  >
    /${name}
  </button>`;

/** @param {string} text */
const codeBlock = (text) => html`<pre tabindex="0"><code>${text}</code></pre>`;

/**
 * @param {import('marked').Tokens.Generic} list
 * @param {Names} names
 */
function listView({ordered, start, items}, names) {
  const rows = items.map((/** @type {Token} */ item) => html`<li>${inner(item, names)}</li>`);
  return ordered
    ? html`<ol start=${start}>
        ${rows}
      </ol>`
    : html`<ul>
        ${rows}
      </ul>`;
}

/**
 * @param {import('marked').Tokens.Generic} link
 * @param {Names} names
 */
function linkView(link, names) {
  if (!/^https?:\/\//i.test(link['href']) || link.raw.startsWith('www.')) return link.raw;
  if (link['autolink']) return html`<${ExternalLink} url=${link['href']} />`;
  return html`<${MaskedLink} url=${link['href']}>${inner(link, names)}<//>`;
}

/**
 * How each kind of token looks; a kind that is not here is shown as it was typed.
 * @type {Record<string, (token: import('marked').Tokens.Generic, names: Names) => unknown>}
 */
const views = {
  space: () => '',
  paragraph: (token, names) => html`<p>${inner(token, names)}</p>`,
  text: (token, names) => (token.tokens === undefined ? token['text'] : inner(token, names)),
  escape: (token) => token['text'],
  br: () => html`<br />`,
  strong: (token, names) => html`<strong>${inner(token, names)}</strong>`,
  em: (token, names) => html`<em>${inner(token, names)}</em>`,
  del: (token, names) => html`<s>${inner(token, names)}</s>`,
  underline: (token, names) => html`<u>${inner(token, names)}</u>`,
  spoiler: (token, names) => html`<${Spoiler}>${inner(token, names)}<//>`,
  codespan: (token) => html`<code>${token['text']}</code>`,
  code: (token) => codeBlock(token['text']),
  heading: (token, names) =>
    html`<p class=${`heading level-${token['depth']}`} role="heading" aria-level=${Number(token['depth']) + 2}>
      ${inner(token, names)}
    </p>`,
  subtext: (token, names) => html`<p class="subtext">${inner(token, names)}</p>`,
  blockquote: (token, names) => html`<blockquote>${inner(token, names)}</blockquote>`,
  list: listView,
  link: linkView,
  user: (token, {users}) => mention(`@${users.get(token['text']) ?? 'unknown'}`),
  role: () => mention('@role'),
  channel: (token, {channels}) => mention(`#${channels.get(token['text']) ?? 'unknown'}`),
  command: (token) => commandLink(token['text']),
  emoji: (token) => `:${token['text']}:`,
  timestamp: (token) => html`<${Timestamp} seconds=${Number(token['text'])} style=${token['detail']} />`,
};

/** @param {import('marked').Tokens.Generic} token @param {Names} names */
function inner({tokens = []}, names) {
  return tokens.map((token) => tokenView(token, names));
}

/** @param {Token} token @param {Names} names */
function tokenView(token, names) {
  return views[token.type]?.(token, names) ?? token.raw;
}

/**
 * A text of a message.
 * @param {{text: string, names: Names}} properties
 */
export function Markdown({text, names}) {
  const tokens = useMemo(() => lexMarkdown(text), [text]);
  return html`<div class="text">${tokens.map((token) => tokenView(token, names))}</div>`;
}
