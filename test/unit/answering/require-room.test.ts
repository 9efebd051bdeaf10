import {expect, test} from 'vitest';
import type {Operation} from '#src/operations/operation.ts';
import {requireRoom} from '#src/answering/require-room.ts';

const applied = (bytes: number): Operation => ({
  kind: 'apply',
  sources: [{name: 'web.yaml', yaml: '#'.repeat(bytes)}],
});

test('a large operation is refused while Redis is nearly full, and taken before and after', () => {
  expect(() => requireRoom(applied(40_000), {isNearlyFull: true})).toThrow(
    'This is 40 KiB, and the workshop’s memory is nearly full: just now I take up to 8 KiB.',
  );
  expect(() => requireRoom(applied(40_000), {isNearlyFull: false})).not.toThrow();
});

test('a small one is always taken', () => {
  expect(() => requireRoom(applied(8_000), {isNearlyFull: true})).not.toThrow();
});
