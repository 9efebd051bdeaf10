import {html} from 'htm/preact';

/** @typedef {import('../control/shown.ts').ShownUser} ShownUser */

/** @param {string} title @param {readonly ShownUser[]} users */
function group(title, users) {
  if (users.length === 0) return null;
  return html`<optgroup key=${title} label=${title}>
    ${users.map(({name, roles}) => {
      const also = roles.filter((role) => role !== 'facilitator');
      return html`<option key=${name} value=${name}>${name}${also.length > 0 ? ` (${also.join(', ')})` : ''}</option>`;
    })}
  </optgroup>`;
}

/** @param {{users: readonly ShownUser[], name: string, choose: (name: string) => void}} properties */
export function UserSwitch({users, name, choose}) {
  return html`<label class="user-switch">
    <span class="switch-label">You are</span>
    <select
      value=${name}
      onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ {currentTarget}) => choose(currentTarget.value)}
    >
      ${group(
        'Participants',
        users.filter(({roles}) => roles.length === 0),
      )}
      ${group(
        'Facilitators and others',
        users.filter(({roles}) => roles.length > 0),
      )}
    </select>
  </label>`;
}
