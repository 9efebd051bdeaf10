import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {array, assert, asyncProperty, integer, nat, record} from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {rewritesWithoutPlace} from '#src/emulators/kubernetes/machine/pace-source.ts';
import {Processor} from '#src/emulators/kubernetes/machine/processor/processor.ts';
import {Quota} from '#src/emulators/kubernetes/machine/processor/quota.ts';
import {sortInTurns} from '#src/emulators/kubernetes/machine/sort-in-turns.ts';
import {endlessLines} from '#test/support/costly-lines.ts';
import {runLine} from '#test/support/run-line.ts';

const plenty = {atOnceMs: 1e12, perSecondMs: 1e12};

/** Each look at the clock is a millisecond, so that time is counted in steps, however busy the machine is. */
function counting({computes = 1}: {computes?: number} = {}): {processor: Processor; steps: () => number} {
  let steps = 0;
  const clock = {now: () => (steps += 1), computedMs: () => steps * computes};
  return {processor: new Processor(clock, {ofNamespace: plenty, ofAll: plenty}), steps: () => steps};
}

/** @returns how many steps were taken at once at most while the event loop did not turn */
async function longestAtOnce(steps: () => number, work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let seen = steps();
  let isOver = false;
  const look = (): void => {
    longest = Math.max(longest, steps() - seen);
    seen = steps();
    if (!isOver) setImmediate(look);
  };
  look();
  await work;
  isOver = true;
  return longest;
}

describe('a line in a container', () => {
  it.each(endlessLines)('%s leaves the event loop to others and ends', async (line) => {
    const {processor, steps} = counting();
    const {ended} = runLine(line, processor.shareOf('one'));
    // all at once it would be more than five thousand; the way back out of nested calls has a hundred or so
    expect(await longestAtOnce(steps, ended)).toBeLessThan(2000);
    expect(await ended).toMatchObject({exitCode: expect.any(Number)});
  });

  it('that uses more than it may is killed, says so and has printed what it had', async () => {
    const {ended} = runLine(
      `echo before; awk 'BEGIN{for(;;) for(;;) i++}'; echo after`,
      counting().processor.shareOf('one'),
    );
    expect(await ended).toEqual({
      exitCode: 137,
      signal: 9,
      stdout: 'before\n',
      stderr: 'sh: killed: it used more of the processor than one command may here\n',
    });
  });

  it('has one budget with all that it starts', async () => {
    const line = `seq 1 1000 | xargs -n 1 sh -c 'for i in 1 2 3 4 5 6 7 8 9; do awk "BEGIN{for(i=0;i<9;i++) n++}"; done'`;
    expect(await runLine(line, counting().processor.shareOf('one')).ended).toMatchObject({exitCode: 137});
  });

  it.each([
    ['for i in 1 2 3; do echo $?; (exit $i); done; echo $?', '0\n1\n2\n3\n'],
    ['i=0; until [ $i = 3 ]; do echo $?; i=$((i+1)); done', '1\n1\n1\n'],
    ['f() { return $1; }; for i in 4 5; do f $i || echo $?; done', '4\n5\n'],
    ['set -e; for i in 1 2; do false || echo $i; done; false; echo no', '1\n2\n'],
    ['seq 1 100000 | cat | cat | cat | wc -c', '588895\n'],
    ['seq 1 50000 | sort -rn | head -n 1; printf "b 2\\na 2\\nc 1\\n" | sort -s -k2,2n', '50000\nc 1\nb 2\na 2\n'],
    [`seq 1 50000 | grep -c '7$'; seq 9 | grep -B1 -A1 5; echo aXbX | grep -on X`, '5000\n4\n5\n6\n1:X\n1:X\n'],
    [`seq 3 | sed ':a;N;$!ba;s/\\n/-/g'; seq 4 | sed -n '2{p;q}'`, '1-2-3\n2\n'],
    [
      `seq 1 50000 | awk '{s+=$1} END{print s}'; awk 'function f(n){return n<2?n:f(n-1)+f(n-2)} BEGIN{print f(9)}'`,
      '1250025000\n34\n',
    ],
    ['while read a; do echo "<$a>"; done < /etc/group', '<root:x:0:>\n'],
  ])('%s prints what it did at once', async (line, printed) => {
    const {ended} = runLine(line, counting({computes: 0}).processor.shareOf('one'));
    expect((await ended).stdout).toBe(printed);
  });

  it.each([
    't=${s// /ab}',
    't="${s// /ab}"',
    'set -- "$s"; t="${@// /ab}"',
    'set -- "$s"; t=${*// /ab}',
    'a=("$s"); t="${a[@]// /ab}"',
    't=${s//[[:space:]]/ab}',
  ])('that replaces much of a long text, as %s, leaves the event loop to others', async (replace) => {
    const {processor, steps} = counting({computes: 0});
    const {ended} = runLine(`s=$(printf '%3000s' x); ${replace}; echo \${#t}`, processor.shareOf('one'));
    expect(await longestAtOnce(steps, ended)).toBeLessThan(1000);
    expect(await ended).toMatchObject({stdout: '5999\n'});
  });

  it('is not held up by those of others who go on for ever', async () => {
    const {processor} = counting({computes: 0});
    const endless = Array.from({length: 5}, () =>
      runLine(`awk 'BEGIN{for(;;) for(;;) i++}'`, processor.shareOf('busy')),
    );
    const {stdout} = await runLine('for i in 1 2 3 4 5 6 7 8 9; do echo $i; done | wc -l', processor.shareOf('one'))
      .ended;
    expect(stdout).toBe('9\n');
    for (const {kill} of endless) kill();
    for (const {ended} of endless) expect(await ended).toMatchObject({exitCode: 137});
  });

  it('searches no text for a pattern that would take too long over it', async () => {
    const line = `seq 1 90000 | tr -d '\\n' | grep -cE '((1?2?3?4?5?6?7?8?9?0?){100}){9}x'`;
    const {ended} = runLine(line, counting({computes: 0}).processor.shareOf('one'));
    expect(await ended).toMatchObject({stderr: expect.stringContaining('the text is too long for this pattern')});
  });
});

test('a quota gives what was saved up at once, and then so much in each second', () => {
  let nowMs = 0;
  const quota = new Quota({atOnceMs: 100, perSecondMs: 250}, () => nowMs);
  quota.take(90);
  expect(quota.waitMs()).toBe(0);
  quota.take(34);
  expect(quota.waitMs()).toBe(100);
  nowMs += 100;
  expect(quota.waitMs()).toBe(0);
  nowMs += 10_000;
  expect(quota.isFull()).toBe(true);
});

test('what is sorted in turns is sorted as by the language', async () => {
  const items = array(record({key: integer({min: 0, max: 9}), at: nat()}), {maxLength: 3000, size: 'max'});
  await assert(
    asyncProperty(items, async (list) => {
      const compare = (left: {key: number}, right: {key: number}): number => left.key - right.key;
      const sorted = list.toSorted(compare);
      await sortInTurns(list, compare, () => undefined);
      expect(list).toEqual(sorted);
    }),
    {numRuns: 20},
  );
});

test('all places of the shell that are made to wait are in the installed version', () => {
  const folder = join(import.meta.dirname, '../../../node_modules/just-bash/dist/bundle');
  const sources = globSync('{index,chunks/*}.js', {cwd: folder}).map((file) =>
    readFileSync(join(folder, file), 'utf8'),
  );
  expect(rewritesWithoutPlace(sources)).toEqual([]);
});
