/** The lines that each user has sent, for going back through them and to the draft that was left for them. */
export function createEarlierLines() {
  /** @type {Map<string, string[]>} */
  const sent = new Map();
  /** @type {{user: string, index: number, draft: string} | undefined} */
  let shown;

  /** @param {string} user @param {string} text */
  function position(user, text) {
    return shown?.user === user && sent.get(user)?.[shown.index] === text ? shown : undefined;
  }

  return {
    /** @param {string} user @param {string} line */
    add(user, line) {
      sent.set(user, [...(sent.get(user) ?? []), line]);
      shown = undefined;
    },
    /**
     * The line before `text`; the newest when `text` is a draft. Undefined when none was sent.
     * @param {string} user @param {string} text
     */
    before(user, text) {
      const lines = sent.get(user) ?? [];
      if (lines.length === 0) return undefined;
      const at = position(user, text);
      shown = at ? {...at, index: Math.max(0, at.index - 1)} : {user, index: lines.length - 1, draft: text};
      return lines[shown.index];
    },
    /**
     * The line after `text`, at last the draft. Undefined when `text` is not one of the lines.
     * @param {string} user @param {string} text
     */
    after(user, text) {
      const at = position(user, text);
      if (at === undefined) return undefined;
      const next = sent.get(user)?.[at.index + 1];
      shown = next === undefined ? undefined : {...at, index: at.index + 1};
      return next ?? at.draft;
    },
  };
}
