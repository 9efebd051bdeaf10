import type {Explanation} from './explained.ts';
import type {Answer} from './played-cluster.ts';

interface Difference {
  theme: string;
  step: string;
  real: string;
  emulated: string;
}

export interface Comparison {
  steps: number;
  explained: Difference[];
  unexplained: Difference[];
  /** Explanations of steps that are equal, or are no more. */
  stale: Explanation[];
}

/** The share of steps that may differ, each of them explained. */
const MAX_DIFFERENT = 0.05;

/** Holds what two clusters answered to the same steps, in the same order, against each other. */
export function compare(
  real: readonly Answer[],
  emulated: readonly Answer[],
  known: readonly Explanation[],
): Comparison {
  const differences = real.flatMap(({theme, step, text}, at): Difference[] => {
    const other = emulated[at]?.text ?? 'no answer';
    return text === other ? [] : [{theme, step, real: text, emulated: other}];
  });
  const explains = (difference: Difference, {theme, step}: Explanation): boolean =>
    difference.theme === theme && difference.step === step;
  return {
    steps: real.length,
    explained: differences.filter((difference) => known.some((item) => explains(difference, item))),
    unexplained: differences.filter((difference) => !known.some((item) => explains(difference, item))),
    stale: known.filter((item) => !differences.some((difference) => explains(difference, item))),
  };
}

/** Whether the emulator may be called faithful. */
export function isFaithful({steps, explained, unexplained, stale}: Comparison): boolean {
  return unexplained.length === 0 && stale.length === 0 && explained.length <= steps * MAX_DIFFERENT;
}

/** The report's lines, the sum last. */
export function report({steps, explained, unexplained, stale}: Comparison): string[] {
  const different = [...explained, ...unexplained];
  return [
    ...different.map(({theme, step}) => `different: ${theme}: ${step}`),
    ...unexplained.flatMap(({theme, step, real, emulated}) => [
      `\nnot explained: ${theme}: ${step}`,
      '--- real',
      real,
      '--- emulated',
      emulated,
    ]),
    ...stale.map(({theme, step}) => `explained, but equal or not a step: ${theme}: ${step}`),
    `${steps} steps, ${steps - different.length} equal, ${different.length} different (${explained.length} explained)`,
  ];
}
