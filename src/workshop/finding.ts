/** What a check before a class found out. */
export interface Finding {
  /** What was checked: `Redis`, `images`. */
  readonly name: string;
  /** `warning`: a class can be taught so, and it is better otherwise. `unknown`: it could not be found out. */
  readonly state: 'passed' | 'failed' | 'warning' | 'unknown';
  /** What is so, for the operator; lines. */
  readonly said: string;
  /** What to do about it. */
  readonly next?: string;
}

/** A check that is under way. */
export interface OpenCheck {
  readonly name: string;
  /** What it does now: `waits for the probe's Pods`. */
  readonly doing: string;
}
