import {openEvents, readMessages, readState, restartClient, sendComponent, sendMenuChoice} from './control.js';
import {personCalled, placeCalled, visiblePlaces} from './places.js';
import {keepReadMarks, readMarksOf} from './unread.js';

/**
 * @typedef {import('../control/shown.ts').ShownState} ShownState
 * @typedef {import('../control/shown.ts').ShownMessage} ShownMessage
 * @typedef {import('../control/shown.ts').ShownInteraction} ShownInteraction
 * @typedef {import('./place-address.js').Where} Where
 * @typedef {Map<string, ShownMessage>} Messages by id, the oldest first
 * @typedef {{interaction: string, user: string, modal: NonNullable<ShownInteraction['modal']>}} OpenModal
 * @typedef {{type: 'created' | 'updated' | 'deleted', channel: string, message: ShownMessage}} MessageEvent
 */

/**
 * All that the page shows. A change makes a new one; what has not changed in it stays the same object.
 * @typedef {object} ChatView
 * @property {Where} where as it was asked for
 * @property {ShownState | null} state null until it is read
 * @property {ReadonlyMap<string, Messages>} messages by channel
 * @property {import('./unread.js').ReadMarks} read
 * @property {boolean} isConnected
 * @property {string} notice why the last thing that was done was refused
 * @property {OpenModal | null} modal
 * @property {number} sent how many lines were sent from here
 */

/**
 * @param {Messages} messages
 * @param {MessageEvent} event
 * @returns {Messages}
 */
function applied(messages, {type, message}) {
  const next = new Map(messages);
  if (type === 'deleted') next.delete(message.id);
  else next.set(message.id, message);
  return next;
}

/** The page's one source of what is shown; it follows the emulator as one person sees it. @param {Where} start */
export function createChat(start) {
  /** @type {ChatView} */
  let view = {
    where: start,
    state: null,
    messages: new Map(),
    read: readMarksOf(start.user),
    isConnected: false,
    notice: '',
    modal: null,
    sent: 0,
  };
  /** @type {Set<(view: ChatView) => void>} */
  const listeners = new Set();
  /** Interactions that were shown a modal or a failure for. @type {Set<string>} */
  const handled = new Set();
  /** @type {EventSource | undefined} */
  let events;
  /** What came while everything was being read again, which may be older. @type {MessageEvent[] | undefined} */
  let meanwhile;
  /** Only the last reading counts: an earlier one may be another person's. */
  let reading = 0;
  /** Only the last wish counts. */
  let going = 0;

  /** @param {Partial<ChatView>} patch */
  function change(patch) {
    view = {...view, ...patch};
    for (const listener of listeners) listener(view);
  }

  /** @param {unknown} error */
  const refuse = (error) => change({notice: error instanceof Error ? error.message : String(error)});

  /** @param {MessageEvent} event */
  function take(event) {
    meanwhile?.push(event);
    const messages = new Map(view.messages);
    messages.set(event.channel, applied(messages.get(event.channel) ?? new Map(), event));
    change({messages});
  }

  /** What a person does; why it was refused is shown. @param {() => Promise<unknown>} act */
  async function attempt(act) {
    change({notice: ''});
    try {
      await act();
    } catch (error) {
      refuse(error);
    }
  }

  async function readAll() {
    reading += 1;
    const mine = reading;
    meanwhile = [];
    try {
      const state = await readState(view.where.user);
      const user = personCalled(state, view.where.user);
      const places = visiblePlaces(state, user);
      const lists = await Promise.all(
        places.map(async ({id}) => {
          const all = await readMessages({user: user.name, channel: id});
          return /** @type {const} */ ([id, new Map(all.map((message) => [message.id, message]))]);
        }),
      );
      if (mine !== reading) return;
      const late = meanwhile;
      meanwhile = undefined;
      change({state, where: {...view.where, user: user.name}, messages: new Map(lists)});
      for (const event of late) take(event);
    } catch (error) {
      if (mine === reading) refuse(error);
    }
  }

  /** @param {ShownInteraction} interaction */
  function answer({id, state, code, modal}) {
    if (handled.has(id)) return;
    if (state === 'modal' && modal) change({modal: {interaction: id, modal, user: view.where.user}});
    else if (state === 'failed') change({notice: `The application did not respond (${code}).`});
    else return;
    handled.add(id);
  }

  function listen() {
    events?.close();
    events = openEvents(view.where.user);
    events.addEventListener('open', () => {
      change({isConnected: true});
      void readAll();
    });
    events.addEventListener('error', () => change({isConnected: false}));
    events.addEventListener('message', ({data}) => take(JSON.parse(data)));
    events.addEventListener('interaction', ({data}) => answer(JSON.parse(data)));
    events.addEventListener('user', () => void readAll());
    events.addEventListener('state', () => void readAll());
  }

  return {
    view: () => view,
    /** @param {(view: ChatView) => void} listener @returns {() => void} ends it */
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async start() {
      // the person of the address may be gone: the emulator would refuse the stream
      await readAll();
      if (view.state?.forgetsEphemeral === true) await restartClient(view.where.user);
      listen();
    },
    /** @param {Where} wanted */
    async go(wanted) {
      going += 1;
      const mine = going;
      // who was just added is not in the state yet; who was never there is replaced by somebody who is
      if (!view.state?.users.some(({name}) => name === wanted.user)) {
        try {
          change({state: await readState(wanted.user)});
        } catch (error) {
          return refuse(error);
        }
        if (mine !== going) return;
      }
      const user = view.state === null ? wanted.user : personCalled(view.state, wanted.user).name;
      const where = {...wanted, user};
      const isSame = where.user === view.where.user;
      change(
        isSame
          ? {where, notice: ''}
          : {where, notice: '', modal: null, messages: new Map(), read: readMarksOf(where.user)},
      );
      if (isSame) return;
      reading += 1;
      meanwhile = undefined;
      listen();
    },
    /** @param {string} channel @param {string} id the newest message that was seen */
    markRead(channel, id) {
      if ((view.read[channel] ?? '') >= id) return;
      const read = {...view.read, [channel]: id};
      keepReadMarks(view.where.user, read);
      change({read});
    },
    /** @param {string} notice empty: nothing is wrong */
    notify(notice) {
      if (notice !== view.notice) change({notice});
    },
    noteSent: () => change({sent: view.sent + 1}),
    closeModal: () => change({modal: null}),
    /** @param {string} message @param {string} customId @param {string[]} [values] */
    async use(message, customId, values) {
      const {user} = view.where;
      await attempt(() => sendComponent({user, message, custom_id: customId, ...(values ? {values} : {})}));
    },
    /** @param {string} channel @param {{command: string} & ({person: string} | {message: string})} choice */
    async choose(channel, choice) {
      await attempt(() => sendMenuChoice({user: view.where.user, channel, ...choice}));
    },
  };
}

/** @typedef {ReturnType<typeof createChat>} Chat */

/**
 * Who and where the page is, once it is known.
 * @param {ChatView} view
 */
export function currentPlace({state, where}) {
  if (state === null) return undefined;
  const person = personCalled(state, where.user);
  const places = visiblePlaces(state, person);
  const place = placeCalled(places, where.channel);
  return place && {state, person, places, place};
}
