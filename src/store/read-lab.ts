import {readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {parse} from 'yaml';
import {labSchema, type Lab} from '../lab/lab.ts';

const manifestExtensions = /\.(?:ya?ml|json)$/;

/**
 * A lab from its folder `specs/<lab>`: what `lab.yaml` says, and its manifests.
 * @throws when the folder or its `lab.yaml` is missing or wrong
 */
export async function readLab(folder: string): Promise<Lab> {
  const header = labSchema.parse(parse(await readFile(join(folder, 'lab.yaml'), 'utf8')));
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (entry.isFile() && path !== 'lab.yaml' && manifestExtensions.test(path)) {
      files.set(path, await readFile(join(folder, path), 'utf8'));
    }
  }
  return {...header, files};
}
