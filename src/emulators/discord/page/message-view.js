import {element, link} from './elements.js';
import {markdown} from './markdown.js';

const FLAG_COMPONENTS_V2 = 1 << 15;
const BUTTON_CLASSES = {1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger'};
const LINK_BUTTON = 5;

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`);

/** An attachment's address, as a path of the page's own origin. */
function localPath(url) {
  const {pathname, search} = new URL(url);
  return pathname + search;
}

function fileLink({filename, size: bytes, url}) {
  return element('a', {class: 'file', href: localPath(url), download: filename}, `${filename} (${size(bytes)})`);
}

function embedView(embed, names) {
  const fields = (embed.fields ?? []).map(({name, value, inline}) =>
    element(
      'div',
      {class: inline ? 'narrow' : 'wide'},
      element('dt', {}, name),
      element('dd', {}, markdown(value, names)),
    ),
  );
  const view = element(
    'div',
    {class: 'embed'},
    embed.author ? element('div', {class: 'note'}, embed.author.name) : null,
    embed.title ? element('strong', {}, embed.url ? link(embed.url, embed.title) : embed.title) : null,
    embed.description ? markdown(embed.description, names) : null,
    fields.length > 0 ? element('dl', {}, ...fields) : null,
    embed.footer ? element('div', {class: 'note'}, embed.footer.text) : null,
  );
  setAccent(view, embed.color);
  return view;
}

function setAccent(view, color) {
  if (typeof color === 'number') view.style.borderLeftColor = `#${color.toString(16).padStart(6, '0')}`;
}

function buttonView(button, context) {
  const label = [button.emoji?.name, button.label].filter(Boolean).join(' ');
  if (button.style === LINK_BUTTON) return link(button.url, label);
  return element(
    'button',
    {
      type: 'button',
      class: BUTTON_CLASSES[button.style],
      disabled: button.disabled === true,
      onclick: () => context.use(button.custom_id),
    },
    label,
  );
}

function selectView(select, context, options) {
  const isMultiple = (select.max_values ?? 1) > 1;
  const choices = options.map(({label, value, description, default: isChosen}) =>
    element('option', {value, selected: isChosen === true}, description ? `${label}: ${description}` : label),
  );
  const isChosen = options.some((option) => option.default);
  const placeholder = element(
    'option',
    {value: '', disabled: true, selected: !isChosen},
    select.placeholder ?? 'Choose',
  );
  const name = select.placeholder ?? select.custom_id;
  const chosen = (view) => [...view.selectedOptions].map(({value}) => value).filter((value) => value !== '');
  if (!isMultiple) {
    const onchange = (event) => context.use(select.custom_id, chosen(event.target));
    return element(
      'select',
      {'aria-label': name, disabled: select.disabled === true, onchange},
      placeholder,
      ...choices,
    );
  }
  const attributes = {
    'aria-label': name,
    disabled: select.disabled === true,
    multiple: true,
    size: Math.min(choices.length, 5),
  };
  const view = element('select', attributes, ...choices);
  const send = () => context.use(select.custom_id, chosen(view));
  return element('span', {class: 'row'}, view, element('button', {type: 'button', onclick: send}, 'Choose'));
}

function userOptions(context) {
  return context.users.map(({id, name}) => ({label: name, value: id}));
}

function componentView(component, context) {
  const children = () => (component.components ?? []).map((child) => componentView(child, context));
  switch (component.type) {
    case 1:
      return element('div', {class: 'row'}, ...children());
    case 2:
      return buttonView(component, context);
    case 3:
      return selectView(component, context, component.options);
    case 5:
    case 7:
      return selectView(component, context, userOptions(context));
    case 9:
      return element(
        'div',
        {class: 'section'},
        element('div', {}, ...children()),
        componentView(component.accessory, context),
      );
    case 10:
      return markdown(component.content, context.names);
    case 13: {
      const file = context.message.attachments.find(({filename}) => component.file.url === `attachment://${filename}`);
      return file ? fileLink(file) : null;
    }
    case 14:
      return component.divider === false ? element('br') : element('hr');
    case 17: {
      const view = element('div', {class: 'container'}, ...children());
      setAccent(view, component.accent_color);
      return view;
    }
    default:
      return element('p', {class: 'note'}, 'Something that this page does not show.');
  }
}

function metaLine(message) {
  const {author, createdAt, edits, interaction, pinned} = message;
  const at = new Date(createdAt);
  return element(
    'div',
    {class: 'meta'},
    element('strong', {}, author.name),
    author.bot ? ' bot ' : ' ',
    element(
      'time',
      {datetime: createdAt, title: at.toLocaleString()},
      at.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'}),
    ),
    edits > 0 ? ' (edited)' : null,
    pinned ? ' · pinned' : null,
    interaction?.command ? ` · ${interaction.user.name} used /${interaction.command}` : null,
  );
}

/** A message as one user sees it. `context` has `me`, `users`, `names` and `use(custom_id, values)`. */
export function messageView(message, shared) {
  const context = {...shared, message, use: (customId, values) => shared.use(message.id, customId, values)};
  const isV2 = (message.flags & FLAG_COMPONENTS_V2) !== 0;
  const isMentioned = message.mentions.some(({id}) => id === context.me.id);
  const classes = ['message', message.ephemeral ? 'private' : '', isMentioned ? 'mentions-me' : ''];
  const shownByComponents = new Set(isV2 ? JSON.stringify(message.components).match(/attachment:\/\/[^"]+/g) : []);
  const files = message.attachments.filter(({filename}) => !shownByComponents.has(`attachment://${filename}`));
  return element(
    'li',
    {class: classes.filter(Boolean).join(' '), 'data-id': message.id},
    metaLine(message),
    message.pending ? element('p', {class: 'note'}, `${message.author.name} is thinking…`) : null,
    message.content === '' ? null : markdown(message.content, context.names),
    ...message.embeds.map((embed) => embedView(embed, context.names)),
    ...message.components.map((component) => componentView(component, context)),
    ...files.map(fileLink),
    message.ephemeral ? element('p', {class: 'note'}, 'Only you can see this') : null,
  );
}
