import {describe, expect, it} from 'vitest';
import {mergeInto, onlyFields} from '#test/real/fidelity/json-parts.ts';

describe('the fields that are compared', () => {
  const pod = {metadata: {name: 'web', uid: 'x'}, spec: {containers: [{name: 'main'}]}};

  it.each([
    ['an object', pod, {'metadata.name': 'web'}],
    ['a list', {items: [pod, pod]}, {items: [{'metadata.name': 'web'}, {'metadata.name': 'web'}]}],
    ['an event of a watch', {type: 'ADDED', object: pod}, {type: 'ADDED', object: {'metadata.name': 'web'}}],
  ])('are those of %s', (_, value, expected) => {
    expect(onlyFields(value, ['metadata.name'])).toEqual(expected);
  });

  it('may lie in a list', () => {
    expect(onlyFields({rows: [{cells: ['a']}]}, ['rows.0.cells'])).toEqual({'rows.0.cells': ['a']});
  });
});

describe('a change', () => {
  it('is merged into what was there, and takes out what is null', () => {
    expect(mergeInto({a: {b: 1, c: 2}, d: [1]}, {a: {b: 3, c: null}, d: [2]})).toEqual({a: {b: 3}, d: [2]});
  });
});
