import {html} from 'htm/preact';
import {accentStyle} from './accent.js';
import {Attachment} from './attachment-view.js';
import {ButtonView} from './button-view.js';
import {ExternalLink} from './external-link.js';
import {Markdown} from './markdown-view.js';
import {MultiSelect, SingleSelect} from './select-view.js';

/**
 * A component of any kind, as far as the page shows it.
 * @typedef {Omit<import('../messages/component-tree.ts').ComponentNode, 'type' | 'style' | 'components' | 'accessory' | 'options' | 'items'> & {
 *   type: number,
 *   style?: number,
 *   components?: Component[],
 *   accessory?: Component,
 *   options?: import('./select-view.js').Choice[],
 *   items?: {media: {url: string}, description?: string | null}[],
 *   emoji?: {name?: string | null},
 *   accent_color?: number | null,
 *   divider?: boolean,
 *   spacing?: number,
 *   description?: string | null,
 * }} Component
 *
 * What components need to know of where they are.
 * @typedef {object} MessageContext
 * @property {import('../control/shown.ts').ShownMessage} message
 * @property {import('./markdown-view.js').Names} names
 * @property {import('../control/shown.ts').ShownState} state
 * @property {(customId: string, values?: string[]) => void} use
 */

const componentType = {
  row: 1,
  button: 2,
  stringSelect: 3,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
};

/** @param {Component} select @param {MessageContext} context @returns {import('./select-view.js').Choice[]} */
function choicesOf({type, options = []}, {state}) {
  const named = (/** @type {{id: string, name: string}[]} */ all) =>
    all.map(({id, name}) => ({label: name, value: id}));
  const roles = state.roles.map((name) => ({label: name, value: name}));
  if (type === componentType.userSelect) return named(state.users);
  if (type === componentType.mentionableSelect) return [...named(state.users), ...roles];
  if (type === componentType.channelSelect) return named(state.channels);
  if (type === componentType.roleSelect) return roles;
  return options;
}

/** @param {Component} select @param {MessageContext} context */
function selectView(select, context) {
  const {custom_id: id = '', placeholder, disabled, max_values: max = 1} = select;
  return html`<${max > 1 ? MultiSelect : SingleSelect}
    name=${placeholder ?? 'Choose'}
    choices=${choicesOf(select, context)}
    isDisabled=${disabled === true}
    send=${(/** @type {string[]} */ values) => context.use(id, values)}
  />`;
}

/** A file or picture: the message's own is shown, one from elsewhere is only linked. @param {string} url @param {MessageContext} context */
function mediaView(url, {message}) {
  const file = message.attachments.find(({filename}) => url === `attachment://${filename}`);
  return file ? html`<${Attachment} key=${file.id} file=${file} />` : html`<${ExternalLink} url=${url} />`;
}

/** @type {Record<number, (component: Component, context: MessageContext) => unknown>} */
const views = {
  [componentType.row]: ({components}, context) => html`<div class="row">${childrenView(components, context)}</div>`,
  [componentType.button]: (button, context) => html`<${ButtonView} button=${button} use=${context.use} />`,
  [componentType.stringSelect]: selectView,
  [componentType.userSelect]: selectView,
  [componentType.roleSelect]: selectView,
  [componentType.mentionableSelect]: selectView,
  [componentType.channelSelect]: selectView,
  [componentType.section]: ({components, accessory}, context) =>
    html`<div class="section">
      <div class="section-text">${childrenView(components, context)}</div>
      ${accessory && componentView(accessory, context)}
    </div>`,
  [componentType.text]: ({content = ''}, {names}) => html`<${Markdown} text=${content} names=${names} />`,
  [componentType.thumbnail]: ({media}, context) => media && mediaView(media.url, context),
  [componentType.gallery]: ({items = []}, context) =>
    html`<div class="gallery">${items.map(({media}) => mediaView(media.url, context))}</div>`,
  [componentType.file]: ({file}, context) => file && mediaView(file.url, context),
  [componentType.separator]: ({divider, spacing}) =>
    html`<div class=${`separator ${divider === false ? '' : 'line'} ${spacing === 2 ? 'large' : ''}`}></div>`,
  [componentType.container]: ({components, accent_color: color}, context) =>
    html`<div class="container" style=${accentStyle(color)}>${childrenView(components, context)}</div>`,
};

/** @param {Component} component @param {MessageContext} context */
function componentView(component, context) {
  const view = views[component.type];
  return view ? view(component, context) : html`<p class="note">Something that this page does not show.</p>`;
}

/** @param {Component[] | undefined} components @param {MessageContext} context */
function childrenView(components = [], context) {
  return components.map((component, index) => {
    // a button keeps its element, and so the focus, when others come or go around it
    const key = component.custom_id ?? `${component.type}-${index}`;
    return html`<${ComponentView} key=${key} component=${component} context=${context} />`;
  });
}

/** @param {{component: Component, context: MessageContext}} properties */
function ComponentView({component, context}) {
  return componentView(component, context);
}

/** A message's components. @param {{components: Component[], context: MessageContext}} properties */
export function ComponentsView({components, context}) {
  return childrenView(components, context);
}
