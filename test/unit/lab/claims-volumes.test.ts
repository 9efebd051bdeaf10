import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {claimsVolumes} from '#src/lab/lab.ts';
import {readLab} from '#src/store/read-lab.ts';

test.each([
  ['a claim', 'kind: PersistentVolumeClaim', true],
  ['a set’s template of claims', 'kind: StatefulSet\nspec:\n  volumeClaimTemplates:\n    - {}', true],
  ['a set without', 'kind: StatefulSet\nspec: {}', false],
  ['a Pod’s folder', 'kind: Pod\nspec:\n  volumes:\n    - emptyDir: {}', false],
])('of manifests with %s the cluster makes a volume, or not', (_, yaml, isClaimed) => {
  expect(claimsVolumes({files: new Map([['specs/a.yaml', yaml]])})).toBe(isClaimed);
  expect(claimsVolumes({files: new Map([['specs/a.txt', yaml]])})).toBe(false);
});

test('the lab about volumes claims some, and no other does', async () => {
  const names = (await readdir('specs', {withFileTypes: true})).filter((entry) => entry.isDirectory());
  const labs = await Promise.all(names.map(async ({name}) => readLab(join('specs', name))));
  expect(labs.filter(claimsVolumes).map(({lab}) => lab)).toEqual(['statefulsets']);
});
