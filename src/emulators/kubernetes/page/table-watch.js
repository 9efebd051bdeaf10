// @ts-check

/**
 * @typedef {{name: string, namespace?: string, uid: string, resourceVersion: string}} Metadata
 * @typedef {{cells: (string | number | null)[], object: {metadata: Metadata}}} Row
 * @typedef {{metadata: {resourceVersion: string}, columnDefinitions?: {name: string}[] | null, rows?: Row[] | null}} Table
 * @typedef {Map<string, Map<string, string>>} Objects cells by column, by uid; `namespace` is a column too
 */

const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const retryMs = 1_000;

/**
 * Keeps `objects` what the API server's Table of a collection says, and calls `changed` when it changes.
 * @param {string} path
 * @param {{objects: Objects, changed: () => void, connected: (is: boolean) => void}} options
 */
export async function watchTable(path, {objects, changed, connected}) {
  for (;;) {
    try {
      const listed = await fetch(path, {headers: {accept}});
      if (!listed.ok) throw new Error(`HTTP ${listed.status}`);
      /** @type {Table} */
      const table = await listed.json();
      const columns = columnsOf(table);
      objects.clear();
      for (const row of table.rows ?? []) put(objects, columns, row);
      connected(true);
      changed();
      await follow(`${path}?watch=1&resourceVersion=${table.metadata.resourceVersion}`, (type, rows) => {
        for (const row of rows) {
          if (type === 'DELETED') objects.delete(row.object.metadata.uid);
          else put(objects, columns, row);
        }
        changed();
      });
    } catch {
      connected(false);
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** @param {Table} table */
const columnsOf = ({columnDefinitions}) => (columnDefinitions ?? []).map(({name}) => name);

/**
 * @param {Objects} objects
 * @param {string[]} columns
 * @param {Row} row
 */
function put(objects, columns, {cells, object}) {
  const {uid, namespace = ''} = object.metadata;
  const named = columns.map((name, index) => /** @type {const} */ ([name, String(cells[index] ?? '')]));
  objects.set(uid, new Map([...named, ['namespace', namespace]]));
}

/**
 * Reads a watch, a JSON event a line, until the server ends it or says that it has to be begun anew.
 * @param {string} url
 * @param {(type: string, rows: Row[]) => void} onEvent
 */
async function follow(url, onEvent) {
  const response = await fetch(url, {headers: {accept}});
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  let rest = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const {type, object} = JSON.parse(line);
      if (type === 'ERROR') return;
      if (type !== 'BOOKMARK') onEvent(type, object.rows ?? []);
    }
  }
}
