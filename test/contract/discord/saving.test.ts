import {mkdir, mkdtemp, readFile, rm, rmdir, writeFile} from 'node:fs/promises';
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

it('what an earlier version saved, with null for what a message has not, is as it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-saving-'));
  const statePath = join(folder, 'chat.json');
  const shown = async (url: string): Promise<unknown> =>
    (await fetch(`${url}/_emulator/messages?user=ada&channel=workshop`)).json();
  const first = await startChatEmulator({port: 0, statePath});
  const posted = await fetch(`${first.restUrl}/v10/channels/${first.channels.workshop}/messages`, {
    method: 'POST',
    headers: {Authorization: `Bot ${first.token}`, 'Content-Type': 'application/json'},
    body: JSON.stringify({content: 'hello'}),
  });
  expect(posted.status).toBe(200);
  const before = await shown(first.url);
  expect(before).toEqual([expect.objectContaining({content: 'hello', pinned: false, ephemeral: false})]);
  await first.close();
  const nulls = '"replyToId":null,"interactionId":null,"ephemeralFor":null,"pinnedAt":null,"editedAt":null';
  const text = await readFile(statePath, 'utf8');
  await writeFile(statePath, text.replace('"edits":0', `"edits":0,${nulls}`));
  const chat = await startChatEmulator({port: 0, statePath});
  expect(await shown(chat.url)).toEqual(before);
  await chat.close();
  await rm(folder, {recursive: true});
});
