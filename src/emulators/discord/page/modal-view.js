import {html} from 'htm/preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import {encodeFile, sendModal} from './control.js';
import {Markdown} from './markdown-view.js';
import {ModalInput} from './modal-input.js';
import {modalParts} from './modal-fields.js';

/**
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 * @typedef {{field: string, text: string}} Problem `field` is empty when it is about none of them
 */

/** @param {Element} element @returns {element is Control} */
const isControl = (element) =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;

/** The value of one field in the shape that the control interface takes. @param {Control} control */
async function valueOf(control) {
  if (control instanceof HTMLSelectElement) return [...control.selectedOptions].map(({value}) => value);
  if (control instanceof HTMLInputElement && control.type === 'file') {
    return Promise.all([...(control.files ?? [])].map(encodeFile));
  }
  return control.value;
}

/** A refusal of the emulator's names the field that it is about. @param {unknown} error @returns {Problem} */
function problemOf(error) {
  const text = error instanceof Error ? error.message : String(error);
  const [, field, rest] = /^The (?:field|select) (\S+) (.+)$/s.exec(text) ?? [];
  return field === undefined ? {field: '', text} : {field, text: `This ${rest}.`};
}

/**
 * The window that an interaction was answered with.
 * @param {{open: import('./chat.js').OpenModal, state: import('../control/shown.ts').ShownState, names: import('./markdown-view.js').Names, onClose: () => void}} properties
 */
export function Modal({open, state, names, onClose}) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [problem, setProblem] = useState(/** @type {Problem | null} */ (null));
  const {interaction, user, modal} = open;
  useEffect(() => dialog.current?.showModal(), []);

  /** @param {SubmitEvent & {currentTarget: HTMLFormElement}} event */
  async function submit(event) {
    event.preventDefault();
    const controls = [...event.currentTarget.elements].filter(isControl);
    /** @param {Problem} found */
    const refuse = (found) => {
      setProblem(found);
      controls.find(({name}) => name === found.field)?.focus();
    };
    const wrong = controls.find((control) => !control.validity.valid);
    if (wrong) return refuse({field: wrong.name, text: wrong.validationMessage});
    try {
      const entries = await Promise.all(
        controls.map(async (control) => /** @type {const} */ ([control.name, await valueOf(control)])),
      );
      await sendModal({user, interaction, fields: Object.fromEntries(entries)});
      dialog.current?.close();
    } catch (error) {
      refuse(problemOf(error));
    }
  }

  const parts = modalParts(modal.components).map((part, index) => {
    if (part.kind === 'text') return html`<${Markdown} key=${index} text=${part.content} names=${names} />`;
    const isWrong = problem !== null && problem.field === part.input.custom_id;
    return html`<${ModalInput}
      key=${index}
      field=${part}
      users=${state.users}
      problem=${isWrong ? problem.text : ''}
    />`;
  });
  return html`<dialog id="modal" ref=${dialog} aria-labelledby="modal-title" onClose=${onClose}>
    <form novalidate onSubmit=${submit}>
      <h2 id="modal-title">${modal.title}</h2>
      ${parts}
      <p class="problem" role="alert">${problem?.field === '' ? problem.text : ''}</p>
      <div class="row end">
        <button type="button" onClick=${() => dialog.current?.close()}>Cancel</button>
        <button type="submit" class="primary">Submit</button>
      </div>
    </form>
  </dialog>`;
}
