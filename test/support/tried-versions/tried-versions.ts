import {readFile, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';

/** What the suites on a real cluster write after they passed, and nobody by hand. */
const document = resolve(import.meta.dirname, '../../../docs/tried-versions.md');

/** Versions such as `v1.37.2` by the suite that passed on them. */
export type TriedVersions = ReadonlyMap<string, readonly string[]>;

const row = /^\| `npm run (?<suite>[^`]+)` \| (?<versions>.+) \|$/;

export function parseTriedVersions(page: string): TriedVersions {
  return new Map(
    page.split('\n').flatMap((line) => {
      const {suite, versions} = row.exec(line)?.groups ?? {};
      return suite === undefined || versions === undefined ? [] : [[suite, versions.split(', ')] as const];
    }),
  );
}

const minorOf = (version: string): number => Number(/^v1\.(\d+)/.exec(version)?.[1] ?? Number.NaN);

/** One version of a minor is enough to say: the last that the suite passed on. */
export function withTried(tried: TriedVersions, suite: string, version: string): TriedVersions {
  const others = (tried.get(suite) ?? []).filter((other) => minorOf(other) !== minorOf(version));
  const versions = [...others, version].sort((a, b) => minorOf(a) - minorOf(b));
  return new Map([...tried, [suite, versions] as const].sort(([a], [b]) => a.localeCompare(b, 'en')));
}

export const triedVersionsPage = (tried: TriedVersions): string => `# The versions of Kubernetes that were tried

Each line is written by its suite when all of it has passed on a real cluster.

| suite | passed on |
| --- | --- |
${[...tried].map(([suite, versions]) => `| \`npm run ${suite}\` | ${versions.join(', ')} |`).join('\n')}
`;

/**
 * Writes that a whole suite has passed.
 * @param suite the name of the script in package.json
 * @param version as the API server calls itself: `v1.37.2`
 */
export async function recordTried(suite: string, version: string): Promise<void> {
  const page = await readFile(document, 'utf8');
  const updated = triedVersionsPage(withTried(parseTriedVersions(page), suite, version));
  if (updated !== page) await writeFile(document, updated);
}
