import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {unifiedDiff} from '#src/views/table/unified-diff.ts';
import {propertyRuns, propertyRunsShown} from '#test/support/property-runs.ts';

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** What a diff says of a text, put into it. */
function patched(before: readonly string[], diff: string): string[] {
  const after: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(0, -1)) {
    const begin = /^@@ -(?<first>\d+)(?:,(?<count>\d+))? /u.exec(line)?.groups;
    if (begin !== undefined) {
      const from = Number(begin['first']) - (begin['count'] === '0' ? 0 : 1);
      after.push(...before.slice(at, from));
      at = from;
      continue;
    }
    if (line.startsWith('+')) after.push(line.slice(1));
    else {
      if (before[at] !== line.slice(1)) throw new Error(`${line} is not there`);
      if (line.startsWith(' ')) after.push(line.slice(1));
      at += 1;
    }
  }
  return [...after, ...before.slice(at)];
}

/** What the program prints, less the names of its files. */
function diffProgram(before: string, after: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  try {
    writeFileSync(join(folder, 'a'), before);
    writeFileSync(join(folder, 'b'), after);
    return execFileSync('sh', ['-c', 'diff -u a b || true'], {cwd: folder})
      .toString()
      .replace(/^.*\n.*\n/u, '');
  } finally {
    rmSync(folder, {recursive: true});
  }
}

describe('a diff of', () => {
  const lines = Array.from({length: 20}, (_, at) => `line ${at}`);
  it.each<[string, readonly string[], readonly string[]]>([
    ['a changed line', lines, lines.with(9, 'other')],
    ['lines that are far apart', lines, lines.with(1, 'other').with(17, 'another')],
    ['lines whose surroundings meet', lines, lines.with(5, 'other').with(12, 'another')],
    ['what is new', [], lines],
    ['what is gone', lines, []],
    ['what is added at the end', lines, [...lines, 'one more']],
    ['what is taken away at the start', lines, lines.slice(2)],
    ['an item like those around it', ['- a', '  b', '- a', '  c'], ['- a', '  b', '- a', '  b', '- a', '  c']],
    ['what is the same', lines, lines],
  ])('%s is as the program prints it', (_, before, after) => {
    expect(unifiedDiff(textOf(before), textOf(after))).toBe(diffProgram(textOf(before), textOf(after)));
  });

  it('texts that have nothing in common is said without looking for more', () => {
    const [before, after] = ['a', 'b'].map((letter) => Array.from({length: 20_000}, (_, at) => `${letter}${at}`));
    expect(patched(before ?? [], unifiedDiff(textOf(before ?? []), textOf(after ?? [])))).toEqual(after);
  });
});

test(`a diff makes the one of the other, ${propertyRunsShown}`, () => {
  const text = fc.array(fc.constantFrom('a', 'b', '  c', '', '- d', '+e', '@@ -1 +1 @@'), {maxLength: 30});
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = unifiedDiff(textOf(before), textOf(after));
      expect(patched(before, diff)).toEqual(after);
      expect(diff === '').toBe(textOf(before) === textOf(after));
    }),
    propertyRuns(3),
  );
});
