import {cp, mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {parseAllDocuments, stringify} from 'yaml';

const lab = resolve(import.meta.dirname, '../../../specs/daemonsets');

/**
 * Copies the lab's files to `labs/daemonsets` in a folder, where the lab's own lines find them. The copy's DaemonSets
 * stay on one node, as on other nodes of a test cluster no containers run.
 */
export async function copyLabFiles(folder: string, machine: string): Promise<void> {
  const copy = join(folder, 'labs/daemonsets');
  await mkdir(copy, {recursive: true});
  await cp(lab, copy, {recursive: true});
  for (const path of await readdir(copy, {recursive: true})) {
    if (!path.endsWith('.yaml')) continue;
    const text = await readFile(join(copy, path), 'utf8');
    const documents = parseAllDocuments(text);
    for (const document of documents) {
      if (document.get('kind') !== 'DaemonSet') continue;
      document.setIn(['spec', 'template', 'spec', 'nodeSelector', 'kubernetes.io/hostname'], machine);
    }
    await writeFile(join(copy, path), documents.map((document) => stringify(document)).join('---\n'));
  }
}
