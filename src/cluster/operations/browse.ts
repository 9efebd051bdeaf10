import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import {readySliceAddresses, serviceNameLabel} from '#src/kinds/endpoint-slice/endpoints-of-slices.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {readPage} from '#src/views/page/read-page.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {notReadySince, unreachableApp, type PodMaker, type SilentApp} from '#src/views/page/unreachable-app.ts';
import {podStatus} from '#src/kinds/pod/status/pod-status.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import {serviceSchema, type Service, type ServicePort} from '#src/kinds/service/schema.ts';
import {objectListSchema} from '#src/kubernetes/kubernetes-object.ts';
import type {RawResponse} from '../api/api-client.ts';
import {toError} from '../api/read-answer.ts';
import type {OperationContext} from './operation-context.ts';
import {parseJson} from '../api/parse-json.ts';
import {routeToService} from './objects/route-to-service.ts';
import {listObjects} from './objects/resolve-name.ts';
import {resourcePath} from '../api/resource-path.ts';
import {words} from '#src/words/words.ts';

const pageLimitBytes = 64 * 1024;
/** How long an app may take, in ms; a browser would wait longer, a chat should not. */
const pageTimeoutMs = 8_000;
/**
 * For how long an app that refuses is tried again while its Pods count as ready, and how often, in ms: that a container has
 * ended is known in the cluster some seconds later.
 */
const settleMs = 5_000;
const betweenTriesMs = 500;

type Browse = OperationOf<'browse'>;

/** Fetches a page that the learner's app serves, through the API server's proxy. */
export async function browse(operation: Browse, context: OperationContext): Promise<Outcome> {
  const {sandbox, signal} = context;
  const {host} = operation;
  const {service, port, notes} = await chooseTarget(operation, context);
  const name = service.metadata.name;
  const {pathname, search} = normalPath(operation.path);
  const encoded = pathname.split('/').map(encodeURIComponent).join('/');
  const path = `${resourcePath('services', sandbox.namespace, name)}:${port.port}/proxy${encoded}${search}`;
  const settledAt = Date.now() + settleMs;
  for (;;) {
    const response = await fetchPage({path, host}, context);
    if (response !== undefined && !isRefusal(response)) {
      return {
        kind: 'page',
        page: {
          service: name,
          ...(host === undefined ? {} : {host}),
          path: operation.path,
          line: `kubectl get --raw ${path}`,
          status: response.status,
          ...readPage(response.text, response.contentType),
        },
        notes: [...notes, ...(response.isCut ? [words().running.pageCut] : [])],
      };
    }
    const failure = response === undefined ? {silentSeconds: pageTimeoutMs / 1000} : 'refused';
    const app = await readApp({service, port, failure}, context);
    if (app.readyAddresses === 0 || response === undefined || Date.now() > settledAt) {
      return failedPage(app, {path, notes}, context);
    }
    await sleep(betweenTriesMs, undefined, {signal});
  }
}

interface Target {
  readonly service: Service;
  readonly port: ServicePort;
  /** How it was found, for who asks. */
  readonly notes: readonly string[];
}

async function chooseTarget({service: named, host, path}: Browse, context: OperationContext): Promise<Target> {
  if (host !== undefined) {
    const {ingress, service, port} = await routeToService({host, path: normalPath(path).pathname}, context);
    const said = {ingress, service: service.metadata.name, port: String(port.port)};
    return {service, port, notes: [words().running.byIngress(said)]};
  }
  const service = await chooseService(named, context);
  const port = service.spec.ports.find(({protocol}) => protocol === 'TCP');
  if (port === undefined) throw new UserError('not-found', words().running.noPort({service: service.metadata.name}));
  return {service, port, notes: []};
}

