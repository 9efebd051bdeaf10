import {z} from 'zod';

const containerStateSchema = z.looseObject({
  waiting: z.looseObject({reason: z.string().optional()}).nullish(),
  running: z.looseObject({startedAt: z.string().nullish()}).nullish(),
  terminated: z
    .looseObject({
      reason: z.string().optional(),
      exitCode: z.number().default(0),
      signal: z.number().optional(),
      startedAt: z.string().nullish(),
      finishedAt: z.string().nullish(),
    })
    .nullish(),
});

const containerStatusSchema = z.looseObject({
  name: z.string(),
  ready: z.boolean().default(false),
  started: z.boolean().nullish(),
  restartCount: z.number().default(0),
  state: containerStateSchema.nullish(),
  lastState: containerStateSchema.nullish(),
});

/** As much of a Pod, as the API server's JSON has it, as its card and its STATUS follow from. */
export const podSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    uid: z.string(),
    labels: z.record(z.string(), z.string()).nullish(),
    creationTimestamp: z.string().nullish(),
    deletionTimestamp: z.string().nullish(),
    ownerReferences: z.array(z.looseObject({name: z.string(), controller: z.boolean().optional()})).nullish(),
  }),
  spec: z
    .looseObject({
      nodeName: z.string().optional(),
      restartPolicy: z.string().optional(),
      containers: z.array(z.looseObject({name: z.string(), restartPolicy: z.string().optional()})).nullish(),
      initContainers: z.array(z.looseObject({name: z.string(), restartPolicy: z.string().optional()})).nullish(),
    })
    .nullish(),
  status: z
    .looseObject({
      phase: z.string().optional(),
      reason: z.string().optional(),
      conditions: z
        .array(z.looseObject({type: z.string(), status: z.string(), reason: z.string().optional()}))
        .nullish(),
      initContainerStatuses: z.array(containerStatusSchema).nullish(),
      containerStatuses: z.array(containerStatusSchema).nullish(),
    })
    .nullish(),
});
export type PodLike = z.infer<typeof podSchema>;
export type ContainerStatus = z.infer<typeof containerStatusSchema>;

export interface PodStatus {
  /** The STATUS column of `kubectl get pods`. */
  readonly status: string;
  /** The READY column: `1/1`. */
  readonly ready: string;
  readonly restarts: number;
  /** Whether the Pod's own condition says that it serves, and it is not on its way out. */
  readonly isReady: boolean;
}

/**
 * What `kubectl get pods` shows of a Pod, as the API server's printer derives it. An init container with
 * `restartPolicy: Always` is a sidecar: it counts as a container once it has started.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go printPod
 */
export function podStatus(pod: PodLike): PodStatus {
  const conditions = pod.status?.conditions ?? [];
  const isLeaving = typeof pod.metadata.deletionTimestamp === 'string';
  const isTrue = (type: string): boolean =>
    conditions.some((condition) => condition.type === type && condition.status === 'True');
  const sidecars = new Set(
    pod.spec?.initContainers?.filter(({restartPolicy}) => restartPolicy === 'Always').map(({name}) => name),
  );
  const initialisation = readInitialisation(pod, sidecars);
  const isInitialised = initialisation.reason === undefined || isTrue('Initialized');
  const running = isInitialised ? readContainers(pod) : undefined;

  const status = (): string => {
    if (isLeaving && pod.status?.reason === 'NodeLost') return 'Unknown';
    // a Pod that has ended says how, also while its object waits to go
    if (isLeaving && !hasTerminalPhase(pod)) return 'Terminating';
    const reason =
      running?.reason ?? initialisation.reason ?? gatedReason(pod) ?? (pod.status?.reason || (pod.status?.phase ?? ''));
    if (reason !== 'Completed' || running === undefined) return reason;
    if (running.hasRunning && isTrue('Ready')) return 'Running';
    return running.failure ?? (running.hasRunning ? 'NotReady' : reason);
  };

  return {
    status: status(),
    ready: `${initialisation.ready + (running?.ready ?? 0)}/${(pod.spec?.containers?.length ?? 0) + sidecars.size}`,
    restarts: running === undefined ? initialisation.restarts : initialisation.sidecarRestarts + running.restarts,
    isReady: isTrue('Ready') && !isLeaving,
  };
}

/** Whether all of the Pod's containers have ended, and none is started again. */
export const hasTerminalPhase = ({status}: PodLike): boolean =>
  status?.phase === 'Succeeded' || status?.phase === 'Failed';

function gatedReason(pod: PodLike): string | undefined {
  const isGated = pod.status?.conditions?.some(
    ({type, reason}) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  return isGated === true ? 'SchedulingGated' : undefined;
}

/** Init containers in order, up to the first that holds the Pod up; `reason` is undefined if none does. */
function readInitialisation(
  pod: PodLike,
  sidecars: ReadonlySet<string>,
): {reason: string | undefined; ready: number; restarts: number; sidecarRestarts: number} {
  let ready = 0;
  let restarts = 0;
  let sidecarRestarts = 0;
  for (const [index, container] of (pod.status?.initContainerStatuses ?? []).entries()) {
    restarts += container.restartCount;
    const isSidecar = sidecars.has(container.name);
    if (isSidecar) sidecarRestarts += container.restartCount;
    const terminated = container.state?.terminated;
    if (terminated?.exitCode === 0) continue;
    if (isSidecar && container.started === true) {
      if (container.ready) ready += 1;
      continue;
    }
    const waiting = container.state?.waiting?.reason;
    const isWaiting = waiting !== undefined && waiting !== '' && waiting !== 'PodInitializing';
    const progress = `${index}/${pod.spec?.initContainers?.length ?? 0}`;
    const reason = endReason(container) ?? (isWaiting ? waiting : progress);
    return {reason: `Init:${reason}`, ready, restarts, sidecarRestarts};
  }
  return {reason: undefined, ready, restarts, sidecarRestarts};
}

/** Containers from last to first, so that the first one's reason wins. */
function readContainers(pod: PodLike): {
  reason: string | undefined;
  /** How one of them failed, when another one's end hides it. */
  failure: string | undefined;
  hasRunning: boolean;
  ready: number;
  restarts: number;
} {
  let reason: string | undefined;
  let failure: string | undefined;
  let ready = 0;
  let restarts = 0;
  for (const container of (pod.status?.containerStatuses ?? []).toReversed()) {
    restarts += container.restartCount;
    const halted = container.state?.waiting?.reason || endReason(container);
    if ((container.state?.terminated?.exitCode ?? 0) !== 0) failure = halted;
    if (halted !== undefined) reason = halted;
    else if (container.ready && isRunning(container)) ready += 1;
  }
  return {reason, failure, hasRunning: ready > 0, ready, restarts};
}

function isRunning({state}: ContainerStatus): boolean {
  return state?.running !== undefined && state.running !== null;
}

function endReason({state}: ContainerStatus): string | undefined {
  const terminated = state?.terminated;
  if (terminated === null || terminated === undefined) return undefined;
  const {reason, signal, exitCode} = terminated;
  if (reason !== undefined && reason !== '') return reason;
  return signal === undefined || signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`;
}
