import {html} from 'htm/preact';
import {useEffect, useState} from 'preact/hooks';

const shortLines = 8;

/** Texts by attachment: an address is signed anew each time it is shown, its content never changes. @type {Map<string, string>} */
const known = new Map();

/** @param {string} id @param {string} path */
async function readText(id, path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const text = (await response.text()).replace(/\n$/, '');
  known.set(id, text);
  return text;
}

/**
 * The beginning of a text file, and all of it when asked for.
 * @param {{id: string, path: string, name: string}} properties
 */
export function TextPreview({id, path, name}) {
  const [text, setText] = useState(known.get(id) ?? '');
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    const kept = known.get(id);
    if (kept !== undefined) setText(kept);
    else readText(id, path).then(setText, () => setText('It can no longer be read.'));
  }, [id]);
  const lines = text.split('\n');
  const isLong = lines.length > shortLines;
  const shown = isWhole || !isLong ? text : lines.slice(0, shortLines).join('\n');
  const toggle = html`<button
    type="button"
    class="preview-toggle"
    aria-expanded=${String(isWhole)}
    onClick=${() => setWhole(!isWhole)}
  >
    ${isWhole ? 'Show less' : `Show all ${lines.length} lines`}
  </button>`;
  return html`<pre class="preview" tabindex="0" aria-label=${`Text of ${name}`}><code>${shown}</code></pre>
    ${isLong && toggle}`;
}
