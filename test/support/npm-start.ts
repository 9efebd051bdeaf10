import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {waitUntil} from './wait-until.ts';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

/** Labrador as a process of its own, as `npm start` without settings runs it. */
export interface StartedLabrador {
  /** The chat page. */
  readonly url: string;
  readonly clusterUrl: string;
  readonly close: () => Promise<void>;
}

export async function startProcess(): Promise<StartedLabrador> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-browser-'));
  const child = spawn(process.execPath, [main], {
    env: {PATH: process.env['PATH'], DATA_DIR: folder, PORT: '0', HEALTH_PORT: '0', LOG_LEVEL: 'silent'},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await rm(folder, {recursive: true, force: true});
  };
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    const url = await waitUntil('it is ready', async () => /^ready (\S+)$/m.exec(output)?.[1], {
      withinMs: 90_000,
      seen: () => output,
    });
    return {url, clusterUrl: /^cluster .* page at (\S+),/m.exec(output)?.[1] ?? '', close};
  } catch (error) {
    await close();
    throw error;
  }
}
