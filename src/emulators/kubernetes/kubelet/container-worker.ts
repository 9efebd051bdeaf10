import {randomBytes} from 'node:crypto';
import {makeDirectories, newDevice, newFile, type DirectoryInode} from '../machine/inode.ts';
import type {Image} from '../machine/images/image.ts';
import {MountedFileSystem} from '../machine/mounted-file-system.ts';
import {StartError, type Exit, type NetworkAccess, type Process} from '../machine/process.ts';
import type {ProcessorShare} from '../machine/processor/processor.ts';
import {asBusyboxShell} from '../machine/shell.ts';
import {startProcess} from '../machine/start-process.ts';
import {stderrPath, stdoutPath} from '../machine/streamed-output.ts';
import {isSidecar, type Container, type ContainerState, type ContainerStatus, type Pod} from '../objects/pod.ts';
import {ContainerLog} from './container-log.ts';
import {fieldPath, madeWith, mountsOf} from './container-fields.ts';
import {containerEnvironment, EnvironmentError} from './environment.ts';
import {canonicalName, digestName} from './image-name.ts';
import {networkFiles} from './network-files.ts';
import {runPostStart, runPreStop} from './lifecycle-hooks.ts';
import {mountVolumes} from './mount-volumes.ts';
import type {PodHost} from './pod-host.ts';
import {watchProbes} from './prober.ts';
import {pullImage} from './pull-image.ts';
import {pauseText, RestartBackOff} from './restart-back-off.ts';
import {coresBeside} from './run-in-container.ts';
import type {ContainerContext, RunningContainer} from './running-container.ts';

/** A node that naps until a pause is over wakes somewhat late: between this and no later at all in the real one. */
const oversleep = 1.25;

interface Role {
  /** Whether it prepares the others, and ends before they begin. */
  isInit: boolean;
}

/** One container of one Pod: it is started, watched, restarted with growing pauses, and stopped. */
export class ContainerWorker implements RunningContainer {
  readonly container: Container;
  status: ContainerStatus;
  log: ContainerLog | undefined;
  previousLog: ContainerLog | undefined;
  /** The container's files while it exists, for `exec`. */
  files: MountedFileSystem | undefined;
  process: Process | undefined;
  environment: Readonly<Record<string, string>> = {};
  network: NetworkAccess | undefined;
  image: Image | undefined;
  readonly hostname: string;
  readonly processor: ProcessorShare;
  #runs = 0;
  #forgetFiles: () => void = () => undefined;

  /** @param before its status from before the node was started again: what ran then counts as ended */
  constructor(
    container: Container,
    {
      waitingReason,
      hostname,
      processor,
      before,
    }: {waitingReason: string; hostname: string; processor: ProcessorShare; before: ContainerStatus | undefined},
  ) {
    this.container = container;
    this.hostname = hostname;
    this.processor = processor;
    this.status = {
      name: container.name,
      state: {waiting: {reason: waitingReason}},
      lastState: lostState(before),
      ready: false,
      restartCount:
        before?.state.waiting === undefined && before !== undefined
          ? before.restartCount + 1
          : (before?.restartCount ?? 0),
      image: container.image,
      imageID: '',
      started: false,
      ...mountsOf(container),
    };
  }

  /** Runs until it ended for good; resolves with the last exit, or undefined when it was told to stop. */
  async run(context: ContainerContext, {isInit}: Role): Promise<Exit | undefined> {
    const {pod, host, signal, announce} = context;
    const {timings, clock} = host;
    const {restartPolicy = 'Always'} = pod.spec;
    const backOff = new RestartBackOff(timings);
    while (!signal.aborted) {
      const image = await this.#pull(context);
      if (image === undefined) return undefined;
      const startedAtMs = clock.now();
      const exit = await this.#runOnce(context, {image, isInit});
      if (signal.aborted) return undefined;
      if (exit === undefined) continue;
      const endedAtMs = clock.now();
      announce();
      const isDone = exit.exitCode === 0 ? isInit || restartPolicy !== 'Always' : restartPolicy === 'Never';
      if (isDone && !isSidecar(this.container, pod)) return exit;
      await clock.sleep(timings.relistMs, signal);
      await this.#backOff(context, {pauseMs: backOff.next(endedAtMs - startedAtMs), endedAtMs});
    }
    return undefined;
  }

  /** How much of the node's cores what runs beside its own program uses. */
  coresBeside(): number {
    return this.process === undefined ? 0 : coresBeside(this.process);
  }

