import {type Table, tableSchema} from '#src/views/table/table.ts';

/** A Table as a server would send it: columns are `Name`, with `+` behind it for one of priority 1. */
export function table(columns: readonly string[], rows: readonly (readonly unknown[])[], labels: object = {}): Table {
  return tableSchema.parse({
    kind: 'Table',
    columnDefinitions: columns.map((name) => ({
      name: name.replace('+', ''),
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      priority: name.endsWith('+') ? 1 : 0,
    })),
    rows: rows.map((cells) => ({cells, object: {metadata: {name: String(cells[0]), labels}}})),
  });
}
