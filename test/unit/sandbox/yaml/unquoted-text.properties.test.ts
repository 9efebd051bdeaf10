import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {propertyRuns, propertyRunsShown} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';

function refusalOf(yaml: string): {message: string; next: string} | undefined {
  let refusal: {message: string; next: string} | undefined;
  unlessRefused(
    () => readManifests({name: 'my.yaml', yaml}),
    ({message, next = ''}) => {
      refusal = {message, next};
    },
  );
  return refusal;
}

const word = fc.string({unit: fc.constantFrom(...'abcxyz019./-'.split('')), minLength: 1, maxLength: 8});
const words = fc.array(word, {minLength: 1, maxLength: 5}).map((parts) => parts.join(' '));
const key = fc.constantFrom('schedule', 'value', 'image', 'example.com/a');

/** Where a text may stand, and whether brackets are around it. */
const places: readonly (readonly [string, (text: string, key: string) => string])[] = [
  ['a value', (text, key) => `a:\n  ${key}: ${text}\nb: 1\n`],
  ['a value of an item', (text, key) => `a:\n- ${key}: ${text}\nb: 1\n`],
  ['an item', (text) => `a:\n- ${text}\n- c\n`],
  ['an item in brackets', (text) => `a: [b, ${text}, c]\n`],
  ['a value in braces', (text, key) => `a: {${key}: ${text}}\n`],
];
const objectOf = (yaml: string): unknown => readManifests({name: 'my.yaml', yaml})[0]?.object;

describe(`text that needs quotes, ${propertyRunsShown}`, () => {
  test.each(places)('%s: the sign is named, and what is advised is the text', (_, place) => {
    fc.assert(
      fc.property(fc.constantFrom('* ', '*/', '*.', '@', '%', '`', '& '), words, key, (sign, rest, key) => {
        const text = `${sign}${rest}`;
        const refusal = refusalOf(place(text, key));
        expect(refusal?.message).toMatch(/my\.yaml line [12]: /u);
        expect(refusal?.message).toContain(`text that begins with ${sign.charAt(0)} needs quotes`);
        const advised = refusal?.next.slice('Write '.length) ?? '';
        expect(JSON.stringify(objectOf(place(advised, key)))).toContain(JSON.stringify(text));
      }),
      propertyRuns(1),
    );
  });

  const slips: readonly (readonly [string, (words: string) => string, RegExp])[] = [
    ['text behind quotes', (words) => `"a" ${words}`, /goes on behind the closing "/u],
    ['text behind single quotes', (words) => `'a' ${words}`, /goes on behind the closing '/u],
    ['an apostrophe in single quotes', (words) => `'it's ${words}'`, /a ' within the quotes/u],
    ['quotes in quotes', (words) => `"say "${words}""`, /a " within the quotes/u],
    ['text behind brackets', (words) => `[a] ${words}`, /goes on behind the closing \]/u],
    ['text behind braces', (words) => `{a: b} ${words}`, /goes on behind the closing \}/u],
    ['text behind |', (words) => `| ${words}`, /stands behind the \|/u],
    ['text behind >', (words) => `> ${words}`, /stands behind the >/u],
    ['an item behind the colon', (words) => `- ${words}`, /an item of a list stands behind the colon/u],
    ['a template of another program', (words) => `{{ ${words} }}:1`, /\{ \} or \[ \]/u],
  ];

  test.each(slips)('%s is called that', (_, slip, named) => {
    fc.assert(
      fc.property(
        words.filter((text) => !/^[\d-]/u.test(text)),
        key,
        (words, key) => {
          expect(refusalOf(`a:\n  ${key}: ${slip(words)}\nb: 1\n`)?.message).toMatch(named);
        },
      ),
      propertyRuns(1),
    );
  });
});
