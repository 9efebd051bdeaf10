/** What is said of how Redis is set up. */
export const redis = {
  lookYourself: ({oldest}: {oldest: string}): string =>
    `Look at its settings yourself: version ${oldest} or newer, maxmemory below the memory that it has, maxmemory-policy noeviction, appendonly yes.`,
  notTold: ({reason}: {reason: string}): string => `Redis does not tell its settings: ${reason}`,
  notAllTold: 'Redis does not tell all of its settings.',
  noAnswer: ({reason}: {reason: string}): string => `Redis does not answer: ${reason}`,
  noAnswerNext: 'Start it, or correct REDIS_URL.',
  evicts: ({policy}: {policy: string}): string =>
    `Its maxmemory-policy is ${policy}: when its memory is full, it drops jobs and learners without a word.`,
  tooOld: ({version, oldest}: {version: string; oldest: string}): string =>
    `It is ${version}; the oldest that works is ${oldest}.`,
  failedNext: ({oldest}: {oldest: string}): string => `Use Redis ${oldest} or newer with maxmemory-policy noeviction.`,
  passed: ({version, used}: {version: string; used: string}): string =>
    `It is ${version}, evicts nothing, writes an append-only file, and uses ${used}.`,
  notAppended: {
    said: 'It writes no append-only file: what happened since its last snapshot is lost when it ends.',
    next: 'Set appendonly yes, unless a replica takes over.',
  },
  unlimited: {
    said: 'It has no maxmemory: when its memory is full, the system ends it, and everybody waits until it has read its file.',
    next: 'Set maxmemory to three quarters of the memory that it may have: docs/redis-memory.md.',
  },
  full: ({used}: {used: string}): string =>
    `It is nearly full, ${used}: long answers are cut, and large manifests refused.`,
  fullNext: 'Raise its maxmemory, with the memory that it may have: docs/redis-memory.md.',
};
