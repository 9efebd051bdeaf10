/** The lines that each user has sent, for going back through them from an empty composer. */
export function startEarlierLines() {
  /** @type {Map<string, string[]>} */
  const sent = new Map();
  /** @type {{user: string, index: number, text: string} | undefined} */
  let shown;
  return {
    /** @param {string} user @param {string} line */
    add(user, line) {
      sent.set(user, [...(sent.get(user) ?? []), line]);
      shown = undefined;
    },
    /**
     * The line before the one that is shown; the user's newest when `text` is empty. Undefined when there is none, or
     * `text` is something else that was typed.
     * @param {string} user @param {string} text
     */
    before(user, text) {
      const lines = sent.get(user) ?? [];
      const isShown = shown?.user === user && shown.text === text;
      if (lines.length === 0 || (text !== '' && !isShown)) return undefined;
      const index = isShown && shown !== undefined ? Math.max(0, shown.index - 1) : lines.length - 1;
      shown = {user, index, text: lines[index] ?? ''};
      return shown.text;
    },
  };
}
