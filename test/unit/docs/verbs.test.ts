import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {withVerbTable} from '#src/operations/kubectl/verb-table.ts';

test('docs/learners.md says of the verbs what they are; else type: node scripts/write-verbs.ts', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'learners.md'), 'utf8');
  expect(page).toBe(withVerbTable(page));
});
