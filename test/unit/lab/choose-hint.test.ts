import {describe, expect, it} from 'vitest';
import {chooseHint} from '#src/lab/choose-hint.ts';
import {runChecks} from '#src/lab/run-checks.ts';
import type {Step} from '#src/lab/lab-step.ts';
import {factsOf, podOf} from './facts-of.ts';
import {tinyLab} from '#test/support/tiny-lab.ts';

const lab = tinyLab(
  '      - text: First hint.',
  '      - failed: ready\n        text: It is not ready.\n      - when: pods.size() > 1\n        text: There are two.\n      - text: First hint.',
);
const step = lab.steps[0] as Step;

function hintFor(pods: readonly string[], told: {graded: number; last?: string}) {
  const facts = factsOf({pods: pods.map((name) => podOf(name))});
  return chooseHint({lab, step}, {facts, results: runChecks(step.checks, facts, 0), told});
}

describe('a hint', () => {
  it('speaks first to what the sandbox shows', () => {
    expect(hintFor([], {graded: 0})).toEqual({kind: 'situation', text: 'It is not ready.'});
    expect(hintFor(['web', 'other'], {graded: 0})).toEqual({kind: 'situation', text: 'There are two.'});
  });

  it('goes on with the graded ones when the situation is still the one that was spoken to', () => {
    const last = 'It is not ready.';
    expect(hintFor([], {graded: 0, last})).toEqual({kind: 'graded', text: 'First hint.', number: 1, of: 2});
    expect(hintFor([], {graded: 1, last})).toEqual({kind: 'graded', text: 'Second hint.', number: 2, of: 2});
  });

  it('speaks to a new situation in between', () => {
    expect(hintFor(['web', 'other'], {graded: 1, last: 'It is not ready.'})).toMatchObject({text: 'There are two.'});
  });

  it('ends with the solution where nothing is left to say', () => {
    expect(hintFor(['web'], {graded: 2})).toEqual({kind: 'none'});
  });
});
