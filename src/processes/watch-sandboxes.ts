import type {ApiServer} from '#src/cluster/api/api-client.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {Outages} from '#src/lifecycle/outages.ts';
import {watchTrouble} from '#src/start/cluster-trouble.ts';
import type {AppTimes} from '#src/store/app-times.ts';

/** How long a watch may be away before that is said, in ms: each is cut off every few minutes, and begun again at once. */
const graceMs = 20_000;

interface Watching {
  readonly identities: Identities;
  readonly server: ApiServer;
  /** What is said of the API server as a whole. */
  readonly cluster: Outages;
  readonly appTimes: AppTimes;
  /** Hears of each watch that is begun again. */
  readonly lost: () => void;
  readonly warn: Log;
}

/** What happens in the sandboxes; when an app was down is kept, and a watch that stays away is told. */
export function watchSandboxes({identities, server, cluster, appTimes, lost, warn}: Watching): {
  readonly watch: SandboxWatch;
  readonly close: () => Promise<void>;
} {
  const outages = new Outages({
    name: 'what is watched in the cluster',
    ended: 'All is watched again',
    log: warn,
    graceMs,
    standsOn: cluster,
  });
  const watch = new SandboxWatch({
    identities,
    onLost: (type, error) => {
      lost();
      outages.failed(type, watchTrouble(error, server));
    },
    onHeld: (type) => outages.isWell(type),
    onService: ({namespace, service, isUp, at}) => {
      const writing = isUp === false ? appTimes.setDown(namespace, service, at) : appTimes.setUp(namespace, service);
      writing.catch((error: unknown) => warn('an app’s time was not kept', error));
    },
  });
  return {
    watch,
    close: async () => {
      outages.close();
      await watch.close();
    },
  };
}

/** Waits until all is known, not for long. @throws the signal's reason when it aborts first */
export async function untilSynced(watch: SandboxWatch, signal: AbortSignal): Promise<void> {
  const pollMs = 50;
  const deadline = Date.now() + 15_000;
  // a cluster that is away is no reason not to answer: commands say so, and the watch goes on trying
  while (!watch.isSynced && Date.now() < deadline) {
    signal.throwIfAborted();
    await new Promise((resolve) => {
      setTimeout(resolve, pollMs);
    });
  }
}
