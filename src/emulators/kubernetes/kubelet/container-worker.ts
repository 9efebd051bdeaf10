import {randomBytes} from 'node:crypto';
import {makeDirectories, newDevice, newFile, type DirectoryInode} from '../machine/inode.ts';
import type {Image} from '../machine/image.ts';
import {MountedFileSystem} from '../machine/mounted-file-system.ts';
import {StartError, type Exit, type Process} from '../machine/process.ts';
import {asBusyboxShell} from '../machine/shell.ts';
import {startProcess} from '../machine/start-process.ts';
import {STDERR, STDOUT} from '../machine/streamed-output.ts';
import type {Container, ContainerState, ContainerStatus, Pod} from '../objects/pod.ts';
import {ContainerLog} from './container-log.ts';
import {containerEnvironment, EnvironmentError} from './environment.ts';
import {networkFiles} from './network-files.ts';
import {isWrittenByKubelet} from './volumes.ts';
import type {PodHost} from './pod-host.ts';
import {watchProbes} from './prober.ts';

export interface ContainerContext {
  pod: Pod;
  host: PodHost;
  volumes: ReadonlyMap<string, DirectoryInode>;
  podIp: string;
  /** Tells that the status below has changed. */
  report: () => void;
  signal: AbortSignal;
}

/** One container of one Pod: it is started, watched, restarted with growing pauses, and stopped. */
export class ContainerWorker {
  readonly container: Container;
  status: ContainerStatus;
  log: ContainerLog | undefined;
  previousLog: ContainerLog | undefined;
  /** The container's files while it exists, for `exec`. */
  files: MountedFileSystem | undefined;
  process: Process | undefined;
  environment: Readonly<Record<string, string>> = {};
  readonly hostname: string;

