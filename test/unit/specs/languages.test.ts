import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readLab} from '#src/store/read-lab.ts';
import {languages} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';

const names = (await readdir('specs', {withFileTypes: true})).filter((entry) => entry.isDirectory());

test.each(names.map(({name}) => name))('%s is taught in each language, whole', async (name) => {
  const problems: string[] = [];
  const lab = await readLab(join('specs', name), (wrong) => problems.push(...wrong));
  expect(problems).toEqual([]);
  const titles = languages.map((one) => inLanguage(one, () => lab.title));
  expect(new Set(titles).size).toBe(languages.length);
  expect([...lab.files.keys()].filter((path) => path.startsWith('lab.'))).toEqual([]);
});
