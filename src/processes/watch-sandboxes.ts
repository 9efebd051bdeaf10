import type {Identities} from '#src/cluster/api/identities.ts';
import {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {AppTimes} from '#src/store/app-times.ts';

/** What happens in the sandboxes; when an app was down is kept. */
export function watchSandboxes({
  identities,
  appTimes,
  lost,
  warn,
}: {
  identities: Identities;
  appTimes: AppTimes;
  /** Hears of each watch that is begun again. */
  lost: () => void;
  warn: (message: string, error?: unknown) => void;
}): SandboxWatch {
  return new SandboxWatch({
    identities,
    log: warn,
    onLost: lost,
    onService: ({namespace, service, isUp, at}) => {
      const writing = isUp === false ? appTimes.setDown(namespace, service, at) : appTimes.setUp(namespace, service);
      writing.catch((error: unknown) => warn('an app’s time was not kept', error));
    },
  });
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
