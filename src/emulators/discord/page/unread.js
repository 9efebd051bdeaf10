import {recall, remember} from './remembered.js';

/**
 * @typedef {import('../control/shown.ts').ShownMessage} ShownMessage
 * @typedef {Record<string, string>} ReadMarks id of the newest message read, by channel
 */

/** @param {string} user @returns {ReadMarks} */
export function readMarksOf(user) {
  const kept = recall(`read.${user}`);
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).map(([channel, id]) => [channel, String(id)]));
}

/** @param {string} user @param {ReadMarks} marks */
export const keepReadMarks = (user, marks) => remember(`read.${user}`, marks);

/**
 * How many messages came after the one that was read last. Ids are as long as one another: they compare as text.
 * @param {Iterable<ShownMessage>} messages
 * @param {string} [read]
 */
export function countUnread(messages, read = '') {
  let count = 0;
  for (const {id} of messages) if (id > read) count += 1;
  return count;
}
