/** How long the steps of a Pod's life take, in milliseconds, as a real node was seen to take them. */
export interface Timings {
  /** From creation to a node. */
  scheduleMs: number;
  /** From a node to ContainerCreating. */
  acceptMs: number;
  /** Volumes, sandbox and network. */
  sandboxMs: number;
  /** A pull of an image that the node does not have yet. */
  pullMs: number;
  /** How often the kubelet looks at its containers: what begins and ends in between was never seen running. */
  relistMs: number;
  /** From the last container's end to the status that tells it. */
  stoppedMs: number;
  /** From there to the Pod's removal. */
  removeMs: number;
  /** For how long a Pod goes unseen in which nothing changes. */
  resyncMs: number;
  /** First pause before a container is restarted a second time; doubles. */
  backOffMs: number;
  maxBackOffMs: number;
  /** A container that ran this long starts its back-off anew. */
  backOffResetMs: number;
  /** From SIGTERM to the end of a program that obeys it. */
  stopMs: number;
  /** The length of an emulated second, for grace periods, probes and `sleep`. */
  secondMs: number;
}

const realTimings: Timings = {
  scheduleMs: 30,
  acceptMs: 120,
  sandboxMs: 500,
  pullMs: 400,
  relistMs: 900,
  stoppedMs: 300,
  removeMs: 700,
  resyncMs: 60_000,
  backOffMs: 10_000,
  maxBackOffMs: 300_000,
  backOffResetMs: 600_000,
  stopMs: 1000,
  secondMs: 1000,
};

/** @param speed 1 for a real node's pace, 5 for five times that */
export function timingsAt(speed: number): Timings {
  const entries = Object.entries(realTimings).map(([name, ms]) => [name, ms / speed]);
  // The keys are those of `realTimings`.
  return Object.fromEntries(entries) as Timings;
}
