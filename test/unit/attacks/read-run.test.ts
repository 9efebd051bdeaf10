import {expect, it} from 'vitest';
import {readRun} from '#test/real/attacks/read-run.ts';

it('all of them are played, the flood too, and can be written down', () => {
  const run = readRun(['--write']);
  expect([run.plays('pods'), run.plays('flood'), run.isWhole, run.writes]).toEqual([true, true, true, true]);
});

it('the short form is all but the flood, and no page', () => {
  const run = readRun(['--short', '--write']);
  expect([run.plays('pods'), run.plays('network'), run.plays('flood')]).toEqual([true, true, false]);
  expect([run.isShort, run.isWhole, run.writes]).toEqual([true, false, false]);
});

it('named parts are played alone', () => {
  const run = readRun(['network', 'flood']);
  expect([run.plays('network'), run.plays('flood'), run.plays('pods')]).toEqual([true, true, false]);
  expect([run.isShort, run.isWhole]).toEqual([false, false]);
});

it('a part that is none is said, and not played as nothing', () => {
  expect(() => readRun(['netwrok'])).toThrow(/^netwrok: the parts are pods, /);
  expect(() => readRun(['--fast'])).toThrow(/^--fast: the parts are /);
});
