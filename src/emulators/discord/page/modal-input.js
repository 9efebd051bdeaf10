import {html} from 'htm/preact';

/** @typedef {import('./modal-fields.js').ModalComponent} ModalComponent */

const textInput = 4;
const userSelect = 5;
const fileUpload = 19;
const paragraph = 2;
const textLength = 4000;

/**
 * @param {ModalComponent} input
 * @param {Record<string, unknown>} common attributes
 * @param {readonly {id: string, name: string}[]} users
 */
function control(input, common, users) {
  const {
    type,
    style,
    placeholder,
    value = '',
    min_length: min,
    max_length: max = textLength,
    max_values: most = 1,
  } = input;
  if (type === textInput) {
    const text = {...common, placeholder, minlength: min, maxlength: max, defaultValue: value};
    if (style === paragraph) return html`<textarea ...${text} rows="8" spellcheck=${false}></textarea>`;
    return html`<input ...${text} spellcheck=${false} />`;
  }
  if (type === fileUpload) return html`<input ...${common} type="file" multiple=${most > 1} />`;
  /** @type {readonly import('./select-view.js').Choice[]} */
  const choices = type === userSelect ? users.map(({id, name}) => ({label: name, value: id})) : (input.options ?? []);
  return html`<select ...${common} multiple=${most > 1}>
    ${choices.map(
      (choice) =>
        html`<option key=${choice.value} value=${choice.value} defaultSelected=${choice.default === true}>
          ${choice.label}
        </option>`,
    )}
  </select>`;
}

/**
 * A field of a modal, with its label above and what is wrong with it below.
 * @param {{field: Extract<import('./modal-fields.js').ModalPart, {kind: 'field'}>, users: readonly {id: string, name: string}[], problem: string}} properties
 */
export function ModalInput({field, users, problem}) {
  const {input, label, description} = field;
  const name = input.custom_id ?? '';
  const id = `field-${name}`;
  const isRequired = input.required !== false;
  const common = {
    id,
    name,
    required: isRequired,
    'aria-describedby': `${id}-note ${id}-problem`,
    'aria-invalid': problem === '' ? undefined : 'true',
  };
  return html`<div class="field">
    <label for=${id}>${label}${!isRequired && html` <span class="note">(optional)</span>`}</label>
    ${description && html`<p class="note" id=${`${id}-note`}>${description}</p>`} ${control(input, common, users)}
    <p class="problem" id=${`${id}-problem`} role="alert">${problem}</p>
  </div>`;
}
