import {describe, expect, test} from 'vitest';
import {capacity, chooseSlice, type SliceNode} from '#src/sandbox/namespace/slices.ts';

function node(name: string, changes: Partial<SliceNode> = {}): SliceNode {
  return {name, isReady: true, isSchedulable: true, allocatablePods: 110, otherPods: 10, ...changes};
}

const size = {nodesPerSandbox: 1, podsPerNode: 10};

describe('choosing a slice', () => {
  test('takes the node with the fewest sandboxes, then the first by name', () => {
    const nodes = [node('b'), node('a'), node('c')];
    expect(chooseSlice({...size, nodes, taken: new Map([['a', 1]])})).toEqual(['b']);
    expect(chooseSlice({...size, nodes, taken: new Map()})).toEqual(['a']);
  });

  test('passes over nodes that are not ready, cordoned or full', () => {
    const nodes = [
      node('a', {isReady: false}),
      node('b', {isSchedulable: false}),
      node('c', {otherPods: 101}),
      node('d'),
    ];
    expect(chooseSlice({...size, nodes, taken: new Map([['d', 9]])})).toEqual(['d']);
    expect(chooseSlice({...size, nodes, taken: new Map([['d', 10]])})).toEqual({full: {needed: 1, free: 0}});
  });

  test('gives different nodes to one sandbox, or none', () => {
    const two = {...size, nodesPerSandbox: 2, taken: new Map()};
    expect(chooseSlice({...two, nodes: [node('a'), node('b'), node('c')]})).toEqual(['a', 'b']);
    expect(chooseSlice({...two, nodes: [node('a')]})).toEqual({full: {needed: 2, free: 1}});
  });

  test.each([
    [[100, 100, 100], 1],
    [[100, 100, 100], 2],
    [[20, 20, 40], 2],
    [[10, 10, 100], 2],
    [[30, 20, 20, 10], 2],
    [[50, 40, 30, 20, 10], 3],
  ])('nodes with room for %j Pods take as many sandboxes of %i nodes as was promised', (rooms, nodesPerSandbox) => {
    const nodes = rooms.map((room, index) => node(`n${index}`, {allocatablePods: room, otherPods: 0}));
    const taken = new Map<string, number>();
    let made = 0;
    for (;;) {
      const slice = chooseSlice({nodes, taken, nodesPerSandbox, podsPerNode: 10});
      if (!Array.isArray(slice)) break;
      expect(new Set(slice).size).toBe(nodesPerSandbox);
      for (const name of slice) taken.set(name, (taken.get(name) ?? 0) + 1);
      made += 1;
    }
    expect(made).toBe(capacity(nodes, {nodesPerSandbox, podsPerNode: 10}));
  });
});

describe('capacity', () => {
  test.each([
    [[node('a')], 1, 10],
    [[node('a'), node('b')], 1, 20],
    [[node('a'), node('b')], 2, 10],
    [[node('a'), node('b', {otherPods: 60})], 2, 5],
    [[node('a'), node('b', {isReady: false})], 1, 10],
    [[node('a')], 2, 0],
    [[], 1, 0],
    [[node('a', {otherPods: 200})], 1, 0],
  ])('is what the nodes’ Pod limits allow (%#)', (nodes, nodesPerSandbox, sandboxes) => {
    expect(capacity(nodes, {nodesPerSandbox, podsPerNode: 10})).toBe(sandboxes);
  });
});
