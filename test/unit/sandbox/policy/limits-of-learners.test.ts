import {describe, expect, test} from 'vitest';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const positions = withoutLines('limits.yaml');
const admitted = (kind: string, spec: JsonObject) =>
  admit({apiVersion: 'v1', kind, metadata: {name: 'a'}, spec}, sandboxSpec(), positions);

function refusalOf(kind: string, spec: JsonObject): string {
  try {
    admitted(kind, spec);
  } catch (error) {
    if (error instanceof UserError) return `${error.message} → ${error.next}`;
    throw error;
  }
  return 'admitted';
}

describe('a LimitRange', () => {
  test.each<[JsonObject, RegExp]>([
    [
      {type: 'Container', default: {memory: '1Gi'}},
      /default\.memory 1Gi is more than a container may have.*256Mi → Write/,
    ],
    [{type: 'Container', max: {cpu: 2}}, /max\.cpu 2 is more than a container may have here, which is 500m/],
    [{type: 'Container', max: {cpu: 2}, default: {cpu: '100m'}}, /^admitted$/],
    [{type: 'Container', min: {memory: '300Mi'}}, /min\.memory 300Mi is more/],
    [{type: 'Container', defaultRequest: {cpu: '0.6'}}, /defaultRequest\.cpu 0\.6 is more/],
    [{type: 'Container', default: {cpu: '1e3'}}, /default\.cpu 1e3 is not an amount that Kubernetes knows/],
    [{type: 'Container', default: {'ephemeral-storage': '0'}}, /it would limit nothing/],
    [{type: 'Container', max: {'ephemeral-storage': 0}}, /it would limit nothing/],
    [{type: 'Container', min: {cpu: '0'}}, /^admitted$/],
    [{type: 'Pod', max: {cpu: '64', memory: '1Ti'}}, /^admitted$/],
    [{type: 'PersistentVolumeClaim', max: {storage: '1Ti'}}, /^admitted$/],
    [{type: 'Container', maxLimitRequestRatio: {cpu: 4}}, /^admitted$/],
    [{type: 'Container', max: {'nvidia.com/gpu': '1'}}, /not a field that I know/],
    [{type: 'openshift.io/Image', max: {storage: '1Gi'}}, /type openshift\.io\/Image is not allowed here/],
  ])('of %j', (limit, said) => {
    expect(refusalOf('LimitRange', {limits: [limit]})).toMatch(said);
  });
});

describe('a ResourceQuota', () => {
  test.each<[JsonObject, RegExp]>([
    [{hard: {'requests.cpu': '1', 'limits.memory': '1Gi', pods: 4, 'count/deployments.apps': '2'}}, /^admitted$/],
    [
      {hard: {'services.loadbalancers': '0', 'requests.storage': '1Gi', 'limits.ephemeral-storage': '1Gi'}},
      /^admitted$/,
    ],
    [{hard: {pods: '1'}, scopes: ['BestEffort', 'NotTerminating']}, /^admitted$/],
    [{hard: {'requests.memory': '64MB'}}, /64MB is not an amount that Kubernetes knows/],
    [{hard: {'requests.memory': '64m'}}, /thousandths of a byte/],
    [
      {hard: {'count/events': '0'}},
      /hard\[count\/events\] is not allowed here: the sandbox itself is held by what would be/,
    ],
    [{hard: {'count/networkpolicies.networking.k8s.io': '0'}}, /the sandbox itself is held/],
    [{hard: {resourcequotas: '0'}}, /the sandbox itself is held/],
    [{hard: {Pods: '0'}}, /hard\.Pods is written pods/],
    [{hard: {'count/pods.': '0'}}, /is not a field that I know/],
    [{hard: {'requests.nvidia.com/gpu': '1'}}, /is not a field that I know/],
    [{scopes: ['PriorityClass']}, /PriorityClass is not allowed here/],
    [{scopeSelector: {matchExpressions: []}}, /all learners are equal/],
  ])('of %j', (spec, said) => {
    expect(refusalOf('ResourceQuota', spec)).toMatch(said);
  });
});
