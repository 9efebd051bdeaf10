import {z} from 'zod';
import type {ResourceTypeName} from '#src/kinds/resource-types.ts';

const columnSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  format: z.string().optional(),
  /** 0 is always shown; more only with `-o wide`. */
  priority: z.number().default(0),
});

const rowSchema = z.looseObject({
  cells: z.array(z.unknown()),
  object: z
    .looseObject({
      metadata: z
        .looseObject({
          name: z.string().optional(),
          labels: z.record(z.string(), z.string()).nullish(),
          ownerReferences: z.array(z.looseObject({kind: z.string(), controller: z.boolean().optional()})).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/**
 * What the API server answers to `Accept: application/json;as=Table;v=v1;g=meta.k8s.io`.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
 */
export const tableSchema = z.looseObject({
  columnDefinitions: z
    .array(columnSchema)
    .nullish()
    .transform((columns) => columns ?? []),
  rows: z
    .array(rowSchema)
    .nullish()
    .transform((rows) => rows ?? []),
});
export type Table = z.infer<typeof tableSchema>;
export type TableColumn = z.infer<typeof columnSchema>;
export type TableRow = z.infer<typeof rowSchema>;

/** What kubectl puts in front of the server's columns with `-A`. */
export const namespaceColumn: TableColumn = {name: 'Namespace', type: 'string', priority: 0};

/** Tables of one type, each of a namespace, as one. */
export function tableOfAll(tables: readonly {readonly namespace: string; readonly table: Table}[]): Table {
  const columns = tables.map(({table}) => table.columnDefinitions).find((definitions) => definitions.length > 0) ?? [];
  return {
    columnDefinitions: [namespaceColumn, ...columns],
    rows: tables.flatMap(({namespace, table}) => table.rows.map((row) => ({...row, cells: [namespace, ...row.cells]}))),
  };
}

/** A Table of objects of one type: of a list, or of a single object. */
export interface TypedTable {
  readonly type: ResourceTypeName;
  readonly table: Table;
}
