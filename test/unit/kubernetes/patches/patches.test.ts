import {describe, expect, test} from 'vitest';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {applyJsonPatch, jsonPatchSchema} from '#src/kubernetes/patches/json-patch.ts';
import {applyMergePatch, mergePatchBetween} from '#src/kubernetes/patches/merge-patch.ts';
import {applyStrategicPatch} from '#src/kubernetes/patches/strategic-patch.ts';

const pod: JsonObject = {
  spec: {
    containers: [
      {name: 'a', image: 'one', args: ['x', 'y'], ports: [{containerPort: 80}]},
      {name: 'b', image: 'two'},
    ],
    volumes: [{name: 'logs', hostPath: {path: '/logs'}}],
    nodeSelector: {disk: 'fast'},
  },
};

describe('a merge patch', () => {
  test.each<[JsonObject, JsonObject, JsonObject | undefined]>([
    [{a: 1}, {a: 1}, undefined],
    [{a: 1, b: {c: 1, d: 2}}, {b: {d: 3, c: 1}}, {a: null, b: {d: 3}}],
    [{list: [1, 2]}, {list: [2, 1]}, {list: [2, 1]}],
    [{a: [{b: 1, c: 2}]}, {a: [{c: 2, b: 1}]}, undefined],
    [{a: 'text'}, {a: {b: 1}}, {a: {b: 1}}],
    [{a: {}}, {}, {a: null}],
  ])('between %j and %j makes the one of the other', (before, after, patch) => {
    expect(mergePatchBetween(before, after)).toEqual(patch);
    expect(applyMergePatch(before, patch ?? {})).toEqual(after);
  });
});

describe('a strategic merge patch', () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      'merges containers by name, and replaces lists of plain values',
      {spec: {containers: [{name: 'a', args: ['z']}]}},
      {
        containers: [
          {name: 'a', image: 'one', args: ['z'], ports: [{containerPort: 80}]},
          {name: 'b', image: 'two'},
        ],
      },
    ],
    [
      'adds what is not there',
      {spec: {containers: [{name: 'c', image: 'three'}]}},
      {containers: [...list(pod, 'containers'), {name: 'c', image: 'three'}]},
    ],
    [
      'removes what it says to delete, and what is null',
      {spec: {containers: [{name: 'b', $patch: 'delete'}], nodeSelector: null}},
      {containers: list(pod, 'containers').slice(0, 1)},
    ],
    [
      'replaces a whole list or mapping when told to',
      {spec: {containers: [{$patch: 'replace'}, {name: 'c'}], nodeSelector: {$patch: 'replace', zone: 'x'}}},
      {containers: [{name: 'c'}], nodeSelector: {zone: 'x'}},
    ],
    [
      'keeps only the keys that it says to retain',
      {spec: {volumes: [{name: 'logs', $retainKeys: ['name', 'emptyDir'], emptyDir: {}}]}},
      {volumes: [{name: 'logs', emptyDir: {}}]},
    ],
  ])('%s', (_said, patch, changes) => {
    const {spec} = applyStrategicPatch(pod, patch);
    expect(spec).toMatchObject(changes);
  });

  test('is refused when an item does not say which one it is, or a directive is unknown', () => {
    expect(() => applyStrategicPatch(pod, {spec: {containers: [{image: 'x'}]}})).toThrow('without name');
    expect(() => applyStrategicPatch(pod, {spec: {$patch: 'burn'}})).toThrow('$patch cannot be');
  });
});

describe('a JSON patch', () => {
  const patched = (...steps: readonly object[]) => applyJsonPatch(pod, jsonPatchSchema.parse(steps));

  test('adds, replaces, removes, moves, copies and tests', () => {
    const result = patched(
      {op: 'test', path: '/spec/nodeSelector', value: {disk: 'fast'}},
      {op: 'replace', path: '/spec/containers/1/image', value: 'new'},
      {op: 'add', path: '/spec/containers/0/args/-', value: 'z'},
      {op: 'add', path: '/spec/containers/0/args/0', value: 'w'},
      {op: 'remove', path: '/spec/volumes/0'},
      {op: 'add', path: '/spec/nodeSelector/example.com~1zone', value: 'x'},
      {op: 'copy', from: '/spec/nodeSelector/disk', path: '/spec/nodeSelector/copied'},
      {op: 'move', from: '/spec/nodeSelector/disk', path: '/spec/nodeSelector/moved'},
    );
    expect(result).toEqual({
      spec: {
        containers: [
          {name: 'a', image: 'one', args: ['w', 'x', 'y', 'z'], ports: [{containerPort: 80}]},
          {name: 'b', image: 'new'},
        ],
        volumes: [],
        nodeSelector: {'example.com/zone': 'x', copied: 'fast', moved: 'fast'},
      },
    });
  });

  test.each([
    [{op: 'replace', path: '/spec/none', value: 1}, '/spec/none'],
    [{op: 'remove', path: '/spec/containers/7'}, '/spec/containers/7'],
    [{op: 'add', path: '/spec/none/below', value: 1}, '/spec/none/below'],
    [{op: 'test', path: '/spec/nodeSelector/disk', value: 'slow'}, 'another value is there'],
    [{op: 'remove', path: ''}, 'leaves no object'],
    [{op: 'remove', path: '/spec/__proto__'}, '__proto__'],
  ])('%j is refused by its path', (step, said) => {
    expect(() => patched(step)).toThrow(said);
  });
});

function list(object: JsonObject, name: string): readonly JsonObject[] {
  return (object['spec'] as JsonObject)[name] as readonly JsonObject[];
}

test('a JSON patch whose copies double the object again and again is refused', () => {
  const patch = Array.from({length: 60}, (_, index) => ({op: 'copy' as const, from: '', path: `/a${index}`}));
  expect(() => applyJsonPatch({a: 'x'.repeat(100)}, patch)).toThrow('copies more than 256 KiB');
});
