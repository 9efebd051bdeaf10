import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {openStarts, untilEnded, untilReady} from '#test/support/starts.ts';
import type {Undo} from './undo.ts';

const readyWithinMs = 180_000;

/** Labrador as a process of its own, with the emulated chat in it: everything that it prints is kept. */
export interface LabradorProcess {
  /** The chat page. */
  readonly url: string;
  /** Standard output and error so far. */
  readonly output: () => string;
  /** What the emulated chat keeps of itself, its tokens included, once it is closed. */
  readonly chatState: () => Promise<string>;
  /** The port of its own Redis. */
  readonly redisPort: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/**
 * It ends, and its folder goes, when all is undone.
 * @param kubeconfig path of the one with the bot's rights
 * @param more variables of the environment
 */
export async function startLabradorProcess(
  kubeconfig: string,
  {undo, more = {}}: {readonly undo: Undo; readonly more?: Readonly<Record<string, string>>},
): Promise<LabradorProcess> {
  const starts = await openStarts();
  undo.push('a Labrador', starts.close);
  const started = starts.start({CLUSTER: 'kubeconfig', KUBECONFIG: kubeconfig, ...more});
  const stop = async (): Promise<void> => {
    started.child.kill('SIGTERM');
    await untilEnded(started);
  };
  const url = await untilReady(started, readyWithinMs);
  const chatState = async (): Promise<string> => readFile(join(starts.folder, 'chat.json'), 'utf8');
  const redisPort = async (): Promise<number> => {
    const text = await readFile(join(starts.folder, 'redis', 'redis.conf'), 'utf8');
    return Number(/^port (?<port>\d+)$/m.exec(text)?.groups?.['port']);
  };
  return {url, output: started.output, redisPort, stop, chatState};
}
