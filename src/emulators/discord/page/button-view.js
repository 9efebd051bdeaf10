import {html} from 'htm/preact';
import {ExternalLink} from './external-link.js';

const link = 5;
/** @type {Record<number, string>} */
const styles = {1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 6: 'primary'};

/**
 * A button of a message. A disabled one stays focusable: a bot disables what was just pressed.
 * @typedef {Pick<import('../messages/component-tree.ts').ComponentNode, 'custom_id' | 'label' | 'url' | 'disabled'> & {style?: number, emoji?: {name?: string | null}}} Button
 * @param {{button: Button, use: (customId: string) => void}} properties
 */
export function ButtonView({button, use}) {
  const {custom_id: id = '', style = 2, label, emoji, url, disabled} = button;
  const text = [emoji?.name, label].filter(Boolean).join(' ');
  if (style === link && url !== undefined) {
    return html`<span class="link-button"><${ExternalLink} url=${url}>${text} ↗<//></span>`;
  }
  const isDisabled = disabled === true;
  return html`<button
    type="button"
    class=${styles[style]}
    aria-disabled=${isDisabled ? 'true' : undefined}
    onClick=${() => isDisabled || use(id)}
  >
    ${text}
  </button>`;
}
