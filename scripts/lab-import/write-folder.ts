import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join, relative} from 'node:path';
import type {ImportedLab} from '#src/authoring/import/imported-lab.ts';
import {writeLab} from '#src/authoring/import/write-lab.ts';
import {labsFolder} from '../labs-folder.ts';
import {SourceError} from './read-source.ts';

/**
 * Makes a lab's folder of what was understood, and says what became of it.
 * @throws SourceError if there is one already
 */
export async function writeFolder(lab: ImportedLab): Promise<string> {
  const written = writeLab(lab);
  if (written === undefined) return `${lab.name}: no line is understood, so there is no lab to make of it.`;
  const folder = join(labsFolder, lab.name);
  const shown = relative(process.cwd(), folder);
  await mkdir(labsFolder, {recursive: true});
  await mkdir(folder).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new SourceError(`${shown} is there already, and is left as it is. Choose another name: --name NAME`);
  });
  for (const [path, text] of written.files) {
    await mkdir(dirname(join(folder, path)), {recursive: true});
    await writeFile(join(folder, path), text, {flag: 'wx'});
  }
  const room =
    written.leftOver === 0 ? '' : ` ${written.leftOver} more lines have no room: a lab has 25 steps at most.`;
  return `${shown}: ${written.steps} steps, ${written.files.size - 1} manifests.${room}`;
}
