import {html} from 'htm/preact';
import {useEffect, useRef} from 'preact/hooks';

/** @param {number} index */
export const suggestionId = (index) => `suggestion-${index}`;

/** @param {{offer: import('./use-suggestions.js').Offer, take: (index: number) => void}} properties */
export function SuggestionList({offer, take}) {
  const {items, selected} = offer;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    list.current?.children[selected]?.scrollIntoView({block: 'nearest'});
  }, [offer]);
  return html`<ul id="suggestions" ref=${list} role="listbox" aria-label="Suggestions" hidden=${items.length === 0}>
    ${items.map(
      ({label, note}, index) =>
        html`<li
          id=${suggestionId(index)}
          role="option"
          aria-selected=${String(index === selected)}
          onMouseDown=${(/** @type {Event} */ event) => {
            // the line keeps the focus
            event.preventDefault();
            take(index);
          }}
        >
          <span class="suggestion-name">${label}</span> ${note && html`<small>${note}</small>`}
        </li>`,
    )}
  </ul>`;
}
