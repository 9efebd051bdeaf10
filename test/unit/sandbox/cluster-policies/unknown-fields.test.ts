import {expect, test} from 'vitest';
import {openApiDocument, OpenApiSchemas} from '#src/sandbox/cluster-policies/open-api.ts';
import {unknownToPolicy} from '#src/sandbox/cluster-policies/unknown-fields.ts';

const object = (group: string, version: string, kind: string, spec: string): object => ({
  properties: {metadata: {$ref: '#/x/ObjectMeta'}, spec: {allOf: [{$ref: `#/x/${spec}`}]}},
  'x-kubernetes-group-version-kind': [{group, version, kind}],
});

/** As an API server of the next version might have them. */
const types = {
  Pod: object('', 'v1', 'Pod', 'PodSpec'),
  DaemonSet: object('apps', 'v1', 'DaemonSet', 'DaemonSetSpec'),
  DaemonSet2: object('apps', 'v2', 'DaemonSet', 'DaemonSetSpec'),
  PodTemplate: object('', 'v1', 'PodTemplate', 'PodSpec'),
  Job: object('batch', 'v3', 'Job', 'PodSpec'),
  PodSpec: {properties: {hostNetwork: {}, wings: {}, containers: {type: 'array', items: {$ref: '#/x/Container'}}}},
  Container: {properties: {name: {}, image: {}, engines: {properties: {fuel: {}}}}},
  DaemonSetSpec: {properties: {template: {$ref: '#/x/Template'}, pace: {}}},
  Template: {properties: {spec: {$ref: '#/x/PodSpec'}}},
};

test.each([
  ['version 3', {components: {schemas: types}}],
  ['version 2', {definitions: types}],
])('what is new is told once, from documents of %s', (_, document) => {
  expect(unknownToPolicy(new OpenApiSchemas([openApiDocument.parse(document)]))).toEqual([
    'DaemonSet spec.pace',
    'Pod spec.containers[].engines',
    'Pod spec.wings',
    'apps/v2 DaemonSet',
    'batch/v3 Job',
  ]);
});

test('an API server that has less than the policy knows has nothing new', () => {
  const {Pod, PodTemplate} = types;
  const known = {Pod, PodTemplate, PodSpec: {properties: {hostUsers: {}}}};
  expect(unknownToPolicy(new OpenApiSchemas([openApiDocument.parse({definitions: known})]))).toEqual([]);
});
