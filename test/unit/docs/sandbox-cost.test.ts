import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {z} from 'zod';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {sandboxSpecSchema} from '#src/sandbox/sandbox.ts';
import {readLab} from '#src/store/read-lab.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const quotaSchema = z.looseObject({
  kind: z.literal('ResourceQuota'),
  spec: z.object({hard: z.record(z.string(), z.string())}),
});

const labs = (await readdir(join(root, 'specs'), {withFileTypes: true})).filter((entry) => entry.isDirectory());

test.each(labs.map(({name}) => name))('docs/operators.md says what the quota of %s is', async (name) => {
  const lab = await readLab(join(root, 'specs', name));
  const spec = sandboxSpecSchema.parse({
    namespace: 'labrador-a-b',
    workshop: 'a',
    learner: {id: 'b', name: 'b'},
    nodes: Array.from({length: lab.nodesPerSandbox}, (_, index) => `node-${index + 1}`),
    lab,
  });
  const [quota] = sandboxManifests(spec).flatMap((manifest) => quotaSchema.safeParse(manifest).data ?? []);
  const hard = quota?.spec.hard ?? {};
  const page = await readFile(join(root, 'docs', 'operators.md'), 'utf8');
  expect(page).toContain(
    `| \`${name}\` | ${hard['pods']} | ${hard['requests.cpu']}, ${hard['requests.memory']} | ${hard['limits.cpu']}, ${hard['limits.memory']} |`,
  );
});
