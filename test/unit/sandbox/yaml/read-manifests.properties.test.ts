import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {FieldPath} from '#src/sandbox/yaml/field-path.ts';
import {isJsonList, isJsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {manifestLimits, readManifests, type Manifest} from '#src/sandbox/yaml/read-manifests.ts';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {manifestText, writtenObject} from './yaml-texts.ts';

const readOrRefused = (yaml: string): Manifest[] | undefined =>
  unlessRefused(
    () => readManifests({name: 'my.yaml', yaml}),
    ({code, message, next}) => {
      expect(code).toBe('bad-input');
      expect(message).toMatch(/^my\.yaml/);
      expect(next).toMatch(/\S/);
      const line = / line (?<line>\d+): /.exec(message)?.groups?.['line'] ?? '1';
      expect(Number(line)).toBeLessThanOrEqual(yaml.split('\n').length);
    },
  );

/** Every path in a value, its depth with it. */
function* pathsIn(value: JsonValue, path: FieldPath = []): Generator<FieldPath> {
  yield path;
  if (isJsonList(value)) for (const [index, item] of value.entries()) yield* pathsIn(item, [...path, index]);
  if (isJsonObject(value)) for (const [key, item] of Object.entries(value)) yield* pathsIn(item, [...path, key]);
}

function expectPlainJson(value: JsonValue): void {
  expect(typeof value !== 'number' || Number.isFinite(value)).toBe(true);
  if (isJsonList(value)) for (const item of value) expectPlainJson(item);
  if (!isJsonObject(value)) return;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value)).not.toContain('__proto__');
  for (const item of Object.values(value)) expectPlainJson(item);
}

describe(`any text, ${propertyRunsShown}`, () => {
  test(
    'gives objects of plain JSON within the limits, or is refused with what to do',
    {timeout: propertyTimeoutMs},
    () => {
      const outcomes = {read: 0, refused: 0};
      fc.assert(
        fc.property(manifestText, (text) => {
          const manifests = readOrRefused(text);
          outcomes[manifests === undefined ? 'refused' : 'read'] += 1;
          if (manifests === undefined) return;
          expect(manifests.length).toBeGreaterThan(0);
          expect(manifests.length).toBeLessThanOrEqual(manifestLimits.objects);
          const lastLine = text.split('\n').length;
          for (const {object, positions} of manifests) {
            expectPlainJson(object);
            for (const path of [...pathsIn(object), ['spec', 'nothing', 7]]) {
              expect(path.length).toBeLessThanOrEqual(manifestLimits.depth);
              const line = positions.lineOf(path) ?? 0;
              expect(line >= 1 && line <= lastLine).toBe(true);
            }
          }
        }),
        propertyRuns(24),
      );
      expect(outcomes.read).toBeGreaterThan(0);
      expect(outcomes.refused).toBeGreaterThan(0);
      expect(Reflect.has({}, 'kind')).toBe(false);
    },
  );

  test('means the object that was written, in any style', {timeout: propertyTimeoutMs}, () => {
    let read = 0;
    fc.assert(
      fc.property(writtenObject, ({object, text}) => {
        const manifests = readOrRefused(text);
        // strange spaces at the end of a text without quotes are not kept
        if (manifests?.every(({mended}) => mended.length === 0) !== true) return;
        read += 1;
        expect(manifests.map((manifest) => manifest.object)).toEqual([object]);
      }),
      propertyRuns(8),
    );
    expect(read).toBeGreaterThan(0);
  });
});
