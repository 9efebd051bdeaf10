import {expect, test} from 'vitest';
import {judgeIsolation} from '#src/cluster/installation/doctor/judge-isolation.ts';
import type {Finding} from '#src/workshop/finding.ts';

/** Answers from a list, the last of them for ever: true is a page. */
function answers(list: readonly boolean[]): () => Promise<string | undefined> {
  let at = 0;
  return async () => {
    const isPage = list[Math.min(at, list.length - 1)] ?? false;
    at += 1;
    return Promise.resolve(isPage ? undefined : 'download timed out');
  };
}

interface Network {
  readonly first?: readonly boolean[];
  readonly second?: readonly boolean[];
  readonly across: readonly boolean[];
}

async function judge({first = [true], second = [true], across}: Network, isRequired = false): Promise<Finding> {
  return judgeIsolation('NetworkPolicies', {
    own: [answers(first), answers(second)],
    across: answers(across),
    pause: async () => Promise.resolve(),
    isRequired,
  });
}

test.each<[string, Network, Finding['state'], RegExp]>([
  ['what is held up while all else goes through', {across: [false]}, 'passed', /^They are enforced/],
  ['policies that take a moment to hold', {across: [true, true, false]}, 'passed', /^They are enforced/],
  ['servers that take a moment to start', {first: [false, false, true], across: [false]}, 'passed', /enforced/],
  ['what is never held up', {across: [true]}, 'failed', /^They are not enforced/],
  ['a network that does not work at all', {first: [false], second: [false], across: [false]}, 'unknown', /timed out/],
  ['a second sandbox without a network', {second: [false], across: [false]}, 'unknown', /Even in its own sandbox/],
  ['a server that went away in between', {first: [true, false], across: [false]}, 'unknown', /Even in its own/],
  ['one request that was lost', {across: [true, true, false, true]}, 'unknown', /at times/],
  ['a network that comes and goes', {across: [false, true, false, true, false, true]}, 'unknown', /at times/],
])('%s', async (_what, network, state, said) => {
  const finding = await judge(network);
  expect(finding).toMatchObject({name: 'NetworkPolicies', state, said: expect.stringMatching(said)});
  expect(finding.next === undefined).toBe(state === 'passed');
});

test.each<[string, Network, Finding['state']]>([
  ['is not to be taught where nothing is held up', {across: [true]}, 'failed'],
  ['is better not taught where that is not known', {across: [true, true, false, true]}, 'unknown'],
  ['is taught where all of it is', {across: [false]}, 'passed'],
])('a lab that requires it %s', async (_what, network, state) => {
  const {next, ...found} = await judge(network, true);
  expect(found.state).toBe(state);
  expect(/steps of (?:it|this one) cannot be passed/.test(`${found.said} ${next}`)).toBe(state !== 'passed');
  expect(/open another lab/.test(next ?? '')).toBe(state !== 'passed');
});
