import {Redis} from 'ioredis';
import {waitUntil} from '#test/support/wait-until.ts';
import type {Room} from './room.ts';

/** How long the wall and the board may be away after somebody deleted them, where nothing changes them, in ms. */
const backWithinMs = 330_000;

interface ClassMessage {
  readonly channelId: string;
  readonly messageId: string;
}

/** The wall's messages and the board, as the bot has them in mind. */
async function classMessages({processes}: Room): Promise<ClassMessage[]> {
  const redis = new Redis(processes.redis.url);
  try {
    const ids = await redis.hgetall('labrador:messages');
    return Object.entries(ids).map(([name, messageId]) => ({channelId: name.split(':')[1] ?? '', messageId}));
  } finally {
    redis.disconnect();
  }
}

async function ask(room: Room, method: 'GET' | 'DELETE', {channelId, messageId}: ClassMessage): Promise<number> {
  const {emulator} = room.processes;
  const response = await fetch(`${emulator.restUrl}/v10/channels/${channelId}/messages/${messageId}`, {
    method,
    headers: {authorization: `Bot ${emulator.token}`},
  });
  await response.arrayBuffer();
  return response.status;
}

/** Deletes the wall and the board, as somebody may who manages messages. */
export async function deleteClassMessages(room: Room): Promise<void> {
  const messages = await classMessages(room);
  if (messages.length < 2) throw new Error('there is no wall and no board to delete');
  for (const message of messages) await ask(room, 'DELETE', message);
}

/** @returns what is wrong, where there is no wall or no board some time later, or there are some that nobody edits */
export async function missingClassMessages(room: Room): Promise<readonly string[]> {
  try {
    await waitUntil(
      'the wall and the board are there',
      async () => {
        const messages = await classMessages(room);
        const found = await Promise.all(messages.map(async (one) => ask(room, 'GET', one)));
        return (messages.length >= 2 && found.every((status) => status === 200)) || undefined;
      },
      {withinMs: backWithinMs},
    );
    return [];
  } catch (error) {
    return [String(error)];
  }
}
