import {mkdir, mkdtemp, readFile, rm, rmdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {startChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {ChatPage} from '#test/support/chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';

it('a chat that cannot be saved says so once, goes on, and is saved when it can be', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-saving-'));
  const statePath = join(folder, 'chat.json');
  // what is written first is in the way: as with a full disk, writing fails
  const obstacle = `${statePath}.new`;
  await mkdir(obstacle);
  const said: string[] = [];
  const chat = await startChatEmulator({port: 0, statePath, log: (line) => said.push(line)});
  const page = new ChatPage(chat.url);
  await page.join('ada');
  await waitUntil('it is said', async () => Promise.resolve(said.length > 0 ? true : undefined));
  await page.join('grace');
  await rmdir(obstacle);
  const text = await waitUntil('it is saved', async () => readFile(statePath, 'utf8').catch(() => undefined));
  expect(text).toContain('grace');
  expect(said).toEqual([
    expect.stringMatching(/^the chat cannot be saved, which is tried again: .*EISDIR/),
    'the chat is saved again',
  ]);
  await mkdir(obstacle);
  await chat.close();
  await rm(folder, {recursive: true});
});
