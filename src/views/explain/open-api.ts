import {z} from 'zod';

/** A schema of an OpenAPI document, as far as it is printed. */
export interface ExplainedSchema {
  readonly $ref?: string | undefined;
  readonly description?: string | undefined;
  readonly externalDocs?: {readonly description?: string | undefined; readonly url?: string | undefined} | undefined;
  readonly type?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, ExplainedSchema>> | undefined;
  readonly items?: ExplainedSchema | undefined;
  readonly additionalProperties?: ExplainedSchema | boolean | undefined;
  readonly allOf?: readonly ExplainedSchema[] | undefined;
  readonly 'x-kubernetes-group-version-kind'?: unknown;
}

const schema: z.ZodType<ExplainedSchema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    description: z.string().optional(),
    externalDocs: z.object({description: z.string().optional(), url: z.string().optional()}).optional(),
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), schema).optional(),
    items: schema.optional(),
    additionalProperties: z.union([z.boolean(), schema]).optional(),
    allOf: z.array(schema).optional(),
    'x-kubernetes-group-version-kind': z.unknown().optional(),
  }),
);
const kindSchema = z.object({group: z.string(), version: z.string(), kind: z.string()});
export type ExplainedKind = z.infer<typeof kindSchema>;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const operationSchema = z.looseObject({'x-kubernetes-group-version-kind': kindSchema.optional().catch(undefined)});
const pathSchema = z.object({
  get: operationSchema.optional(),
  post: operationSchema.optional(),
  put: operationSchema.optional(),
  patch: operationSchema.optional(),
  delete: operationSchema.optional(),
});

/** Of version 2 or 3 of OpenAPI: what differs is where the schemas stand. */
export const explainedDocument = z.union([
  z
    .object({paths: z.record(z.string(), z.unknown()), components: z.object({schemas: z.record(z.string(), schema)})})
    .transform(({paths, components}) => new ExplainedDocument(paths, components.schemas)),
  z
    .object({paths: z.record(z.string(), z.unknown()), definitions: z.record(z.string(), schema)})
    .transform(({paths, definitions}) => new ExplainedDocument(paths, definitions)),
]);

/** What an API server says of its types. */
export class ExplainedDocument {
  readonly #paths: ReadonlyMap<string, unknown>;
  readonly #schemas: ReadonlyMap<string, ExplainedSchema>;

  constructor(paths: Readonly<Record<string, unknown>>, schemas: Readonly<Record<string, ExplainedSchema>>) {
    this.#paths = new Map(Object.entries(paths));
    this.#schemas = new Map(Object.entries(schemas));
  }

  /** The kind of a resource, from what can be done with it; the last path that says it decides, as for kubectl. */
  kindOf({group, version, plural}: {group: string; version: string; plural: string}): ExplainedKind | undefined {
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const all = `${root}/namespaces/{namespace}/${plural}`;
    return [`${root}/${plural}`, `${root}/${plural}/{name}`, all, `${all}/{name}`]
      .flatMap((path) => {
        const operations = pathSchema.safeParse(this.#paths.get(path)).data;
        const kinds = methods.map((method) => operations?.[method]?.['x-kubernetes-group-version-kind']);
        return kinds.find((kind) => kind !== undefined) ?? [];
      })
      .at(-1);
  }

  /** The schema of a kind. */
  schemaOf(kind: ExplainedKind): ExplainedSchema | undefined {
    // kubectl walks a map of Go, which it prints in the order of its keys
    const byName = [...this.#schemas].sort(([one], [other]) => (one < other ? -1 : 1));
    return byName
      .map(([, candidate]) => candidate)
      .find((candidate) => {
        const named = z.array(z.unknown()).safeParse(candidate['x-kubernetes-group-version-kind']).data ?? [];
        return named.some((one) => {
          const its = kindSchema.safeParse(one).data;
          return its?.group === kind.group && its.version === kind.version && its.kind === kind.kind;
        });
      });
  }

  /** What a schema only names, if it names another. */
  named({$ref}: ExplainedSchema): ExplainedSchema | undefined {
    return $ref === undefined ? undefined : this.#schemas.get($ref.slice($ref.lastIndexOf('/') + 1));
  }
}
