import type {Clock} from '../clock.ts';
import type {Nodes} from '../kubelet/nodes.ts';
import type {ContainerWorker} from '../kubelet/container-worker.ts';
import type {Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import type {Objects} from '../store/objects.ts';
import type {Exchange} from './exchange.ts';
import {badRequest} from './status-error.ts';

/** What the endpoints that reach into a Pod need. */
export interface PodAccess {
  objects: Objects;
  nodes: Nodes;
  clock: Clock;
}

/**
 * The container that a request means.
 * @throws StatusError 400 when it names none and there are several, or one that does not exist
 */
export function chooseContainer(pod: Pod, wanted: string | null): string {
  const {name} = pod.metadata;
  const {containers, initContainers = []} = pod.spec;
  if (wanted !== null && wanted !== '') {
    if ([...containers, ...initContainers].some((container) => container.name === wanted)) return wanted;
    throw badRequest(`container ${wanted} is not valid for pod ${name}`);
  }
  const [only] = containers;
  if (containers.length === 1 && only !== undefined) return only.name;
  const choices = `choose one of: [${containers.map((container) => container.name).join(' ')}]`;
  const inits = initContainers.map((container) => container.name).join(' ');
  const others = inits === '' ? '' : ` or one of the init containers: [${inits}]`;
  throw badRequest(`a container name must be specified for pod ${name}, ${choices}${others}`);
}

/** `pods/log`: what a container printed, and with `follow` what it prints from now on. */
export function handlePodLog({objects, nodes, clock}: PodAccess, {response, url, info}: Exchange): void {
  const {searchParams: query} = url;
  const pod = objects.find(pods, info.namespace, info.name);
  const container = chooseContainer(pod, query.get('container'));
  const worker = nodes.findPod(pod)?.find(container);
  const log =
    query.get('previous') === 'true' ? previousLog(pod, container, worker) : currentLog(pod, container, worker);
  const number = (name: string): number | undefined => (query.has(name) ? Number(query.get(name)) : undefined);
  const tailLines = number('tailLines');
  const limitBytes = number('limitBytes');
  const sinceSeconds = number('sinceSeconds');
  const sinceTime = query.get('sinceTime');
  const sinceMs =
    sinceSeconds === undefined ? Date.parse(sinceTime ?? '1970-01-01T00:00:00Z') : clock.now() - sinceSeconds * 1000;
  const hasTimestamps = query.get('timestamps') === 'true';
  response.writeHead(200, {'content-type': 'text/plain'});
  response.flushHeaders();
  const options = {
    sinceMs,
    hasTimestamps,
    ...(tailLines === undefined ? {} : {tailLines}),
    ...(limitBytes === undefined ? {} : {limitBytes}),
  };
  if (query.get('follow') !== 'true') {
    response.end(log.read(options));
    return;
  }
  response.write(log.read(options));
  const stop = log.follow({line: (text) => response.write(text), end: () => response.end(), hasTimestamps});
  response.on('close', stop);
}

function currentLog(
  pod: Pod,
  container: string,
  worker: ContainerWorker | undefined,
): NonNullable<ContainerWorker['log']> {
  if (worker?.log !== undefined) return worker.log;
  const statuses = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])];
  const reason = statuses.find(({name}) => name === container)?.state.waiting?.reason;
  if (reason === undefined) throw badRequest(`container "${container}" in pod "${pod.metadata.name}" is not available`);
  const why = reason.includes('ImagePull') ? `trying and failing to pull image` : reason;
  throw badRequest(`container "${container}" in pod "${pod.metadata.name}" is waiting to start: ${why}`);
}

function previousLog(
  pod: Pod,
  container: string,
  worker: ContainerWorker | undefined,
): NonNullable<ContainerWorker['log']> {
  if (worker?.previousLog !== undefined) return worker.previousLog;
  throw badRequest(`previous terminated container "${container}" in pod "${pod.metadata.name}" not found`);
}
