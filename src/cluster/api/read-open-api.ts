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
  const index = indexSchema.safeParse(await readOrNothing(client, '/openapi/v3', signal));
  const addresses = index.success
    ? Object.entries(index.data.paths).flatMap(([path, {serverRelativeURL}]) =>
        isRead(path) ? [serverRelativeURL] : [],
      )
    : ['/openapi/v2'];
  const documents = await Promise.all(
    addresses.map(async (address) => openApiDocument.safeParse(await readOrNothing(client, address, signal)).data),
  );
  const found = documents.filter((document) => document !== undefined);
  return found.length === 0 ? undefined : new OpenApiSchemas(found);
}

async function readOrNothing(client: ApiClient, address: string, signal: AbortSignal): Promise<unknown> {
  const [path = address, search] = address.split('?', 2);
  try {
    return (await client.request({path, query: Object.fromEntries(new URLSearchParams(search)), signal})).body;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
