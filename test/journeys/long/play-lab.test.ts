import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {readLab} from '#src/store/read-lab.ts';
import {playLab} from '#scripts/lab-test/play-lab.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador} from '#test/support/labrador.ts';
import {podYaml, tinyLabYaml} from '#test/support/tiny-lab.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-labs-'));
});
afterAll(async () => rm(folder, {recursive: true, force: true}));

/** Plays the tiny lab with its text changed. */
const play = async (from: string, to: string): Promise<string[]> =>
  playText('tiny', {lab: tinyLabYaml.replace(from, to), pod: podYaml});

async function playText(name: string, texts: {lab: string; pod: string}): Promise<string[]> {
  await mkdir(join(folder, name, 'specs'), {recursive: true});
  await writeFile(join(folder, name, 'lab.yaml'), texts.lab);
  await writeFile(join(folder, name, 'specs', 'pod.yaml'), texts.pod);
  const lab = await readLab(join(folder, name));
  const labrador = await startLabrador(await emulatedCluster(), {LAB: name, LABS_DIR: folder});
  try {
    const {chat} = labrador;
    return await playLab({chat, lab, learner: 'ada', passWithinMs: 4_000, quietMs: 1_000, say: () => undefined});
  } finally {
    await labrador.close();
  }
}

describe('the lab’s own test', () => {
  test('has nothing to say of a lab that holds', async () => {
    expect(await play('', '')).toEqual([]);
  });

  test('has nothing to say of the one that the authoring guide makes', async () => {
    const guide = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'authoring.md'), 'utf8');
    const [pod = '', lab = ''] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block);
    expect(await playText('first-pod', {lab, pod})).toEqual([]);
  });

  test.each([
    [
      'a check that is always passed',
      "that: isReady(pods.named('web'))",
      'that: pods.size() >= 0',
      /passed before anything was done/,
    ],
    [
      'a check that no solution passes',
      "that: isReady(pods.named('web'))",
      'that: pods.size() == 5',
      /its solution does not pass it/,
    ],
    [
      'a solution that does nothing',
      '        - kubectl apply -f labs/tiny/specs/pod.yaml\n    wrong',
      '        - kubectl get pods\n    wrong',
      /its solution does not pass it/,
    ],
    [
      'a wrong solution that is right',
      '      - kubectl get pods',
      '      - kubectl apply -f labs/tiny/specs/pod.yaml',
      /the wrong solution passes it/,
    ],
  ])('names %s', async (_, from, to, said) => {
    expect((await play(from, to)).join('\n')).toMatch(said);
  });
});
