import {isRunning, type ContainerState, type ContainerStatus} from '../container-status.ts';
import {hasTerminalPhase, isLeaving, type Pod} from '../schema.ts';

/** Ready for this long, in ms, a Pod has come out of its crash loop. */
const recoveredMs = 60_000;

/** A container that ran for this long, in ms, is started again at once when it ends: the kubelet has forgotten its ends. */
const forgottenMs = 10 * 60_000;

/** What the watch saw of the ends of one container. Times are ms since 1970, by our clock. */
export interface ContainerEnds {
  readonly container: string;
  /** How often it has ended so far. */
  readonly count: number;
  /** Since when it has been seen to run since its last end; undefined while it does not run. */
  readonly runsSince: number | undefined;
  /** Since when it goes round in a crash loop. */
  readonly loopingSince: number | undefined;
}

/** As much of a Pod's record as tells whether it is in a crash loop. */
interface LoopRecord {
  readonly ends: readonly ContainerEnds[];
  readonly readyTimes: readonly {readonly from: number; readonly to: number | undefined}[];
  readonly goneAt: number | undefined;
}

/** What a Pod's object tells of one of its containers. Times are ms since 1970, by the node's clock. */
interface ContainerStanding {
  readonly container: string;
  readonly count: number;
  /**
   * `loops`: it ends again and again. `over`: it is not started again, since it did what it should. Else it may be in the
   * first run of its life, or in one that follows a long one.
   */
  readonly kind: 'loops' | 'over' | 'open';
  /** Whether the node itself says that it waits longer each time. */
  readonly isBackingOff: boolean;
  readonly isReady: boolean;
  readonly isRunning: boolean;
  readonly runningSince: number | undefined;
  /** The earliest of its ends from the second on that is known. */
  readonly endedAt: number | undefined;
}

type Terminated = NonNullable<ContainerState['terminated']>;

/**
 * Whether a container of the Pod ends again and again and the Pod does not serve at this moment, as its object alone tells.
 * A crash loop is told by its ends: the STATUS says `CrashLoopBackOff` sooner or later, and on a current node only after some
 * minutes in which it stays at the word of the last end, such as `Completed`.
 */
export const isCrashLooping = (pod: Pod): boolean =>
  standingsOf(pod).some(({kind, isRunning, isReady}) => kind === 'loops' && !(isRunning && isReady));

/**
 * The record of a Pod's ends after the watch showed it at `at`. A loop begins with the second end. Of a Pod that is seen for
 * the first time, the node's clock says since when.
 */
export function recordEnds(before: LoopRecord | undefined, pod: Pod, at: number): ContainerEnds[] {
  return standingsOf(pod).map((standing) => {
    const {container, count, isRunning, runningSince} = standing;
    const known = before?.ends.find((ends) => ends.container === container);
    const isSameRun = known?.runsSince !== undefined && known.count === count;
    const witnessed = before === undefined ? Math.min(at, runningSince ?? at) : at;
    const runsSince = isRunning ? (isSameRun ? known.runsSince : witnessed) : undefined;
    return {container, count, runsSince, loopingSince: nextLoop(standing, {known, before, at})};
  });
}

function nextLoop(
  standing: ContainerStanding,
  {known, before, at}: {known: ContainerEnds | undefined; before: LoopRecord | undefined; at: number},
): number | undefined {
  const {kind, count, isBackingOff, endedAt} = standing;
  if (kind === 'over') return undefined;
  const kept = known === undefined || before === undefined ? undefined : loopOf(known, before, at);
  if (kept !== undefined) return kept;
  const hasEnded = isBackingOff || count > (known?.count ?? 0);
  if (kind === 'open' || !hasEnded) return undefined;
  if (before !== undefined) return at;
  return runsWell(standing, at) ? undefined : Math.min(at, endedAt ?? at);
}

/** Since when a Pod that is there goes round in a crash loop, in ms since 1970, as it stands at `now`. */
export function crashLoopSince(record: LoopRecord, now: number): number | undefined {
  if (record.goneAt !== undefined) return undefined;
  return earliest(record.ends.map((ends) => loopOf(ends, record, now)));
}

