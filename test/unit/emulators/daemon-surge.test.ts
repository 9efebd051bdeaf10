import {describe, expect, it} from 'vitest';
import {nodesToSurge, surplusOf, type Surge} from '#src/emulators/kubernetes/controllers/daemon-surge.ts';
import type {Pod} from '#src/emulators/kubernetes/objects/pod.ts';

/** `new` or `old`, and whether it works: `old+`, `new-`. */
function pod(kind: string): Pod {
  const conditions = [{type: 'Ready', status: kind.endsWith('+') ? 'True' : 'False'}];
  return {metadata: {name: kind}, status: {conditions}} as unknown as Pod;
}

const surge = (maxSurge: number): Surge => ({
  maxSurge,
  isCurrent: ({metadata}) => metadata.name.startsWith('new'),
  isAvailable: ({metadata}) => metadata.name.endsWith('+'),
});

describe('an update that brings the new Pod first', () => {
  it.each([
    ['one Pod', ['old+'], []],
    ['an old Pod that works and a new one that does not yet', ['old+', 'new-'], []],
    ['an old Pod and a new one that works', ['old+', 'new+'], ['old+']],
    ['an old Pod that works no more', ['old-', 'new-'], ['old-']],
    ['two of one kind', ['old+', 'old+'], ['old+']],
  ])('removes what is too much of %s', (_, kinds, removed) => {
    expect(surplusOf(kinds.map(pod), surge(1)).map(({metadata}) => metadata.name)).toEqual(removed);
  });

  it.each([
    ['no more nodes than it may', 1, {a: ['old+'], b: ['old+']}, ['a']],
    ['none while the new Pod of another does not work', 1, {a: ['old+', 'new-'], b: ['old+']}, []],
    ['those whose old Pod does not work, besides', 1, {a: ['old-'], b: ['old+'], c: ['old-']}, ['a', 'c', 'b']],
    ['none that has its new Pod', 2, {a: ['new+'], b: []}, []],
  ])('surges on %s', (_, maxSurge, byNode, nodes) => {
    const living = new Map(Object.entries(byNode).map(([name, kinds]) => [name, kinds.map(pod)]));
    expect(nodesToSurge(living, surge(maxSurge))).toEqual(nodes);
  });
});
