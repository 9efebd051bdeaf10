import {encodeFile, post} from './control.js';
import {element} from './elements.js';

const TEXT_INPUT = 4;
const FILE_UPLOAD = 19;
const PARAGRAPH = 2;

function input(field) {
  const {custom_id: name, required, type} = field;
  const common = {name, required: required !== false};
  if (type === TEXT_INPUT) {
    const attributes = {
      ...common,
      placeholder: field.placeholder,
      minlength: field.min_length,
      maxlength: field.max_length ?? 4000,
    };
    if (field.style === PARAGRAPH) return element('textarea', {...attributes, rows: 6}, field.value ?? '');
    return element('input', {...attributes, value: field.value});
  }
  if (type === FILE_UPLOAD) return element('input', {...common, type: 'file', multiple: (field.max_values ?? 1) > 1});
  const options = (field.options ?? []).map(({label, value, default: isChosen}) =>
    element('option', {value, selected: isChosen === true}, label),
  );
  return element('select', {...common, multiple: (field.max_values ?? 1) > 1}, ...options);
}

/** The value of one field in the shape that the control interface takes. */
async function valueOf(control) {
  if (control.type === 'file') return Promise.all([...control.files].map(encodeFile));
  if (control instanceof HTMLSelectElement) return [...control.selectedOptions].map(({value}) => value);
  return control.value;
}

function labelled(component) {
  const fields = component.component
    ? [{...component.component, label: component.label}]
    : (component.components ?? []);
  if (fields.length === 0) return [element('p', {}, component.content ?? '')];
  return fields.map((field) =>
    element(
      'label',
      {},
      element('span', {}, field.label ?? field.custom_id),
      component.description ? element('small', {class: 'note'}, component.description) : null,
      input(field),
    ),
  );
}

/** Shows the modal that an interaction was answered with, and sends what is filled in. */
export function openModal({interaction, modal, user}) {
  const dialog = document.querySelector('#modal');
  const notice = element('p', {class: 'danger', role: 'alert', hidden: true});

  async function submit(event) {
    event.preventDefault();
    const controls = [...event.target.elements].filter(({name}) => name);
    try {
      const entries = await Promise.all(controls.map(async (control) => [control.name, await valueOf(control)]));
      await post('/modals', {user, interaction, fields: Object.fromEntries(entries)});
      dialog.close();
    } catch (error) {
      notice.textContent = error.message;
      notice.hidden = false;
    }
  }

  const cancel = element('button', {type: 'button', onclick: () => dialog.close()}, 'Cancel');
  dialog.replaceChildren(
    element(
      'form',
      {onsubmit: submit},
      element('h2', {id: 'modal-title'}, modal.title),
      ...modal.components.flatMap(labelled),
      notice,
      element('div', {class: 'row'}, element('button', {type: 'submit', class: 'primary'}, 'Submit'), cancel),
    ),
  );
  if (!dialog.open) dialog.showModal();
}
