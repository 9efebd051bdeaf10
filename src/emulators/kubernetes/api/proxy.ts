import type {IncomingMessage} from 'node:http';
import {noBody} from '../machine/protocols/http-message.ts';
import type {Service, ServicePort} from '../objects/cluster-objects.ts';
import {ConnectionRefused} from '../kubelet/pod-host.ts';
import type {Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import {endpoints} from '../resources/endpoints.ts';
import {services} from '../resources/services.ts';
import type {Store} from '../store/store.ts';
import type {Exchange} from './exchange.ts';
import type {PodAccess} from './pod-log.ts';
import {badRequest, StatusError} from '../status-error.ts';

export interface ProxyAccess extends PodAccess {
  store: Store;
}

/** `services/proxy`: HTTP to one of the ready Pods behind a Service. */
export function handleServiceProxy(access: ProxyAccess, exchange: Exchange): void {
  const {namespace, name: reference} = exchange.info;
  const {name, port} = parseReference('service', reference);
  // A Service is looked at for its ports alone: what is behind it, its endpoints tell.
  const chosenPort = port === '' ? undefined : choosePort(access.objects.find(services, namespace, name), port);
  const found = access.store.get(endpoints, namespace, name);
  for (const {addresses = [], ports = []} of found?.subsets ?? []) {
    const target = ports.find((one) => chosenPort === undefined || (one.name ?? '') === (chosenPort.name ?? ''));
    const chosen = addresses[Math.floor(Math.random() * addresses.length)];
    if (target === undefined || chosen?.targetRef === undefined) continue;
    const pod = access.store.get(pods, namespace, chosen.targetRef.name);
    if (pod !== undefined) {
      forward(access, exchange, {pod, port: target.port});
      return;
    }
  }
  throw unavailable(`no endpoints available for service "${name}"`);
}

/** `pods/proxy`: HTTP to one Pod. */
export function handlePodProxy(access: ProxyAccess, exchange: Exchange): void {
  const {name, port} = parseReference('pod', exchange.info.name);
  const pod = access.objects.find(pods, exchange.info.namespace, name);
  const declared = pod.spec.containers.flatMap(({ports = []}) => ports);
  const named = declared.find((one) => one.name === port)?.containerPort;
  forward(access, exchange, {pod, port: named ?? (Number(port) || (declared[0]?.containerPort ?? 80))});
}

function forward(
  {nodes}: ProxyAccess,
  {request, response, info, url, identity}: Exchange,
  {pod, port}: {pod: Pod; port: number},
): void {
  if (pod.status.podIP === undefined) throw badRequest('address not allowed');
  const worker = nodes.findPod(pod);
  if (worker === undefined) {
    throw unavailable(`error trying to reach service: dial tcp ${pod.status.podIP}:${port}: connect: no route to host`);
  }
  try {
    const answer = worker.http({
      port,
      method: request.method ?? 'GET',
      path: `/${info.rest}${url.search}`,
      headers: {...forwardedHeaders(request), 'user-agent': request.headers['user-agent'] ?? identity.name},
      body: noBody,
      remoteAddress: '10.244.0.1',
    });
    if (answer === undefined) throw unavailable('error trying to reach service: EOF');
    response.writeHead(answer.status, {...answer.headers, 'content-length': answer.body.length});
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  } catch (error) {
    if (!(error instanceof ConnectionRefused)) throw error;
    throw unavailable(`error trying to reach service: ${error.message}`);
  }
}

/** Who asks the API server is no affair of a Pod's. */
const notForwarded = /^(authorization|connection|upgrade|impersonate-.*)$/;

function forwardedHeaders({headers}: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || notForwarded.test(name) ? [] : [[name, String(value)]],
    ),
  );
}

/** `[SCHEME:]NAME[:PORT]` */
function parseReference(kind: 'pod' | 'service', reference: string): {name: string; port: string} {
  const parts = reference.split(':');
  if (parts.length > 3 || parts.some((part, at) => part === '' && at !== parts.length - 1 && at !== 0)) {
    throw badRequest(`invalid ${kind} request "${reference}"`);
  }
  if (parts.length === 3) return {name: parts[1] ?? '', port: parts[2] ?? ''};
  return {name: parts[0] ?? '', port: parts[1] ?? ''};
}

function choosePort({spec, metadata}: Service, port: string): ServicePort {
  const chosen = (spec.ports ?? []).find((one) => one.name === port || String(one.port) === port);
  if (chosen !== undefined) return chosen;
  const shown = /^\d+$/.test(port) ? port : JSON.stringify(port);
  throw unavailable(`no service port ${shown} found for service "${metadata.name}"`);
}

function unavailable(message: string): StatusError {
  return new StatusError(503, 'ServiceUnavailable', message);
}
