import {html} from 'htm/preact';
import {useEffect, useState} from 'preact/hooks';
import {Attachment} from './attachment-view.js';
import {Avatar} from './avatar.js';
import {ComponentsView} from './component-view.js';
import {Embed} from './embed-view.js';
import {Markdown} from './markdown-view.js';
import {MessageMenu} from './message-menu.js';

/**
 * @typedef {import('../control/shown.ts').ShownMessage} ShownMessage
 *
 * What all messages share.
 * @typedef {object} Shared
 * @property {import('../control/shown.ts').ShownUser} me
 * @property {import('../control/shown.ts').ShownState} state
 * @property {import('./markdown-view.js').Names} names
 * @property {(message: string, customId: string, values?: string[]) => void} use
 * @property {(channel: string, choice: import('./message-menu.js').Choice) => void} choose
 */

/** How long a message has to be there before its edits are kept from being read aloud: it must have been itself. */
const announcedMs = 1_500;

/** Whether a message has been read aloud by a screen reader that does so, so that edits should not be. @param {boolean} isPending */
function useAnnounced(isPending) {
  const [isAnnounced, setAnnounced] = useState(false);
  useEffect(() => {
    if (isPending || isAnnounced) return undefined;
    const timer = setTimeout(() => setAnnounced(true), announcedMs);
    return () => clearTimeout(timer);
  }, [isPending, isAnnounced]);
  return isAnnounced;
}

/** Attachments that no component shows. @param {ShownMessage} message */
function looseFiles({components, attachments}) {
  const shown = new Set(JSON.stringify(components).match(/attachment:\/\/[^"]+/g));
  return attachments.filter(({filename}) => !shown.has(`attachment://${filename}`));
}

/** @param {{message: ShownMessage, isFirst: boolean}} properties */
function MetaLine({message, isFirst}) {
  const {author, createdAt, edits, pinned} = message;
  const at = new Date(createdAt);
  const clock = at.toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
  return html`<div class=${`meta ${isFirst ? '' : 'visually-hidden'}`}>
    <strong>${author.name}</strong>
    ${author.bot && html`<span class="badge">APP</span>`}
    <time datetime=${createdAt} title=${at.toLocaleString()}>${clock}</time>
    ${edits > 0 && html`<span class="mark">(edited)</span>`} ${pinned && html`<span class="mark">pinned</span>`}
  </div>`;
}

/** What the chat itself says, of what somebody did; undefined for all that people and bots say. @param {ShownMessage} message */
function systemLine({type, author, mentions}) {
  if (type === 6) return `${author.name} pinned a message to this channel.`;
  if (type === 1) return `${author.name} added ${mentions.map(({name}) => name).join(', ')} to the thread.`;
  return undefined;
}

/** @param {{message: ShownMessage, shared: Shared}} properties */
function MessageBody({message, shared}) {
  const {names, state} = shared;
  const context = {
    message,
    names,
    state,
    use: (/** @type {string} */ customId, /** @type {string[] | undefined} */ values) =>
      shared.use(message.id, customId, values),
  };
  const thinking = html`<p class="thinking">
    <span class="dots" aria-hidden="true"></span>${message.author.name} is thinking…
  </p>`;
  return html`<div class="body">
    ${message.pending && thinking}
    ${systemLine(message) !== undefined && html`<p class="thinking">${systemLine(message)}</p>`}
    ${message.content !== '' && html`<${Markdown} text=${message.content} names=${names} />`}
    ${message.embeds.map((embed, index) => html`<${Embed} key=${index} embed=${embed} names=${names} />`)}
    <${ComponentsView} components=${message.components} context=${context} />
    ${looseFiles(message).map((file) => html`<${Attachment} key=${file.id} file=${file} />`)}
    ${message.ephemeral && html`<p class="only-you"><span aria-hidden="true">◌ </span>Only you can see this</p>`}
  </div>`;
}

/**
 * A message as one person sees it.
 * @param {{message: ShownMessage, isFirst: boolean, day: string | null, shared: Shared}} properties
 */
export function Message({message, isFirst, day, shared}) {
  const isAnnounced = useAnnounced(message.pending);
  const {id, author, interaction, mentions} = message;
  const classes = [
    'message',
    isFirst ? 'first' : '',
    mentions.some((one) => one.id === shared.me.id) ? 'mentions-me' : '',
  ];
  const used = html`<p class="used">
    <span class="who">${interaction?.user.name}</span> used <b>/${interaction?.command}</b>
  </p>`;
  return html`<li data-id=${id} aria-live=${isAnnounced ? 'off' : undefined}>
    ${day !== null && html`<p class="day"><span>${day}</span></p>`}
    <div class=${classes.filter(Boolean).join(' ')}>
      ${interaction?.command && used} ${isFirst && html`<${Avatar} name=${author.name} isBot=${author.bot} />`}
      <${MetaLine} message=${message} isFirst=${isFirst} />
      <${MessageBody} message=${message} shared=${shared} />
      <${MessageMenu} message=${message} shared=${shared} />
    </div>
  </li>`;
}
