import {spawnSync} from 'node:child_process';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {runFilters} from '#src/operations/filters/run-filters.ts';
import {splitPipes} from '#src/operations/kubectl/pipes/split-pipes.ts';
import {UserError} from '#src/operations/user-error.ts';
import {cpuMs} from '#test/support/cpu-ms.ts';

const environment = {...process.env, LC_ALL: 'C.UTF-8', GREP_COLORS: ''};

/** What the real programs make of a text. */
function real(text: string, commands: string): {stdout: string; isRefused: boolean} {
  const {stdout, stderr, status} = spawnSync('sh', ['-c', commands], {input: text, env: environment, encoding: 'utf8'});
  // grep that finds nothing ends with 1, too
  return {stdout, isRefused: (status ?? 2) > 1 || (status === 1 && stderr !== '')};
}

function ours(text: string, commands: string): string | UserError {
  try {
    const {filters, stop} = splitPipes({syntax: 'operator', symbol: '|', rest: `| ${commands}`, from: ''});
    if (stop !== undefined) throw new Error(`not read: ${stop.from}`);
    return runFilters(text, filters);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** What the real programs print and what ours do; `refused` stands for either's sentence. */
function both(text: string, commands: string): {real: string; ours: string} {
  // a half of a character is none that goes through text
  fc.pre(!(commands.includes('cut -c') && /[^\0-\u007f]/u.test(text)));
  const {stdout, isRefused} = real(text, commands);
  // grep -o prints the nothing that it found together with -x, and not without
  fc.pre(!(commands.includes(' -o ') && /^$/mu.test(stdout.replace(/\n$/u, ''))));
  const printed = ours(text, commands);
  return {real: isRefused ? 'refused' : stdout, ours: typeof printed === 'string' ? printed : 'refused'};
}

const of = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const word = of(
  'web',
  'web-1',
  'Running',
  'running',
  'a',
  'ab',
  'aab',
  'B',
  '10',
  '9',
  '1.5',
  '-3',
  'ä',
  'x_y',
  'a.b',
  '',
);
const line = fc
  .array(word, {maxLength: 5})
  .chain((words) => of(' ', '  ', ':', '\t', '-').map((mark) => words.join(mark)));
const text = fc
  .tuple(fc.array(line, {maxLength: 12}), fc.boolean())
  .map(([lines, isEnded]) => lines.join('\n') + (isEnded && lines.length > 0 ? '\n' : ''));

const edge = of('\\b', '\\B', '\\<', '\\>');
const basicAtom = of(
  'a',
  'b',
  'w',
  '.',
  '[ab]',
  '[^a]',
  '[[:digit:]]',
  '[a-c]',
  '-',
  'ä',
  'run',
  '\\.',
  '\\w',
  '\\W',
  '\\(ab\\)',
  '\\(a\\|b\\)',
);
const basicMark = of('', '', '*', '\\+', '\\?', '\\{2\\}', '\\{1,2\\}', '\\{,1\\}');
const extendedAtom = of(
  'a',
  'b',
  'w',
  '.',
  '[ab]',
  '[^a]',
  '[[:alpha:]]',
  '-',
  'ä',
  'run',
  '\\.',
  '\\w',
  '(ab)',
  '(a|b)',
  '(a|ab)(b|)',
  '(a*)',
);
const extendedMark = of('', '', '*', '+', '?', '{2}', '{1,2}', '{0,}');
const anchored = (body: string): fc.Arbitrary<string> =>
  of('%', '%', '^%', '%$', '^%$').map((frame) => frame.replace('%', () => body));
const pattern = (atom: fc.Arbitrary<string>, mark: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({weight: 5, arbitrary: fc.tuple(atom, mark)}, fc.tuple(edge)), {minLength: 1, maxLength: 4})
    .map((parts) => parts.flat().join(''))
    .chain(anchored);
const flags = fc.subarray(['-i', '-v', '-n', '-w', '-x']).map((all) => all.join(' '));
const printing = of('', '', '-c', '-o', '-m 2', '-A 1', '-B1', '-C 1', '-m1 -A2');
const grep = fc
  .tuple(
    fc.oneof(
      fc.tuple(of('grep', 'grep -G'), pattern(basicAtom, basicMark)),
      fc.tuple(of('grep -E', 'egrep'), pattern(extendedAtom, extendedMark)),
      fc.tuple(
        of('grep -F', 'fgrep'),
        word.filter((text) => text !== ''),
      ),
    ),
    flags,
    printing,
  )
  // GNU's -w finds or misses words by how it came to them, where a pattern can be nothing, or goes on with -o
  .filter(([, some, print]) => !(some.includes('-w') && print === '-o'))
  .filter(([[program, body], some]) => !some.includes('-w') || ours('\n', `${program} -c -e '${body}'`) === '0\n')
  .map(([[program, body], some, print]) => `${program} ${some} ${print} -e '${body}'`);

const small = fc.nat({max: 6});
const plain = fc.oneof(
  small.map((count) => `head -n ${count}`),
  small.map((count) => `head -${count}`),
  small.map((count) => `head -n -${count}`),
  small.map((count) => `tail -n ${count}`),
  small.map((count) => `tail -${count}`),
  small.map((count) => `tail -n +${count}`),
  of(
    'head',
    'tail',
    'head -c 0',
    'wc',
    'wc -l',
    'wc -w',
    'wc -c',
    'wc -m',
    'wc -lw',
    'cat',
    'uniq',
    'uniq -c',
    'uniq -d',
    'uniq -u',
  ),
  fc.subarray(['-r', '-n', '-u', '-f']).map((some) => `sort ${some.join(' ')}`),
  fc
    .tuple(fc.integer({min: 1, max: 3}), of('', 'n', 'r', 'nr'), of('', ' -u', ' -t:', ' -t -'))
    .map(([field, how, more]) => `sort -k${field}${how}${more}`),
  fc.tuple(fc.integer({min: 1, max: 3}), of('', 'n')).map(([field, how]) => `sort -k ${field},${field}${how}`),
  fc
    .tuple(of(':', "' '", '-'), of('1', '2', '1,3', '2-', '-2', '1-2,4'))
    .map(([mark, fields]) => `cut -d ${mark} -f ${fields}`),
  of('cut -c 1-3', 'cut -c2', 'cut -f1', 'cut -s -d: -f2'),
  of(
    "tr ' ' '\\n'",
    'tr a-z A-Z',
    "tr -d '\\n'",
    "tr -s ' '",
    "tr '[:lower:]' '[:upper:]'",
    "tr -d 'a-c'",
    'tr ab xyz',
    'tr abc x',
    "tr -s 'a-z' 'A-Z'",
  ),
  of('base64', 'base64 -w 0', 'base64 -w 10'),
  of('1', '2', '1,$3', 'NF', '0').map((field) => `awk '{print $${field}}'`),
  of("awk 'NR>1 {print $1}'", "awk -F: '{print $2}'", "awk '/we?b/ {print $1, $NF}'", "awk '/a/'", "awk '{print}'"),
);

describe(`programs behind a |, ${propertyRunsShown}`, () => {
  it('grep as GNU grep does', {timeout: propertyTimeoutMs}, () => {
    fc.assert(
      fc.property(text, grep, (given, commands) => {
        const printed = both(given, commands);
        expect({commands, printed: printed.ours}).toEqual({commands, printed: printed.real});
      }),
      propertyRuns(10),
    );
  });

  it('do as the real ones, several in a row too', {timeout: propertyTimeoutMs}, () => {
    fc.assert(
      fc.property(text, fc.array(fc.oneof(plain, grep), {minLength: 1, maxLength: 2}), (given, all) => {
        const commands = all.join(' | ');
        const printed = both(given, commands);
        expect({commands, printed: printed.ours}).toEqual({commands, printed: printed.real});
      }),
      propertyRuns(10),
    );
  });

  it('base64 -d gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme'}), (given) => {
        expect(ours(Buffer.from(given).toString('base64'), 'base64 -d')).toBe(given.toWellFormed());
      }),
      propertyRuns(1),
    );
  });

  it.each([
    ['.items[].metadata.name', '-r'],
    ['.items[0].metadata.labels', ''],
    ['.items[0].metadata.labels', '-c'],
    ['.items[-1].metadata["name"]', ''],
    ['.items | length', ''],
    ['.items[0].metadata | keys', ''],
    ['.items[].spec?.a[]?', ''],
    ['.nothing.there[0]', ''],
    ['.', ''],
    ['keys', '-c'],
    ['.kind.a', ''],
    ['.items.a', ''],
  ])('jq %s %s prints what jq prints', (path, flags) => {
    const items = [
      {metadata: {name: 'ä b', labels: {b: 'x', a: '<y>'}}, spec: {a: [1, {}], b: []}},
      {metadata: {name: 'two'}, spec: null},
    ];
    const printed = both(JSON.stringify({kind: 'List', items}), `jq ${flags} '${path}'`);
    expect(printed.ours).toBe(printed.real);
  });

  it('are held up by no pattern', () => {
    const hostile = 'a'.repeat(20_000);
    for (const pattern of [
      '(a*)*b',
      '(a|aa)+$',
      '(a|a|a)*c',
      '((a+)+)+d',
      'a{0,200}a{200}b',
      '(.*.*.*)x',
      '((((){255}){255}){255}){255}',
    ]) {
      const spent = cpuMs(() => {
        ours(hostile, `grep -E -o '${pattern}' | awk '{print $0,$0,$0}' | awk '{print $0,$0,$0}'`);
        for (const text of ['['.repeat(200_000), '"\\'.repeat(100_000), `"${'\\"'.repeat(100_000)}`])
          ours(text, 'jq .');
        for (const program of ['sort -k2', 'wc', "awk '{print $2}'", 'tr -s " "', 'uniq'])
          ours(' '.repeat(250_000), program);
      });
      expect(spent).toBeLessThan(5_000);
    }
  });
});
