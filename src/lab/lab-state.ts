import {z} from 'zod';
import {findStep, type Lab} from './lab.ts';
import type {Step} from './lab-step.ts';

/** Where one learner is in a lab; times are ms since 1970. What is in it stays: a passed step is never taken back. */
export const labStateSchema = z.object({
  /** The step that their card shows; undefined until it was shown first. */
  current: z.string().optional(),
  /** When each step was shown first. */
  begun: z.record(z.string(), z.number()).default({}),
  /** When each step was passed, and by what evidence. */
  passed: z.record(z.string(), z.object({at: z.number(), evidence: z.array(z.string())})).default({}),
  /** How many of each step's graded hints were told. */
  hints: z.record(z.string(), z.number().int()).default({}),
  /** When the solution of each step was shown. */
  solutions: z.record(z.string(), z.number()).default({}),
  /** Which option of each step's prediction was chosen, from 0. */
  predictions: z.record(z.string(), z.number().int()).default({}),
});
export type LabState = z.infer<typeof labStateSchema>;

/** The step that the learner is at, with its place from 0: the one shown last, else the first not passed. */
export function currentStep(lab: Pick<Lab, 'steps'>, state: LabState): {step: Step; index: number} {
  const shown = state.current === undefined ? undefined : findStep(lab, state.current);
  if (shown !== undefined) return shown;
  const [first] = lab.steps;
  if (first === undefined) throw new Error('a lab has a step at least');
  const open = lab.steps.find(({id}) => state.passed[id] === undefined) ?? first;
  return {step: open, index: lab.steps.indexOf(open)};
}

export const isLabDone = (lab: Pick<Lab, 'steps'>, state: LabState): boolean =>
  lab.steps.every(({id}) => state.passed[id] !== undefined);

export const countPassed = (lab: {readonly steps: readonly Pick<Step, 'id'>[]}, state: LabState): number =>
  lab.steps.filter(({id}) => state.passed[id] !== undefined).length;
