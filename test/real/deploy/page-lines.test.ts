import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {helm} from './programs.ts';
import {objectsOf, titles} from './rendered.ts';

/** The lines of the operators' page that install or update a release, each as one. */
const lines = readFileSync('docs/operators.md', 'utf8')
  .replaceAll(/\\\n +/g, '')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => /^helm (?:install|upgrade) /.test(line));

/** What such a line makes: its values are the chart's, and its release has its name. What only a cluster has is left out. */
async function rendered(line: string): Promise<string[]> {
  const [, , ...args] = line.split(/ +/).filter((word) => word !== '--wait' && word !== '--reset-then-reuse-values');
  return titles(objectsOf(await helm('template', ...args)));
}

test.each(lines)('%s is one that the chart takes', async (line) => {
  expect(await rendered(line)).toEqual(expect.arrayContaining([expect.stringMatching(/^Deployment \w+-bot$/)]));
});

test('the second release of the page has no name in common with the first, and takes over what the first has once', async () => {
  const line = (start: string): string => lines.find((one) => one.startsWith(start)) ?? `no line ${start}`;
  const ofFirst = await rendered(line('helm install labrador '));
  const ofSecond = await rendered(line('helm install evening '));
  expect(ofSecond.filter((title) => ofFirst.includes(title))).toEqual([]);
  const once = ofFirst.filter((title) => !/ labrador-(?:bot|worker|redis)$/.test(title));
  expect(await rendered(line('helm upgrade evening '))).toEqual(expect.arrayContaining(once));
});

test('each flag of these lines is one that Helm knows', async () => {
  for (const line of lines) {
    const help = await helm(line.split(' ')[1] ?? '', '--help');
    for (const [flag] of line.matchAll(/--[a-z-]+/g)) expect(help).toContain(` ${flag} `);
  }
});
