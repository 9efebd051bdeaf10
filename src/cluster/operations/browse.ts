import {z} from 'zod';
import type {OperationOf} from '../../operations/operation.ts';
import type {Outcome} from '../../operations/outcome.ts';
import {UserError} from '../../operations/user-error.ts';
import {readPage} from '../../views/page/read-page.ts';
import {kubernetesObjectSchema, objectListSchema} from '../kubernetes-object.ts';
import {toError} from '../api-client.ts';
import {ClusterUnavailableError} from '../api-error.ts';
import type {OperationContext} from '../operation-context.ts';
import {parseJson} from '../parse-json.ts';
import {resourcePath} from '../resource-path.ts';

const pageLimitBytes = 64 * 1024;
/** How long an app may take, in ms; a browser would wait longer, a chat should not. */
const pageTimeoutMs = 8_000;

const serviceSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({ports: z.array(z.looseObject({port: z.number().int()})).default([])}),
});

/** Fetches a page that the learner's app serves, through the API server's proxy. */
export async function browse(operation: OperationOf<'browse'>, context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal} = context;
  const client = identities.learner(sandbox.namespace);
  const service = await chooseService(operation.service, context);
  const name = service.metadata.name;
  const [port] = service.spec.ports;
  if (port === undefined) throw new UserError('not-found', `The Service ${name} has no port to browse to.`);
  const path = `${resourcePath('services', sandbox.namespace, name)}:${port.port}/proxy${encodePath(operation.path)}`;
  const timeout = AbortSignal.timeout(pageTimeoutMs);
  let response;
  try {
    response = await client.requestRaw({
      path,
      accept: '*/*',
      limitBytes: pageLimitBytes,
      signal: AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    if (!timeout.aborted || signal.aborted) throw error;
    return failedPage({name, path}, `The app behind ${name} did not answer within ${pageTimeoutMs / 1000} s.`, context);
  }
  const refusal = asStatus(response.contentType, response.text);
  if (refusal !== undefined && response.status >= 400) {
    const error = toError(response.status, refusal, response.text);
    const reason =
      error instanceof ClusterUnavailableError && error.cause instanceof Error ? error.cause.message : error.message;
    if (response.status === 403) throw error;
    return failedPage({name, path}, reason, context);
  }
  return {
    kind: 'page',
    page: {
      service: name,
      path: operation.path,
      line: `kubectl get --raw ${path}`,
      status: response.status,
      ...readPage(response.text, response.contentType),
    },
    notes: response.isCut ? ['The page is longer; this is its beginning.'] : [],
  };
}

async function chooseService(name: string | undefined, {sandbox, identities, signal}: OperationContext) {
  const client = identities.learner(sandbox.namespace);
  if (name !== undefined) {
    const {body} = await client.request({path: resourcePath('services', sandbox.namespace, name), signal});
    return serviceSchema.parse(body);
  }
  const {body} = await client.request({path: resourcePath('services', sandbox.namespace), signal});
  const [first] = objectListSchema.parse(body).items ?? [];
  if (first === undefined) {
    throw new UserError('not-found', 'There is no Service to browse to yet.', {
      next: 'Apply one first: a Service gives the app an address.',
    });
  }
  return serviceSchema.parse(first);
}

async function failedPage(
  {name: service, path}: {name: string; path: string},
  reason: string,
  context: OperationContext,
): Promise<Outcome> {
  const since = await context.downSince(service);
  const down =
    since === undefined
      ? ''
      : ` No Pod has been ready behind it since <t:${Math.floor(since / 1000)}:T> (<t:${Math.floor(since / 1000)}:R>).`;
  return {
    kind: 'failed',
    code: 'AppDown',
    line: `kubectl get --raw ${path}`,
    message: `The app does not answer: ${reason}.${down}`,
    next: 'See its Pods: kubectl get pods',
    notes: [],
  };
}

/** Each segment encoded, so that what was typed stays below the proxy's path. */
function encodePath(path: string): string {
  const [pathname = '', query] = path.split('?', 2);
  const segments = pathname.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  const end = pathname.endsWith('/') && segments.length > 0 ? '/' : '';
  const encoded = `/${segments.map((segment) => encodeURIComponent(segment)).join('/')}${end}`;
  return query === undefined ? encoded : `${encoded}?${new URLSearchParams(query).toString()}`;
}

function asStatus(contentType: string, text: string): unknown {
  if (!contentType.includes('json')) return undefined;
  return z.looseObject({kind: z.literal('Status')}).safeParse(parseJson(text)).data;
}
