import {expect, test} from 'vitest';
import {namespaceEnd} from '#src/cluster/api/namespace-end.ts';

const condition = (type: string, status: string, message: string): object => ({type, status, message});
const discovery = condition(
  'NamespaceDeletionDiscoveryFailure',
  'True',
  'Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1',
);
const noContent = condition('NamespaceContentRemaining', 'False', 'All content successfully removed');

test.each([
  ['one that only begins to go', {}, '', false],
  [
    'one that only an API that is down keeps',
    {conditions: [discovery, noContent]},
    'metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1',
    true,
  ],
  [
    'one in which there is something left besides',
    {conditions: [discovery, condition('NamespaceContentRemaining', 'True', 'pods. has 1 resource instances')]},
    'metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1 pods. has 1 resource instances',
    false,
  ],
  [
    'one that waits for finalizers alone',
    {conditions: [condition('NamespaceFinalizersRemaining', 'True', 'example.com/never in 1 resource instances')]},
    'example.com/never in 1 resource instances',
    false,
  ],
  ['one whose content is gone', {conditions: [noContent]}, '', false],
])('%s', (_, status, said, isEmptied) => {
  expect(namespaceEnd({metadata: {name: 'a'}, status})).toEqual({said, isEmptied});
});
