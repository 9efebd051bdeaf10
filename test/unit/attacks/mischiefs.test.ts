import {expect, it} from 'vitest';
import {harmlessPodSpec, mischiefs, type Scene} from '#test/real/attacks/mischiefs.ts';

const scene: Scene = {namespace: 'labrador-open-1', other: 'labrador-open-2'};

it.for(mischiefs.map((mischief) => [mischief.name, mischief] as const))('%s is seen where it is', ([, mischief]) => {
  expect(mischief.isIn(mischief.change(harmlessPodSpec, scene), scene)).toBe(true);
});

it.for(mischiefs.map((mischief) => [mischief.name, mischief] as const))(
  '%s is not seen where it is not',
  ([, mischief]) => {
    expect(mischief.isIn(harmlessPodSpec, scene)).toBe(false);
  },
);

it('every mischief has a name of its own', () => {
  expect(new Set(mischiefs.map(({name}) => name)).size).toBe(mischiefs.length);
});
