import {expect, test} from 'vitest';
import {EndOfProcess} from '#src/lifecycle/end-of-process.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {waitFor} from '#src/lifecycle/wait-for.ts';

const trouble = (said: string, isForGood = false): Trouble => ({said, isForGood});

async function linesOf(...seen: readonly (Trouble | undefined)[]): Promise<string[]> {
  const lines: string[] = [];
  const left = [...seen];
  const look = async (): Promise<Trouble | undefined> => Promise.resolve(left.shift());
  const {signal} = new AbortController();
  await waitFor({name: 'Redis', ended: 'Redis answers', look, say: (line) => void lines.push(line), signal});
  return lines;
}

test('what is there at once is not talked of', async () => {
  expect(await linesOf()).toEqual([]);
});

test('the beginning is said, each other reason, and the end', async () => {
  expect(await linesOf(trouble('It is away.'), trouble('It is away.'), trouble('It loads.'), undefined)).toEqual([
    'Waiting for Redis: It is away.',
    'Still waiting for Redis: It loads.',
    expect.stringMatching(/^Redis answers, after \d s\.$/),
  ]);
});

test('reasons that take turns are said once each', async () => {
  const [one, other] = [trouble('It is away.'), trouble('It is silent.')];
  expect(await linesOf(one, other, one, other)).toHaveLength(3);
});

test('what no waiting mends is thrown, with a code of its own', async () => {
  const thrown = linesOf(trouble('It is away.'), trouble('It is too old.', true));
  await expect(thrown).rejects.toThrow(new EndOfProcess('It is too old.', 78));
  await expect(thrown).rejects.toMatchObject({exitCode: 78});
});

test('it ends when it is told to, though what it looks at hangs', async () => {
  const stop = new AbortController();
  const waiting = waitFor({
    name: 'Redis',
    ended: 'Redis answers',
    look: async () => new Promise(() => undefined),
    say: () => undefined,
    signal: stop.signal,
  });
  stop.abort(new Error('closing'));
  await expect(waiting).rejects.toThrow('closing');
});
