import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {admitHere} from '#src/cluster/operations/admission/admit-here.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {fromNamespaceKey, toNamespaceKey} from '#src/sandbox/namespace/namespace-labels.ts';
import {admitManifest} from '#src/sandbox/policy/admit-manifest.ts';
import type {AdmittedManifest} from '#src/sandbox/policy/admitted-manifest.ts';
import {homeOf, type SandboxSpec} from '#src/sandbox/sandbox.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const home = sandboxSpec();
const dev = sandboxNamed(home, 'dev');
const without: SandboxSpec = {...home, lab: {...home.lab, namespaces: 0}};
const positions = withoutLines('my.yaml');
const admit = (object: JsonObject, spec = home, flag?: string): AdmittedManifest =>
  admitManifest({object, positions}, {spec, flag});
const inNamespace = (written: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name: 'a', namespace: written},
});
const aNamespace = (metadata: JsonObject, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata,
  ...more,
});
const unlessRefused = <Result>(run: () => Result): Result | undefined => {
  try {
    return run();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};

const hostileName = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[a-z0-9-]{1,70}$/),
  fc.constantFrom(
    'default',
    'kube-system',
    'labrador-system',
    'labrador-spring-2002',
    'labrador-spring-2002--abcdefgh',
    `${namespace}--abcdefgh`,
    namespace,
    dev.namespace,
    '../kube-system',
    'dev/../../kube-system',
    'constructor',
  ),
);

