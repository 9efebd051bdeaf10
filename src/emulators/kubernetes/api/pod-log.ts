import type {Clock} from '../clock.ts';
import type {Nodes} from '../kubelet/nodes.ts';
import type {ContainerWorker} from '../kubelet/container-worker.ts';
import type {Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import type {Objects} from '../store/objects.ts';
import type {Exchange} from './exchange.ts';
import {badRequest, fieldError, invalid, type FieldError} from '../status-error.ts';

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
  const options = readOptions(info.name, query, clock.now());
  const container = chooseContainer(pod, query.get('container'));
  if (pod.spec.nodeName === undefined) {
    // There is no kubelet yet to be asked.
    response.writeHead(204).end();
    return;
  }
  const worker = nodes.findPod(pod)?.find(container);
  const log =
    query.get('previous') === 'true' ? previousLog(pod, container, worker) : currentLog(pod, container, worker);
  response.writeHead(200, {'content-type': 'text/plain'});
  response.flushHeaders();
  if (query.get('follow') !== 'true') {
    response.end(log.read(options));
    return;
  }
  response.write(log.read(options));
  const stop = log.follow({
    line: (text) => response.write(text),
    end: () => response.end(),
    hasTimestamps: options.hasTimestamps,
  });
  response.on('close', stop);
}

interface LogOptions {
  sinceMs: number;
  hasTimestamps: boolean;
  tailLines?: number;
  limitBytes?: number;
}

/** @throws StatusError 400 for what is no number, 422 for one that makes no sense */
function readOptions(podName: string, query: URLSearchParams, nowMs: number): LogOptions {
  const tailLines = readNumber(query, 'tailLines');
  const limitBytes = readNumber(query, 'limitBytes');
  const sinceSeconds = readNumber(query, 'sinceSeconds');
  const errors = [
    ...(tailLines === undefined || tailLines >= 0
      ? []
      : [fieldError.invalid('tailLines', tailLines, 'must be greater than or equal to 0')]),
    ...validatePositive('sinceSeconds', sinceSeconds),
    ...validatePositive('limitBytes', limitBytes),
  ];
  if (errors.length > 0) throw invalid({group: '', kind: 'PodLogOptions'}, podName, errors);
  const sinceTime = Date.parse(query.get('sinceTime') ?? '1970-01-01T00:00:00Z');
  return {
    sinceMs: sinceSeconds === undefined ? sinceTime : nowMs - sinceSeconds * 1000,
    hasTimestamps: query.get('timestamps') === 'true',
    ...(tailLines === undefined ? {} : {tailLines}),
    ...(limitBytes === undefined ? {} : {limitBytes}),
  };
}

function readNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function validatePositive(field: string, value: number | undefined): FieldError[] {
  return value === undefined || value > 0 ? [] : [fieldError.invalid(field, value, 'must be greater than 0')];
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
