import type {LifecycleHandler, Pod} from '../objects/pod.ts';
import {fieldPath} from './container-fields.ts';
import type {PodHost} from './pod-host.ts';
import {runInContainer} from './run-in-container.ts';
import type {ContainerContext, RunningContainer} from './running-container.ts';

/** Runs what a container is to do once it has started; one that fails at it is ended. */
export async function runPostStart(worker: RunningContainer, {pod, host, signal}: ContainerContext): Promise<void> {
  const {process, container} = worker;
  const hook = container.lifecycle?.postStart;
  if (hook === undefined || (await succeeds(worker, hook, {host, signal}))) return;
  const about = {object: pod, fieldPath: fieldPath(pod, container)};
  host.event(about, 'Warning', 'FailedPostStartHook', 'PostStartHook failed');
  host.event(about, 'Normal', 'Killing', 'FailedPostStartHook');
  process?.terminate();
  host.clock.after((pod.spec.terminationGracePeriodSeconds ?? 30) * host.timings.secondMs, () => process?.kill());
}

/** Runs what a container is to do before it is told to end; that it failed is only told. */
export async function runPreStop(worker: RunningContainer, {pod, host}: {pod: Pod; host: PodHost}): Promise<void> {
  const {container} = worker;
  const hook = container.lifecycle?.preStop;
  if (hook === undefined || (await succeeds(worker, hook, {host, signal: new AbortController().signal}))) return;
  host.event({object: pod, fieldPath: fieldPath(pod, container)}, 'Warning', 'FailedPreStopHook', 'PreStopHook failed');
}

async function succeeds(
  worker: RunningContainer,
  {exec, sleep}: LifecycleHandler,
  {host, signal}: {host: PodHost; signal: AbortSignal},
): Promise<boolean> {
  if (exec !== undefined) {
    const {exitCode, startError} = await runInContainer(worker, host, {argv: exec.command ?? [], signal});
    return exitCode === 0 && startError === undefined;
  }
  await host.clock.sleep((sleep?.seconds ?? 0) * host.timings.secondMs, signal);
  return true;
}
