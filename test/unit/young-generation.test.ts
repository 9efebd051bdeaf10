import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {z} from 'zod';

const root = join(import.meta.dirname, '..', '..');
const read = async (name: string): Promise<string> => readFile(join(root, name), 'utf8');
const sizeIn = (text: string | undefined): string | undefined => /--max-semi-space-size=(\d+)/.exec(text ?? '')?.[1];

test('a process has the same bound on its young generation however it is started', async () => {
  const {scripts} = z
    .looseObject({scripts: z.record(z.string(), z.string())})
    .parse(JSON.parse(await read('package.json')));
  const starts = Object.values(scripts).filter((script) => script.includes('src/main.ts'));
  expect(starts).toHaveLength(1);
  const options = /^ENV NODE_OPTIONS=.*$/m.exec(await read('Dockerfile'))?.[0];
  expect(sizeIn(options)).toBeDefined();
  expect(starts.map(sizeIn)).toEqual(starts.map(() => sizeIn(options)));
});