  /** @param before its status from before the node was started again: what ran then counts as ended */
  constructor(
    container: Container,
    {waitingReason, hostname, before}: {waitingReason: string; hostname: string; before: ContainerStatus | undefined},
  ) {
    this.container = container;
    this.hostname = hostname;
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
    };
  }

  /** Runs until it ended for good; resolves with the last exit, or undefined when it was told to stop. */
  async run(context: ContainerContext, {isInit}: {isInit: boolean}): Promise<Exit | undefined> {
    const {pod, host, signal, report} = context;
    const {timings, clock} = host;
    const {restartPolicy = 'Always'} = pod.spec;
    let backOffMs = 0;
    while (!signal.aborted) {
      const image = await this.pull(context);
      if (image === undefined) return undefined;
      const startedAtMs = clock.now();
      const exit = await this.runOnce(context, {image, isInit});
      if (signal.aborted) return undefined;
      if (exit === undefined) continue;
      report();
      const isDone = exit.exitCode === 0 ? isInit || restartPolicy !== 'Always' : restartPolicy === 'Never';
      if (isDone) return exit;
      await clock.sleep(timings.relistMs, signal);
      if (clock.now() - startedAtMs > timings.backOffResetMs) backOffMs = 0;
      if (backOffMs > 0) await this.backOff(context, backOffMs);
      backOffMs = backOffMs === 0 ? timings.backOffMs : Math.min(backOffMs * 2, timings.maxBackOffMs);
      this.status = {...this.status, restartCount: this.status.restartCount + 1};
    }
    return undefined;
  }

  /** SIGTERM, the rest of the grace period, SIGKILL. */
  async stop(host: PodHost, graceMs: number): Promise<void> {
    const {process} = this;
    if (process === undefined) return;
    host.clock.after(Math.min(host.timings.stopMs, graceMs), () => process.terminate());
    const cancel = host.clock.after(graceMs, () => process.kill());
    const exit = await process.exited;
    cancel();
    this.ended(host, exit);
  }

  private async pull({pod, host, signal, report}: ContainerContext): Promise<Image | undefined> {
    const {image: reference, imagePullPolicy} = this.container;
    const {clock, timings} = host;
    const about = {object: pod, fieldPath: fieldPath(pod, this.container)};
    if (imagePullPolicy !== 'Always' && host.pulledImages.has(reference)) {
      const image = host.images.find(reference);
      host.event(about, 'Normal', 'Pulled', `Container image "${reference}" already present on machine`);
      if (image !== undefined) return image;
    }
    let backOffMs = timings.backOffMs;
    while (!signal.aborted) {
      host.event(about, 'Normal', 'Pulling', `Pulling image "${reference}"`);
      const pullMs = timings.pullMs;
      await clock.sleep(pullMs, signal);
      const image = host.images.find(reference);
      if (image !== undefined) {
        host.pulledImages.add(reference);
        const took = `${Math.round(pullMs)}ms`;
        host.event(
          about,
          'Normal',
          'Pulled',
          `Successfully pulled image "${reference}" in ${took} (${took} including waiting). Image size: 10047344 bytes.`,
        );
        return image;
      }
      const cause = `failed to pull and unpack image "${canonicalName(reference)}": failed to resolve reference "${canonicalName(reference)}": ${canonicalName(reference)}: not found`;
      const text = `Failed to pull image "${reference}": rpc error: code = NotFound desc = ${cause}`;
      host.event(about, 'Warning', 'Failed', text);
      host.event(about, 'Warning', 'Failed', 'Error: ErrImagePull');
      this.setState({waiting: {reason: 'ErrImagePull', message: `rpc error: code = NotFound desc = ${cause}`}});
      report();
      await clock.sleep(Math.min(timings.relistMs * 10, backOffMs), signal);
      host.event(about, 'Normal', 'BackOff', `Back-off pulling image "${reference}"`);
      host.event(about, 'Warning', 'Failed', 'Error: ImagePullBackOff');
      this.setState({waiting: {reason: 'ImagePullBackOff', message: `Back-off pulling image "${reference}"`}});
      if (!signal.aborted) report();
      await clock.sleep(backOffMs, signal);
      backOffMs = Math.min(backOffMs * 2, timings.maxBackOffMs);
    }
    return undefined;
  }

  private async runOnce(
    context: ContainerContext,
    {image, isInit}: {image: Image; isInit: boolean},
  ): Promise<Exit | undefined> {
    const {pod, host, signal, report} = context;
    const {clock, timings} = host;
    const about = {object: pod, fieldPath: fieldPath(pod, this.container)};
    const id = `containerd://${randomBytes(32).toString('hex')}`;
    const digest = `${canonicalName(this.container.image).split(':')[0]}@sha256:${host.digest(this.container.image)}`;
    this.previousLog = this.log ?? this.previousLog;
    const log = new ContainerLog(() => clock.now());
    let process: Process;
    try {
      process = this.start(context, {image, log});
    } catch (error) {
      // A program that is not there printed nothing.
      if (error instanceof StartError) this.log = log;
      log.end();
      return await this.failedStart(context, {error, id});
    }
    this.log = log;
    this.process = process;
    host.event(about, 'Normal', 'Created', `Created container ${this.container.name}`);
    host.event(about, 'Normal', 'Started', `Started container ${this.container.name}`);
    const startedAt = clock.timestamp();
    this.status = {...this.status, image: canonicalName(this.container.image), containerID: id, imageID: digest};
    const early = await Promise.race([
      process.exited,
      clock.sleep(isInit ? timings.relistMs : timings.relistMs / 6, signal),
    ]);
    if (signal.aborted) return undefined;
    if (early === undefined) {
      this.setState({running: {startedAt}});
      const hasProbe = this.container.readinessProbe !== undefined || this.container.startupProbe !== undefined;
      this.status = {...this.status, started: true, ready: !isInit && !hasProbe};
      report();
    }
    const stopProbes = isInit ? () => undefined : watchProbes(this, context);
    const exit = early ?? (await process.exited);
    stopProbes();
    if (signal.aborted) return undefined;
    this.ended(host, exit, startedAt);
    return exit;
  }

  private start(
    {pod, host, volumes, podIp}: ContainerContext,
    {image, log}: {image: Image; log: ContainerLog},
  ): Process {
    const {container} = this;
    const {clock} = host;
    const root = image.files;
    const toLog = (bytes: Uint8Array): void => log.write(bytes);
    addDevices(root, toLog, clock.now());
    const etc = makeDirectories(root, '/etc', clock.now());
    for (const [name, text] of Object.entries(networkFiles(pod, {hostname: this.hostname, podIp}))) {
      etc.entries.set(name, newFile(text, clock.now()));
    }
    const files = new MountedFileSystem(root, () => clock.now());
    const mounts = [...(container.volumeMounts ?? [])].sort((a, b) => a.mountPath.length - b.mountPath.length);
    for (const {name, mountPath, readOnly = false, subPath} of mounts) {
      if (subPath !== undefined) throw new EnvironmentError('this emulated cluster does not support subPath');
      const directory = volumes.get(name);
      if (directory !== undefined) files.mount(mountPath, directory, readOnly || isWrittenByKubelet(pod, name));
    }
    this.environment = containerEnvironment(host.store, pod, container);
    this.files = files;
    const command = container.command ?? image.entrypoint;
    const args = container.args ?? (container.command === undefined ? image.command : []);
    return startProcess({
      argv: [...command, ...args],
      environment: this.environment,
      workingDirectory: container.workingDir ?? '/',
      files,
      hostname: this.hostname,
      stdout: toLog,
      stderr: toLog,
      isFirst: true,
      now: () => clock.now(),
      sleep: (ms, signal) => clock.sleep((ms * host.timings.secondMs) / 1000, signal),
    });
  }

  /** What could not even start: a bad configuration is waited on, a missing program is an exit of its own. */
  private async failedStart(
    {pod, host, signal, report}: ContainerContext,
    {error, id}: {error: unknown; id: string},
  ): Promise<Exit | undefined> {
    const about = {object: pod, fieldPath: fieldPath(pod, this.container)};
    if (error instanceof StartError) {
      const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${error.message}: unknown`;
      host.event(about, 'Normal', 'Created', `Created container ${this.container.name}`);
      host.event(about, 'Warning', 'Failed', `Error: ${message}`);
      const finishedAt = host.clock.timestamp();
      const terminated = {
        exitCode: 128,
        reason: 'StartError',
        message,
        startedAt: '1970-01-01T00:00:00Z',
        finishedAt,
        containerID: id,
      };
      this.status = {...this.status, state: {terminated}, lastState: {}, ready: false, started: false, containerID: id};
      return {exitCode: 128};
    }
    if (!(error instanceof EnvironmentError)) throw error;
    host.event(about, 'Warning', 'Failed', `Error: ${error.message}`);
    this.setState({waiting: {reason: 'CreateContainerConfigError', message: error.message}});
    report();
    await host.clock.sleep(host.timings.relistMs * 10, signal);
    return undefined;
  }

  private ended(host: PodHost, {exitCode, signal}: Exit, startedAt?: string): void {
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
    this.status = {...this.status, state: {terminated}, ready: false, started: false};
  }

  private async backOff({pod, host, signal, report}: ContainerContext, backOffMs: number): Promise<void> {
    const {clock, timings} = host;
    const {name, namespace, uid} = pod.metadata;
    const container = `restarting failed container=${this.container.name} pod=${name}_${namespace}(${uid})`;
    const seconds = Math.round(backOffMs / timings.secondMs);
    const pause = seconds >= 60 ? `${Math.floor(seconds / 60)}m${seconds % 60}s` : `${seconds}s`;
    this.setState({waiting: {reason: 'CrashLoopBackOff', message: `back-off ${pause} ${container}`}});
    const about = {object: pod, fieldPath: fieldPath(pod, this.container)};
    host.event(
      about,
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${this.container.name} in pod ${name}_${namespace}(${uid})`,
    );
    report();
    await clock.sleep(backOffMs, signal);
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
  for (const path of ['/dev/stdout', '/dev/stderr', STDOUT]) put(path, toLog);
  put(STDERR, (bytes) => toLog(asBusyboxShell(bytes)));
}

function fieldPath(pod: Pod, {name}: Container): string {
  const isInit = pod.spec.initContainers?.some((container) => container.name === name) === true;
  return `spec.${isInit ? 'initContainers' : 'containers'}{${name}}`;
}

/** `nginx:1.18` as containerd spells it out. */
function canonicalName(reference: string): string {
  const tagged = /[:@][^/]*$/.test(reference) ? reference : `${reference}:latest`;
  const [first = ''] = tagged.split('/');
  if (tagged.includes('/') && /[.:]|^localhost$/.test(first)) return tagged;
  return tagged.includes('/') ? `docker.io/${tagged}` : `docker.io/library/${tagged}`;
}
