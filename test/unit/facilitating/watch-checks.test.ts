import {expect, test} from 'vitest';
import {watchChecks, type Check, type CheckProgress, type Standing} from '#src/facilitating/watch-checks.ts';
import type {Finding} from '#src/workshop/finding.ts';

const passed = (name: string, said = 'fine'): Finding => ({name, state: 'passed', said});
const quick = (name: string): Check => ({name, run: async () => Promise.resolve(passed(name))});

/** A check that ends when it is told to. */
function slow(
  name: string,
): Check & {readonly progress: Promise<CheckProgress>; readonly end: (finding: Finding) => void} {
  const started = Promise.withResolvers<CheckProgress>();
  const ended = Promise.withResolvers<Finding>();
  return {
    name,
    run: async (progress) => {
      started.resolve(progress);
      return ended.promise;
    },
    progress: started.promise,
    end: ended.resolve,
  };
}

async function next(pictures: AsyncGenerator<Standing>): Promise<Standing | undefined> {
  const {value, done} = await pictures.next();
  return done === true ? undefined : value;
}

/** Never late: what a test waits for comes from what it does. */
const pace = {firstMs: 1, betweenMs: 1, lateMs: 60_000};

test('checks that are done at once are one picture', async () => {
  const pictures = watchChecks([quick('a'), quick('b')], {...pace, firstMs: 60_000});
  expect(await next(pictures)).toEqual({findings: [passed('a'), passed('b')], open: []});
  expect(await next(pictures)).toBeUndefined();
});

test('what is under way is seen with what it does, until all are done', async () => {
  const probe = slow('probe');
  const pictures = watchChecks([probe, quick('a')], pace);
  expect(await next(pictures)).toEqual({
    findings: [passed('a')],
    open: [{name: 'probe', doing: 'it is being looked at'}],
  });
  (await probe.progress).doing('asks');
  expect(await next(pictures)).toMatchObject({open: [{name: 'probe', doing: 'asks'}]});
  probe.end(passed('probe'));
  expect(await next(pictures)).toEqual({findings: [passed('probe'), passed('a')], open: []});
  expect(await next(pictures)).toBeUndefined();
});

test('what was found is the end of it, though something is tidied up; what that comes to is told', async () => {
  const probe = slow('probe');
  const pictures = watchChecks([probe], pace);
  await next(pictures);
  (await probe.progress).found(passed('probe'));
  expect(await next(pictures)).toEqual({findings: [passed('probe')], open: []});
  probe.end(passed('probe', 'fine, but a sandbox stays'));
  expect(await next(pictures)).toEqual({findings: [passed('probe', 'fine, but a sandbox stays')], open: []});
  expect(await next(pictures)).toBeUndefined();
});

test('nobody waits for longer than is said: what is open is unknown, and told when it is known', async () => {
  const probe = slow('probe');
  const pictures = watchChecks([probe, quick('a')], {...pace, lateMs: 2});
  const seen = [];
  for (let picture = await next(pictures); ; picture = await next(pictures)) {
    seen.push(picture);
    if (picture?.open.length === 0) break;
  }
  expect(seen.at(-1)?.findings).toEqual([
    passed('a'),
    {
      name: 'probe',
      state: 'unknown',
      said: 'It takes longer than usual: it is being looked at.',
      next: 'What it comes to will be shown here.',
    },
  ]);
  probe.end(passed('probe'));
  expect(await next(pictures)).toEqual({findings: [passed('probe'), passed('a')], open: []});
  expect(await next(pictures)).toBeUndefined();
});
