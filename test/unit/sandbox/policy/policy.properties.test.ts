import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {asBadInput} from '#src/operations/as-bad-input.ts';
import {admitChange, requireConfined, toEditable} from '#src/sandbox/policy/admit-change.ts';
import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {applyJsonPatch, jsonPatchSchema} from '#src/kubernetes/patches/json-patch.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import {applyStrategicPatch} from '#src/kubernetes/patches/strategic-patch.ts';
import {admit, type Admitted} from '#src/sandbox/policy/policy.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {escapesOf} from './escapes.ts';
import {honestObject} from './honest-objects.ts';
import {change, hostileObject, placeOf, type Change} from './hostile-objects.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const specs = [sandboxSpec(), sandboxSpec({nodes: ['node-1', 'node-3'], keepsLoadBalancer: true})] as const;
const anySpec = fc.constantFrom(...specs);
const positions = withoutLines('the test');

const admittedOrRefused = <Result>(decide: () => Result): Result | undefined =>
  unlessRefused(
    () => asBadInput(decide),
    ({code, message}) => {
      expect(['refused', 'bad-input']).toContain(code);
      expect(message).not.toBe('');
    },
  );

function expectConfined({object, notes}: Admitted, spec: (typeof specs)[number]): void {
  expect(escapesOf(object, spec)).toEqual([]);
  expect(notes.every((note) => note.length > 0)).toBe(true);
  // what is admitted stays as it is, and so does what `get -o yaml` shows of it
  expect(admit(object, spec, positions).object).toEqual(object);
  expect(admit(toLearnerObject(object, spec), spec, positions).object).toEqual(object);
}

/** An admitted object as the API server would hold it. */
function live(object: JsonObject): JsonObject {
  const clusters = {
    metadata: {
      uid: 'u-1',
      resourceVersion: '7',
      generation: 1,
      creationTimestamp: '2026-01-01T00:00:00Z',
      managedFields: [],
    },
    status: {observedGeneration: 1},
  };
  const written = applyMergePatch(object, clusters);
  if (object['kind'] !== 'Pod') return written;
  return applyMergePatch(written, {
    spec: {
      nodeName: 'node-1',
      serviceAccountName: 'default',
      serviceAccount: 'default',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      tolerations: [
        {key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300},
      ],
    },
  });
}

/** Without what only the cluster writes, which learners neither have nor change. */
function withoutClusters(object: JsonObject): JsonObject {
  const clusters = {
    metadata: {uid: null, resourceVersion: null, generation: null, creationTimestamp: null, managedFields: null},
    status: null,
  };
  const rest = applyMergePatch(object, clusters);
  if (object['kind'] !== 'Pod') return rest;
  const ofPods = {
    nodeName: null,
    serviceAccountName: null,
    serviceAccount: null,
    priority: null,
    preemptionPolicy: null,
    tolerations: null,
  };
  return applyMergePatch(rest, {spec: ofPods});
}

/** What says which object it is. */
function identityOf({apiVersion, kind, metadata}: JsonObject): unknown {
  const {name, uid} = isJsonObject(metadata) ? metadata : {};
  return {apiVersion, kind, name, uid};
}

type Patched = (object: JsonObject) => JsonObject;

/** A change as each of kubectl's three languages of patches says it. */
const patchers: Readonly<Record<'json' | 'merge' | 'strategic', (change: Change) => Patched>> = {
  json: (change) => (object) => {
    const place = placeOf(object, change);
    if (place === undefined) return object;
    const path = place.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    const step = place.value === undefined ? {op: 'remove', path} : {op: 'replace', path, value: place.value};
    return applyJsonPatch(object, jsonPatchSchema.parse([step]));
  },
  merge: (change) => (object) => {
    const patch = patchAlong(object, change, false);
    return patch === undefined ? object : applyMergePatch(object, patch);
  },
  strategic: (change) => (object) => {
    const patch = patchAlong(object, change, true);
    return patch === undefined ? object : applyStrategicPatch(object, patch);
  },
};

