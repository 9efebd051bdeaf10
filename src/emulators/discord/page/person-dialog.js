import {html} from 'htm/preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import {addPerson} from './control.js';

/** Some of those that a client can have, as their own speakers call them. */
const clientLanguages = [
  ['en-US', 'English'],
  ['de', 'Deutsch'],
  ['fr', 'Français'],
  ['es-ES', 'Español'],
];

/**
 * @typedef {object} PersonDialogProperties
 * @property {readonly string[]} roles that a person can have
 * @property {readonly string[]} names that are taken
 * @property {(name: string) => void} onAdded
 * @property {() => void} onClose
 */

/** Somebody more for the class, to be played from here. @param {PersonDialogProperties} properties */
export function PersonDialog({roles, names, onAdded, onClose}) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [problem, setProblem] = useState('');
  useEffect(() => dialog.current?.showModal(), []);

  /** @param {string} text */
  function refuse(text) {
    setProblem(text);
    input.current?.focus();
  }

  /** @param {SubmitEvent & {currentTarget: HTMLFormElement}} event */
  async function submit(event) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = (input.current?.value ?? '').trim();
    if (!/^[^\s@#:]{1,32}$/.test(name)) return refuse('A name has 1 to 32 characters, without spaces, @, # and :.');
    if (names.includes(name)) return refuse(`${name} is here already.`);
    try {
      await addPerson({
        name,
        roles: data.getAll('role').map(String),
        locale: data.getAll('locale').map(String).join(''),
      });
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
    dialog.current?.close();
    onAdded(name);
  }

  return html`<dialog ref=${dialog} aria-labelledby="person-title" onClose=${onClose}>
    <form novalidate onSubmit=${submit}>
      <h2 id="person-title">Add a person</h2>
      <p class="note">You can be everybody in this chat: add a person, then choose them at the top.</p>
      <div class="field">
        <label for="person-name">Name</label>
        <input
          id="person-name"
          name="name"
          ref=${input}
          autocomplete="off"
          aria-invalid=${problem === '' ? undefined : 'true'}
          aria-describedby="person-problem"
        />
        <p id="person-problem" class="problem" role="alert">${problem}</p>
      </div>
      <div class="field">
        <label for="person-locale">Language of their client</label>
        <select id="person-locale" name="locale">
          ${clientLanguages.map(([locale, name]) => html`<option key=${locale} value=${locale}>${name}</option>`)}
        </select>
      </div>
      <fieldset class="field boxes">
        <legend>Roles</legend>
        ${roles.map((role) => html`<label key=${role}><input type="checkbox" name="role" value=${role} /> ${role}</label>`)}
      </fieldset>
      <div class="row end">
        <button type="button" onClick=${() => dialog.current?.close()}>Cancel</button>
        <button type="submit" class="primary">Add</button>
      </div>
    </form>
  </dialog>`;
}
