import {readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import type {Lab} from '#src/lab/lab.ts';
import {readLabYaml} from '#src/authoring/read-lab-yaml.ts';

const manifestExtensions = /\.(?:ya?ml|json)$/;

/**
 * A lab from its folder `specs/<lab>`: what `lab.yaml` says, and its manifests.
 * @throws LabError with every mistake in it; the file system's error when the folder is missing
 */
export async function readLab(folder: string): Promise<Lab> {
  const file = join(folder, 'lab.yaml');
  const text = await readFile(file, 'utf8');
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (entry.isFile() && path !== 'lab.yaml' && manifestExtensions.test(path)) {
      files.set(path, await readFile(join(folder, path), 'utf8'));
    }
  }
  return readLabYaml(text, {file: relative(process.cwd(), file), files});
}
