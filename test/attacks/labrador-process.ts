import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {openStarts, untilEnded, untilReady} from '../support/starts.ts';

const readyWithinMs = 60_000;

/** Labrador as a process of its own, with the emulated chat in it: everything that it prints is kept. */
export interface LabradorProcess {
  /** The chat page. */
  readonly url: string;
  /** Standard output and error so far. */
  readonly output: () => string;
  /** What the emulated chat keeps of itself, its tokens included, once it is closed. */
  readonly chatState: () => Promise<string>;
  readonly stop: () => Promise<void>;
  /** Removes its folder. */
  readonly erase: () => Promise<void>;
}

/**
 * @param kubeconfig path of the one with the bot's rights
 * @param more variables of the environment
 */
export async function startLabradorProcess(
  kubeconfig: string,
  more: Readonly<Record<string, string>> = {},
): Promise<LabradorProcess> {
  const starts = await openStarts();
  const started = starts.start({CLUSTER: 'kubeconfig', KUBECONFIG: kubeconfig, ...more});
  const stop = async (): Promise<void> => {
    started.child.kill('SIGTERM');
    await untilEnded(started);
  };
  try {
    const url = await untilReady(started, readyWithinMs);
    const chatState = async (): Promise<string> => readFile(join(starts.folder, 'chat.json'), 'utf8');
    return {url, output: started.output, stop, erase: starts.close, chatState};
  } catch (error) {
    await starts.close();
    throw error;
  }
}
