import {z} from 'zod';

/** A type of an API server, as its OpenAPI document has it. Only what says which fields there are. */
export interface OpenApiSchema {
  readonly $ref?: string | undefined;
  readonly allOf?: readonly {readonly $ref?: string | undefined}[] | undefined;
  readonly type?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, OpenApiSchema>> | undefined;
  readonly items?: OpenApiSchema | undefined;
  readonly 'x-kubernetes-group-version-kind'?:
    readonly {readonly group: string; readonly version: string; readonly kind: string}[] | undefined;
}

const schema: z.ZodType<OpenApiSchema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    allOf: z.array(z.object({$ref: z.string().optional()})).optional(),
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), schema).optional(),
    items: schema.optional(),
    'x-kubernetes-group-version-kind': z
      .array(z.object({group: z.string(), version: z.string(), kind: z.string()}))
      .optional(),
  }),
);
const definitions = z.record(z.string(), schema);

/** Of version 2 or 3: what differs is where the types stand. */
export const openApiDocument = z.union([
  z.object({components: z.object({schemas: definitions})}).transform(({components}) => components.schemas),
  z.object({definitions}).transform((document) => document.definitions),
]);

/** A type whose objects have names of their own. */
export interface OpenApiObject {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly schema: OpenApiSchema;
}

/** The types of an API server. */
export class OpenApiSchemas {
  readonly #byName: ReadonlyMap<string, OpenApiSchema>;

  constructor(documents: readonly Readonly<Record<string, OpenApiSchema>>[]) {
    this.#byName = new Map(documents.flatMap((document) => Object.entries(document)));
  }

  /** What has a name of its own, as objects in a namespace have: `apps/v1 DaemonSet` and its like. */
  *objects(): Generator<OpenApiObject> {
    for (const schema of this.#byName.values()) {
      const metadata = schema.properties?.['metadata'];
      if (metadata === undefined || refOf(metadata)?.endsWith('ObjectMeta') !== true) continue;
      for (const gvk of schema['x-kubernetes-group-version-kind'] ?? []) yield {...gvk, schema};
    }
  }

  /** The schema that is meant, where another is only named. */
  resolve(schema: OpenApiSchema): OpenApiSchema {
    const name = refOf(schema)?.split('/').at(-1);
    return name === undefined ? schema : (this.#byName.get(name) ?? {});
  }
}

const refOf = ({$ref, allOf}: OpenApiSchema): string | undefined => $ref ?? allOf?.[0]?.$ref;
