import {html} from 'htm/preact';
import {TextPreview} from './text-preview.js';

/** @typedef {import('../control/shown.ts').ShownAttachment} ShownAttachment */

const text = /\.(?:txt|ya?ml|json|log|csv|md)$/i;
const image = /\.(?:png|jpe?g|gif|webp|avif)$/i;
const previewBytes = 512 * 1024;

/** @param {number} bytes */
const size = (bytes) => (bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`);

/** An attachment's address as a path of the page's own origin. @param {string} url */
function localPath(url) {
  const {pathname, search} = new URL(url);
  return pathname + search;
}

/**
 * A file: images and short texts are shown, everything can be downloaded.
 * @param {{file: ShownAttachment}} properties
 */
export function Attachment({file}) {
  const {id, filename, size: bytes, url} = file;
  const path = localPath(url);
  const link = html`<a class="file-link" href=${path} download=${filename}>
    <span class="file-name">${filename}</span> <span class="file-size">${size(bytes)}</span>
  </a>`;
  if (image.test(filename)) {
    return html`<figure class="attachment image">
      <img src=${path} alt=${filename} loading="lazy" />
      <figcaption>${link}</figcaption>
    </figure>`;
  }
  if (text.test(filename) && bytes <= previewBytes) {
    return html`<div class="attachment">
      <div class="file-head">${link}</div>
      <${TextPreview} id=${id} path=${path} name=${filename} />
    </div>`;
  }
  return html`<div class="attachment"><div class="file-head">${link}</div></div>`;
}
