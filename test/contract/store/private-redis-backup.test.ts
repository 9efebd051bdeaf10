import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {Redis} from 'ioredis';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {startPrivateRedis, type PrivateRedis} from '#src/start/private-redis.ts';

const run = promisify(execFile);
const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'operators.md');

let folder: string;
let redis: PrivateRedis | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-private-'));
});
afterEach(async () => {
  await redis?.close();
  await rm(folder, {recursive: true, force: true});
});

const start = async (): Promise<PrivateRedis> => startPrivateRedis(join(folder, '.labrador'));

async function asked<T>(url: string, ask: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url);
  try {
    return await ask(client);
  } finally {
    client.disconnect();
  }
}

test('the private Redis of `npm start` is backed up while it runs, and restored, by what the page says to type', async () => {
  const lines = (await readFile(page, 'utf8')).split('\n').map((line) => line.trim());
  const line = (start: string): string => lines.find((one) => one.startsWith(start)) ?? `echo no line ${start}; false`;
  const type = async (typed: string, below = ''): Promise<unknown> =>
    run('bash', ['-euc', typed], {cwd: join(folder, below)});

  redis = await start();
  await asked(redis.url, async (client) => client.set('class', 'as it was'));
  await type(`${line('conf=')}\n${line('REDISCLI_AUTH=')}`);
  await asked(redis.url, async (client) => client.set('class', 'as it is'));

  await redis.close();
  const [bringIn, change] = [line("$redis sh -euc 'rm -rf"), line("$redis sh -euc 'mv")].map((one) =>
    one.replace(/^\$redis /, '').replace(' && redis-cli shutdown nosave', ''),
  );
  await type(bringIn?.replace('< labrador.rdb', '< ../../labrador.rdb') ?? '', '.labrador/redis');
  await type(change ?? '', '.labrador/redis');
  redis = await start();
  expect(await asked(redis.url, async (client) => client.get('class'))).toBe('as it was');
});