/** When time alone ends a Pod's crash loop, if it goes on as it does at `now`. */
export function crashLoopEndsAt(record: LoopRecord, now: number): number | undefined {
  if (crashLoopSince(record, now) === undefined) return undefined;
  const ready = record.readyTimes.at(-1);
  const times = record.ends.flatMap(({loopingSince, runsSince}) => {
    if (loopingSince === undefined) return [];
    const isReady = ready !== undefined && ready.to === undefined && ready.from > loopingSince;
    return [
      ...(isReady ? [ready.from + recoveredMs] : []),
      ...(runsSince === undefined ? [] : [runsSince + forgottenMs]),
    ];
  });
  return earliest(times.filter((time) => time > now));
}

function loopOf({loopingSince, runsSince}: ContainerEnds, {readyTimes}: LoopRecord, now: number): number | undefined {
  if (loopingSince === undefined) return undefined;
  const last = readyTimes.at(-1);
  const wasWell = last !== undefined && last.from > loopingSince && (last.to ?? now) - last.from >= recoveredMs;
  const isForgotten = runsSince !== undefined && now - runsSince >= forgottenMs;
  return wasWell || isForgotten ? undefined : loopingSince;
}

function runsWell({isRunning, isReady, runningSince}: ContainerStanding, at: number): boolean {
  if (!isRunning || runningSince === undefined) return false;
  return at - runningSince >= (isReady ? recoveredMs : forgottenMs);
}

/** Of each container that is or will be started again. A Pod that has ended, or is on its way out, goes round no more. */
function standingsOf(pod: Pod): ContainerStanding[] {
  if (isLeaving(pod) || hasTerminalPhase(pod)) return [];
  const policy = pod.spec.restartPolicy ?? 'Always';
  const standings = (
    statuses: readonly ContainerStatus[],
    specs: Pod['spec']['containers'],
    usual: string,
  ): ContainerStanding[] =>
    statuses.map((status) => standingOf(status, specs.find(({name}) => name === status.name)?.restartPolicy ?? usual));
  return [
    // one that prepares is done when it ended well; a sidecar among them says `Always` itself
    ...standings(pod.status.initContainerStatuses, pod.spec.initContainers, policy === 'Never' ? 'Never' : 'OnFailure'),
    ...standings(pod.status.containerStatuses, pod.spec.containers, policy),
  ];
}

function standingOf(status: ContainerStatus, policy: string): ContainerStanding {
  const {name, restartCount, ready, state, lastState} = status;
  const waiting = state.waiting?.reason ?? '';
  const isBackingOff = waiting === 'CrashLoopBackOff';
  const now = state.terminated ?? undefined;
  const before = lastState.terminated ?? undefined;
  const isBetweenRuns = now !== undefined || (waiting !== '' && !beginnings.has(waiting) && before !== undefined);
  const count = restartCount + (isBetweenRuns ? 1 : 0);
  const last = now ?? before;
  const isOver = now !== undefined && !isStartedAgain(now, policy);
  const hasLooped = count >= 2 && last !== undefined && isStartedAgain(last, policy) && wasShort(last);
  const numbered = [
    {end: before, number: now === undefined ? count : count - 1},
    {end: now, number: count},
  ];
  return {
    container: name,
    count,
    kind: isOver ? 'over' : isBackingOff || hasLooped ? 'loops' : 'open',
    isBackingOff,
    isReady: ready,
    isRunning: isRunning(status),
    runningSince: timeOf(state.running?.startedAt),
    endedAt: earliest(numbered.map(({end, number}) => (number >= 2 ? timeOf(end?.finishedAt) : undefined))),
  };
}

/** What is waited for before a container's run begins; its earlier ends are counted as restarts by then. */
const beginnings: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing']);

const isStartedAgain = ({exitCode}: Terminated, policy: string): boolean =>
  policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);

/** Whether the run that ended so was none that the kubelet forgets earlier ends for. What was lost with its node is no end. */
function wasShort({reason, startedAt, finishedAt}: Terminated): boolean {
  if (reason === 'ContainerStatusUnknown') return false;
  const from = timeOf(startedAt);
  const to = timeOf(finishedAt);
  return from === undefined || to === undefined || to - from < forgottenMs;
}

/** What never began has the time 0 as its start. */
function timeOf(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return time > 0 ? time : undefined;
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
