import {labStateSchema, type LabState} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {ClassMember} from '#src/workshop/class-member.ts';
import {learnerSchema, type Learner} from '#src/workshop/workshop.ts';
import {tinyLab} from '#test/support/tiny-lab.ts';
import {startedAt} from '#test/unit/kinds/pod/status/pod-records.ts';

/** A learner who joined at `joinedAt`, in ms since 1970. */
export function learnerOf(name: string, joinedAt = startedAt): Learner {
  const id = name.toLowerCase().replace(/[^a-z0-9]/g, '') || 'x';
  return learnerSchema.parse({id, name, namespace: `labrador-open-${id}`, nodes: ['lab-node-1'], joinedAt});
}

/** Steps of a lab with these titles; the second has a prediction. */
export function stepsOf(...titles: readonly string[]): Pick<Lab, 'steps'> {
  const [tiny] = tinyLab().steps;
  if (tiny === undefined) throw new Error('the tiny lab has a step');
  const prediction = {question: 'What will happen?', options: ['It works', 'It breaks'], answer: 1, afterwards: 'So.'};
  return {
    steps: titles.map((title, index) =>
      Object.assign({}, tiny, {id: `s${index + 1}`, title}, index === 1 ? {prediction} : {}),
    ),
  };
}

/** Seconds after the story's begin at which something was so. */
const at = (seconds: number): number => startedAt + seconds * 1_000;

export interface MemberParts extends Partial<Pick<ClassMember, 'pods' | 'services' | 'checkPassedAt'>> {
  readonly current?: string;
  /** Seconds by step. */
  readonly begun?: Readonly<Record<string, number>>;
  readonly passed?: Readonly<Record<string, number>>;
  readonly solutions?: readonly string[];
  readonly hints?: LabState['hints'];
  readonly predictions?: LabState['predictions'];
}

export function memberOf(name: string, parts: MemberParts = {}): ClassMember {
  const inMs = (times: Readonly<Record<string, number>> = {}) =>
    Object.entries(times).map(([step, seconds]) => [step, at(seconds)] as const);
  return {
    learner: learnerOf(name),
    state: labStateSchema.parse({
      ...(parts.current === undefined ? {} : {current: parts.current}),
      begun: Object.fromEntries(inMs(parts.begun)),
      passed: Object.fromEntries(inMs(parts.passed).map(([step, ms]) => [step, {at: ms, evidence: []}])),
      solutions: Object.fromEntries((parts.solutions ?? []).map((step) => [step, startedAt])),
      hints: parts.hints ?? {},
      predictions: parts.predictions ?? {},
    }),
    pods: parts.pods ?? [],
    services: parts.services ?? [],
    checkPassedAt: parts.checkPassedAt,
  };
}
