/** What is said of a session that is not begun yet: what the chat does, and how long the session waits, in ms. */
export const sessionWaits = (why: string, ms: number): string =>
  `the chat ${why}: the next waits ${Math.ceil(ms / 1_000)} s`;
