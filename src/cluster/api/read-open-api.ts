import {z} from 'zod';
import {resourceType, typesThat} from '#src/kinds/resource-types.ts';
import {openApiDocument, OpenApiSchemas} from '#src/sandbox/cluster-policies/open-api.ts';
import type {ApiClient} from './api-client.ts';
import {isNotFound} from './api-error.ts';

const indexSchema = z.object({paths: z.record(z.string(), z.object({serverRelativeURL: z.string()}))});

/** The API groups of what learners may apply, in all of their versions. */
const isRead = (path: string): boolean =>
  typesThat('isWritable')
    .map((plural) => resourceType(plural).group)
    .some((group) => (group === '' ? path === 'api/v1' : path.startsWith(`apis/${group}/`)));

/**
 * What the API server says of its own types; undefined when it says nothing. Those before v1.24 have one document for all.
 * @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-interface-definition
 */
export async function readOpenApi(client: ApiClient, signal: AbortSignal): Promise<OpenApiSchemas | undefined> {
  const index = await openApiAddresses(client, signal);
  const addresses =
    index === undefined ? [wholeOpenApi] : [...index].flatMap(([path, address]) => (isRead(path) ? [address] : []));
  const documents = await Promise.all(
    addresses.map(async (address) => openApiDocument.safeParse(await readOpenApiAt(address, client, signal)).data),
  );
  const found = documents.filter((document) => document !== undefined);
  return found.length === 0 ? undefined : new OpenApiSchemas(found);
}

/** The one document of servers that have no list of them, in version 2 of OpenAPI. */
export const wholeOpenApi = '/openapi/v2';

/** Where the document of each group and version is (`apis/apps/v1`); undefined where there is no list of them. */
export async function openApiAddresses(
  client: ApiClient,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string> | undefined> {
  const index = indexSchema.safeParse(await readOpenApiAt('/openapi/v3', client, signal)).data;
  if (index === undefined) return undefined;
  return new Map(Object.entries(index.paths).map(([path, {serverRelativeURL}]) => [path, serverRelativeURL]));
}

/** A document, or the list of them; undefined where there is none. */
export async function readOpenApiAt(address: string, client: ApiClient, signal: AbortSignal): Promise<unknown> {
  const [path = address, search] = address.split('?', 2);
  try {
    return (await client.request({path, query: Object.fromEntries(new URLSearchParams(search)), signal})).body;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
