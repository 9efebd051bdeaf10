/** What the browser keeps for the next visit: where one was, what was read, how it looks. */

const prefix = 'labrador-chat.';

/**
 * @param {string} key
 * @returns {unknown} undefined when there is none, or the browser keeps nothing
 */
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(prefix + key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} key @param {unknown} value */
export function remember(key, value) {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // a browser that keeps nothing only forgets
  }
}
