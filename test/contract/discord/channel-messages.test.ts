import {afterEach, beforeEach, expect, it} from 'vitest';
import {ChannelMessages, type ChannelMessagesOptions, type Pace, type Rendered} from '#src/discord/channel-messages.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {startChat, type Chat} from '#test/support/discord-client.ts';

let chat: Chat;
const ids = new Map<number, string>();
/** What each message is to say, and which picture stands beside the first. */
let texts: string[] = [];
let picture: string | undefined;
const refusals: string[] = [];
const logged: string[] = [];
const open: ChannelMessages[] = [];

beforeEach(async () => {
  chat = await startChat();
  ids.clear();
  texts = [];
  picture = undefined;
  refusals.length = 0;
  logged.length = 0;
});
afterEach(async () => {
  for (const messages of open.splice(0)) messages.close();
  await chat[Symbol.asyncDispose]();
});

const png = Buffer.from('89504e470d0a1a0a', 'hex');

const pace: Pace = {spacingMs: 20, pictureMs: 300, failedMs: 20, refusedMs: 100, againMs: 60_000};

const rendered = (index: number): Rendered => {
  const key = index === 0 ? picture : undefined;
  const message = plainMessage(texts[index] ?? '?');
  if (key === undefined) return {message};
  const draw = async () => Promise.resolve({name: 'class.png', data: png, description: key});
  return {message, picture: {key, draw}};
};

function keepCurrent(more: Partial<ChannelMessagesOptions> = {}): ChannelMessages {
  const messages = new ChannelMessages({
    rest: chat.client.rest,
    channelId: chat.emulator.channels.workshop,
    ids: {
      list: async () => Promise.resolve(new Map(ids)),
      set: async (index, messageId) => Promise.resolve(void ids.set(index, messageId)),
      remove: async (index) => Promise.resolve(void ids.delete(index)),
    },
    render: async (index) => Promise.resolve(rendered(index)),
    isPinned: false,
    name: 'wall',
    pace,
    onRefused: (what) => refusals.push(what),
    log: (message) => logged.push(message),
    ...more,
  });
  open.push(messages);
  return messages;
}

const shown = async () => chat.messages('ada', 'workshop');
const contents = async (): Promise<string[]> => (await shown()).map(({content}) => content);

const untilShown = async (...expected: readonly string[]): Promise<void> => {
  let last: string[] = [];
  await waitUntil(
    `the channel shows ${expected.join(', ')}`,
    async () => {
      last = await contents();
      return JSON.stringify(last) === JSON.stringify(expected) ? last : undefined;
    },
    {seen: () => last},
  );
};

/** Requests that were answered so far, by method and status. */
async function requests(): Promise<string[]> {
  const {body} = await chat.control('GET', '/requests');
  return (body as {method: string; path: string; status: number}[])
    .filter(({path}) => path.startsWith('/channels/'))
    .map(({method, status}) => `${method} ${status}`);
}

it('posts what is to be shown, in order, and edits it from then on', async () => {
  texts = ['a', 'b'];
  const messages = keepCurrent();
  await messages.start(2);
  await untilShown('a', 'b');
  texts = ['a', 'B'];
  messages.touch(1);
  await untilShown('a', 'B');
  expect(await requests()).toEqual(['POST 200', 'POST 200', 'PATCH 200']);
});

it('keeps the id of a message later where it could not be kept at once, and posts none anew', async () => {
  texts = ['a'];
  let refused = 2;
  const messages = keepCurrent({
    ids: {
      list: async () => Promise.resolve(new Map()),
      set: async (index, messageId) => {
        refused -= 1;
        if (refused >= 0) throw new Error('there is no room');
        return Promise.resolve(void ids.set(index, messageId));
      },
      remove: async () => Promise.resolve(),
    },
  });
  await messages.start(1);
  await waitUntil('the id is kept', async () => Promise.resolve(ids.get(0)));
  const [message] = await shown();
  expect([...ids.values()]).toEqual([message?.id]);
  expect(await contents()).toEqual(['a']);
});

it('sends the first change and the last, and never what came in between, nor what is shown already', async () => {
  texts = ['0', 'other'];
  const messages = keepCurrent();
  await messages.start(2);
  await untilShown('0', 'other');
  await chat.control('POST', '/faults', {match: {method: 'PATCH'}, delayMs: 300, times: 1});
  for (let change = 1; change <= 50; change += 1) {
    texts = [String(change), 'other'];
    messages.touch(0);
    messages.touch(1);
  }
  await untilShown('50', 'other');
  expect((await requests()).filter((line) => line.startsWith('PATCH'))).toHaveLength(2);
});

it('lets the message go first whose change has waited for longest', async () => {
  texts = ['a', 'b', 'c'];
  const order: number[] = [];
  const messages = keepCurrent({
    render: async (index) => {
      order.push(index);
      return Promise.resolve(rendered(index));
    },
  });
  await messages.start(3);
  await untilShown('a', 'b', 'c');
  order.length = 0;
  texts = ['A', 'B', 'C'];
  for (const index of [2, 0, 1, 2, 0]) messages.touch(index);
  await untilShown('A', 'B', 'C');
  expect(order.slice(0, 3)).toEqual([2, 0, 1]);
});

