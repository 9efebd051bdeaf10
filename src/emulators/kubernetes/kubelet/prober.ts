import type {Container, Probe} from '../objects/pod.ts';
import {noBody} from '../machine/protocols/http-message.ts';
import {pods} from '../resources/pods.ts';
import {fieldPath} from './container-fields.ts';
import {runInContainer} from './run-in-container.ts';
import type {ContainerContext, RunningContainer} from './running-container.ts';
import {kubernetesMinor} from '../version.ts';

type Result = {isSuccess: true} | {isSuccess: false; why: string};

/** Runs a started container's probes until the returned function is called. */
export function watchProbes(worker: RunningContainer, context: ContainerContext): () => void {
  const {readinessProbe, livenessProbe, startupProbe} = worker.container;
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, context.signal]);
  const begin = async (): Promise<void> => {
    if (startupProbe !== undefined) {
      const hasStarted = await untilStarted({worker, context, probe: startupProbe, signal});
      if (signal.aborted || !hasStarted) return;
      worker.status = {...worker.status, started: true};
      if (readinessProbe === undefined) setReady({worker, context}, true);
      else context.report();
    }
    await Promise.all([
      readinessProbe === undefined ? undefined : watchReadiness({worker, context, probe: readinessProbe, signal}),
      livenessProbe === undefined ? undefined : watchLiveness({worker, context, probe: livenessProbe, signal}),
    ]);
  };
  void begin();
  return () => stopping.abort();
}

interface Watched {
  worker: RunningContainer;
  context: ContainerContext;
  probe: Probe;
  signal: AbortSignal;
}

async function watchReadiness({worker, context, probe, signal}: Watched): Promise<void> {
  const {successThreshold = 1, failureThreshold = 3} = probe;
  let streak = 0;
  for await (const result of probing({worker, context, probe, signal})) {
    streak = result.isSuccess ? Math.max(streak, 0) + 1 : Math.min(streak, 0) - 1;
    if (!result.isSuccess) unhealthy({worker, context}, 'Readiness', result.why);
    if (streak >= successThreshold) setReady({worker, context}, true);
    if (streak <= -failureThreshold) setReady({worker, context}, false);
  }
}

async function watchLiveness({worker, context, probe, signal}: Watched): Promise<void> {
  let failures = 0;
  for await (const result of probing({worker, context, probe, signal})) {
    failures = result.isSuccess ? 0 : failures + 1;
    if (!result.isSuccess) unhealthy({worker, context}, 'Liveness', result.why);
    if (failures >= (probe.failureThreshold ?? 3)) {
      restart({worker, context}, 'liveness');
      return;
    }
  }
}

async function untilStarted({worker, context, probe, signal}: Watched): Promise<boolean> {
  let failures = 0;
  for await (const result of probing({worker, context, probe, signal})) {
    if (result.isSuccess) return true;
    unhealthy({worker, context}, 'Startup', result.why);
    failures++;
    if (failures >= (probe.failureThreshold ?? 3)) {
      restart({worker, context}, 'startup');
      return false;
    }
  }
  return false;
}

async function* probing({worker, context, probe, signal}: Watched): AsyncGenerator<Result> {
  const {clock, timings} = context.host;
  await clock.sleep((probe.initialDelaySeconds ?? 0) * timings.secondMs, signal);
  while (!signal.aborted) {
    const result = await probeOnce({worker, context, probe, signal});
    if (signal.aborted) return;
    yield result;
    await clock.sleep((probe.periodSeconds ?? 10) * timings.secondMs, signal);
  }
}

async function probeOnce({worker, context, probe, signal}: Watched): Promise<Result> {
  const {httpGet, tcpSocket, exec} = probe;
  if (exec !== undefined) {
    const result = await runInContainer(worker, context.host, {argv: exec.command ?? [], signal});
    return result.exitCode === 0 ? {isSuccess: true} : {isSuccess: false, why: result.stdout + result.stderr};
  }
  const port = portNumber(worker.container, httpGet?.port ?? tcpSocket?.port ?? 0);
  const address = `${context.host.store.get(pods, context.pod.metadata.namespace, context.pod.metadata.name)?.status.podIP ?? ''}:${port}`;
  const listener = worker.process?.listeners?.().find((one) => one.port === port);
  const getting = `Get "http://${address}${httpGet?.path ?? '/'}": `;
  if (listener === undefined) {
    const why = `dial tcp ${address}: connect: connection refused`;
    return {isSuccess: false, why: httpGet === undefined ? why : getting + why};
  }
  if (httpGet === undefined) return {isSuccess: true};
  if (listener.answer === undefined) return {isSuccess: false, why: `${getting}EOF`};
  const {status} = listener.answer({
    method: 'GET',
    path: httpGet.path ?? '/',
    headers: {host: address, 'user-agent': `kube-probe/1.${kubernetesMinor}`, accept: '*/*', connection: 'close'},
    body: noBody,
    remoteAddress: '10.244.0.1',
  });
  return status >= 200 && status < 400
    ? {isSuccess: true}
    : {isSuccess: false, why: `HTTP probe failed with statuscode: ${status}`};
}

function portNumber(container: Container, port: number | string): number {
  if (typeof port === 'number') return port;
  return container.ports?.find(({name}) => name === port)?.containerPort ?? Number(port);
}

function setReady({worker, context}: Pick<Watched, 'worker' | 'context'>, isReady: boolean): void {
  if (worker.status.ready === isReady || worker.status.state.running === undefined) return;
  worker.status = {...worker.status, ready: isReady};
  context.report();
}

function unhealthy({worker, context}: Pick<Watched, 'worker' | 'context'>, kind: string, why: string): void {
  const about = {object: context.pod, fieldPath: fieldPath(context.pod, worker.container)};
  context.host.event(about, 'Warning', 'Unhealthy', `${kind} probe failed: ${why}`);
}

function restart({worker, context}: Pick<Watched, 'worker' | 'context'>, kind: string): void {
  const {name} = worker.container;
  const about = {object: context.pod, fieldPath: fieldPath(context.pod, worker.container)};
  context.host.event(about, 'Normal', 'Killing', `Container ${name} failed ${kind} probe, will be restarted`);
  const {process} = worker;
  const graceSeconds = context.pod.spec.terminationGracePeriodSeconds ?? 30;
  process?.terminate();
  context.host.clock.after(graceSeconds * context.host.timings.secondMs, () => process?.kill());
}
