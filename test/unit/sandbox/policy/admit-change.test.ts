import {sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {expect, test} from 'vitest';
import {admitChange, repeatChange, requireConfined, toEditable} from '#src/sandbox/policy/admit-change.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {readOne, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec();
const positions = withoutLines('the test');

/** A DaemonSet as the API server has it: admitted, with what the cluster writes. */
function live(podSpec: object = {}): JsonObject {
  const {object} = readOne(
    JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {name: 'nginx'},
      spec: {
        selector: {matchLabels: {app: 'a'}},
        template: {
          metadata: {labels: {app: 'a'}},
          spec: {containers: [{name: 'nginx', image: 'nginx:1.18-alpine'}], nodeSelector: {disk: 'fast'}, ...podSpec},
        },
      },
    }),
  );
  return applyMergePatch(admit(object, spec, positions).object, {
    metadata: {
      uid: 'u-1',
      resourceVersion: '7',
      generation: 1,
      creationTimestamp: '2026-01-01T00:00:00Z',
      annotations: {'deprecated.daemonset.template.generation': '1'},
      managedFields: [],
    },
    status: {numberReady: 1},
  });
}

const change = (patch: JsonObject, object = live()) =>
  admitChange(object, {object: applyMergePatch(toEditable(object, spec), patch), positions}, spec);
const inPod = (podSpec: JsonObject): JsonObject => ({spec: {template: {spec: podSpec}}});

test('an object is edited as its learner wrote it', () => {
  expect(toEditable(live(), spec)).toEqual({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {name: 'nginx', namespace: spec.namespace, annotations: {}},
    spec: {
      selector: {matchLabels: {app: 'a'}},
      template: {
        metadata: {labels: {app: 'a'}},
        spec: {containers: [{name: 'nginx', image: 'nginx:1.18-alpine'}], nodeSelector: {disk: 'fast'}},
      },
    },
  });
});

test('what is not changed makes no patch', () => {
  expect(change({})).toEqual({patch: undefined, notes: []});
  expect(change(inPod({nodeSelector: {disk: 'fast'}})).patch).toBeUndefined();
});

test('a change makes a patch of what is different and of nothing else, in the words of the cluster', () => {
  expect(change({spec: {minReadySeconds: 5}}).patch).toEqual({spec: {minReadySeconds: 5}});
  const {patch} = change(inPod({nodeSelector: {disk: 'slow'}}));
  expect(JSON.stringify(patch)).toBe(
    `{"spec":{"template":{"spec":{"nodeSelector":{"${spec.namespace}.node.labrador.dev/disk":"slow"}}}}}`,
  );
});

test('what confines Pods cannot be taken away', () => {
  expect(change(inPod({affinity: null, automountServiceAccountToken: null})).patch).toBeUndefined();
});

test.each<[JsonObject, string]>([
  [inPod({hostNetwork: true}), 'the test: spec.template.spec.hostNetwork is not allowed here'],
  [inPod({nodeName: 'node-2'}), 'spec.template.spec.nodeName is not allowed here'],
  [inPod({serviceAccountName: 'learner'}), 'spec.template.spec.serviceAccountName learner is not allowed here'],
  [inPod({containers: [{name: 'nginx', image: 'evil'}]}), 'image evil is not an image of this lab'],
  [{metadata: {name: 'other'}}, 'metadata.name cannot be changed'],
  [{kind: 'Pod'}, 'kind cannot be changed'],
  [{metadata: {namespace: 'kube-system'}}, 'metadata.namespace cannot be changed'],
  [{metadata: {ownerReferences: []}}, 'metadata.ownerReferences is not allowed here'],
])('a change is refused as applying it would be: %j', (patch, said) => {
  expect(() => change(patch)).toThrow(said);
});

test('a patch can be made a second time, and makes no difference then', () => {
  const {patch = {}} = change(inPod({nodeSelector: {disk: 'slow'}}));
  expect(repeatChange(live(), patch, spec).patch).toEqual(patch);
  expect(repeatChange(applyMergePatch(live(), patch), patch, spec).patch).toBeUndefined();
});

test('an object is confined as it was admitted, and no more when a mount of the host’s root could be written to', () => {
  const mounted = live({
    volumes: [{name: 'root', hostPath: {path: '/'}}],
    containers: [
      {name: 'nginx', image: 'nginx:1.18-alpine', volumeMounts: [{name: 'root', mountPath: '/host', readOnly: true}]},
    ],
  });
  expect(() => requireConfined(mounted, spec)).not.toThrow();
  const writable = inPod({
    containers: [{name: 'nginx', image: 'nginx:1.18-alpine', volumeMounts: [{name: 'root', mountPath: '/host'}]}],
  });
  expect(() => requireConfined(applyMergePatch(mounted, writable), spec)).toThrow(
    'spec.template.spec.containers would not stay within the sandbox',
  );
  expect(() => requireConfined(applyMergePatch(mounted, inPod({affinity: null})), spec)).toThrow(
    'would not stay within the sandbox',
  );
});

test('an object of a further namespace is written back as it is shown, and into no other namespace', () => {
  const dev = sandboxNamed(spec, 'dev');
  const object = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a', namespace: dev.namespace}, data: {a: 'b'}};
  const shown = toEditable(object, dev);
  expect(shown['metadata']).toMatchObject({namespace: 'dev'});
  const changed = (metadata: JsonObject) =>
    admitChange(object, {object: applyMergePatch(shown, {metadata, data: {a: 'c'}}), positions}, dev);
  for (const namespace of ['dev', null, dev.namespace]) {
    expect(changed({namespace})).toEqual({patch: {data: {a: 'c'}}, notes: []});
  }
  for (const namespace of ['default', 'test', 'kube-system', spec.namespace]) {
    expect(() => changed({namespace})).toThrow('metadata.namespace cannot be changed');
  }
});
