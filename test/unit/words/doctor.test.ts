import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {ApiError, ClusterUnavailableError, reasonOf} from '#src/cluster/api/api-error.ts';
import {judgeImages} from '#src/cluster/installation/doctor/diagnose-images.ts';
import {diagnoseRoom} from '#src/cluster/installation/doctor/diagnose-room.ts';
import {diagnoseRuntime} from '#src/cluster/installation/doctor/diagnose-runtime.ts';
import {judgeIsolation} from '#src/cluster/installation/doctor/judge-isolation.ts';
import {unlessUnanswered} from '#src/cluster/installation/doctor/unanswered.ts';
import {describeFinding} from '#src/cluster/installation/missing-rights.ts';
import {allRights} from '#src/cluster/installation/rights/right.ts';
import type {NodeState} from '#src/kinds/node/node-state.ts';
import {watchChecks, type Check} from '#src/facilitating/watch-checks.ts';
import type {SliceNode} from '#src/sandbox/namespace/slices.ts';
import {languages, type Language} from '#src/words/language.ts';
import {inLanguage, wordsOf} from '#src/words/words.ts';
import type {Finding} from '#src/workshop/finding.ts';

const slice: SliceNode = {name: 'node-a', isReady: true, isSchedulable: true, allocatablePods: 110, otherPods: 0};
const lab = {nodesPerSandbox: 1, podsPerNode: 6};
const room = (nodes: readonly SliceNode[], learners: number) => (): Finding => diagnoseRoom(nodes, {learners, lab});

const node: NodeState = {...slice, images: [['busybox:1.36']]};
const images =
  (...nodes: readonly NodeState[]) =>
  (): Finding =>
    judgeImages(nodes, ['nginx:1.18']);
const many = Array.from({length: 50}, (_, index) => [`other:${index}`]);

const isolation =
  (own: string | undefined, across: string | undefined, isRequired = false) =>
  async (): Promise<Finding> =>
    judgeIsolation('NetworkPolicies', {
      own: [async () => Promise.resolve(own)],
      across: async () => Promise.resolve(across),
      pause: async () => Promise.resolve(),
      isRequired,
    });

const unanswered =
  (why: Error, signal = new AbortController().signal) =>
  async (): Promise<Finding> =>
    unlessUnanswered('Redis', signal, async () => Promise.reject(why));

const right = {verb: 'list', group: 'apps', resource: 'daemonsets'};
const rights = (finding: Parameters<typeof describeFinding>[0]) => (): Finding => ({
  name: 'rights',
  state: 'failed',
  said: describeFinding(finding),
});

/** What the doctor finds out, and the names of things that it says in every language. */
const findings: readonly (readonly [string, () => Finding | Promise<Finding>, readonly string[]])[] = [
  ['a Node.js that is new enough', () => diagnoseRuntime('v24.1.0'), ['v24.1.0']],
  ['a Node.js that is too old', () => diagnoseRuntime('v20.1.0'), ['v20.1.0', 'v24', 'npm start']],
  ['room for all', room([slice], 18), ['18', '6 Pods', 'node-a', '110']],
  ['no room for all', room([{...slice, otherPods: 9}], 30), ['16', '30', '110', '9', 'maxPods']],
  ['nodes that are away', room([slice, {...slice, name: 'node-b', isReady: false}], 30), ['node-b', 'maxPods']],
  ['nodes that are cordoned', room([slice, {...slice, name: 'node-b', isSchedulable: false}], 30), ['node-b']],
  ['too few nodes', room([], 1), ['Pods', '0']],
  ['images that are there', images({...node, images: [['nginx:1.18']]}), ['1', 'nginx:1.18']],
  ['images that are not there', images(node), ['node-a', 'nginx:1.18']],
  ['a node that does not name its images', images({...node, images: []}), ['node-a']],
  ['a node that does not name all', images({...node, images: many}), ['node-a', 'nginx:1.18', '50']],
  ['no node', images(), ['Pods']],
  ['policies that are enforced', isolation(undefined, 'no answer'), []],
  ['policies that are not enforced', isolation(undefined, undefined), ['NetworkPolicies', 'Calico', 'Cilium']],
  ['policies that a lab requires', isolation(undefined, undefined, true), ['NetworkPolicies', 'Calico', 'Cilium']],
  ['policies that a lab requires, perhaps', isolation('no way', undefined, true), ['NetworkPolicies', 'no way']],
  ['a network that does not work', isolation('wget: bad address', undefined), ['wget: bad address']],
  ['a cluster that does not answer', unanswered(new ClusterUnavailableError('silent')), []],
  ['a cluster that refuses', unanswered(new ApiError(403, undefined, 'no way')), ['no way']],
  ['a cluster that takes too long', unanswered(new Error(), AbortSignal.abort()), []],
  ['a right that is missing', rights({state: 'missing', identity: 'watcher', right}), ['list daemonsets.apps']],
  ['a right too many', rights({state: 'excessive', identity: 'labrador', right: allRights}), []],
  [
    'rights not asked for',
    rights({state: 'unknown', identity: 'learner', reason: 'no way', isAway: false}),
    ['no way'],
  ],
];

