import {expect, test} from 'vitest';
import {capOutcome, capTightly} from '#src/operations/cap-outcome.ts';

const line = `${'x'.repeat(99)}\n`;
const long = line.repeat(3000);

test('a short outcome is left as it is', () => {
  const done = {kind: 'done' as const, text: 'pod/web created', notes: ['a note'], card: {}};
  expect(capOutcome(done)).toEqual(done);
  expect(capOutcome({kind: 'cancelled'})).toEqual({kind: 'cancelled'});
});

test('a long text loses its last lines, and a note says so', () => {
  const capped = capOutcome({kind: 'done', text: long, short: long, notes: ['a note']});
  expect(capped).toMatchObject({notes: ['a note', 'The output is longer; this is its beginning.']});
  const {text, short} = capped.kind === 'done' ? capped : {text: '', short: ''};
  expect(text.length).toBeLessThanOrEqual(256 * 1024);
  expect(long.startsWith(`${text}\n`)).toBe(true);
  expect(short).toBe(text);
});

test('a failure keeps its message within bounds', () => {
  const capped = capOutcome({kind: 'failed', code: 'Invalid', message: long, text: long, notes: []});
  expect(capped).toMatchObject({message: long.slice(0, 16 * 1024), notes: [expect.stringContaining('longer')]});
});

test('one line without end is cut inside', () => {
  const capped = capOutcome({kind: 'done', text: '👩'.repeat(200_001), notes: []});
  const {text} = capped.kind === 'done' ? capped : {text: ''};
  expect(text).toHaveLength(256 * 1024);
  expect(text.isWellFormed()).toBe(true);
});

test('where there is little room more is cut, and that is why', () => {
  const note = 'Cut to 8 KiB: the workshop’s memory is nearly full. Ask a facilitator, or type it again later.';
  const capped = capTightly({kind: 'done', text: long, short: long, notes: []});
  expect(capped).toMatchObject({notes: [note]});
  const {text, short} = capped.kind === 'done' ? capped : {text: '', short: ''};
  expect(text.length).toBeLessThanOrEqual(8 * 1024);
  expect(short).toBe(text);
  expect(capTightly({kind: 'done', text: 'short', notes: []})).toEqual({kind: 'done', text: 'short', notes: []});
});

test('a page loses its last lines', () => {
  const page = {service: 'web', path: '/', line: 'kubectl get --raw /', status: 200, lines: long.split('\n')};
  const capped = capTightly({kind: 'page', page, notes: []});
  expect(capped).toMatchObject({page: {status: 200}, notes: [expect.stringContaining('Cut to 8 KiB')]});
  expect(capped.kind === 'page' && capped.page.lines.join('\n').length).toBeLessThanOrEqual(8 * 1024);
  expect(capOutcome({kind: 'page', page: {...page, lines: ['<h1>']}, notes: []})).toMatchObject({
    page: {lines: ['<h1>']},
  });
});

test('what is too long to be kept is kept in no part, and shown cut where it is shown', () => {
  const text = long.slice(0, 60_000);
  const copied = {
    kind: 'done' as const,
    text,
    kept: {kind: 'file' as const, name: 'a', text},
    notes: ['Written to a.'],
  };
  expect(capOutcome(copied)).toEqual(copied);
  const capped = capTightly(copied);
  expect(capped).not.toHaveProperty('kept');
  expect(capped).toMatchObject({notes: [expect.stringContaining('8 KiB')]});
  expect(capped.kind === 'done' ? capped.text.length : 0).toBeLessThanOrEqual(8 * 1024);
});
