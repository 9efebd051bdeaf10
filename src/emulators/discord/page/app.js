import {html} from 'htm/preact';
import {useEffect, useState} from 'preact/hooks';
import {currentPlace} from './chat.js';
import {Composer} from './composer.js';
import {MessageLog} from './message-log.js';
import {Modal} from './modal-view.js';
import {PersonDialog} from './person-dialog.js';
import {Pinned} from './pinned.js';
import {readAddress, writeAddress} from './place-address.js';
import {Sidebar} from './sidebar.js';
import {TopBar} from './top-bar.js';
import {countUnread} from './unread.js';

const everyone = '@everyone';

/** @param {import('./chat.js').Chat} chat */
function useChat(chat) {
  const [view, setView] = useState(chat.view());
  useEffect(() => {
    setView(chat.view());
    return chat.subscribe(setView);
  }, [chat]);
  return view;
}

/** @param {import('../control/shown.ts').ShownState} state */
function namesOf({users, bot, channels, threads}) {
  return {
    users: new Map([...users, bot].map(({id, name}) => [id, name])),
    channels: new Map([...channels, ...threads].map(({id, name}) => [id, name])),
  };
}

/** The whole page. @param {{chat: import('./chat.js').Chat}} properties */
export function App({chat}) {
  const view = useChat(chat);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const current = currentPlace(view);
  const user = current?.person.name;
  const address = current?.place.address;

  useEffect(() => {
    const follow = () => {
      setMenuOpen(false);
      void chat.go(readAddress());
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [chat]);
  useEffect(() => {
    if (user !== undefined && address !== undefined) writeAddress({user, channel: address});
  }, [user, address]);

  if (current === undefined) return html`<p class="waiting" role="status">${view.notice || 'Connecting …'}</p>`;
  const {state, person, places, place} = current;
  const messagesIn = (/** @type {string} */ id) => view.messages.get(id);
  const unreadIn = (/** @type {{id: string}} */ {id}) => countUnread(messagesIn(id)?.values() ?? [], view.read[id]);
  const here = messagesIn(place.id);
  const messages = here && [...here.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  /** @type {import('./message-view.js').Shared['use']} */
  const use = (message, customId, values) => void chat.use(message, customId, values);
  /** @type {import('./message-view.js').Shared['choose']} */
  const choose = (channel, choice) => void chat.choose(channel, choice);
  const shared = {me: person, state, names: namesOf(state), use, choose};
  const choosePerson = (/** @type {string} */ name) => void chat.go({user: name, channel: place.address});

  return html`
    <a class="skip" href="#line" onClick=${skipToLine}>Skip to the line to type in</a>
    <${TopBar}
      place=${place}
      person=${person}
      users=${state.users}
      isConnected=${view.isConnected}
      unreadElsewhere=${places.filter(({id}) => id !== place.id).reduce((sum, one) => sum + unreadIn(one), 0)}
      isMenuOpen=${isMenuOpen}
      toggleMenu=${() => setMenuOpen(!isMenuOpen)}
      choosePerson=${choosePerson}
      addPerson=${() => setAdding(true)}
    />
    <div class="columns" onKeyDown=${(/** @type {KeyboardEvent} */ {key}) => key === 'Escape' && setMenuOpen(false)}>
      <${Sidebar}
        user=${person.name}
        places=${places}
        here=${place}
        unreadIn=${unreadIn}
        isOpen=${isMenuOpen}
        links=${state.links}
      />
      <main>
        <${Pinned} messages=${(messages ?? []).filter(({pinned}) => pinned)} shared=${shared} />
        <${MessageLog}
          key=${`${person.name}/${place.id}`}
          place=${place}
          messages=${messages}
          shared=${shared}
          unread=${unreadIn(place)}
          sent=${view.sent}
          onRead=${(/** @type {string} */ id) => chat.markRead(place.id, id)}
        />
        <${Composer} chat=${chat} state=${state} user=${person.name} place=${place} notice=${view.notice} />
      </main>
    </div>
    ${
      view.modal &&
      html`<${Modal}
        key=${view.modal.interaction}
        open=${view.modal}
        state=${state}
        names=${shared.names}
        onClose=${chat.closeModal}
      />`
    }
    ${
      isAdding &&
      html`<${PersonDialog}
        roles=${state.roles.filter((role) => role !== everyone && role !== state.bot.name)}
        names=${[...state.users, state.bot].map(({name}) => name)}
        onAdded=${choosePerson}
        onClose=${() => setAdding(false)}
      />`
    }
  `;
}

/** The address is where one is, so it stays. @param {Event} event */
function skipToLine(event) {
  event.preventDefault();
  document.getElementById('line')?.focus();
}
