import {readFile} from 'node:fs/promises';
import {expect, test} from 'vitest';
import {z} from 'zod';

const namesSchema = z.record(z.string(), z.string()).default({});
const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      dependencies: namesSchema,
      optionalDependencies: namesSchema,
    }),
  ),
});

const {packages} = lockSchema.parse(
  JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')),
);

/** Where npm looks for what a package needs: within it, then beside it and everything that it is in. */
function isLocked(path: string, name: string): boolean {
  const parts = path === '' ? [] : path.split('/node_modules/');
  return parts
    .map((_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/node_modules/${name}`)
    .concat(`node_modules/${name}`)
    .some((place) => packages[place] !== undefined);
}

test('every package that any platform needs is locked, so that `npm ci` installs what was tried', () => {
  const missing = Object.entries(packages).flatMap(([path, {dependencies, optionalDependencies}]) =>
    Object.keys({...dependencies, ...optionalDependencies})
      .filter((name) => !isLocked(path, name))
      .map((name) => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test('a package is known by its content, from wherever it is fetched', () => {
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  expect(installed.length).toBeGreaterThan(300);
  for (const [path, {integrity, resolved}] of installed) {
    expect({path, integrity, resolved}).toEqual({
      path,
      integrity: expect.stringMatching(/^sha512-/),
      resolved: undefined,
    });
  }
});
