import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {ChatPage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {learnerWithPod} from '#test/support/numbered-commands.ts';
import {openProcesses} from '#test/support/processes.ts';
import {openStarts, untilEnded, untilReady, type Starts} from '#test/support/starts.ts';
import {untilNoted} from '#test/support/stored-operation.ts';
import {waitUntil} from '#test/support/wait-until.ts';

describe('the Redis that Labrador started', () => {
  let starts: Starts;
  beforeEach(async () => {
    starts = await openStarts();
  });
  afterEach(async () => starts.close());

  const redisPid = async (): Promise<number> => {
    const text = await readFile(join(starts.folder, 'redis', 'redis.pid'), 'utf8');
    // a file that is being written
    if (text === '') throw new Error('there is no process id yet');
    return Number(text);
  };
  const isThere = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  /** Kills it, and answers which one came after it. */
  const killRedis = async (): Promise<number> => {
    const killed = await redisPid();
    process.kill(killed, 'SIGKILL');
    return waitUntil('another Redis is there', async () => {
      // a Redis that ends takes its file along
      const pid = await redisPid().catch(() => undefined);
      return pid === killed ? undefined : pid;
    });
  };

  test('is started again with its data when it is killed', async () => {
    const started = starts.start();
    const ada = await new ChatPage(await untilReady(started)).join('ada');
    await ada.types('/lab start');
    await killRedis();
    expect(await (await ada.types('/kubectl command:get pods')).text()).toContain('No resources found');
    expect(started.output()).toContain('it is started again with its data');
    const last = await redisPid();
    started.child.kill('SIGTERM');
    expect(await untilEnded(started)).toBe(0);
    expect(isThere(last)).toBe(false);
  });

  test('ends Labrador with a clear line when it ends again and again', async () => {
    const started = starts.start();
    await untilReady(started);
    // some of them end while they start
    for (let times = 0; times < 4; times += 1) await killRedis();
    process.kill(await redisPid(), 'SIGKILL');
    expect(await untilEnded(started)).toBe(75);
    expect(started.lines().join('\n')).toMatch(
      /^The private Redis ends again and again \(.*SIGKILL\)\. See .*redis\.log/m,
    );
  });

  test('ends with Labrador, whatever ends that and when', async () => {
    for (const signal of ['SIGHUP', 'SIGTERM'] as const) {
      const started = starts.start();
      // in the middle of starting
      await waitUntil('its Redis runs', async () => redisPid().catch(() => undefined));
      const pid = await redisPid();
      started.child.kill(signal);
      await untilEnded(started);
      const isOver = async (): Promise<true | undefined> => Promise.resolve(isThere(pid) ? undefined : true);
      expect(await waitUntil(`it ended with ${signal}`, isOver)).toBe(true);
    }
  });
});

test('bot and worker end while Redis is silent and a command runs, and others take it over', async () => {
  const processes = await openProcesses(await emulatedCluster());
  try {
    const bot = await processes.start('bot');
    const worker = await processes.start('worker');
    const ada = await learnerWithPod(processes.chat, 'ada');
    // the emulated cluster's time is faster: longer than a worker may take to end
    const slow = await ada.sends('/kubectl command:exec daemonset/nginx -- sleep 600');
    await untilNoted(processes.redis.url, slow.id);
    processes.redis.pause();
    const startedAt = performance.now();
    const ended = await Promise.all([bot.terminate(), worker.terminate()]);
    expect(performance.now() - startedAt).toBeLessThan(28_000);
    expect(ended).toEqual([0, 0]);
    processes.redis.resume();
    await processes.start('worker');
    await slow.answered(60_000);
    expect(await slow.text()).toContain('Interrupted');
  } finally {
    await processes.close();
  }
}, 150_000);
