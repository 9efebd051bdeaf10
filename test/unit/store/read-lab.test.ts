import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {readLab} from '#src/store/read-lab.ts';
import {podYaml, tinyLabYaml} from '#test/support/tiny-lab.ts';

let root = '';
afterEach(async () => rm(root, {recursive: true, force: true}));

async function labOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  root = await mkdtemp(join(tmpdir(), 'lab-'));
  const folder = join(root, 'tiny');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), {recursive: true});
    await writeFile(join(folder, path), content);
  }
  return folder;
}

test('a lab is read with its manifests and with the texts that ConfigMaps are made of, and no line needs to use those', async () => {
  const folder = await labOf({
    'lab.yaml': tinyLabYaml
      .replaceAll('kubectl apply -f', 'kubectl create -f')
      .replace('kubectl get pods', 'kubectl create configmap page --from-file=specs/page.html'),
    'specs/pod.yaml': podYaml,
    'specs/page.html': '<p>ä</p>\n',
    'specs/picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]),
    'specs/latin-1.txt': Buffer.from([0xe4, 0x0a]),
    'specs/large.txt': 'x'.repeat(33 * 1024),
  });
  const {files} = await readLab(folder);
  expect(files).toEqual(
    new Map([
      ['specs/page.html', '<p>ä</p>\n'],
      ['specs/pod.yaml', podYaml],
    ]),
  );
});
