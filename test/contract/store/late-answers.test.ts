import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {LateAnswers, type LateAnswersOptions, type LatePost} from '#src/store/late-answers.ts';
import {LateMentions} from '#src/store/late-mentions.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {commandOf} from '#test/support/command.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let redis: RedisServer;
let store: Store;
let prefix = '';

beforeAll(async () => {
  redis = await RedisServer.open();
});
afterAll(async () => redis.close());
beforeEach(() => {
  prefix = redis.newPrefix();
  store = openStore(redis.url, prefix);
});
afterEach(async () => store.close());

/** A worker's view of it, which waits for nothing that the test does not ask for. */
const lateAnswers = (options: LateAnswersOptions = {}): LateAnswers =>
  new LateAnswers(store, {gatherMs: 0, leaseMs: 60_000, ...options});

const late = (id: string, userId: string, channelId = '8') =>
  commandOf({id, line: `kubectl get ${id}`, userId, channelId, createdAt: Number(id.replace(/\D/g, ''))});

const namedIn = (post: LatePost | undefined): string[] => [...(post?.userIds ?? [])].sort();

async function see(answers: LateAnswers, userId: string): Promise<string[]> {
  const opened = await answers.open(userId, 'press');
  if (opened === undefined) throw new Error('another press is being answered');
  await answers.close(userId, 'press', opened);
  return opened.waiting.map(({line}) => line);
}

describe('who is told that answers wait', () => {
  it('stands in one message with all others of the channel, once however many answers wait', async () => {
    const answers = lateAnswers({gatherMs: 300});
    for (const [id, userId] of [
      ['a1', '1'],
      ['a2', '2'],
      ['a3', '1'],
    ] as const)
      await answers.add(late(id, userId));
    await answers.add(late('a4', '3', 'elsewhere'));
    const posts: LatePost[] = [];
    await waitUntil('both messages are due', async () => {
      const post = await answers.takePost();
      if (post !== undefined) posts.push(post);
      return posts.length === 2 ? true : undefined;
    });
    const here = posts.find(({channelId}) => channelId === '8');
    expect(namedIn(here)).toEqual(['1', '2']);
    expect(namedIn(posts.find(({channelId}) => channelId === 'elsewhere'))).toEqual(['3']);
  });

  it('is not told at once: others may come', async () => {
    const answers = lateAnswers({gatherMs: 60_000});
    await answers.add(late('a1', '1'));
    expect(await answers.takePost()).toBeUndefined();
  });

  it('is named by one worker, however many look at once', async () => {
    await lateAnswers().add(late('a1', '1'));
    const taken = await Promise.all(Array.from({length: 8}, async () => lateAnswers().takePost()));
    expect(taken.filter((post) => post !== undefined)).toHaveLength(1);
  });

  it('is named in the next message where one can name no more', async () => {
    const answers = lateAnswers({mostNamed: 2});
    for (const userId of ['1', '2', '3']) await answers.add(late(`a${userId}`, userId));
    const first = await answers.takePost();
    expect(namedIn(first)).toEqual(['1', '2']);
    if (first !== undefined) await answers.notePosted(first);
    const second = await waitUntil('the rest is due', async () => answers.takePost());
    expect(namedIn(second)).toEqual(['3']);
  });

  it('is not named again for an answer that was announced, nor for one that the button shows that they have', async () => {
    const answers = lateAnswers();
    await answers.add(late('a1', '1'));
    const post = await answers.takePost();
    await answers.add(late('a1', '1'));
    await answers.add(late('a2', '1'));
    if (post !== undefined) await answers.notePosted(post);
    await answers.add(late('a3', '1'));
    expect(await answers.takePost()).toBeUndefined();
    expect(await see(answers, '1')).toEqual(['kubectl get a1', 'kubectl get a2', 'kubectl get a3']);
  });

  it.for(['before', 'after'] as const)(
    'is named again for what comes when they have looked, %s the message was noted',
    async (when) => {
      const answers = lateAnswers();
      await answers.add(late('a1', '1'));
      const post = await answers.takePost();
      if (post === undefined) throw new Error('nothing is due');
      if (when === 'after') await answers.notePosted(post);
      await see(answers, '1');
      await answers.add(late('a2', '1'));
      if (when === 'before') await answers.notePosted(post);
      expect(namedIn(await waitUntil('a message is due', async () => answers.takePost()))).toEqual(['1']);
    },
  );

  it('is named again for what comes when the message was long ago', async () => {
    const answers = lateAnswers({namedMs: 1});
    await answers.add(late('a1', '1'));
    const post = await answers.takePost();
    if (post !== undefined) await answers.notePosted(post);
    const next = await waitUntil('what comes is announced', async () => {
      await answers.add(late(`a${Date.now()}`, '1'));
      return answers.takePost();
    });
    expect(namedIn(next)).toEqual(['1']);
  });

  it('is named no more when they have seen everything', async () => {
    const answers = lateAnswers();
    await answers.add(late('a1', '1'));
    await see(answers, '1');
    expect(await answers.takePost()).toBeUndefined();
  });
});

