import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

/** Who write times, people and channels as the chat marks them up. */
const writers = ['src/chat/mention.ts', 'src/chat/time.ts'];

it('nothing but the chat’s own words and its adapter writes the chat’s markup', () => {
  const files = globSync(['src/**/*.ts', 'commands/**/*.ts'], {
    cwd: root,
    exclude: ['src/emulators/**', 'src/discord/**'],
  });
  const writing = files.filter((file) => /<(?:@|#|t:)/u.test(readFileSync(join(root, file), 'utf8')));
  expect(writing.sort()).toEqual(writers);
});
