/** The emulator's control interface, as the page uses it. */

/**
 * @typedef {import('../control/shown.ts').ShownState} ShownState
 * @typedef {import('../control/shown.ts').ShownMessage} ShownMessage
 * @typedef {{name: string, base64: string}} GivenFile
 */

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @throws {Error} with the reason of a refusal
 */
async function call(path, options) {
  const response = await fetch(`/_emulator${path}`, options);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? `The emulator answered ${response.status}`);
  return body;
}

/** @param {string} path @param {unknown} body */
const post = (path, body) =>
  call(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});

/** With the commands that a person is offered. @param {string} user @returns {Promise<ShownState>} */
export const readState = (user) => call(`/state?${new URLSearchParams({user})}`);

/** @param {{user: string, channel: string}} where @returns {Promise<ShownMessage[]>} */
export const readMessages = (where) => call(`/messages?${new URLSearchParams(where)}`);

/** Starts a person's client anew: what they alone saw is gone. @param {string} user */
export const restartClient = (user) => fetch(`/_emulator/users/${encodeURIComponent(user)}/restart`, {method: 'POST'});

/** @param {{name: string, roles: string[], locale: string}} person */
export const addPerson = (person) => post('/users', person);

/** @param {{user: string, channel: string, line: string, files: Record<string, GivenFile>}} command */
export const sendCommand = (command) => post('/commands', command);

/** @param {{user: string, channel: string, command: string} & ({person: string} | {message: string})} choice */
export const sendMenuChoice = (choice) => post('/menus', choice);

/** @param {{user: string, message: string, custom_id: string, values?: string[]}} use */
export const sendComponent = (use) => post('/components', use);

/** @param {{user: string, interaction: string, fields: Record<string, string | string[] | GivenFile[]>}} modal */
export const sendModal = (modal) => post('/modals', modal);

/**
 * @param {{user: string, channel: string, line: string}} draft
 * @returns {Promise<{name: string, value: string | number}[]>}
 */
export const readChoices = (draft) => post('/autocomplete', draft);

/** What happens, as one user sees it. @param {string} user */
export const openEvents = (user) => new EventSource(`/_emulator/events?${new URLSearchParams({user})}`);

/**
 * A chosen file in the shape that the control interface takes.
 * @param {File} file
 * @returns {Promise<GivenFile>}
 */
export async function encodeFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCodePoint(byte);
  return {name: file.name, base64: btoa(binary)};
}
