import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {secret} from '#src/kinds/secret/secret.ts';

const value = 'hunter2-of-ada';
const encoded = Buffer.from(value).toString('base64');

test('a Secret without its values says how long they are', () => {
  const applied = JSON.stringify({stringData: {a: value}});
  const shown = secret.withoutValues({
    kind: 'Secret',
    metadata: {
      name: 'db',
      annotations: {note: 'mine', 'kubectl.kubernetes.io/last-applied-configuration': applied},
    },
    data: {a: encoded},
    stringData: {b: value},
  });
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${value}|${encoded}`));
  expect(shown).toMatchObject({
    metadata: {name: 'db', annotations: {note: 'mine'}},
    data: {a: `${value.length} bytes`},
  });
});

test('what is written as text is stored like what is written in base64', () => {
  const texts = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.string({unit: 'grapheme'}));
  fc.assert(
    fc.property(texts, texts, (data, stringData) => {
      const base64 = Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
      const stored = secret.asStored({data: Object.fromEntries(base64), stringData});
      const read = Object.entries(stored['data'] as Record<string, string>).map(([key, text]) => [
        key,
        Buffer.from(text, 'base64').toString(),
      ]);
      expect(Object.keys(stored)).toEqual(['data']);
      expect(Object.fromEntries(read)).toEqual({...data, ...stringData});
      expect(secret.asStored(stored)).toEqual(stored);
    }),
  );
});

test.each([
  ['default-token-x7k2p', true],
  ['learner-token-bcdfg', true],
  ['api-token', false],
  ['my-token-value', false],
  ['db', false],
])('%s is a name of the cluster’s own: %s', (name, expected) => {
  expect(secret.isReserved(name)).toBe(expected);
});
