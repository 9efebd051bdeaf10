import {InteractionType} from 'discord-api-types/v10';
import {describe, expect, it} from 'vitest';
import {createChanges} from '#src/emulators/discord/state/changes.ts';
import {EmulatorClock} from '#src/emulators/core/clock.ts';
import {createInteractions} from '#src/emulators/discord/interactions/interactions.ts';
import {keepBounded} from '#src/emulators/discord/state/keep-bounded.ts';
import {createMessages} from '#src/emulators/discord/messages/messages.ts';
import {seedIds, seedState} from '#src/emulators/discord/state/seed.ts';
import {createSnowflakes} from '#src/emulators/discord/state/snowflakes.ts';
import {createThreads} from '#src/emulators/discord/threads.ts';
import type {MessageRecord} from '#src/emulators/discord/state/state.ts';

const kept = {messages: 20, histories: 3, attachedBytes: 20_000, interactions: 10};
/** What may be there before anything is looked through. */
const slack = 1.1;

function openChat({isBounded = true} = {}) {
  const state = seedState('token');
  const clock = new EmulatorClock();
  const changes = createChanges();
  const nextId = createSnowflakes(clock.now);
  const threads = createThreads({state, clock, nextId, changes});
  const messages = createMessages({state, clock, nextId, changes, threads});
  const interactions = createInteractions({state, clock, nextId, changes, messages});
  const bound = (): (() => void) => keepBounded({state, changes, now: clock.now, kept});
  if (isBounded) bound();
  const about = {channelId: seedIds.workshop, authorId: state.botUserId};
  const files = (name: string | undefined) =>
    name === undefined ? [] : [{index: 0, filename: name, contentType: 'text/plain', data: Buffer.alloc(750, 'x')}];
  return {
    state,
    clock,
    interactions,
    bound,
    post: (content: string, file?: string): MessageRecord =>
      messages.create(about, {body: {content}, files: files(file)}),
    edit: (message: MessageRecord, content: string, file?: string): MessageRecord =>
      messages.edit(message, {body: {content, ...(file && {attachments: []})}, files: files(file)}),
    pin: (message: MessageRecord) => messages.setPinned(message, true),
    contents: () => [...state.messages.values()].map(({content}) => content),
    fileNames: () => [...state.attachments.values()].map(({filename}) => filename),
  };
}

const versions = ({history}: MessageRecord): string[] => history.map(({content}) => content);

describe('what a chat keeps has a bound', () => {
  it('of messages the oldest go, and those that are pinned or still change stay', () => {
    const chat = openChat();
    chat.pin(chat.post('pinned'));
    const wall = chat.post('wall 0');
    const past = chat.edit(chat.post('past'), 'past, edited');
    expect(versions(past)).toEqual(['past', 'past, edited']);
    for (let at = 1; at <= 60; at += 1) {
      chat.post(`message ${at}`);
      if (at % 2 === 0) chat.edit(wall, `wall ${at}`);
    }
    expect(versions(past)).toEqual(['past, edited']);
    expect(chat.contents().length).toBeLessThanOrEqual(kept.messages * slack);
    expect(chat.contents()).toEqual(expect.arrayContaining(['pinned', 'wall 60', 'message 60', 'message 50']));
    expect(chat.contents()).not.toContain('past, edited');
    expect(versions(wall)).toContain('wall 58');
  });

  it('of files the oldest go, and first those that no message shows any more', () => {
    const chat = openChat();
    const board = chat.post('board', '0.png');
    chat.post('first', 'first.txt');
    for (let at = 1; at <= 40; at += 1) chat.edit(board, `board ${at}`, `${at}.png`);
    expect(chat.fileNames()).toContain('40.png');
    for (let at = 1; at <= 40; at += 1) chat.post(`log ${at}`, `${at}.txt`);
    expect(chat.fileNames()).toContain('40.txt');
    expect(chat.fileNames()).not.toContain('first.txt');
    expect(chat.fileNames().length * 1_000).toBeLessThanOrEqual(kept.attachedBytes * slack);
  });

  it('of interactions those go that nobody can answer any more', async () => {
    const chat = openChat();
    const open = (): string =>
      chat.interactions.open({
        type: InteractionType.ApplicationCommand,
        userId: 'ada',
        channelId: seedIds.workshop,
        command: 'lab',
        sourceMessageId: undefined,
      }).id;
    const first = Array.from({length: 30}, open);
    expect(chat.state.interactions.size).toBe(30);
    await chat.clock.advance(16 * 60_000);
    const last = Array.from({length: 5}, open);
    const left = [...chat.state.interactions.keys()];
    expect(left.length).toBeLessThanOrEqual(kept.interactions * slack);
    expect(left.slice(-5)).toEqual(last);
    expect(left).not.toContain(first[0]);
    chat.clock.close();
  });

  it('a state that is too big is made smaller as it is read back', () => {
    const chat = openChat({isBounded: false});
    for (let at = 1; at <= 50; at += 1) chat.edit(chat.post(`message ${at}`, `${at}.txt`), `edited ${at}`);
    expect(chat.contents()).toHaveLength(50);
    chat.bound();
    expect(chat.contents()).toEqual(Array.from({length: kept.messages}, (_, at) => `edited ${31 + at}`));
    expect(chat.fileNames().length * 1_000).toBeLessThanOrEqual(kept.attachedBytes);
    expect([...chat.state.messages.values()].filter(({history}) => history.length > 1)).toHaveLength(kept.histories);
  });
});
