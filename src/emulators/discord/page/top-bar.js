import {html} from 'htm/preact';
import {UserSwitch} from './user-switch.js';

/**
 * @typedef {object} TopBarProperties
 * @property {import('./places.js').Place} place
 * @property {import('../control/shown.ts').ShownUser} person
 * @property {readonly import('../control/shown.ts').ShownUser[]} users
 * @property {boolean} isConnected
 * @property {number} unreadElsewhere
 * @property {boolean} isMenuOpen
 * @property {() => void} toggleMenu
 * @property {(name: string) => void} choosePerson
 * @property {() => void} addPerson
 */

const signs = {channel: '#', thread: '›', dm: '@'};

/** @param {TopBarProperties} properties */
export function TopBar(properties) {
  const {place, person, users, isConnected, unreadElsewhere, isMenuOpen, toggleMenu, choosePerson, addPerson} =
    properties;
  const unread = unreadElsewhere > 0 ? `, ${unreadElsewhere} unread` : '';
  return html`<header>
    <button
      type="button"
      class="menu-button"
      aria-label=${`Menu${unread}`}
      aria-expanded=${String(isMenuOpen)}
      aria-controls="sidebar"
      onClick=${toggleMenu}
    >
      <span aria-hidden="true">☰</span>${unreadElsewhere > 0 && html`<span class="dot" aria-hidden="true"></span>`}
    </button>
    <h1>Labrador chat</h1>
    <p class="here"><span class="sign" aria-hidden="true">${signs[place.kind]}</span> ${place.name}</p>
    <span id="connection" role="status" class=${isConnected ? 'on' : 'off'}>
      ${isConnected ? 'connected' : 'not connected, trying again'}
    </span>
    <${UserSwitch} users=${users} name=${person.name} choose=${choosePerson} />
    <button type="button" class="add-person" aria-label="Add a person" title="Add a person" onClick=${addPerson}>
      <span aria-hidden="true">+</span><span class="add-label" aria-hidden="true"> Add a person</span>
    </button>
  </header>`;
}
