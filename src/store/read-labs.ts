import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {Lab} from '#src/lab/lab.ts';
import {LabError} from '#src/authoring/read-lab-yaml.ts';
import {readLab} from './read-lab.ts';

/**
 * The labs of a folder by their names. The one that is `needed` must be whole; another with a mistake is left out and told
 * by `log`, as are mistakes in texts of other languages.
 * @throws LabError, or the file system's error, for the lab that is needed
 */
export async function readLabs(
  folder: string,
  needed: string,
  log: (message: string, error: unknown) => void,
): Promise<ReadonlyMap<string, Lab>> {
  const read = async (name: string): Promise<Lab> =>
    readLab(join(folder, name), (problems) =>
      log(`texts of the lab ${name} are left in English`, new LabError(problems.join('\n'))),
    );
  const labs = new Map([[needed, await read(needed)]]);
  for (const entry of await readdir(folder, {withFileTypes: true})) {
    if (!entry.isDirectory() || entry.name === needed) continue;
    try {
      labs.set(entry.name, await read(entry.name));
    } catch (error) {
      if (!(error instanceof LabError) && !isMissing(error)) throw error;
      log(`the lab ${entry.name} is left out`, error);
    }
  }
  return labs;
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
