import {showNotice, startComposer} from './composer.js';
import {get, post} from './control.js';
import {element} from './elements.js';
import {relative} from './markdown.js';
import {messageView} from './message-view.js';
import {openModal} from './modal-view.js';

const userSelect = document.querySelector('#user');
const channelSelect = document.querySelector('#channel');
const log = document.querySelector('#log');
const list = document.querySelector('#messages');
const empty = document.querySelector('#empty');
const pins = document.querySelector('#pins');
const connection = document.querySelector('#connection');

const wanted = new URLSearchParams(location.search);
const chosen = {user: wanted.get('user') ?? 'ada', channel: wanted.get('channel') ?? ''};
const messages = new Map();
/** Interactions that this page has shown a modal or a failure for. */
const handled = new Set();
let state = await get('/state');
let events;

const me = () => state.users.find(({name}) => name === chosen.user) ?? {id: '', name: chosen.user};

function visiblePlaces() {
  const {roles = [], id} = me();
  const isAdmin = roles.includes('admin');
  const channels = state.channels.filter(({onlyRole}) => onlyRole === null || isAdmin || roles.includes(onlyRole));
  const threads = state.threads.filter(
    ({kind, members}) => kind === 'public-thread' || members.some((one) => one.id === id),
  );
  const dms = state.dms.filter(({members}) => members.some((one) => one.id === id));
  return [
    ...channels.map((one) => ({id: one.id, label: `# ${one.name}`})),
    ...threads.map((one) => ({id: one.id, label: `› ${one.name}`})),
    ...dms.map((one) => ({id: one.id, label: `@ ${state.bot.name}`})),
  ];
}

function fill(select, options, value) {
  select.replaceChildren(
    ...options.map(({id, label}) => element('option', {value: id, selected: id === value}, label)),
  );
}

function shared() {
  const places = [...state.channels, ...state.threads];
  return {
    me: me(),
    users: state.users,
    names: {
      users: new Map([...state.users, state.bot].map(({id, name}) => [id, name])),
      channels: new Map(places.map(({id, name}) => [id, name])),
    },
    use: (message, customId, values) => void useComponent(message, customId, values),
  };
}

async function useComponent(message, customId, values) {
  try {
    await post('/components', {user: chosen.user, message, custom_id: customId, ...(values ? {values} : {})});
  } catch (error) {
    showNotice(error.message);
  }
}

function isAtEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
}

/** Ids are as long as one another, so that they sort as text. */
function place(message) {
  const view = messageView(message, shared());
  const old = list.querySelector(`[data-id="${message.id}"]`);
  if (old) old.replaceWith(view);
  else {
    const after = [...list.children].find((other) => other.dataset.id > message.id);
    list.insertBefore(view, after ?? null);
  }
}

function drawPins() {
  const pinned = [...messages.values()].filter((message) => message.pinned);
  pins.hidden = pinned.length === 0;
  pins.querySelector('summary').textContent = `${pinned.length} pinned`;
  pins.querySelector('ol').replaceChildren(...pinned.map((message) => messageView(message, shared())));
}

function change({type, message}) {
  const follow = isAtEnd();
  if (type === 'deleted') {
    messages.delete(message.id);
    list.querySelector(`[data-id="${message.id}"]`)?.remove();
  } else {
    messages.set(message.id, message);
    place(message);
  }
  empty.hidden = messages.size > 0;
  drawPins();
  if (follow) log.scrollTop = log.scrollHeight;
}

async function loadState() {
  state = await get('/state');
  if (!state.users.some(({name}) => name === chosen.user)) chosen.user = state.users[0].name;
  fill(
    userSelect,
    state.users.map(({name, roles}) => ({id: name, label: roles.length > 0 ? `${name} (${roles.join(', ')})` : name})),
    chosen.user,
  );
  const places = visiblePlaces();
  const known = places.find(({id, label}) => id === chosen.channel || label === `# ${chosen.channel}`);
  chosen.channel = (known ?? places[0]).id;
  fill(channelSelect, places, chosen.channel);
}

async function loadMessages() {
  const {user, channel} = chosen;
  const all = await get('/messages', {user, channel});
  if (user !== chosen.user || channel !== chosen.channel) return;
  messages.clear();
  for (const message of all) messages.set(message.id, message);
  list.replaceChildren(...all.map((message) => messageView(message, shared())));
  empty.hidden = all.length > 0;
  drawPins();
  log.scrollTop = log.scrollHeight;
}

async function reload() {
  try {
    await loadState();
    await loadMessages();
  } catch (error) {
    showNotice(error.message);
  }
}

function answer({id, state: now, code, modal}) {
  if (handled.has(id)) return;
  if (now === 'modal') openModal({interaction: id, modal, user: chosen.user});
  else if (now === 'failed') showNotice(`The application did not respond (${code}).`);
  else return;
  handled.add(id);
}

function listen() {
  events?.close();
  events = new EventSource(`/_emulator/events?${new URLSearchParams({user: chosen.user})}`);
  events.addEventListener('open', () => {
    connection.textContent = 'connected';
    void reload();
  });
  events.addEventListener('error', () => {
    connection.textContent = 'connection lost, trying again';
  });
  events.addEventListener('message', ({data}) => {
    const event = JSON.parse(data);
    if (event.channel === chosen.channel) change(event);
  });
  events.addEventListener('interaction', ({data}) => answer(JSON.parse(data)));
  events.addEventListener('user', () => void loadState());
  events.addEventListener('state', () => void reload());
}

function remember() {
  history.replaceState(null, '', `?${new URLSearchParams(chosen)}`);
}

userSelect.addEventListener('change', () => {
  chosen.user = userSelect.value;
  remember();
  listen();
});
channelSelect.addEventListener('change', () => {
  chosen.channel = channelSelect.value;
  remember();
  void reload();
});
setInterval(() => {
  for (const time of document.querySelectorAll('time[data-relative]'))
    time.textContent = relative(new Date(time.dateTime));
}, 5_000);

startComposer(() => ({...chosen, commands: state.commands, users: state.users}));
listen();