it('after a restart edits what is there, posts nothing, and removes what is too much', async () => {
  texts = ['a', 'b', 'c'];
  const before = keepCurrent();
  await before.start(3);
  await untilShown('a', 'b', 'c');
  before.close();
  texts = ['A'];
  const after = keepCurrent();
  await after.start(1);
  await untilShown('A');
  expect((await requests()).filter((line) => line.startsWith('POST'))).toHaveLength(3);
  expect([...ids.keys()]).toEqual([0]);
});

it('grows and shrinks with the class', async () => {
  texts = ['a', 'b', 'c'];
  const messages = keepCurrent();
  await messages.start(1);
  messages.resize(3);
  await untilShown('a', 'b', 'c');
  messages.resize(2);
  await untilShown('a', 'b');
  messages.resize(3);
  await untilShown('a', 'b', 'c');
  expect([...ids.keys()]).toEqual([0, 1, 2]);
});

it('posts a deleted message anew, with its picture and its pin', async () => {
  texts = ['a'];
  picture = 'first';
  const messages = keepCurrent({isPinned: true});
  await messages.start(1);
  await waitUntil('it is pinned', async () => ((await shown())[0]?.pinned === true ? true : undefined));
  await chat.rest('DELETE', `/channels/${chat.emulator.channels.workshop}/messages/${ids.get(0)}`);
  texts = ['b'];
  messages.touch(0);
  await untilShown('b');
  await waitUntil('it is pinned', async () => ((await shown())[0]?.pinned === true ? true : undefined));
  expect((await shown())[0]?.attachments.map(({filename}) => filename)).toEqual(['class.png']);
  expect(logged).toEqual([]);
});

it('looks now and then whether what does not change is there, and posts anew what somebody deleted', async () => {
  texts = ['a'];
  const messages = keepCurrent({pace: {...pace, againMs: 100}});
  await messages.start(1);
  await untilShown('a');
  await chat.rest('DELETE', `/channels/${chat.emulator.channels.workshop}/messages/${ids.get(0)}`);
  await waitUntil('it is there again', async () => {
    messages.touch(0);
    return (await contents()).includes('a') || undefined;
  });
  expect(logged).toEqual([]);
});

it('sends a picture when it has changed, and not too often; the text does not wait for it', async () => {
  texts = ['0'];
  picture = 'first';
  const messages = keepCurrent();
  await messages.start(1);
  await untilShown('0');
  const [first] = (await shown())[0]?.attachments ?? [];
  texts = ['1'];
  picture = 'second';
  messages.touch(0);
  await untilShown('1');
  expect((await shown())[0]?.attachments.map(({id}) => id)).toEqual([first?.id]);
  const later = await waitUntil('the picture is changed', async () => {
    messages.touch(0);
    const attachments = (await shown())[0]?.attachments ?? [];
    return attachments[0]?.id === first?.id ? undefined : attachments;
  });
  expect(later).toHaveLength(1);
});

it('shows the text of a message whose picture cannot be drawn', async () => {
  texts = ['a'];
  const draw = async () => Promise.reject(new Error('no font'));
  const messages = keepCurrent({
    render: async (index) => Promise.resolve({...rendered(index), picture: {key: 'x', draw}}),
  });
  await messages.start(1);
  await untilShown('a');
  texts = ['b'];
  messages.touch(0);
  await untilShown('b');
  expect(logged).toEqual(['a picture could not be drawn']);
});

it('says once that it may not write, tries again, and says it anew the next time', async () => {
  texts = ['a'];
  await chat.control('POST', '/faults', {match: {method: 'POST', route: '/channels'}, status: 403, times: 3});
  const messages = keepCurrent();
  await messages.start(1);
  await untilShown('a');
  expect(refusals).toEqual(['write']);
  await chat.control('POST', '/faults', {match: {method: 'PATCH'}, status: 403, times: 2});
  texts = ['b'];
  messages.touch(0);
  await untilShown('b');
  expect(refusals).toEqual(['write', 'write']);
});

it('says once that it may not pin, and goes on', async () => {
  texts = ['a'];
  await chat.control('POST', '/faults', {match: {method: 'PUT'}, status: 403, times: 5});
  const messages = keepCurrent({isPinned: true});
  await messages.start(1);
  texts = ['b'];
  await untilShown('a');
  messages.touch(0);
  await untilShown('b');
  expect(refusals).toEqual(['pin']);
});

it('does not repeat a message that the chat does not take, and goes on with the next', async () => {
  texts = ['x'.repeat(2_001)];
  const messages = keepCurrent();
  await messages.start(1);
  await waitUntil('it is logged', async () => Promise.resolve(logged[0]));
  texts = ['a'];
  messages.touch(0);
  await untilShown('a');
  expect((await requests()).filter((line) => line === 'POST 400')).toHaveLength(1);
});
