import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseQuantity} from '#src/kubernetes/quantity.ts';
import {UserError} from '#src/operations/user-error.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {homeSandbox, sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {hostFolder} from '#src/sandbox/namespace/host-paths.ts';
import {sandboxManifests, sandboxQuota} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {toLearnerObject, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {homeOf, namespaceSchema, sandboxNamespace, sandboxSpecSchema, type SandboxSpec} from '#src/sandbox/sandbox.ts';
import {propertyRuns, propertyRunsShown} from '#test/support/property-runs.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const part = fc.stringMatching(/^[a-z0-9]{1,6}$/);
const workshop = fc.array(part, {minLength: 1, maxLength: 3}).map((parts) => parts.join('-'));
const learner = fc.stringMatching(/^[0-9]{1,20}$/);
const sandbox = fc.tuple(workshop, learner).map(([id, who]): SandboxSpec => ({
  ...sandboxSpec(),
  namespace: sandboxNamespace(id, who),
  workshop: id,
  learner: {id: who, name: who},
}));
const alias = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);

const facts = {dnsAddresses: [], storage: {byDefault: 'standard', others: ['fast']}};

/** What somebody could type: names of others, of what is made from them, and anything at all. */
const typed = (spec: SandboxSpec, other: SandboxSpec): fc.Arbitrary<string> =>
  fc.oneof(
    alias,
    fc.string({unit: 'binary', maxLength: 80}),
    alias.map((name) => `${spec.namespace}--${name}`),
    alias.map((name) => `${other.namespace}--${name}`),
    fc.constantFrom(
      other.namespace,
      `../${other.namespace}`,
      `${spec.namespace}/../${other.namespace}`,
      `-${other.namespace}`,

      'default',
      'kube-system',
      'labrador-system',
      'labrador-nodes',
      'ｄｅｖ',
      'dev\u0000',
      'dev\u200b',
      'Dev',
      'dev.',
      '',
    ),
  );

function named(spec: SandboxSpec, written: string): SandboxSpec | undefined {
  try {
    return sandboxNamed(spec, written);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

describe(`the namespaces of a sandbox, ${propertyRunsShown}`, () => {
  test('are its own, whatever is typed', () => {
    let further = 0;
    fc.assert(
      fc.property(
        fc.tuple(sandbox, sandbox).chain(([spec, other]) => typed(spec, other).map((text) => ({spec, text}))),
        ({spec, text}) => {
          const found = named(spec, text);
          if (found === undefined) return;
          if (found.alias !== undefined) further += 1;
          expect(namespaceSchema.safeParse(found.namespace).success).toBe(true);
          expect(homeOf(found.namespace)).toBe(spec.namespace);
          expect(hostFolder(found.namespace)).toBe(hostFolder(spec.namespace));
          expect(sandboxSpecSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
          expect(homeSandbox(found)).toEqual(spec);
          expect(named(found, text)).toEqual(found);
        },
      ),
      propertyRuns(4),
    );
    expect(further).toBeGreaterThan(0);
  });

  test('are nobody else’s, whatever workshops and learners are called', () => {
    fc.assert(
      fc.property(sandbox, sandbox, alias, alias, (one, other, first, second) => {
        fc.pre(one.namespace !== other.namespace);
        const [ours, theirs] = [named(one, first), named(other, second)];
        expect(ours?.namespace ?? one.namespace).not.toBe(theirs?.namespace ?? other.namespace);
        expect(ours?.namespace).not.toBe(other.namespace);
      }),
      propertyRuns(4),
    );
  });

  test('are read as their learner wrote them', () => {
    fc.assert(
      fc.property(sandbox, alias, (spec, name) => {
        const found = named(spec, name);
        fc.pre(found?.alias !== undefined && !name.includes(found.namespace));
        const {namespace} = found ?? spec;
        expect(toLearnerText(`pod "a" in ${namespace}: http://b.${namespace}.svc (${namespace})`, found ?? spec)).toBe(
          `pod "a" in ${name}: http://b.${name}.svc (${name})`,
        );
        const object = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a', namespace}, data: {b: namespace}};
        expect(toLearnerObject(object, found ?? spec)).toEqual({
          ...object,
          metadata: {name: 'a', namespace: name},
          data: {b: name},
        });
      }),
      propertyRuns(4),
    );
  });

  test('have no more room together than the first one has alone', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 5}), fc.integer({min: 1, max: 50}), fc.nat(5), (most, pods, count) => {
        const spec = sandboxSpec();
        const lab = {...spec.lab, namespaces: most, podsPerNode: pods};
        // of a lab that allows fewer by now, too
        const further = count;
        const home = {...spec, lab};
        const [alone, left, share] = [
          sandboxQuota(home, facts),
          sandboxQuota(home, {...facts, furtherNamespaces: further}),
          sandboxQuota(sandboxNamed(home, 'dev'), {...facts, furtherNamespaces: further}),
        ].map(hardOf);
        for (const [name, amount] of Object.entries(alone ?? {})) {
          const together = amountOf(left?.[name]) + BigInt(further) * amountOf(share?.[name]);
          expect({name, fits: together <= amountOf(amount)}).toEqual({name, fits: true});
        }
      }),
      propertyRuns(4),
    );
  });

  test('are what a line says, or it is refused', () => {
    fc.assert(
      fc.property(fc.string({maxLength: 70}), (name) => {
        const quoted = `'${name.replaceAll("'", '')}'`;
        try {
          const {operation} = parseKubectl(`get pods -n ${quoted}`, {files: new Map()});
          expect(operation.inNamespace).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
          expect(operation.inNamespace).not.toMatch(/^kube-/);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      propertyRuns(4),
    );
  });
});

test('each carries the labels by which the cluster’s policies and Pod Security hold', () => {
  const labelsOf = (spec: SandboxSpec): unknown => sandboxManifests(spec)[0]?.['metadata'];
  const home = sandboxSpec();
  const {labels} = Object(labelsOf(home));
  expect(labels['labrador.dev/called']).toBe(home.namespace);
  expect(labelsOf(sandboxNamed(home, 'dev'))).toMatchObject({
    labels: {...labels, 'labrador.dev/called': 'dev'},
    annotations: {'labrador.dev/alias': 'dev'},
  });
  expect(Object.keys(labels)).toContain('pod-security.kubernetes.io/enforce');
});

function hardOf(quota: object): Record<string, string> {
  const {spec} = quota as {spec: {hard: Record<string, string>}};
  return spec.hard;
}

const amountOf = (text = '0'): bigint => parseQuantity(text).thousandths;
