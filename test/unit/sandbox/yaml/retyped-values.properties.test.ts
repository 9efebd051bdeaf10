import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {admit} from '#src/sandbox/policy/policy.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {propertyRuns, propertyRunsShown} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec();

/** What is said of a text; undefined if it is admitted. */
function refusalOf(yaml: string): {message: string; next: string} | undefined {
  let refusal: {message: string; next: string} | undefined;
  unlessRefused(
    () => readManifests({name: 'my.yaml', yaml}).map(({object, positions}) => admit(object, spec, positions)),
    ({message, next = ''}) => {
      refusal = {message, next};
    },
  );
  return refusal;
}

const digits = (least: number, most: number) =>
  fc.string({unit: fc.constantFrom(...'0123456789'.split('')), minLength: least, maxLength: most});
const sign = fc.constantFrom('', '', '-', '+');

/** Text without quotes that YAML 1.1 makes a number, true, false or null of. */
const retyped = fc
  .oneof(
    fc.constantFrom('yes', 'No', 'on', 'OFF', 'true', 'False', 'null', '~', 'Null', '.inf', '-.INF', '.NaN', '1e400'),
    fc.tuple(sign, digits(1, 22)).map((parts) => parts.join('')),
    fc.tuple(sign, digits(1, 6), fc.constant('.'), digits(0, 6)).map((parts) => parts.join('')),
    fc.tuple(digits(1, 3), fc.constantFrom('e', 'E', '.5e+'), digits(1, 2)).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('0x', '0b', '0', '1_'), digits(1, 5)).map((parts) => parts.join('')),
  )
  .filter((text) => typeof parse(text, {version: '1.1'}) !== 'string');

const places: readonly (readonly [string, (value: string) => string])[] = [
  ['a label', (value) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    app: ${value}\n`],
  ['data', (value) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {key: ${value}}\n`],
  ['an environment variable', (value) => inContainer(`env:\n        - {name: A, value: ${value} }`)],
  ['an argument', (value) => inContainer(`args: [a, ${value}]`)],
  ['an item of its own line', (value) => inContainer(`args:\n        - ${value} # so many`)],
  ['a name', (value) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${value}}\n`],
];
const inContainer = (field: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: busybox:1.36\n      ${field}\n`;

describe(`a value that has to be text and is none to YAML, ${propertyRunsShown}`, () => {
  test.each(places)('%s: the advice is what was typed, and gives it letter for letter', (_, place) => {
    fc.assert(
      fc.property(retyped, (value) => {
        const refusal = refusalOf(place(value));
        // what is null is not there, in fields that can be left out
        const isLeftOut = refusal === undefined || refusal.message.endsWith(' is missing');
        if (isLeftOut) return parse(value, {version: '1.1'}) === null;
        const advised = /(?<quoted>"[^"]*")\.$/u.exec(refusal.next)?.groups?.['quoted'] ?? '';
        expect(refusal.next).toContain(`"${value}"`);
        expect(parse(advised, {version: '1.1'})).toBe(value);
        expect(refusalOf(place(advised))?.message ?? '').not.toMatch(/must be text|expected text/u);
        return true;
      }),
      propertyRuns(2),
    );
  });

  test('nothing at all is no “null”', () => {
    for (const [, place] of places.slice(0, 1)) expect(refusalOf(place(''))?.next).toMatch(/or "" for an empty one/u);
  });

  test('what is one of few is not put in quotes to be refused again', () => {
    expect(refusalOf(inContainer('x: y').replace(/ {6}x: y/u, '  restartPolicy: no'))?.next).toMatch(/Never|Allowed/u);
  });

  test('a number in quotes loses the zeros that would make another of it, and a file’s mode keeps them', () => {
    expect(refusalOf(inContainer('ports: [{containerPort: "010"}]'))?.next).toBe('Write 10 without quotes.');
    const volume = '  volumes: [{name: a, configMap: {name: a, defaultMode: "0644"}}]\n';
    expect(refusalOf(`${inContainer('tty: false')}${volume}`)?.next).toBe('Write 0644 without quotes.');
  });
});
