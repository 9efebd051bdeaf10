import {expect, test} from 'vitest';
import {
  apiVersionOf,
  isTypeThat,
  resourceType,
  resourceTypes,
  startingWith,
  typesThat,
} from '#src/kinds/resource-types.ts';

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

test('an autoscaler scales the kinds that can be scaled, and no others', () => {
  const {fields} = resourceType('horizontalpodautoscalers');
  const spec = fields['spec'];
  const ref = spec?.kind === 'fields' ? spec.fields['scaleTargetRef'] : undefined;
  const kind = ref?.kind === 'fields' ? ref.fields['kind'] : undefined;
  const apiVersion = ref?.kind === 'fields' ? ref.fields['apiVersion'] : undefined;
  const scaled = typesThat('isScaled').map((plural) => resourceType(plural));
  expect(kind).toEqual({kind: 'text', oneOf: scaled.map((type) => type.kind)});
  expect(apiVersion).toEqual({kind: 'text', oneOf: [...new Set(scaled.map(apiVersionOf))]});
});

test('some of the types can come first, and none is lost', () => {
  expect(startingWith(['replicasets'], typesThat('isScaled'))).toEqual(['replicasets', 'deployments', 'statefulsets']);
});
