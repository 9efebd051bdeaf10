import {recall, remember} from './remembered.js';

/** @typedef {{user: string, channel: string}} Where by name; a thread or direct message by its id */

const defaultPlace = {user: 'ada', channel: ''};

/** @param {Where} where */
export const addressOf = ({user, channel}) => `#/${encodeURIComponent(user)}/${encodeURIComponent(channel)}`;

/** @param {string} hash @returns {Where | undefined} */
function parse(hash) {
  const [, user, channel = ''] = /^#\/([^/]+)(?:\/([^/]*))?$/.exec(hash) ?? [];
  if (user === undefined) return undefined;
  try {
    return {user: decodeURIComponent(user), channel: decodeURIComponent(channel)};
  } catch {
    return undefined;
  }
}

/** @returns {Where | undefined} */
function lastPlace() {
  const last = recall('place');
  if (typeof last !== 'object' || last === null || !('user' in last) || !('channel' in last)) return undefined;
  return {user: String(last.user), channel: String(last.channel)};
}

/** Where the page is to be: what its address says, else where it was last. @returns {Where} */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  const user = query.get('user');
  const linked = user === null ? undefined : {user, channel: query.get('channel') ?? ''};
  return parse(location.hash) ?? linked ?? lastPlace() ?? defaultPlace;
}

/** Shows in the address where the page is, for the next visit too. @param {Where} where */
export function writeAddress(where) {
  remember('place', where);
  const address = location.pathname + addressOf(where);
  if (location.pathname + location.search + location.hash !== address) history.replaceState(null, '', address);
}