  /** What it is to do before it ends, SIGTERM, the rest of the grace period, SIGKILL. */
  async stop(pod: Pod, host: PodHost, graceMs: number): Promise<void> {
    const {process} = this;
    if (process === undefined) return;
    const cancel = host.clock.after(graceMs, () => process.kill());
    await Promise.race([runPreStop(this, {pod, host}), process.exited]);
    // what stops when it is told to does so before its time is over
    host.clock.after(Math.min(host.timings.stopMs, graceMs / 2), () => process.terminate());
    const exit = await process.exited;
    cancel();
    this.#ended(host, exit);
  }

  /** Its files and its logs are no more. */
  release(): void {
    this.#forgetFiles();
    this.log?.drop();
    this.previousLog?.drop();
  }

  async #pull({pod, host, signal, report}: ContainerContext): Promise<Image | undefined> {
    return await pullImage({
      container: this.container,
      host,
      about: {object: pod, fieldPath: fieldPath(pod, this.container)},
      wait: (waiting) => {
        this.setState({waiting});
        report();
      },
      signal,
    });
  }

  async #runOnce(
    context: ContainerContext,
    {image, isInit}: {image: Image; isInit: boolean},
  ): Promise<Exit | undefined> {
    const {pod, host, signal, announce} = context;
    const {clock, timings} = host;
    const about = {object: pod, fieldPath: fieldPath(pod, this.container)};
    const id = `containerd://${randomBytes(32).toString('hex')}`;
    if (this.log !== undefined) {
      this.previousLog?.drop();
      this.previousLog = this.log;
    }
    const log = new ContainerLog(() => clock.now(), host.logSpace);
    let process: Process;
    try {
      process = this.#start(context, {image, log});
    } catch (error) {
      // A program that is not there printed nothing.
      if (error instanceof StartError) this.log = log;
      log.end();
      return await this.#failedStart(context, {error, id});
    }
    this.log = log;
    this.process = process;
    host.event(about, 'Normal', 'Created', 'Container created');
    host.event(about, 'Normal', 'Started', 'Container started');
    const startedAt = clock.timestamp();
    this.#made(host, id);
    const early = await Promise.race([
      process.exited,
      clock.sleep(isInit ? timings.relistMs : timings.relistMs / 6, signal),
    ]);
    if (signal.aborted) return undefined;
    if (early === undefined) {
      this.setState({running: {startedAt}});
      await runPostStart(this, context);
      const {readinessProbe, startupProbe} = this.container;
      const started = startupProbe === undefined;
      this.status = {...this.status, started, ready: started && !isInit && readinessProbe === undefined};
      announce();
    }
    const stopProbes = isInit ? () => undefined : watchProbes(this, context);
    const exit = early ?? (await process.exited);
    stopProbes();
    if (signal.aborted) return undefined;
    this.#ended(host, exit, startedAt);
    if (isInit) this.status = {...this.status, ready: exit.exitCode === 0};
    return exit;
  }

  /** There is a container now, if only for a moment. */
  #made(host: PodHost, id: string): void {
    const {image} = this.container;
    const restartCount = this.status.restartCount + (this.#runs++ > 0 ? 1 : 0);
    this.status = {
      ...this.status,
      restartCount,
      image: canonicalName(image),
      imageID: digestName(image, host.digest(image)),
      containerID: id,
      ...madeWith(this.container),
    };
  }

  #start({pod, host, volumes, podIp}: ContainerContext, {image, log}: {image: Image; log: ContainerLog}): Process {
    const {container} = this;
    const {clock} = host;
    const root = image.files;
    const toLog = (bytes: Uint8Array): void => log.write(bytes);
    addDevices(root, toLog, clock.now());
    const etc = makeDirectories(root, '/etc', clock.now());
    for (const [name, text] of Object.entries(networkFiles(pod, {hostname: this.hostname, podIp}))) {
      etc.entries.set(name, newFile(text, clock.now()));
    }
    this.#forgetFiles();
    this.#forgetFiles = host.diskSpace.add(root);
    const files = new MountedFileSystem(root, () => clock.now(), host.diskSpace);
    this.environment = {...image.environment, ...containerEnvironment(host.store, pod, container)};
    mountVolumes(files, {pod, container, volumes, environment: this.environment, nowMs: clock.now()});
    this.files = files;
    this.image = image;
    const network = host.networkOf(pod);
    this.network = network;
    const command = container.command ?? image.entrypoint;
    const args = container.args ?? (container.command === undefined ? image.command : []);
    return startProcess({
      argv: [...command, ...args],
      environment: this.environment,
      workingDirectory: container.workingDir ?? image.workingDirectory,
      files,
      image,
      hostname: this.hostname,
      network,
      processor: this.processor,
      stdout: toLog,
      stderr: toLog,
      isFirst: true,
      now: () => clock.now(),
      secondMs: host.timings.secondMs,
      sleep: (ms, signal) => clock.sleep((ms * host.timings.secondMs) / 1000, signal),
    });
  }

  /** What could not even start: a bad configuration is waited on, a missing program is an exit of its own. */
  async #failedStart(
    {pod, host, signal, report}: ContainerContext,
    {error, id}: {error: unknown; id: string},
  ): Promise<Exit | undefined> {
    const about = {object: pod, fieldPath: fieldPath(pod, this.container)};
    if (error instanceof StartError) {
      const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${error.message}`;
      host.event(about, 'Normal', 'Created', 'Container created');
      host.event(about, 'Warning', 'Failed', `Error: ${message}`);
      this.#made(host, id);
      const finishedAt = host.clock.timestamp();
      const terminated = {
        exitCode: 128,
        reason: 'StartError',
        message,
        startedAt: '1970-01-01T00:00:00Z',
        finishedAt,
        containerID: id,
      };
      this.setState({terminated});
      this.setState({waiting: {reason: 'RunContainerError', message}});
      return {exitCode: 128};
    }
    if (!(error instanceof EnvironmentError)) throw error;
    host.event(about, 'Warning', 'Failed', `Error: ${error.message}`);
    this.setState({waiting: {reason: 'CreateContainerConfigError', message: error.message}});
    report();
    await host.clock.sleep(host.timings.relistMs * 10, signal);
    return undefined;
  }

  #ended(host: PodHost, {exitCode, signal}: Exit, startedAt?: string): void {
    if (this.process === undefined) return;
    this.process = undefined;
    this.log?.end();
    const began = startedAt ?? this.status.state.running?.startedAt;
    const terminated = {
      exitCode,
      ...(signal === undefined ? {} : {signal}),
      reason: exitCode === 0 ? 'Completed' : 'Error',
      ...(began === undefined ? {} : {startedAt: began}),
      finishedAt: host.clock.timestamp(),
      ...(this.status.containerID === undefined ? {} : {containerID: this.status.containerID}),
    };
    this.setState({terminated});
  }

  /**
   * Stays down until the pause is over. The node naps for as long, but never for longer than it lets any Pod go unseen;
   * only when it looks again does it say what the container waits for. So short pauses pass as the end that they follow.
   */
  async #backOff(
    {pod, host, signal, report, nap}: ContainerContext,
    {pauseMs, endedAtMs}: {pauseMs: number; endedAtMs: number},
  ): Promise<void> {
    const {clock, timings} = host;
    const {name, namespace, uid} = pod.metadata;
    const about = {object: pod, fieldPath: fieldPath(pod, this.container)};
    const pause = pauseText(Math.round(pauseMs / timings.secondMs));
    const subject = `container=${this.container.name} pod=${name}_${namespace}(${uid})`;
    const waiting = {reason: 'CrashLoopBackOff', message: `back-off ${pause} restarting failed ${subject}`};
    const text = `Back-off restarting failed container ${this.container.name} in pod ${name}_${namespace}(${uid})`;
    for (;;) {
      const leftMs = endedAtMs + pauseMs - clock.now();
      if (leftMs <= 0 || signal.aborted) return;
      host.event(about, 'Warning', 'BackOff', text);
      await nap(Math.min(leftMs, timings.resyncMs) * oversleep);
      if (signal.aborted) return;
      this.setState({waiting});
      report();
    }
  }

  /** A new state; one that ended is kept as the last. */
  setState(state: ContainerState): void {
    const {terminated} = this.status.state;
    const lastState = terminated === undefined ? this.status.lastState : {terminated};
    this.status = {...this.status, state, lastState, ready: false, started: state.running !== undefined};
  }
}

function lostState(before: ContainerStatus | undefined): ContainerState {
  const {running, terminated} = before?.state ?? {};
  if (terminated !== undefined) return {terminated};
  if (running === undefined) return before?.lastState ?? {};
  return {terminated: {exitCode: 255, reason: 'Unknown', startedAt: running.startedAt, finishedAt: running.startedAt}};
}

/** The files behind which there is no disk: what is written to the standard ones is the container's log. */
function addDevices(root: DirectoryInode, toLog: (bytes: Uint8Array) => void, nowMs: number): void {
  const put = (path: string, write: (bytes: Uint8Array) => void): void => {
    const slash = path.lastIndexOf('/');
    makeDirectories(root, path.slice(0, slash), nowMs).entries.set(path.slice(slash + 1), newDevice(write, nowMs));
  };
  put('/dev/null', () => undefined);
  for (const path of ['/dev/stdout', '/dev/stderr', stdoutPath]) put(path, toLog);
  put(stderrPath, (bytes) => toLog(asBusyboxShell(bytes)));
}
