import {html} from 'htm/preact';

const hues = 6;

/** Always the same colour for the same name. @param {string} name */
function hueOf(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
}

/** @param {{name: string, isBot?: boolean}} properties */
export function Avatar({name, isBot = false}) {
  const kind = isBot ? 'bot' : `hue-${hueOf(name)}`;
  return html`<span class=${`avatar ${kind}`} aria-hidden="true">${name.slice(0, 1).toUpperCase()}</span>`;
}
