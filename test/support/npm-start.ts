import {openStarts, untilReady} from './starts.ts';

const readyWithinMs = 90_000;

/** Labrador as a process of its own, as `npm start` without settings runs it. */
export interface StartedLabrador {
  /** The chat page. */
  readonly url: string;
  readonly clusterUrl: string;
  readonly close: () => Promise<void>;
}

export async function startProcess(): Promise<StartedLabrador> {
  const starts = await openStarts();
  try {
    const started = starts.start({RATE_LIMIT: '1000', LOG_LEVEL: 'silent'});
    const url = await untilReady(started, readyWithinMs);
    return {url, clusterUrl: /^cluster .* page at (\S+),/m.exec(started.output())?.[1] ?? '', close: starts.close};
  } catch (error) {
    await starts.close();
    throw error;
  }
}
