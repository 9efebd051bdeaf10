import {html} from 'htm/preact';
import {addressOf} from './place-address.js';
import {ThemeSwitch} from './theme-switch.js';

/**
 * @typedef {import('./places.js').Place} Place
 * @typedef {object} SidebarProperties
 * @property {string} user
 * @property {readonly Place[]} places
 * @property {Place} here
 * @property {(place: Place) => number} unreadIn
 * @property {boolean} isOpen
 * @property {readonly import('../control/shown.ts').ShownLink[]} links
 */

const placeSections = /** @type {const} */ ([
  ['channel', 'Channels', '#'],
  ['thread', 'Threads', '›'],
  ['dm', 'Direct messages', '@'],
]);

/** @param {{user: string, place: Place, sign: string, isHere: boolean, unread: number}} properties */
function PlaceLink({user, place, sign, isHere, unread}) {
  const count = html`<span class="count">${unread}<span class="visually-hidden"> unread</span></span>`;
  return html`<li>
    <a
      href=${addressOf({user, channel: place.address})}
      class=${`place ${unread > 0 ? 'unread' : ''}`}
      aria-current=${isHere ? 'page' : undefined}
    >
      <span class="sign" aria-hidden="true">${sign}</span>
      <span class="place-name">${place.name}</span>
      ${unread > 0 && count}
    </a>
  </li>`;
}

/** Where one person can go. @param {SidebarProperties} properties */
export function Sidebar({user, places, here, unreadIn, isOpen, links}) {
  const sections = placeSections.map(([kind, title, sign]) => {
    const own = places.filter((place) => place.kind === kind);
    if (own.length === 0) return null;
    return html`<section key=${kind}>
      <h2 id=${`section-${kind}`}>${title}</h2>
      <ul aria-labelledby=${`section-${kind}`}>
        ${own.map(
          (place) =>
            html`<${PlaceLink}
              key=${place.id}
              user=${user}
              place=${place}
              sign=${sign}
              isHere=${place.id === here.id}
              unread=${unreadIn(place)}
            />`,
        )}
      </ul>
    </section>`;
  });
  return html`<div id="sidebar" class=${isOpen ? 'open' : ''}>
    <nav aria-label="Channels">${sections}</nav>
    <footer>
      ${links.map(({title, url}) => html`<a key=${url} class="place" href=${url} target="_blank">${title} ↗</a>`)}
      <${ThemeSwitch} />
    </footer>
  </div>`;
}