describe('a message that was taken', () => {
  it('is another worker’s, with the same people and nonce, when it is not noted in time', async () => {
    await lateAnswers().add(late('a1', '1'));
    const first = await lateAnswers({leaseMs: 0}).takePost();
    await lateAnswers().add(late('a2', '2'));
    expect(await lateAnswers().takePost()).toEqual(first);
    expect(await lateAnswers().takePost()).toBeUndefined();
  });

  it('is due again when the chat did not take it', async () => {
    const answers = lateAnswers();
    await answers.add(late('a1', '1'));
    const post = await answers.takePost();
    if (post === undefined) throw new Error('nothing is due');
    await answers.postpone(post, 0);
    expect(await answers.takePost()).toEqual({...post, tries: 1});
  });

  it('is noted once: a worker that comes late does not end the next', async () => {
    const answers = lateAnswers();
    await answers.add(late('a1', '1'));
    const first = await answers.takePost();
    if (first === undefined) throw new Error('nothing is due');
    await answers.notePosted(first);
    await answers.add(late('a2', '2'));
    const second = await lateAnswers({leaseMs: 0}).takePost();
    await answers.notePosted(first);
    await answers.postpone(first, 60_000);
    expect(await answers.takePost()).toEqual(second);
  });
});

describe('what a person has not seen', () => {
  it('is theirs, in the order in which it was typed, and nothing once it was shown', async () => {
    const answers = lateAnswers();
    for (const id of ['a3', 'a1', 'a2']) await answers.add(late(id, '1'));
    await answers.add(late('b1', '2'));
    expect(await see(answers, '1')).toEqual(['kubectl get a1', 'kubectl get a2', 'kubectl get a3']);
    expect(await see(answers, '1')).toEqual([]);
    // the reply job of one that was seen runs again
    await answers.add(late('a1', '1'));
    expect(await see(answers, '1')).toEqual([]);
    expect(await see(answers, '2')).toEqual(['kubectl get b1']);
  });

  it('is shown by one press at a time, and stays what was not shown', async () => {
    const answers = lateAnswers();
    for (const id of ['a1', 'a2']) await answers.add(late(id, '1'));
    const opened = await answers.open('1', 'press');
    expect(await answers.open('1', 'second')).toBeUndefined();
    await answers.close('1', 'press', {waiting: opened?.waiting.slice(1) ?? [], lost: 0});
    expect(await see(answers, '1')).toEqual(['kubectl get a1']);
  });

  it('is bounded, and what is beyond is counted', async () => {
    const answers = lateAnswers();
    for (let id = 0; id < 203; id += 1) await answers.add(late(`a${id}`, '1'));
    const opened = await answers.open('1', 'press');
    expect([opened?.waiting.length, opened?.waiting[0]?.line, opened?.lost]).toEqual([200, 'kubectl get a3', 3]);
    if (opened !== undefined) await answers.close('1', 'press', opened);
    expect(await answers.open('1', 'second')).toEqual({waiting: [], lost: 0});
  });

  it('is gone when they are forgotten, from lines and from messages that are not posted', async () => {
    const answers = lateAnswers({leaseMs: 0});
    for (const userId of ['1', '2']) await answers.add(late(`a${userId}`, userId));
    await answers.takePost();
    await answers.add(late('a3', '1', 'elsewhere'));
    await answers.add(late('a4', '1', 'elsewhere'));
    await answers.forget('1');
    const posts = [await answers.takePost(), await answers.takePost()];
    expect(posts.flatMap(namedIn)).toEqual(['2', '2']);
    expect(await store.redis.keys(`${prefix}:late*:1`)).toEqual([]);
    await answers.forget('2');
    expect(await answers.takePost()).toBeUndefined();
  });
});

describe('a message that names people', () => {
  const mention = {channelId: '8', messageId: '900'};
  const mentions = (): LateMentions => new LateMentions(store, {readMs: 0, leaseMs: 60_000});

  async function tell(...userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) await lateAnswers().add(late(`a${userId}`, userId));
    await mentions().posted(mention, userIds);
  }

  it('is to go when the last of them has read all that waits', async () => {
    await tell('1', '2');
    await lateAnswers().add(late('b1', '1'));
    expect(await see(lateAnswers(), '1')).toHaveLength(2);
    await mentions().read('1');
    expect(await mentions().takeRead()).toBeUndefined();
    await mentions().read('2');
    expect(await mentions().takeRead()).toEqual(mention);
  });

  it('is removed by one worker, and by another should that one not note it', async () => {
    await tell('1');
    await mentions().read('1');
    const taken = await Promise.all(Array.from({length: 8}, async () => mentions().takeRead()));
    expect(taken.filter((one) => one !== undefined)).toEqual([mention]);
    const hasty = new LateMentions(store, {leaseMs: 0});
    await tell('1');
    await mentions().read('1');
    expect(await hasty.takeRead()).toEqual(mention);
    expect(await hasty.takeRead()).toEqual(mention);
    await hasty.noteRemoved(mention);
    expect(await hasty.takeRead()).toBeUndefined();
  });

  it('is to go at a time that was said, the last that was', async () => {
    await mentions().removeIn(mention, 60_000);
    expect(await mentions().takeRead()).toBeUndefined();
    await mentions().removeIn(mention, 0);
    expect(await mentions().takeRead()).toEqual(mention);
  });

  it('is to go at once when they have read their answers before it was there, or had them forgotten', async () => {
    await mentions().posted(mention, ['1']);
    expect(await mentions().takeRead()).toEqual(mention);
  });
});
