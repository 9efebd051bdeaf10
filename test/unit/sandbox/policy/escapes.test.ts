import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {escapesOf} from './escapes.ts';
import {attacks} from './attacks.ts';
import {honestObject} from './honest-objects.ts';
import {applyChange} from './hostile-objects.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec();

/** What the policy made of objects without any attack in them. */
const admitted = fc.sample(honestObject, {numRuns: 200, seed: 1}).flatMap((object): JsonObject[] => {
  const found = unlessRefused(() => admit(object, spec, withoutLines('the test')));
  return found === undefined ? [] : [found.object];
});

describe('the judge of the properties', () => {
  test('finds nothing in what is honest', () => {
    expect(admitted.length).toBeGreaterThan(50);
    expect(admitted.flatMap((object) => escapesOf(object, spec))).toEqual([]);
  });

  test.each(attacks.map(([place, attack]) => [place, JSON.stringify(attack).slice(0, 120), attack] as const))(
    'sees in the %s %s',
    (place, _, attack) => {
      const isOnlyAnotherName = 'name' in attack && attack['name'] === 'other';
      const change = {kind: 'attack', attack: [place, attack], at: 0, anywhere: false} as const;
      const isSeen = admitted.some((object) => escapesOf(applyChange(object, change), spec).length > 0);
      expect(isSeen).toBe(!isOnlyAnotherName);
    },
  );
});
