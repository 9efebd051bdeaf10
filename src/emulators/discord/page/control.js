/** The emulator's control interface, as the page uses it. */
async function call(path, options) {
  const response = await fetch(`/_emulator${path}`, options);
  if (response.status === 204) return null;
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? `The emulator answered ${response.status}`);
  return body;
}

export const get = (path, query = {}) => call(`${path}?${new URLSearchParams(query)}`);

export const post = (path, body) =>
  call(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});

/** A chosen file in the shape that the control interface takes. */
export async function encodeFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCodePoint(byte);
  return {name: file.name, base64: btoa(binary)};
}
