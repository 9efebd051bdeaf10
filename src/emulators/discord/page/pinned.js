import {html} from 'htm/preact';
import {useState} from 'preact/hooks';
import {Message} from './message-view.js';

/** @param {{messages: readonly import('../control/shown.ts').ShownMessage[], shared: import('./message-view.js').Shared}} properties */
export function Pinned({messages, shared}) {
  const [isOpen, setOpen] = useState(false);
  if (messages.length === 0) return null;
  const list = html`<ol>
    ${messages.map(
      (message) =>
        html`<${Message} key=${message.id} message=${message} isFirst=${true} day=${null} shared=${shared} />`,
    )}
  </ol>`;
  return html`<details
    id="pins"
    open=${isOpen}
    onToggle=${(/** @type {Event & {currentTarget: HTMLDetailsElement}} */ {currentTarget}) => setOpen(currentTarget.open)}
  >
    <summary>${messages.length} pinned</summary>
    ${isOpen && list}
  </details>`;
}
