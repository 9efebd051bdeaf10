import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {explainedDocument, type ExplainedDocument} from '#src/views/explain/open-api.ts';
import {printExplanation} from '#src/views/explain/print-explanation.ts';
import type {ApiClient} from '../api/api-client.ts';
import {readDiscovery, type DiscoveredType} from '../api/read-discovery.ts';
import {openApiAddresses, readOpenApiAt, wholeOpenApi} from '../api/read-open-api.ts';
import type {OperationContext} from './operation-context.ts';

/** A resource of one version, and the fields of it that are asked for. */
interface Found {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly path: readonly string[];
}

/**
 * What `kubectl explain` prints: what the API server itself says of its types. Of a server before v1.24, which has OpenAPI
 * of version 2 alone, the same is made of that.
 */
export async function explain(operation: OperationOf<'explain'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal} = context;
  const client = identities.learner(sandbox.namespace);
  const groups = await readDiscovery(client, signal);
  const types = groups.flatMap(({versions}) => versions.flatMap((version) => version.types));
  const found = find(operation, types);
  if (found === undefined) {
    const [name = ''] = operation.resource.split('.');
    return failed(`the server doesn't have a resource type ${JSON.stringify(name)}`);
  }
  const document = await readDocument(found, client, signal);
  const {group, version, plural, path} = found;
  const resource = `${group}/${version}, Resource=${plural}`;
  if (document === undefined) return failed(`error: couldn't find resource for "${resource}"`);
  const kind = document.kindOf(found);
  if (kind === undefined) return failed(`error: GVR (${resource}) not found in OpenAPI schema`);
  const {text, isFound} = printExplanation(document, kind, {...operation, path});
  return isFound
    ? {kind: 'done', text, notes: []}
    : failed(`error: field ${JSON.stringify(path.at(-1) ?? '')} does not exist`, text);
}

const failed = (message: string, text?: string): Outcome => ({
  kind: 'failed',
  code: 'not-found',
  message,
  ...(text === undefined ? {} : {text}),
  notes: [],
});

/** Which type is meant, as kubectl finds it: the first whose name with its group begins the words, else the first of all. */
function find({resource, in: asked}: OperationOf<'explain'>, types: readonly DiscoveredType[]): Found | undefined {
  const [typed = '', ...fields] = resource.split('.');
  const name = typed.toLowerCase();
  const short = types.find(({shortNames}) => shortNames.includes(name))?.plural ?? name;
  const named = types.filter(({plural, singular, kind}) => [plural, singular, kind.toLowerCase()].includes(short));
  const [first] = named;
  if (first === undefined) return undefined;
  if (asked !== undefined) return {...asked, plural: first.plural, path: fields};
  const whole = named.find((type) => resource.startsWith(qualified(type)));
  if (whole === undefined) return {...first, path: fields};
  return {...whole, path: resource.slice(qualified(whole).length).split('.').slice(1)};
}

const qualified = ({group, plural}: DiscoveredType): string => (group === '' ? plural : `${plural}.${group}`);

async function readDocument(
  {group, version}: Pick<Found, 'group' | 'version'>,
  client: ApiClient,
  signal: AbortSignal,
): Promise<ExplainedDocument | undefined> {
  const addresses = await openApiAddresses(client, signal);
  const path = group === '' ? `api/${version}` : `apis/${group}/${version}`;
  const address = addresses === undefined ? wholeOpenApi : addresses.get(path);
  return address === undefined ? undefined : explainedDocument.parse(await readOpenApiAt(address, client, signal));
}
