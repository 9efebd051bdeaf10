/** @typedef {import('../control/shown.ts').ShownMessage} ShownMessage */

const togetherMs = 7 * 60_000;

/** @param {ShownMessage} message */
const dayOf = ({createdAt}) =>
  new Intl.DateTimeFormat([], {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'}).format(
    new Date(createdAt),
  );

/** @param {ShownMessage} message @param {ShownMessage} before */
function continues(message, before) {
  if (message.author.id !== before.author.id || message.ephemeral !== before.ephemeral) return false;
  if (message.interaction?.command) return false;
  return Date.parse(message.createdAt) - Date.parse(before.createdAt) < togetherMs;
}

/**
 * Messages with what is shown above each: its day, if it is the day's first, and its author, unless it goes on with
 * what the same one said just before.
 * @param {Iterable<ShownMessage>} messages the oldest first
 */
export function groupMessages(messages) {
  /** @type {{message: ShownMessage, day: string | null, isFirst: boolean}[]} */
  const rows = [];
  for (const message of messages) {
    const before = rows.at(-1)?.message;
    const day = dayOf(message);
    const isNewDay = before === undefined || dayOf(before) !== day;
    rows.push({message, day: isNewDay ? day : null, isFirst: isNewDay || !continues(message, before)});
  }
  return rows;
}
