import {html} from 'htm/preact';

/** @param {string} url */
const isWeb = (url) => /^https?:\/\//i.test(url) && URL.canParse(url);

/**
 * A link that shows its address; the bare text when it leads anywhere but to the web.
 * @param {{url: string, children?: unknown}} properties
 */
export function ExternalLink({url, children}) {
  if (!isWeb(url)) return html`<span>${children ?? url}</span>`;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${children ?? url}</a>`;
}

/**
 * A link with a text of its own, and beside it where it really goes.
 * @param {{url: string, children?: unknown}} properties
 */
export function MaskedLink({url, children}) {
  if (!isWeb(url)) return html`<span>${children}</span>`;
  const host = html`<span class="link-host">${new URL(url).host}</span>`;
  return html`<a href=${url} title=${url} target="_blank" rel="noopener noreferrer">${children}</a> ${host}`;
}
