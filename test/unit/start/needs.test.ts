import {expect, it} from 'vitest';
import {missingOf} from '#src/observability/health-server.ts';
import {needs} from '#src/start/needs.ts';

const there = async (): Promise<boolean> => Promise.resolve(true);
const missing = async (): Promise<boolean> => Promise.resolve(false);
const all = {
  waitsFor: () => [],
  redis: there,
  cluster: there,
  hasRights: () => true,
  chat: there,
  bot: () => undefined,
  isStarted: () => true,
};
const bot = (isLeading: boolean, parts: Record<string, boolean> = {}) => ({
  isLeading: () => isLeading,
  parts: () => new Map(Object.entries(parts)),
});

it('a worker needs Redis, the chat and the cluster with its rights', async () => {
  expect([...(await needs(all)())]).toEqual([
    ['redis', true],
    ['cluster', true],
    ['rights', true],
    ['chat', true],
  ]);
});

it('names what is missing, all of it, in one order', async () => {
  const redis = async (): Promise<never> => Promise.reject(new Error('away'));
  const parts = await needs({
    ...all,
    redis,
    chat: missing,
    cluster: missing,
    hasRights: () => false,
    bot: () => bot(true, {watch: false, lease: true}),
  })();
  expect(missingOf(parts)).toEqual(['redis', 'cluster', 'rights', 'chat', 'watch']);
});

it('a bot that stands by needs Redis alone', async () => {
  const parts = await needs({...all, chat: missing, cluster: missing, bot: () => bot(false)})();
  expect([...parts]).toEqual([['redis', true]]);
});

it('asks nothing of what a start still waits for, and says that it has not ended', async () => {
  const never = async (): Promise<never> => Promise.reject(new Error('not asked'));
  const early = {...all, redis: never, cluster: never, isStarted: () => false};
  expect(missingOf(await needs({...early, waitsFor: () => ['redis', 'cluster']})())).toEqual(['redis', 'cluster']);
  expect(missingOf(await needs({...all, waitsFor: () => ['rights'], isStarted: () => false})())).toEqual(['rights']);
  expect(missingOf(await needs({...all, isStarted: () => false})())).toEqual(['start']);
});
