import {currentStep, isLabDone, type LabState} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Step} from '#src/lab/lab-step.ts';
import type {Learner} from './workshop.ts';
import {crashLoopEndsAt, crashLoopSince} from '#src/kinds/pod/status/crash-loop.ts';
import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';

/** On a step for this long, in ms, without a check that newly holds, a learner counts as stuck. */
const stuckMs = 5 * 60_000;
/** In a crash loop for this long, in ms, a learner counts as stuck. */
const loopStuckMs = 60_000;

/** One learner as everybody sees them. Times are ms since 1970. */
export interface ClassMember {
  readonly learner: Learner;
  readonly state: LabState;
  readonly pods: readonly PodRecord[];
  /** Their Services. */
  readonly services: readonly {readonly isUp: boolean; readonly since: number}[];
  /** When a check of the step that they are at held for the first time. */
  readonly checkPassedAt: number | undefined;
}

/** A Pod that goes round in a crash loop, and since when. */
export interface CrashLoop {
  readonly pod: PodRecord;
  readonly since: number;
}

/** How a learner stands in the lab. */
export interface Standing {
  readonly step: Step;
  /** The step's place, from 0. */
  readonly index: number;
  readonly isPassed: boolean;
  readonly isFinished: boolean;
  /** The step that was passed last. */
  readonly lastPassed: {readonly index: number; readonly at: number} | undefined;
  /** Their oldest crash loop, from the second end on. */
  readonly crashLoop: CrashLoop | undefined;
  /** Since when they are stuck. */
  readonly stuckSince: number | undefined;
  /** When time alone changes any of this. */
  readonly changesAt: number | undefined;
}

export function standingOf(lab: Pick<Lab, 'steps'>, member: ClassMember, now: number): Standing {
  const {state, learner} = member;
  const {step, index} = currentStep(lab, state);
  const isPassed = state.passed[step.id] !== undefined;
  const isFinished = isLabDone(lab, state);
  const lastPassed = findLastPassed(lab, state);
  const crashLoop = oldestLoop(member.pods, now);
  const isLoopOld = crashLoop !== undefined && now - crashLoop.since >= loopStuckMs;
  const movedAt = Math.max(state.begun[step.id] ?? learner.joinedAt, member.checkPassedAt ?? 0, lastPassed?.at ?? 0);
  const isAtWork = !isPassed && !isFinished;
  const since = [
    ...(isLoopOld && !isFinished ? [crashLoop.since] : []),
    ...(isAtWork && now - movedAt >= stuckMs ? [movedAt] : []),
  ];
  const turns = [
    ...(isAtWork ? [movedAt + stuckMs] : []),
    ...(crashLoop === undefined ? [] : [crashLoop.since + loopStuckMs]),
    ...member.pods.flatMap((pod) => crashLoopEndsAt(pod, now) ?? []),
  ];
  return {
    step,
    index,
    isPassed,
    isFinished,
    lastPassed,
    crashLoop,
    stuckSince: earliest(since),
    changesAt: earliest(turns.filter((at) => at > now)),
  };
}

/** The earliest of some times; undefined when there is none. */
export const earliest = (times: readonly number[]): number | undefined =>
  times.length === 0 ? undefined : Math.min(...times);

function oldestLoop(pods: readonly PodRecord[], now: number): CrashLoop | undefined {
  const loops = pods.flatMap((pod) => {
    const since = crashLoopSince(pod, now);
    return since === undefined ? [] : [{pod, since}];
  });
  return loops.sort((a, b) => a.since - b.since)[0];
}

function findLastPassed(lab: Pick<Lab, 'steps'>, {passed}: LabState): Standing['lastPassed'] {
  const all = lab.steps.flatMap(({id}, index) => {
    const kept = passed[id];
    return kept === undefined ? [] : [{index, at: kept.at}];
  });
  return all.sort((a, b) => b.at - a.at || b.index - a.index)[0];
}
