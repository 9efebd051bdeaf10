import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {withVerbTable} from '#src/operations/kubectl/verb-table.ts';

// node scripts/write-verbs.ts: writes what docs/learners.md says of kubectl's verbs, between its marks

const file = join(import.meta.dirname, '..', 'docs', 'learners.md');
await writeFile(file, withVerbTable(await readFile(file, 'utf8')));