const others = languages.filter((one) => one !== 'en');
const textOf = ({said, next = ''}: Finding): string => `${said}\n${next}`;

describe.each(findings)('%s', (_, find, named) => {
  const foundIn = async (language: Language): Promise<Finding> => inLanguage(language, async () => find());

  test.each(others)('is said in %s, with the same names', async (language) => {
    const english = await foundIn('en');
    const own = await foundIn(language);
    expect(own.state).toBe(english.state);
    for (const name of named) {
      expect(textOf(english)).toContain(name);
      expect(textOf(own)).toContain(name);
    }
    const lines = new Set(textOf(english).split('\n'));
    expect(
      textOf(own)
        .split('\n')
        .filter((line) => line !== '' && lines.has(line)),
    ).toEqual([]);
  });
});

test.each(languages)('a check has the name that it has in %s', (language) => {
  const {names} = wordsOf(language).upkeep.checks;
  const found = inLanguage(language, () => [diagnoseRuntime(), diagnoseRoom([slice], {learners: 1, lab}), images()()]);
  expect(found.map(({name}) => name)).toEqual([names.node, names.room, names.images]);
});

test('why a cluster did not answer is told in the language of who asked, and logged in English', () => {
  const away = inLanguage('de', () => new ClusterUnavailableError('silent'));
  expect(away.message).toBe('The cluster does not answer.');
  expect(languages.map((language) => inLanguage(language, () => reasonOf(away)))).toEqual([
    'The cluster does not answer.',
    'Der Cluster antwortet nicht.',
    'Le cluster ne répond pas.',
  ]);
});

test('what is found out late is shown in the language of who asked, whoever asked in the meantime', async () => {
  const late: Check = {
    name: 'x',
    run: async ({doing}) => {
      doing('y');
      await sleep(60);
      return diagnoseRuntime('v24.1.0');
    },
  };
  const picturesIn = async (language: Language): Promise<string> =>
    inLanguage(language, async () => {
      const shown: string[] = [];
      for await (const {findings: known} of watchChecks([late], {firstMs: 5, betweenMs: 5, lateMs: 20})) {
        shown.push(...known.map(textOf));
      }
      return shown.join('\n');
    });
  const [english, german] = await Promise.all([picturesIn('en'), picturesIn('de')]);
  expect(english).toContain('It takes longer than usual: y.');
  expect(english).toContain('Node.js is v24.1.0.');
  expect(german).toContain(wordsOf('de').upkeep.checks.slow({doing: 'y'}));
  expect(german).toContain('Node.js ist v24.1.0.');
  expect(german).not.toMatch(/It takes|Node\.js is /u);
});