/** What came, whoever it is from; undefined when nothing came in time. */
async function fetchPage(
  {path, host}: {readonly path: string; readonly host: string | undefined},
  {sandbox, identities, signal}: OperationContext,
): Promise<RawResponse | undefined> {
  const timeout = AbortSignal.timeout(pageTimeoutMs);
  try {
    return await identities.learner(sandbox.namespace).requestRaw({
      path,
      accept: '*/*',
      isProxied: true,
      ...(host === undefined ? {} : {forwardedHost: host}),
      limitBytes: pageLimitBytes,
      signal: AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    if (!timeout.aborted || signal.aborted) throw error;
    return undefined;
  }
}

/** Whether the API server answered in place of the app. @throws ApiError when that is not the app's doing */
function isRefusal({status, contentType, text}: RawResponse): boolean {
  const refusal = asStatus(contentType, text);
  if (refusal === undefined || status < 400) return false;
  if (status === 401 || status === 403) throw toError(status, {body: refusal, text, retryAfter: undefined});
  return true;
}

interface SilentService {
  readonly service: Service;
  readonly port: ServicePort;
  readonly failure: SilentApp['failure'];
}

/** What there is behind a Service now. */
async function readApp({service, port, failure}: SilentService, context: OperationContext): Promise<SilentApp> {
  const {metadata, spec} = service;
  const selector = Object.entries(spec.selector ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const [slices, pods] = await Promise.all([
    listObjects('endpointslices', `${serviceNameLabel}=${metadata.name}`, context),
    selector === '' ? [] : listObjects('pods', selector, context),
  ]);
  return {
    service: metadata.name,
    selector,
    targetPort: port.targetPort ?? port.port,
    pods: z.array(podSchema).parse(pods),
    makers: selector === '' || pods.length > 0 ? [] : await makersOf(spec.selector ?? {}, context),
    readyAddresses: readySliceAddresses(slices).length,
    failure,
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
    throw new UserError('not-found', words().running.noService);
  }
  return serviceSchema.parse(first);
}

async function failedPage(
  app: SilentApp,
  {path, notes}: {readonly path: string; readonly notes: readonly string[]},
  context: OperationContext,
): Promise<Outcome> {
  const {reason, next} = unreachableApp(app);
  const isDown = app.readyAddresses === 0 && !app.pods.some((pod) => podStatus(pod).isReady);
  const downSince = isDown ? ((await context.downSince(app.service)) ?? notReadySince(app.pods)) : undefined;
  return {
    kind: 'failed',
    code: 'AppDown',
    line: `kubectl get --raw ${path}`,
    message: words().running.appSilent({reason}),
    next,
    ...(downSince === undefined ? {} : {downSince}),
    notes: [...notes],
  };
}

const makerSchema = z.looseObject({
  metadata: z.looseObject({name: z.string(), ownerReferences: z.array(z.unknown()).default([])}),
  spec: z.looseObject({
    replicas: z.number().optional(),
    template: z.looseObject({
      metadata: z.looseObject({labels: z.record(z.string(), z.string()).default({})}).prefault({}),
    }),
  }),
});
const makerTypes = ['deployments', 'statefulsets', 'daemonsets', 'replicasets'] as const;

/** What there is of one's own that makes Pods with such labels. */
async function makersOf(labels: Readonly<Record<string, string>>, context: OperationContext): Promise<PodMaker[]> {
  const makers = await Promise.all(
    makerTypes.map(async (type) => {
      const objects = z.array(makerSchema).parse(await listObjects(type, undefined, context));
      return objects.flatMap(({metadata, spec: {replicas, template}}) => {
        const isSuch = Object.entries(labels).every(([key, value]) => template.metadata.labels[key] === value);
        if (!isSuch || metadata.ownerReferences.length > 0) return [];
        const object = `${resourceType(type).singular}/${metadata.name}`;
        return [{object, ...(replicas === undefined ? {} : {replicas})}];
      });
    }),
  );
  return makers.flat();
}

/** Without what leads upwards, so that what was typed stays below the proxy's path. */
function normalPath(path: string): {readonly pathname: string; readonly search: string} {
  const [pathname = '', query] = path.split('?', 2);
  const segments = pathname.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  const end = pathname.endsWith('/') && segments.length > 0 ? '/' : '';
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return {pathname: `/${segments.join('/')}${end}`, search};
}

function asStatus(contentType: string, text: string): unknown {
  if (!contentType.includes('json')) return undefined;
  return z.looseObject({kind: z.literal('Status')}).safeParse(parseJson(text)).data;
}
