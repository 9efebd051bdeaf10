import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readLabTexts} from '#src/authoring/read-lab-texts.ts';
import {readLabYaml} from '#src/authoring/read-lab-yaml.ts';

test('the translation that the authoring guide makes is whole', async () => {
  const guide = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'authoring.md'), 'utf8');
  const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const [pod = '', yaml = ''] = blocks;
  const german = blocks.find((block) => block.startsWith('title: Dein')) ?? '';
  const lab = readLabYaml(yaml, {file: 'lab.yaml', files: new Map([['specs/pod.yaml', pod]])});
  const {texts, problems} = readLabTexts(german, {file: 'lab.de.yaml', lab, language: 'de'});
  expect(texts?.title).toBe('Dein erster Pod');
  expect(problems).toEqual([]);
});
