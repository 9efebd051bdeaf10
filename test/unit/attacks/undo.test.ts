import {expect, it} from 'vitest';
import {Undo} from '#test/real/attacks/undo.ts';

function recorded(undo: Undo, ...names: readonly string[]): string[] {
  const done: string[] = [];
  for (const name of names) undo.push(name, async () => void done.push(name));
  return done;
}

it('what was made last goes first, and all of it once', async () => {
  const undo = new Undo();
  const done = recorded(undo, 'cluster', 'sandboxes', 'bot');

  await Promise.all([undo.all(), undo.all()]);
  await undo.all();

  expect(done).toEqual(['bot', 'sandboxes', 'cluster']);
});

it('what cannot be taken back keeps nothing else, and is said', async () => {
  const undo = new Undo();
  const done = recorded(undo, 'cluster');
  undo.push('sandboxes', async () => Promise.reject(new Error('no rights')));

  await expect(undo.all()).rejects.toThrow('sandboxes could not be taken back: Error: no rights');
  expect(done).toEqual(['cluster']);
});

it('what would be made while the run ends is not', async () => {
  const undo = new Undo();
  const ended = undo.all();

  expect(() => undo.push('a bot', async () => Promise.resolve())).toThrow('a bot: the run is being ended');
  await ended;
});
