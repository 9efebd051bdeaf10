/** What a learner typed and sees of it, once all is over. */
export interface Told {
  /** What it wrote; reading has none. */
  readonly number: number | undefined;
  /** How many answers they see to it. */
  readonly answers: number;
  /** Whether its client took it: it said that it was sent, or showed an answer later. */
  readonly isTaken: boolean;
  /** What the answer says, where there is one. */
  readonly text: string;
  /** Whether it was there before the fault began. */
  readonly isBefore: boolean;
}

export interface Count {
  readonly sent: number;
  readonly once: number;
  /** Those that the client gave up within its three seconds. */
  readonly notTaken: number;
  readonly none: number;
  readonly twice: number;
  /** Writes that stand behind a later one. */
  readonly disorder: number;
  /** Writes that were done twice, and writes that were said to be done and were not. */
  readonly repeated: number;
  readonly lost: number;
  /** Answers that say that it was not done, or that nobody knows. */
  readonly notDone: number;
  /** Those of them that were answered when nothing was wrong yet. */
  readonly notDoneBefore: number;
}

/** An answer that begins a line with one of these says that something went wrong. */
const saysOtherwise = /^(?:[✗⚠]|Interrupted|Cancelled)/m;

/** @param written the numbers in the order in which they were written */
export function count(told: readonly Told[], written: readonly number[]): Count {
  const taken = told.filter(({isTaken}) => isTaken);
  const isNotDone = ({text}: Told): boolean => saysOtherwise.test(text);
  const times = new Map<number, number>();
  for (const number of written) times.set(number, (times.get(number) ?? 0) + 1);
  const done = taken.filter((one) => one.answers > 0 && !isNotDone(one)).flatMap(({number}) => number ?? []);
  return {
    sent: told.length,
    once: taken.filter(({answers}) => answers === 1).length,
    notTaken: told.length - taken.length,
    none: taken.filter(({answers}) => answers === 0).length,
    twice: told.filter(({answers}) => answers > 1).length,
    disorder: written.filter((number, at) => at > 0 && number < (written[at - 1] ?? 0)).length,
    repeated: [...times.values()].filter((count) => count > 1).length,
    lost: done.filter((number) => !times.has(number)).length,
    notDone: taken.filter(isNotDone).length,
    notDoneBefore: taken.filter((one) => one.isBefore && isNotDone(one)).length,
  };
}

const empty: Count = {
  sent: 0,
  once: 0,
  notTaken: 0,
  none: 0,
  twice: 0,
  disorder: 0,
  repeated: 0,
  lost: 0,
  notDone: 0,
  notDoneBefore: 0,
};

export function sum(counts: readonly Count[]): Count {
  const keys = Object.keys(empty) as (keyof Count)[];
  return Object.fromEntries(
    keys.map((key) => [key, counts.reduce((all, one) => all + one[key], 0)]),
  ) as unknown as Count;
}

/** What must never be, whatever happens. */
export const faultless = [
  'none',
  'twice',
  'disorder',
  'repeated',
  'lost',
  'notDoneBefore',
] as const satisfies readonly (keyof Count)[];