/** A patch of mappings down to where a change is made; lists on the way are written out, or merged by name. */
function patchAlong(object: JsonObject, change: Change, isStrategic: boolean): JsonObject | undefined {
  const place = placeOf(object, change);
  if (place === undefined) return undefined;
  const along = (value: JsonValue, path: readonly (string | number)[]): JsonValue => {
    const [step, ...rest] = path;
    if (step === undefined) return place.value ?? null;
    if (isJsonList(value) && typeof step === 'number') {
      const item = value[step] ?? null;
      const changed = along(item, rest);
      if (!isStrategic) return value.map((other, index) => (index === step ? changed : other));
      const {name, mountPath} = isJsonObject(item) ? item : {};
      const keys = {...(name === undefined ? {} : {name}), ...(mountPath === undefined ? {} : {mountPath})};
      return [isJsonObject(changed) ? {...keys, ...changed} : {...keys, $patch: 'delete'}];
    }
    return {[step]: along(isJsonObject(value) ? (value[step] ?? null) : null, rest)};
  };
  const patch = along(object, place.path);
  return isJsonObject(patch) ? patch : undefined;
}

describe(`any object, ${propertyRunsShown}`, () => {
  test('stays within the sandbox, or is refused', {timeout: propertyTimeoutMs}, () => {
    const outcomes = {admitted: 0, refused: 0};
    fc.assert(
      fc.property(hostileObject, anySpec, (object, spec) => {
        const admitted = admittedOrRefused(() => admit(object, spec, positions));
        outcomes[admitted === undefined ? 'refused' : 'admitted'] += 1;
        if (admitted !== undefined) expectConfined(admitted, spec);
      }),
      propertyRuns(20),
    );
    expect(outcomes.admitted).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(0);
  });

  test('stays so as an item of lists in lists', {timeout: propertyTimeoutMs}, () => {
    let admitted = 0;
    fc.assert(
      fc.property(
        fc.array(hostileObject, {maxLength: 2}),
        fc.integer({min: 0, max: 3}),
        anySpec,
        (objects, depth, spec) => {
          let items: readonly JsonObject[] = objects;
          for (let level = 0; level < depth; level += 1) items = [{apiVersion: 'v1', kind: 'List', items}];
          const yaml = items.map((item) => JSON.stringify(item)).join('\n---\n');
          const found = admittedOrRefused(() =>
            readManifests({name: 'my.yaml', yaml}).map((manifest) => admit(manifest.object, spec, manifest.positions)),
          );
          for (const one of found ?? []) expectConfined(one, spec);
          admitted += found?.length ?? 0;
        },
      ),
      propertyRuns(5),
    );
    expect(admitted).toBeGreaterThan(0);
  });

  test('stays so when it is patched', {timeout: propertyTimeoutMs}, () => {
    const patched = {json: 0, merge: 0, strategic: 0};
    const language = fc.constantFrom<keyof typeof patched>('json', 'merge', 'strategic');
    fc.assert(
      fc.property(
        honestObject,
        fc.array(change, {minLength: 1, maxLength: 2}),
        language,
        anySpec,
        (object, changes, type, spec) => {
          const first = admittedOrRefused(() => admit(object, spec, positions));
          if (first === undefined) return;
          const before = live(first.object);
          const decided = admittedOrRefused(() => {
            const edited = changes.reduce<JsonObject>(
              (result, change) => patchers[type](change)(result),
              toEditable(before, spec),
            );
            return admitChange(before, {object: edited, positions}, spec);
          });
          if (decided?.patch === undefined) return;
          patched[type] += 1;
          const after = applyMergePatch(before, decided.patch);
          expect(escapesOf(withoutClusters(after), spec)).toEqual([]);
          expect(identityOf(after)).toEqual(identityOf(before));
          expect(() => requireConfined(after, spec)).not.toThrow();
        },
      ),
      propertyRuns(60),
    );
    expect(Object.values(patched).every((count) => count > 0)).toBe(true);
  });

  test(`is in ${namespace} when it is nothing but honest, and is admitted`, {timeout: propertyTimeoutMs}, () => {
    let admitted = 0;
    let all = 0;
    fc.assert(
      fc.property(honestObject, anySpec, (object, spec) => {
        all += 1;
        if (admittedOrRefused(() => admit(object, spec, positions)) !== undefined) admitted += 1;
      }),
      propertyRuns(2),
    );
    // some of their parts do not fit each other, such as a mount without a name
    expect(admitted / all).toBeGreaterThan(0.25);
  });
});
