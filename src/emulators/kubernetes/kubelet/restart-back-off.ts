import type {Timings} from '../timings.ts';

/**
 * How long a container that ended stays down, counted from its end: not at all the first time, then with pauses that
 * double. One that ran for long begins anew.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export class RestartBackOff {
  #pauseMs = 0;
  readonly #timings: Pick<Timings, 'backOffMs' | 'maxBackOffMs' | 'backOffResetMs'>;

  constructor(timings: Pick<Timings, 'backOffMs' | 'maxBackOffMs' | 'backOffResetMs'>) {
    this.#timings = timings;
  }

  /** @param ranMs how long the container ran that has just ended */
  next(ranMs: number): number {
    const {backOffMs, maxBackOffMs, backOffResetMs} = this.#timings;
    const pauseMs = ranMs > backOffResetMs ? 0 : this.#pauseMs;
    this.#pauseMs = pauseMs === 0 ? backOffMs : Math.min(pauseMs * 2, maxBackOffMs);
    return pauseMs;
  }
}

/** `10s`, `1m20s`, `5m0s` */
export function pauseText(seconds: number): string {
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
