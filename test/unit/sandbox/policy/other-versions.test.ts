import {describe, expect, test} from 'vitest';
import {stringify} from 'yaml';
import type {JsonObject, JsonValue} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {readOne, sandboxSpec} from '#test/support/sandbox-fixture.ts';

function admitted(written: object): ReturnType<typeof admit> {
  const {object, positions} = readOne(stringify(written));
  return admit(object, sandboxSpec(), positions);
}

function refusalOf(written: object): UserError {
  try {
    admitted(written);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('was admitted');
}

const metadata = {name: 'a'};
const selector = {matchLabels: {app: 'web', tier: 'front'}};
const template = {
  metadata: {labels: {app: 'web', tier: 'front'}},
  spec: {containers: [{name: 'a', image: 'nginx:1.18-alpine'}]},
};
const scaleTargetRef = {apiVersion: 'apps/v1', kind: 'Deployment', name: 'a'};
const schedule = '* * * * *';
const jobTemplate = {spec: {template: {spec: {...template.spec, restartPolicy: 'Never'}}}};
const cpu = (target: object): JsonValue => [{type: 'Resource', resource: {name: 'cpu', ...target}}];

describe('a ReplicationController', () => {
  const of = (spec: object): object => ({apiVersion: 'v1', kind: 'ReplicationController', metadata, spec});
  const today = {apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata, spec: {replicas: 2, selector, template}};
  const note = 'ReplicaSet a: taken as a ReplicaSet, which took the place of a ReplicationController';

  test.each([
    ['its labels', {replicas: 2, selector: selector.matchLabels, template}],
    ['those of its template', {replicas: 2, template}],
  ])('is taken as a ReplicaSet that selects by %s', (_, spec) => {
    const {object, notes} = admitted(of(spec));
    expect(object).toEqual(admitted(today).object);
    expect(notes).toEqual([note]);
  });

  test('is judged as a ReplicaSet is', () => {
    const hostile = {...template, spec: {...template.spec, hostPID: true}};
    expect(refusalOf(of({template: hostile})).message).toContain('spec.template.spec.hostPID is not allowed here');
    expect(refusalOf(of({})).message).toContain('is missing');
    expect(refusalOf({...of({template}), apiVersion: 'apps/v1'}).message).toContain('kind ReplicationController');
  });
});

describe('versions of a kind that are taken as today’s', () => {
  const alike: [apiVersion: string, kind: string, spec: object, gone: string, today: string][] = [
    ['extensions/v1beta1', 'DaemonSet', {selector, template}, '1.16', 'apps/v1'],
    ['extensions/v1beta1', 'Deployment', {selector, template}, '1.16', 'apps/v1'],
    ['extensions/v1beta1', 'ReplicaSet', {selector, template}, '1.16', 'apps/v1'],
    ['apps/v1beta1', 'Deployment', {selector, template}, '1.16', 'apps/v1'],
    ['apps/v1beta1', 'StatefulSet', {serviceName: 'a', selector, template}, '1.16', 'apps/v1'],
    ['apps/v1beta2', 'StatefulSet', {serviceName: 'a', selector, template}, '1.16', 'apps/v1'],
    ['extensions/v1beta1', 'NetworkPolicy', {podSelector: {}}, '1.16', 'networking.k8s.io/v1'],
    ['batch/v2alpha1', 'CronJob', {schedule, jobTemplate}, '1.21', 'batch/v1'],
    ['batch/v1beta1', 'CronJob', {schedule, jobTemplate}, '1.25', 'batch/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', {minAvailable: 1, selector}, '1.25', 'policy/v1'],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      {scaleTargetRef, maxReplicas: 3, metrics: cpu({target: {type: 'Utilization', averageUtilization: 50}})},
      '1.26',
      'autoscaling/v2',
    ],
  ];

  test.each(alike)('%s %s is taken with its fields, and it is said', (apiVersion, kind, spec, gone, today) => {
    const {object, notes} = admitted({apiVersion, kind, metadata, spec});
    const of = admitted({apiVersion: today, kind, metadata, spec});
    expect(object).toEqual(of.object);
    expect(notes).toEqual([
      `${kind} a: ${apiVersion} is gone since Kubernetes ${gone}; taken as ${today}`,
      ...of.notes,
    ]);
  });

  test('of rights too', () => {
    const role = {apiVersion: 'rbac.authorization.k8s.io/v1beta1', kind: 'Role', metadata};
    const {object} = admitted({...role, rules: [{apiGroups: [''], resources: ['pods'], verbs: ['get']}]});
    expect(object['apiVersion']).toBe('rbac.authorization.k8s.io/v1');
  });

  const specIn = (apiVersion: string, spec: object): JsonObject => {
    const {object} = admitted({apiVersion, kind: 'HorizontalPodAutoscaler', metadata, spec});
    const {spec: of} = object;
    // an admitted autoscaler has one
    return of as JsonObject;
  };

  test('the one target of autoscaling/v1 is a metric, as the API server makes of it', () => {
    const spec = {scaleTargetRef, minReplicas: 1, maxReplicas: 5};
    expect(specIn('autoscaling/v1', {...spec, targetCPUUtilizationPercentage: 75})).toEqual({
      ...spec,
      metrics: cpu({target: {type: 'Utilization', averageUtilization: 75}}),
    });
    expect(specIn('autoscaling/v1', spec)).toEqual(spec);
    const {notes} = admitted({apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata, spec});
    expect(notes).toEqual(['HorizontalPodAutoscaler a: autoscaling/v1 is taken as autoscaling/v2']);
  });

  test('the targets of autoscaling/v2beta1 are where they are today', () => {
    const spec = {scaleTargetRef, maxReplicas: 5};
    expect(specIn('autoscaling/v2beta1', {...spec, metrics: cpu({targetAverageUtilization: 50})})['metrics']).toEqual(
      cpu({target: {type: 'Utilization', averageUtilization: 50}}),
    );
    expect(specIn('autoscaling/v2beta1', {...spec, metrics: cpu({targetAverageValue: '100m'})})['metrics']).toEqual(
      cpu({target: {type: 'AverageValue', averageValue: '100m'}}),
    );
  });

  test('what was wrong in the other version is said of it', () => {
    const autoscaler = {apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata};
    const {message, next} = refusalOf({
      ...autoscaler,
      spec: {scaleTargetRef, maxReplicas: 5, targetCPUUtilizationPercentage: '75'},
    });
    expect(message).toBe('daemonset.yaml line 11: spec.targetCPUUtilizationPercentage must be a whole number');
    expect(next).toBe('Write 75 without quotes.');
    const both = {...autoscaler, spec: {scaleTargetRef, maxReplicas: 5, metrics: []}};
    expect(refusalOf(both).next).toBe('Write apiVersion: autoscaling/v2.');
  });

  test('a selector that was made of labels has to be written, and what is to be written is admitted', () => {
    const written = {apiVersion: 'extensions/v1beta1', kind: 'Deployment', metadata, spec: {replicas: 1, template}};
    const {message, next} = refusalOf(written);
    expect(message).toBe('daemonset.yaml line 5: spec.selector is missing');
    expect(next).toBe(
      'Write selector: {matchLabels: {"app":"web"}} below spec: it is no longer made of the labels of the template.',
    );
    const mended = {...written, spec: {...written.spec, selector: {matchLabels: {app: 'web'}}}};
    expect(admitted(mended).object['apiVersion']).toBe('apps/v1');
    const huge = {...template, metadata: {labels: {app: 'x'.repeat(5_000)}}};
    expect(refusalOf({...written, spec: {template: huge}}).next).toContain('{"app":"NAME"}');
  });

  test('what meant something else is not taken for the same', () => {
    const {next} = refusalOf({
      apiVersion: 'policy/v1beta1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: {minAvailable: 1, selector: {}},
    });
    expect(next).toBe('Write apiVersion: policy/v1.');
  });
});
