import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {ConfigError} from '#src/config.ts';

/** What outlives a restart, locked against a second start. */
export interface DataFolder {
  readonly path: string;
  readonly release: () => Promise<void>;
}

/** @throws ConfigError when another process has it, or it can't be written */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  await mkdir(path, {recursive: true, mode: 0o700}).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  const lock = join(path, 'lock');
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), {flag: 'wx', mode: 0o600});
      return {path, release: async () => rm(lock, {force: true})};
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw unwritable(path, error);
    }
    const holder = Number(await readFile(lock, 'utf8').catch(() => '0'));
    if (isAlive(holder) && (await isOurs(holder))) {
      throw new ConfigError(
        `Another start (process ${holder}) uses ${path}. End it first, or set DATA_DIR to another folder.`,
      );
    }
    // left by a process that was killed
    await rm(lock, {force: true});
  }
}

const unwritable = (path: string, error: unknown): ConfigError => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new ConfigError(`The folder ${path} can't be written (${code}). Set DATA_DIR to another one.`);
};

/** Process ids are used again: only what runs our main file is taken for one of ours. Without /proc nobody can tell. */
async function isOurs(pid: number): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'main.ts');
  return commandLine.includes('main.ts');
}

/** Whether a process of that id runs and may be signalled. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
