import {expect, test} from 'vitest';
import {isTypeThat, resourceTypes, startingWith, typesThat} from '#src/kinds/resource-types.ts';

test('no name stands for two types', () => {
  const names = resourceTypes.flatMap(({plural, singular, shortNames}) => [
    ...new Set([plural, singular, ...shortNames]),
  ]);
  expect([...new Set(names)]).toEqual(names);
});

test('several things can be asked of a type at once', () => {
  expect(typesThat('podSpecAt')).toContain('controllerrevisions');
  expect(typesThat('isWritable', 'podSpecAt')).toEqual([
    'pods',
    'daemonsets',
    'deployments',
    'replicasets',
    'statefulsets',
    'cronjobs',
    'jobs',
  ]);
  expect(isTypeThat('nodes', 'isWatched')).toBe(true);
  expect(isTypeThat('nodes', 'isWatched', 'isNamespaced')).toBe(false);
});

test('some of the types can come first, and none is lost', () => {
  expect(startingWith(['replicasets'], typesThat('isScaled'))).toEqual(['replicasets', 'deployments', 'statefulsets']);
});