describe('where an object of a manifest goes', () => {
  test.for([
    ['default', home, home, []],
    [home.namespace, home, home, []],
    ['dev', home, dev, []],
    ['dev', dev, dev, []],
    ['default', dev, home, []],
    ['kube-system', home, home, ['ConfigMap a: goes to your own namespace, not to kube-system']],
    ['labrador-spring-2002', dev, dev, ['ConfigMap a: goes to your own namespace, not to labrador-spring-2002']],
    ['dev', without, without, ['ConfigMap a: goes to your own namespace, not to dev']],
  ] as const)('%s', ([written, spec, to, notes]) => {
    const admitted = admit(inNamespace(written), spec);
    expect(admitted.sandbox.namespace).toBe(to.namespace);
    expect(admitted.object['metadata']).toEqual({name: 'a', namespace: to.namespace});
    expect(admitted.notes).toEqual(notes);
  });

  test('is a namespace of the same sandbox, whatever is written', () => {
    fc.assert(
      fc.property(hostileName, fc.constantFrom(home, dev, without), (written, spec) => {
        const admitted = unlessRefused(() => admit(inNamespace(written), spec));
        if (admitted === undefined) return;
        expect(homeOf(admitted.sandbox.namespace)).toBe(namespace);
        expect(admitted.object['metadata']).toMatchObject({namespace: admitted.sandbox.namespace});
        // what it became goes to the same place, and is the same
        expect(admit(admitted.object, admitted.sandbox).object).toEqual(admitted.object);
      }),
    );
  });

  test('a flag that says another is refused as kubectl does, and one that says the same is not', () => {
    expect(() => admit(inNamespace('test'), dev, 'dev')).toThrow(
      `error: the namespace from the provided object "test" does not match the namespace "dev". You must pass '--namespace=test' to perform this operation.`,
    );
    expect(() => admit(inNamespace('default'), dev, 'dev')).toThrow('--namespace=default');
    expect(admit(inNamespace('dev'), dev, 'dev').sandbox.namespace).toBe(dev.namespace);
    expect(admit(inNamespace('default'), home, namespace).sandbox.namespace).toBe(namespace);
    // the current namespace is no flag
    expect(admit(inNamespace('test'), dev).sandbox.alias).toBe('test');
  });

  test('the same name in two namespaces is two objects, where there are two', () => {
    const yaml = ['blue', 'green']
      .map((written) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: ${written}}\n`)
      .join('---\n');
    expect(admitHere([{name: 'my.yaml', yaml}], {spec: home}).map(({sandbox}) => sandbox.alias)).toEqual([
      'blue',
      'green',
    ]);
  });
});

describe('a Namespace in a manifest', () => {
  test('has its name, its labels and its annotations, and nothing else', () => {
    const written = aNamespace(
      {
        name: 'dev',
        labels: {team: 'blue', 'kubernetes.io/metadata.name': 'dev'},
        annotations: {'course.example/note': 'a note'},
      },
      {spec: {finalizers: ['kubernetes']}, status: {phase: 'Active'}},
    );
    const {object, sandbox} = admit(written);
    expect(sandbox).toEqual(dev);
    expect(object).toEqual(
      aNamespace({name: 'dev', labels: {team: 'blue'}, annotations: {'course.example/note': 'a note'}}),
    );
    expect(admit(object).object).toEqual(object);
  });

  test('never says how strict it is, and tells so', () => {
    const labels = {'pod-security.kubernetes.io/enforce': 'privileged', team: 'blue'};
    const {object, notes} = admit(aNamespace({name: 'dev', labels}));
    expect(object).toEqual(aNamespace({name: 'dev', labels: {team: 'blue'}}));
    expect(notes).toEqual([
      'Namespace dev: left out metadata.labels[pod-security.kubernetes.io/enforce]: how strict a namespace is follows from the lab',
    ]);
  });

  test('has no annotation that an add-on may act on, and tells so', () => {
    const key = 'scheduler.alpha.kubernetes.io/node-selector';
    const {object, notes} = admit(aNamespace({name: 'dev', annotations: {[key]: 'x', team: 'blue'}}));
    expect(object).toEqual(aNamespace({name: 'dev', annotations: {team: 'blue'}}));
    expect(notes).toEqual([
      `Namespace dev: left out metadata.annotations[${key}]: the cluster or an add-on of it may act on the key`,
    ]);
  });

  test.for([
    [
      'the cluster’s own name',
      home,
      {name: 'kube-system'},
      'metadata.name kube-system is not allowed here: the cluster',
    ],
    ['another’s', home, {name: 'labrador-spring-2002'}, 'metadata.name labrador-spring-2002 is not allowed here'],
    ['what is no name', home, {name: '../x'}, 'metadata.name cannot be'],
    ['no name', home, {}, 'metadata.name is missing'],
    ['a lab without namespaces', without, {name: 'dev'}, 'in this lab your sandbox is the one namespace'],
    ['a label of ours', home, {name: 'dev', labels: {'labrador.dev/workshop': 'x'}}, 'labels[labrador.dev/workshop]'],
    ['a label of an add-on', home, {name: 'dev', labels: {'istio-injection': 'enabled'}}, 'labels.istio-injection'],
    ['one under our own keys', home, {name: 'dev', labels: {'own.labrador.dev/x': 'y'}}, 'own.labrador.dev'],
    ['an owner', home, {name: 'dev', ownerReferences: []}, 'metadata.ownerReferences'],
    ['a finalizer', home, {name: 'dev', finalizers: ['x/y']}, 'metadata.finalizers'],
    ['what is no value', home, {name: 'dev', labels: {a: 'b c'}}, 'metadata.labels.a is not allowed here'],
  ] as const)('is refused with %s', ([, spec, metadata, said]) => {
    expect(() => admit(aNamespace(JSON.parse(JSON.stringify(metadata))), spec)).toThrow(said);
  });

  test('is one of the same sandbox, whatever it is called', () => {
    fc.assert(
      fc.property(hostileName, fc.constantFrom(home, dev), (name, spec) => {
        const admitted = unlessRefused(() => admit(aNamespace({name}), spec));
        if (admitted === undefined) return;
        expect(homeOf(admitted.sandbox.namespace)).toBe(namespace);
        expect(JSON.stringify(admitted.object)).not.toContain(admitted.sandbox.alias === undefined ? '--' : namespace);
      }),
    );
  });
});

test('a learner’s key of a namespace is ours in the cluster, and is found again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^(?:[a-z0-9]{1,9}(?:\.[a-z]{1,5}){0,2}\/)?[a-zA-Z0-9]{1,20}$/), (key) => {
      const stored = toNamespaceKey(key);
      expect(stored).toMatch(/^(?:[^/]*\.)?own\.labrador\.dev\/[^/]+$/);
      expect(fromNamespaceKey(stored)).toBe(key);
      expect(fromNamespaceKey(key)).toBeUndefined();
    }),
  );
  expect(() => toNamespaceKey(`${'a.'.repeat(120)}a/b`)).toThrow('too long');
});
