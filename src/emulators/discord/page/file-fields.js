import {html} from 'htm/preact';

/**
 * @typedef {ReadonlyMap<string, File>} ChosenFiles by option
 * @typedef {object} FileFieldsProperties
 * @property {readonly import('./suggestions.js').ShownOption[]} options
 * @property {ChosenFiles} files
 * @property {(option: string, file: File | undefined) => void} choose
 */

/** The files of a command that takes some: one is chosen by a button, or dropped on the composer. @param {FileFieldsProperties} properties */
export function FileFields({options, files, choose}) {
  if (options.length === 0) return null;
  return html`<div class="file-fields">
    ${options.map(({name, description, required}) => {
      const file = files.get(name);
      const remove = html`<button
        type="button"
        class="quiet"
        aria-label=${`Remove ${file?.name}`}
        onClick=${() => choose(name, undefined)}
      >
        ✕
      </button>`;
      return html`<div class="file-field" key=${name}>
        <label class="file-button">
          <span><b>${name}</b> ${file ? file.name : `Attach a file${required ? '' : ' (optional)'}…`}</span>
          <input
            type="file"
            name=${name}
            class="visually-hidden"
            onChange=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ {currentTarget}) => {
              choose(name, currentTarget.files?.[0]);
              // so that the same file can be chosen again
              currentTarget.value = '';
            }}
          />
        </label>
        ${file ? remove : html`<small>${description}</small>`}
      </div>`;
    })}
  </div>`;
}
