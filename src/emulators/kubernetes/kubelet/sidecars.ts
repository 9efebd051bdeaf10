import type {ContainerWorker} from './container-worker.ts';
import type {PodHost} from './pod-host.ts';
import type {ContainerContext} from './running-container.ts';
import type {Pod} from '../objects/pod.ts';

/** The sidecars of a Pod: they start in turn among the init containers, and end last, in the other order. */
export class Sidecars {
  readonly #context: ContainerContext;
  readonly #report: () => void;
  readonly #ended = new AbortController();
  readonly #workers: ContainerWorker[] = [];

  constructor(context: ContainerContext, report: () => void) {
    this.#context = context;
    this.#report = report;
  }

  /** @returns whether it has started: what comes after it waits for that */
  async start(worker: ContainerWorker): Promise<boolean> {
    const {signal, host, pod} = this.#context;
    const until = AbortSignal.any([signal, this.#ended.signal]);
    this.#workers.push(worker);
    void worker.run({...this.#context, signal: until}, {isInit: false}).catch((error: unknown) => {
      host.event({object: pod}, 'Warning', 'Failed', String(error));
    });
    while (!worker.status.started && !signal.aborted) await host.clock.sleep(host.timings.relistMs, signal);
    return !signal.aborted;
  }

  /** Once the other containers have ended for good. */
  async stop(): Promise<void> {
    const {pod, host} = this.#context;
    const {terminationGracePeriodSeconds = 30} = pod.spec;
    this.#ended.abort();
    await stopInTurn(this.#workers.toReversed(), {
      pod,
      host,
      graceMs: () => terminationGracePeriodSeconds * host.timings.secondMs,
    });
    this.#report();
  }
}

/** Stops containers one after the other. @param graceMs what is left for one when its turn has come */
export async function stopInTurn(
  workers: readonly ContainerWorker[],
  {pod, host, graceMs}: {pod: Pod; host: PodHost; graceMs: () => number},
): Promise<void> {
  for (const worker of workers) await worker.stop(pod, host, graceMs());
}
