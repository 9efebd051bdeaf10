import {readdir, readFile} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';

const specifiers = /(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/gu;

/**
 * The circles in which what stands in a folder imports each other, as in `api → resources → api`: its sub-folders, each
 * taken whole, and its own files. An import of types counts as any other. Each circle is a shortest one, and begins with
 * what comes first by name.
 * @param root where package.json is, from which `#src/` is read
 */
export async function folderCircles(root: string, folder: string): Promise<string[]> {
  const imports = await importsBetween(root, join(root, folder));
  const circles = new Set<string>();
  for (const name of [...imports.keys()].sort()) {
    const circle = wayBack(imports, name);
    if (circle === undefined) continue;
    const first = circle.indexOf([...circle].sort()[0] ?? name);
    const turned = [...circle.slice(first), ...circle.slice(0, first)];
    circles.add([...turned, ...turned.slice(0, 1)].join(' → '));
  }
  return [...circles];
}

async function importsBetween(root: string, folder: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const imports = new Map<string, Set<string>>();
  const nameOf = (path: string): string => relative(folder, path).split(sep)[0] ?? '';
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile() || !/\.[jt]s$/u.test(entry.name)) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    const from = nameOf(join(entry.parentPath, entry.name));
    for (const [, specifier = ''] of text.matchAll(specifiers)) {
      const to = specifier.startsWith('#') ? join(root, specifier.slice(1)) : join(entry.parentPath, specifier);
      const isWithin = /^[.#]/u.test(specifier) && !relative(folder, to).startsWith('..') && nameOf(to) !== from;
      if (isWithin) imports.set(from, (imports.get(from) ?? new Set()).add(nameOf(to)));
    }
  }
  return imports;
}

/** The shortest way from a name back to it, without its end. */
function wayBack(imports: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] | undefined {
  const seen = new Set<string>();
  // each way that is walked to its end puts the longer ones behind the others
  const ways = [[start]];
  for (const way of ways) {
    for (const next of imports.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}
