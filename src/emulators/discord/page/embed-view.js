import {html} from 'htm/preact';
import {accentStyle} from './accent.js';
import {ExternalLink} from './external-link.js';
import {Markdown} from './markdown-view.js';

/** @typedef {import('./markdown-view.js').Names} Names */

/** @param {{embed: import('discord-api-types/v10').APIEmbed, names: Names}} properties */
export function Embed({embed, names}) {
  const {author, title, url, description, fields = [], footer, timestamp, image, color} = embed;
  const heading = url === undefined ? title : html`<${ExternalLink} url=${url}>${title}<//>`;
  const small = [footer?.text, timestamp && new Date(timestamp).toLocaleString()].filter(Boolean).join(' · ');
  return html`<div class="embed" style=${accentStyle(color)}>
    ${author && html`<p class="note">${author.name}</p>`} ${title && html`<p class="embed-title">${heading}</p>`}
    ${description && html`<${Markdown} text=${description} names=${names} />`}
    ${
      fields.length > 0 &&
      html`<dl>
        ${fields.map(
          ({name, value, inline}) =>
            html`<div class=${inline ? 'narrow' : 'wide'}>
              <dt>${name}</dt>
              <dd><${Markdown} text=${value} names=${names} /></dd>
            </div>`,
        )}
      </dl>`
    }
    ${image && html`<${ExternalLink} url=${image.url} />`} ${small && html`<p class="note">${small}</p>`}
  </div>`;
}
