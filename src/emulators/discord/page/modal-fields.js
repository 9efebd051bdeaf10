/**
 * A modal's component of any kind, as far as the page shows it.
 * @typedef {Omit<import('./component-view.js').Component, 'components' | 'component'> & {
 *   component?: ModalComponent,
 *   components?: ModalComponent[],
 *   value?: string,
 * }} ModalComponent
 *
 * @typedef {{kind: 'text', content: string} | {kind: 'field', input: ModalComponent, label: string, description: string}} ModalPart
 */

/**
 * What is shown of a modal, in its order: texts, and fields with what they are called.
 * @param {readonly ModalComponent[]} components
 * @returns {ModalPart[]}
 */
export function modalParts(components) {
  return components.flatMap(partsOf);
}

/** @param {ModalComponent} part @returns {ModalPart[]} */
function partsOf({component, components = [], label, description, content}) {
  const inputs = component ? [{...component, ...(label === undefined ? {} : {label})}] : components;
  if (inputs.length === 0) return [{kind: 'text', content: content ?? ''}];
  return inputs.map((input) => ({
    kind: 'field',
    input,
    label: input.label ?? input.custom_id ?? '',
    description: description ?? '',
  }));
}
