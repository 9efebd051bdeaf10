import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {runChecks} from '#src/lab/run-checks.ts';
import {readLab} from '#src/store/read-lab.ts';
import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {recordOf, startedAt, type RecordParts} from '../kinds/pod/status/pod-records.ts';
import {factsOf, podOf, watchedSince} from './facts-of.ts';

const lab = await readLab(join(import.meta.dirname, '..', '..', '..', 'specs', 'daemonsets'));

/** A Pod of a generation of the DaemonSet's template, seen in its second. */
const podAt = (generation: number, parts: RecordParts): PodRecord =>
  Object.assign(recordOf({name: `nginx-${generation}-${parts.made}-${parts.node ?? ''}`, ...parts}), {
    labels: {app: 'nginx', 'pod-template-generation': String(generation)},
  });

function stateOf(step: string, check: string, facts: Parameters<typeof factsOf>): string {
  const checks = lab.steps.find(({id}) => id === step)?.checks.filter(({id}) => id === check) ?? [];
  const [result] = runChecks(checks, factsOf(...facts), watchedSince);
  if (result === undefined) return 'there is no such check';
  return result.reason === undefined ? result.state : `${result.state}: ${result.reason}`;
}

describe('an update ended the old Pod before the new one was made', () => {
  const old = podAt(1, {made: 0, ended: 10, gone: 12});
  const running = podAt(1, {made: 0});
  it.for([
    ['on an old cluster, where the object goes first', 'passed', [old, podAt(2, {made: 13})]],
    ['on a current one, where the object goes later', 'passed', [old, podAt(2, {made: 11})]],
    ['while the object has not gone yet', 'passed', [podAt(1, {made: 0, ended: 10}), podAt(2, {made: 11})]],
    ['not before there is a new one', 'failed', [old]],
    ['not if the old one runs beside it', 'failed', [running, podAt(2, {made: 11})]],
    ['not if the old one ended later', 'failed', [old, podAt(2, {made: 9})]],
    [
      'not because an earlier one of the same template had ended',
      'failed',
      [old, podAt(1, {made: 13}), podAt(2, {made: 20})],
    ],
    [
      'also after one that was deleted by hand',
      'passed',
      [old, podAt(1, {made: 13, ended: 19, gone: 22}), podAt(2, {made: 20})],
    ],
    [
      'not because one of another node had',
      'failed',
      [podAt(1, {made: 0, node: 'a', ended: 10}), podAt(1, {made: 0, node: 'b'}), podAt(2, {made: 11, node: 'b'})],
    ],
    [
      'on one node after the other',
      'passed',
      [podAt(1, {made: 0, node: 'a', ended: 10}), podAt(1, {made: 0, node: 'b'}), podAt(2, {made: 11, node: 'a'})],
    ],
    ['not while the new one has no node', 'failed', [old, podAt(2, {made: 11, node: undefined})]],
    ['not for another app', 'failed', [podAt(1, {made: 0, ended: 10}), podAt(2, {made: 11, owner: 'web'})]],
  ] as const satisfies readonly (readonly [string, string, readonly PodRecord[]])[])('%s: %s', ([, state, history]) => {
    expect(stateOf('bad-update', 'old-went-first', [{}, {history}])).toBe(state);
  });
});

describe('the new Pod ends again and again', () => {
  const ended = {terminated: {reason: 'Completed', exitCode: 0}};
  const podWith = (restartCount: number, state: object, more: object = {}) =>
    podOf('a', {
      ...more,
      status: {phase: 'Running', containerStatuses: [{name: 'nginx', ready: false, restartCount, state}]},
    });
  it.for([
    ['with its second end, by whichever word', 'passed', podWith(1, ended)],
    ['by the word of an older cluster', 'passed', podWith(1, {waiting: {reason: 'CrashLoopBackOff'}})],
    ['not with its first', 'failed', podWith(0, ended)],
    [
      'not the old one on its way out',
      'failed',
      podWith(1, ended, {
        metadata: {name: 'a', uid: 'u', labels: {app: 'nginx'}, deletionTimestamp: '2026-01-01T00:00:00Z'},
      }),
    ],
  ] as const)('%s: %s', ([, state, pod]) => {
    expect(stateOf('bad-update', 'broken', [{pods: [pod]}])).toBe(state);
  });
});

describe('a Pod was replaced by hand', () => {
  const versions = [
    {
      kind: 'DaemonSet',
      name: 'nginx',
      uid: 'u',
      generation: 2,
      seenAt: startedAt + 5_000,
      object: {spec: {updateStrategy: {type: 'OnDelete'}}},
    },
  ];
  it.for([
    ['on an old cluster', 'passed', [podAt(1, {made: 0, ended: 10, gone: 12}), podAt(2, {made: 13})]],
    ['on a current one', 'passed', [podAt(1, {made: 0, ended: 10}), podAt(2, {made: 11})]],
    ['not when it had ended before', 'failed', [podAt(1, {made: 0, ended: 4}), podAt(2, {made: 11})]],
    ['not by one of the same template', 'failed', [podAt(1, {made: 0, ended: 10}), podAt(1, {made: 11})]],
    [
      'not by that of another node',
      'failed',
      [podAt(1, {made: 0, ended: 10, node: 'a'}), podAt(2, {made: 11, node: 'b'})],
    ],
  ] as const satisfies readonly (readonly [string, string, readonly PodRecord[]])[])('%s: %s', ([, state, history]) => {
    expect(stateOf('on-delete', 'by-hand', [{}, {history, versions}])).toBe(state);
  });
});
