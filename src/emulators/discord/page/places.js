/**
 * @typedef {import('../control/shown.ts').ShownState} ShownState
 * @typedef {import('../control/shown.ts').ShownUser} ShownUser
 * @typedef {'channel' | 'thread' | 'dm'} PlaceKind
 * @typedef {{id: string, kind: PlaceKind, name: string, address: string, onlyRole: string | null, topic: string | null}} Place
 */

const admin = 'admin';

/**
 * The person of that name, or the first one.
 * @param {ShownState} state
 * @param {string} name
 * @returns {ShownUser}
 */
export function personCalled(state, name) {
  return state.users.find((user) => user.name === name) ?? state.users[0] ?? {id: '', name, roles: []};
}

/**
 * What one person sees in the sidebar: channels, threads, direct messages, in that order.
 * @param {ShownState} state
 * @param {ShownUser} person
 * @returns {Place[]}
 */
export function visiblePlaces(state, {id, roles}) {
  /** @param {{onlyRole: string | null}} channel */
  const isOpen = ({onlyRole}) => onlyRole === null || roles.includes(admin) || roles.includes(onlyRole);
  /** @param {{members: {id: string}[]}} place */
  const isIn = ({members}) => members.some((member) => member.id === id);
  const channels = state.channels.filter(isOpen);
  const threads = state.threads.filter((thread) => {
    if (thread.kind === 'private-thread') return roles.includes(admin) || isIn(thread);
    return channels.some((channel) => channel.id === thread.parent);
  });
  /** @param {import('../control/shown.ts').ShownChannel} channel @param {PlaceKind} kind @returns {Place} */
  const place = ({id, name, onlyRole, topic}, kind) => ({
    id,
    kind,
    name: kind === 'dm' ? state.bot.name : name,
    address: kind === 'channel' ? name : id,
    onlyRole,
    topic,
  });
  return [
    ...channels.map((one) => place(one, 'channel')),
    ...threads.map((one) => place(one, 'thread')),
    ...state.dms.filter(isIn).map((one) => place(one, 'dm')),
  ];
}

/**
 * The place of that name or id, or the first one.
 * @param {readonly Place[]} places
 * @param {string} wanted
 */
export function placeCalled(places, wanted) {
  return places.find(({id, address}) => id === wanted || address === wanted) ?? places[0];
}
