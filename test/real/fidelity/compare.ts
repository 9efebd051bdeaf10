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
  /** Steps that most servers would answer alike: what is not there, what is forbidden. */
  easy: number;
  easyDifferent: number;
  explained: Difference[];
  unexplained: Difference[];
  /** Explanations of steps that are equal, or are no more. */
  stale: Explanation[];
  /** Rows of the support matrix that the real cluster never did. */
  uncovered: readonly string[];
  /** How many steps have to be played: fewer when themes were chosen. */
  wanted: number;
}

/** What a comparison is held against besides the answers. */
export interface Expectations {
  known: readonly Explanation[];
  uncovered?: readonly string[];
  wanted?: number;
}

/** The share of steps that may differ, each of them explained; of the ones that are not easy, too. */
const maxDifferent = 0.01;
/** Fewer are no proof: of few steps, one that nobody thought of is a large share. */
export const minSteps = 1_500;
const easyOutcome = /^status 40[34]\b|\((NotFound|Forbidden)\)|^No resources found|"items": \[\]/m;

/** Holds what two clusters answered to the same steps against each other. */
export function compare(
  real: readonly Answer[],
  emulated: readonly Answer[],
  {known, uncovered = [], wanted = 0}: Expectations,
): Comparison {
  // A theme that is played twice is answered twice, in the same order by both.
  const others = Map.groupBy(emulated, ({theme, step}) => `${theme}: ${step}`);
  const differences = real.flatMap(({theme, step, text}): Difference[] => {
    const other = others.get(`${theme}: ${step}`)?.shift()?.text ?? 'no answer';
    return text === other ? [] : [{theme, step, real: text, emulated: other}];
  });
  const explains = (difference: Difference, {theme, step}: Explanation): boolean =>
    difference.theme === theme && difference.step === step;
  return {
    steps: real.length,
    easy: real.filter(({text}) => easyOutcome.test(text)).length,
    easyDifferent: differences.filter((difference) => easyOutcome.test(difference.real)).length,
    explained: differences.filter((difference) => known.some((item) => explains(difference, item))),
    unexplained: differences.filter((difference) => !known.some((item) => explains(difference, item))),
    stale: known.filter((item) => !differences.some((difference) => explains(difference, item))),
    uncovered,
    wanted,
  };
}

/** Whether the emulator may be called faithful. */
export function isFaithful({
  steps,
  easy,
  easyDifferent,
  explained,
  unexplained,
  stale,
  uncovered,
  wanted,
}: Comparison): boolean {
  const isRare =
    explained.length <= steps * maxDifferent && explained.length - easyDifferent <= (steps - easy) * maxDifferent;
  return unexplained.length === 0 && stale.length === 0 && uncovered.length === 0 && isRare && steps >= wanted;
}

/** The report's lines, the sums last. */
export function report(comparison: Comparison): string[] {
  const {steps, easy, easyDifferent, explained, unexplained, stale, uncovered, wanted} = comparison;
  const different = [...explained, ...unexplained];
  const sum = (all: number, differing: number): string =>
    `${all} steps, ${all - differing} equal, ${differing} different`;
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
    ...uncovered.map((row) => `not covered: ${row}`),
    ...(steps < wanted ? [`only ${steps} steps were played, of ${wanted} at the least`] : []),
    `${sum(steps, different.length)} (${explained.length} explained)`,
    `without the ${easy} easy ones (not found, forbidden, empty): ${sum(steps - easy, different.length - easyDifferent)}`,
  ];
}
