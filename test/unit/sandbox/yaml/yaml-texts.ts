import {readdirSync, readFileSync} from 'node:fs';
import * as fc from 'fast-check';
import {stringify} from 'yaml';

/** The manifests of all labs, as they lie on disk. */
export const labManifests: readonly string[] = readdirSync('specs', {recursive: true, encoding: 'utf8'})
  .filter((path) => path.endsWith('.yaml') && !/lab(\.\w+)?\.yaml$/u.test(path))
  .sort()
  .map((path) => readFileSync(`specs/${path}`, 'utf8'));

const of = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const strange = fc.oneof(
  fc.string({unit: 'binary', maxLength: 10}),
  of('\u0000', '\u0007', '\t', '\r', '\u0085', '\u2028', '\ufeff', '\ud800', '\udfff', '\u001b', '\u00a0', '\u202e'),
);

/** What YAML has besides plain mappings: each of it has been the way into somebody's parser. */
const trap = of(
  '&a',
  '*a',
  '*b',
  '&a [*a]',
  '<<: *a',
  '<<: {kind: Pod}',
  '!!binary aGk=',
  '!!timestamp 2020-01-01',
  '!!set {a}',
  '!!omap [a: 1]',
  '!!js/function "x"',
  '!local x',
  '!<tag:yaml.org,2002:map> {}',
  '? a',
  '? [a, b]\n: c',
  '{',
  '}',
  '[',
  ']',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
  '{a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: ',
  '- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a',
  ': ',
  ': : : :',
  ' #',
  '---\n',
  '...\n',
  '%YAML 1.1\n---\n',
  '%TAG ! tag:x\n---\n',
  '|\n',
  '>9-\n',
  '"\\u',
  '"\\ud800"',
  "'",
  '"',
  '`',
  '@',
  '%',
  '\n\n',
  '\n  ',
  '\n        ',
);

const key = of(
  'kind',
  'apiVersion',
  'metadata',
  'items',
  'spec',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '"__proto__"',
  '1',
  '1.5',
  '~',
  'yes',
  '<<',
  '""',
  '=',
  '0x10',
);

const scalar = of(
  'Pod',
  'List',
  'v1',
  'yes',
  'null',
  '~',
  '.inf',
  '-.NaN',
  '1e400',
  '0x7fffffffffffffffff',
  '0o17',
  '0b101',
  '0777',
  '1_000',
  '190:20:30',
  '99999999999999999999999999',
  '-0',
  '2001-12-14t21:59:43.10-05:00',
  '""',
  "''",
  '"a\\x00b"',
);

const value: fc.Arbitrary<string> = fc.oneof(
  {weight: 4, arbitrary: scalar},
  trap,
  fc.tuple(key, scalar).map(([key, value]) => `{${key}: ${value}}`),
  fc.array(scalar, {maxLength: 3}).map((items) => `[${items.join(', ')}]`),
  fc.integer({min: 0, max: 60}).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
);

const lines = fc
  .array(fc.tuple(of('', '', '  ', '    ', '- ', '  - ', '\t'), key, value, of('\n', '\n', '\r\n', '')), {
    maxLength: 12,
  })
  .map((lines) => lines.map(([indent, key, value, end]) => `${indent}${key}: ${value}${end}`).join(''));

/** A manifest of a lab, with some of its text taken away, doubled or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(...labManifests),
    fc.array(fc.tuple(fc.nat({max: 10_000}), fc.nat({max: 30}), fc.oneof(trap, value, key, strange, of('', ''))), {
      maxLength: 4,
    }),
  )
  .map(([text, cuts]) =>
    cuts.reduce((changed, [at, length, instead]) => {
      const from = changed.length === 0 ? 0 : at % changed.length;
      return `${changed.slice(0, from)}${instead}${changed.slice(from + length)}`;
    }, text),
  );

const nested: fc.Arbitrary<string> = fc
  .tuple(fc.array(of('a: ', '- ', '? ', 'items: ', '{a: ', '[', '*a ', '&a '), {maxLength: 60}), value, fc.boolean())
  .map(([opened, inner, isBlock]) =>
    isBlock
      ? opened.map((part, depth) => `${'  '.repeat(depth)}${part.trimEnd()}\n`).join('') +
        '  '.repeat(opened.length) +
        inner
      : opened.join('') +
        inner +
        opened
          .toReversed()
          .map((part) => (part.startsWith('{') ? '}' : part === '[' ? ']' : ''))
          .join(''),
  );

/** What might be sent as a manifest: from what is one to what is noise. */
export const manifestText: fc.Arbitrary<string> = fc.oneof(
  {weight: 4, arbitrary: mutated},
  {weight: 3, arbitrary: lines},
  nested,
  fc.array(fc.oneof(trap, value, key, strange), {maxLength: 12}).map((parts) => parts.join('')),
  fc
    .array(fc.oneof(fc.constantFrom(...labManifests), lines), {minLength: 2, maxLength: 4})
    .map((texts) => texts.join('\n---\n')),
);

/** JSON that a manifest might hold: whole numbers that JavaScript holds exactly, no `__proto__`. */
const json = fc.letrec<{value: unknown; object: object}>((tie) => ({
  value: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    fc.oneof(fc.string({unit: 'binary', maxLength: 20}), fc.string({maxLength: 20})),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), {maxLength: 4}),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.string({unit: 'grapheme', maxLength: 10}).filter((key) => key !== '__proto__'),
    tie('value'),
    {maxKeys: 5, noNullPrototype: true},
  ),
}));

/** An object, and a text that says it: as JSON, as YAML in blocks, as YAML in one line. */
export const writtenObject: fc.Arbitrary<{object: object; text: string}> = fc
  .tuple(json.object, of('json', 'indented json', 'yaml', 'flow'))
  .map(([object, style]) => ({object, text: write(object, style)}));

function write(object: object, style: string): string {
  if (style === 'json') return JSON.stringify(object);
  if (style === 'indented json') return JSON.stringify(object, undefined, 2);
  const collectionStyle = style === 'flow' ? 'flow' : 'any';
  return stringify(object, {version: '1.1', aliasDuplicateObjects: false, collectionStyle, lineWidth: 0});
}

/** Objects as `get -o yaml` writes them. */
export const writtenInBlocks = (objects: fc.Arbitrary<object>): fc.Arbitrary<string> =>
  objects.map((object) => write(object, 'yaml'));
