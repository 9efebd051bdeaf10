import {describe, expect, it} from 'vitest';
import {contentLimit} from '#src/chat/chat-message.ts';
import {countWallMessages, finishedMs, learnersPerMessage, renderWall} from '#src/views/channel/render-wall.ts';
import {recordOf, startedAt} from '#test/unit/kinds/pod/status/pod-records.ts';
import {memberOf, stepsOf, type MemberParts} from './learners.ts';

const lab = stepsOf('Run a Pod', 'Break it', 'Clean up');
const wallOf = (names: readonly string[], parts: MemberParts = {}, {first = 0, seconds = 0} = {}) =>
  renderWall(
    lab,
    names.map((name) => memberOf(name, parts)),
    {first, now: startedAt + seconds * 1_000},
  );
const linesOf = (parts: MemberParts, seconds = 0): string[] =>
  wallOf(['Ada'], parts, {seconds}).message.content.split('\n').slice(1);

describe('the wall', () => {
  it('says how to join while nobody has', () => {
    expect(wallOf([]).message.content).toBe('**Everybody’s Pods**\nNobody has joined yet. Type `/lab start`.');
  });

  it.for([
    ['who has just joined', {}, 0, ['**Ada** · step 1/3 Run a Pod', '-# no Pods']],
    [
      'a Pod that runs, since it was made, behind a Service',
      {pods: [recordOf({ready: [0]})], services: [{isUp: true, since: startedAt}]},
      5,
      ['**Ada** · step 1/3 Run a Pod', '-# ● nginx-x7k2p Running 1/1 <t:1700000000:R> · app up'],
    ],
    [
      'a Pod by its latest STATUS, since it came to it',
      {
        pods: [
          recordOf({
            path: [
              ['Pending', 0],
              ['ErrImagePull', 7],
            ],
          }),
        ],
      },
      9,
      ['**Ada** · step 1/3 Run a Pod', '-# ✗ nginx-x7k2p ErrImagePull 0/1 <t:1700000007:R>'],
    ],
    [
      'an app that is down in words that stand out',
      {
        services: [
          {isUp: false, since: startedAt},
          {isUp: true, since: startedAt},
        ],
      },
      5,
      ['**Ada** · step 1/3 Run a Pod', '-# no Pods · **app down** <t:1700000000:R>'],
    ],
    [
      'a crash loop from its beginning in words that stand out',
      {pods: [recordOf({path: [['CrashLoopBackOff', 0]], looping: 0})]},
      0,
      ['**Ada** · step 1/3 Run a Pod', '-# ✗ nginx-x7k2p CrashLoopBackOff 0/1 **crash loop since** <t:1700000000:R>'],
    ],
    [
      'a crash loop whose containers end with success',
      {pods: [recordOf({path: [['Completed', 0]], looping: 2})]},
      60,
      ['**Ada** · step 1/3 Run a Pod', '-# ✗ nginx-x7k2p Completed 0/1 **crash loop since** <t:1700000002:R>'],
    ],
    [
      'the try in between as a part of the loop',
      {pods: [recordOf({path: [['Error', 70]], looping: 5})]},
      75,
      ['**Ada** · step 1/3 Run a Pod', '-# ✗ nginx-x7k2p Error 0/1 **crash loop since** <t:1700000005:R>'],
    ],
    [
      'a step that was just finished in words that stand out',
      {passed: {s1: 10}, current: 's2'},
      20,
      ['**Ada** · step 2/3 Break it · ✅ **finished step 1**', '-# no Pods'],
    ],
    [
      'a step that was finished a while ago no more',
      {passed: {s1: 10}, current: 's2'},
      10 + finishedMs / 1_000,
      ['**Ada** · step 2/3 Break it', '-# no Pods'],
    ],
    [
      'who has finished all of it, for good',
      {passed: {s1: 10, s2: 20, s3: 30}, current: 's3'},
      9_000,
      ['**Ada** · ✅ **finished the lab** <t:1700000030:R>', '-# no Pods'],
    ],
  ] as const)('shows %s', ([, parts, seconds, expected]) => {
    expect(linesOf(parts, seconds)).toEqual(expected);
  });

  it('leaves out Pods that are gone, and names those in trouble first', () => {
    const pods = [
      recordOf({name: 'fine', ready: [0], made: 9}),
      recordOf({name: 'gone', gone: 5}),
      recordOf({name: 'bad', path: [['Error', 3]]}),
      recordOf({name: 'loop', path: [['CrashLoopBackOff', 5]], looping: 5}),
    ];
    expect(linesOf({pods}, 10)[1]).toMatch(/^-# ✗ loop .* · ✗ bad .* · ● fine [^·]*$/);
  });

  it('names four Pods of a learner and counts the others', () => {
    const pods = Array.from({length: 9}, (_, index) => recordOf({name: `p${index}`, ready: [0]}));
    expect(linesOf({pods})[1]).toMatch(/p3 Running 1\/1 <t:1700000000:R> · and 5 more$/);
  });

  it('shows a learner’s name as it is, whatever it would do, and notifies nobody', () => {
    const {message} = wallOf(['**@everyone** <@1>']);
    expect(message.content).toContain('**\\*\\*@\u200beveryone\\*\\* \\<@\u200b1\\>** · step 1/3');
    expect(message.mentions).toBeUndefined();
  });

  it.for([
    ['nothing is under way', {passed: {s1: 0, s2: 0, s3: 0}}, 9_000, undefined],
    ['somebody gets stuck', {}, 0, 300],
    ['a crash loop gets old', {pods: [recordOf({path: [['CrashLoopBackOff', 5]], looping: 5})]}, 10, 65],
    ['a Pod has come out of a crash loop', {pods: [recordOf({ready: [30], looping: 5})]}, 70, 90],
    ['a finished step fades', {passed: {s1: 10}, current: 's2', begun: {s2: 10}}, 20, 130],
  ] as const)('tells when time alone changes it: when %s', ([, parts, seconds, expected]) => {
    const {changesAt} = wallOf(['Ada'], parts, {seconds});
    expect(changesAt === undefined ? undefined : (changesAt - startedAt) / 1_000).toBe(expected);
  });
});

describe('a class in several messages', () => {
  it.for([
    [0, 1],
    [5, 1],
    [15, 1],
    [16, 2],
    [30, 2],
    [500, 34],
  ])('of %i learners takes %i', ([learners = 0, messages]) => {
    expect(countWallMessages(learners)).toBe(messages);
  });

  it('says which learner each begins with', () => {
    expect(wallOf(['Ada'], {}, {first: 30}).message.content).toMatch(/^\*\*Everybody’s Pods\*\* · from 31 on\n/);
  });

  const hostile = '*_~`|[]<>@\\'.repeat(3).slice(0, 32);
  const pods = Array.from({length: 5}, (_, index) =>
    recordOf({name: `${index}-${'n'.repeat(200)}`, path: [['CreateContainerConfigError', 0]], looping: 0}),
  );
  it.for([
    ['usual lines', 'Learner 1', {pods: [recordOf({ready: [0]})], services: [{isUp: true, since: startedAt}]}, true],
    ['many Pods with long names', 'Learner 1', {pods}, false],
    ['names that are all Markdown', hostile, {pods, passed: {s1: 0}, current: 's2'}, false],
    ['names of two characters each', '🦊'.repeat(16), {pods, services: [{isUp: false, since: startedAt}]}, false],
  ] as const)('holds all of its learners: %s', ([, name, parts, isWhole]) => {
    const names = Array.from({length: learnersPerMessage}, () => name);
    const {content} = wallOf(names, parts, {seconds: 100}).message;
    expect(content.length).toBeLessThanOrEqual(contentLimit);
    expect(content).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(content.split('\n')).toHaveLength(1 + 2 * learnersPerMessage);
    expect(content.endsWith('…')).toBe(false);
    const whole = content.match(/step 1\/3 Run a Pod\n-# ● nginx-x7k2p Running 1\/1 <t:\d+:R> · app up/g) ?? [];
    expect(whole).toHaveLength(isWhole ? learnersPerMessage : 0);
  });

  it.for([
    ['one Pod each', [recordOf({path: [['Completed', 0]], looping: 2})], 'nginx-x7k2p'],
    ['many Pods with long names', pods, '4-n'],
  ] as const)('says since when each goes round, where all are in a crash loop: %s', ([, all, shown]) => {
    const names = Array.from({length: learnersPerMessage}, (_, index) => `A learner with a long name ${index}`);
    const {content} = wallOf(names, {pods: all, services: [{isUp: false, since: startedAt}]}, {seconds: 100}).message;
    expect(content.match(/\*\*crash loop(?: since)?\*\* <t:\d+:R>/g)).toHaveLength(learnersPerMessage);
    expect(content.endsWith('…')).toBe(false);
    expect(content.includes(shown)).toBe(all.length === 1);
  });
});
