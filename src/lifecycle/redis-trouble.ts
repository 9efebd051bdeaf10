import {describeConnection, failedConnection, type FailedConnection, type FarEndWords} from './connection-trouble.ts';
import type {Trouble} from './trouble.ts';

/** The first word of Redis' errors, which is their code, with what whoever runs it is told. */
const refusals: Readonly<Record<string, {readonly what: string; readonly next: string; readonly isForGood?: true}>> = {
  DENIED: {
    what: 'is in protected mode: without a password it takes connections from its own machine alone',
    next: 'Set a password there (requirepass), and the same in REDIS_URL.',
  },
  NOAUTH: {
    what: 'asks for a password',
    next: 'Put it into REDIS_URL: redis://:PASSWORD@HOST:PORT.',
  },
  WRONGPASS: {
    what: 'refuses the user or the password of REDIS_URL',
    next: 'Correct them there or in REDIS_URL; what is not a letter or a digit is written as %XX.',
  },
  NOPERM: {
    what: 'lets the user of REDIS_URL do too little',
    next: 'Give it the keys and channels that begin with REDIS_PREFIX, and all commands: docs/operators.md.',
  },
  LOADING: {
    what: 'still reads its data',
    next: 'It answers when it has.',
  },
  READONLY: {
    what: 'is a replica, which takes no writes',
    next: 'Let it, or another, become the primary, or correct REDIS_URL.',
  },
  MASTERDOWN: {
    what: 'is a replica that has lost its primary',
    next: 'Bring the primary back or let this one become it, or correct REDIS_URL.',
  },
  NOREPLICAS: {
    what: 'takes no writes, as it has fewer replicas than it is to have',
    next: 'Bring them back, or lower min-replicas-to-write there.',
  },
  MISCONF: {
    what: 'takes no writes, as it can’t save its data',
    next: 'Look at its log and at the room on its disk.',
  },
  OOM: {
    what: 'is full: its memory has reached maxmemory',
    next: 'Raise its maxmemory, with the memory that it may have: docs/redis-memory.md.',
  },
  BUSY: {
    what: 'runs a script that does not end',
    next: 'End it there: SCRIPT KILL.',
  },
  CLUSTERDOWN: {
    what: 'is a Redis Cluster',
    next: 'Queues need a Redis without cluster mode (cluster-enabled no): use another.',
    isForGood: true,
  },
};
const sameAs: Readonly<Record<string, string>> = {MOVED: 'CLUSTERDOWN', ASK: 'CLUSTERDOWN', CROSSSLOT: 'CLUSTERDOWN'};

/** What Redis has no code of its own for. */
const wordings: readonly (readonly [
  RegExp,
  {readonly what: string; readonly next: string; readonly isForGood?: true},
])[] = [
  [
    /^ERR max number of clients/,
    {what: 'has as many connections as it takes', next: 'Raise its maxclients, or end what holds connections.'},
  ],
  [
    /^ERR DB index is out of range/,
    {
      what: 'has no database of that number',
      next: 'Correct the number at the end of REDIS_URL.',
      isForGood: true,
    },
  ],
];

/** ioredis' words for a request that had no answer; it gives them no code. */
const unanswered: Readonly<Record<string, FailedConnection>> = {
  'Command timed out': {failure: 'silent', code: 'ETIMEDOUT'},
  'Connection is closed.': {failure: 'closed', code: 'ECONNRESET'},
};

/** What is said of it is cut to so many characters. */
const saidLimit = 120;

/** `redis:6379`: without user and password. */
export function redisAddress(url: string): string {
  const {host, port} = new URL(url);
  return port === '' ? `${host}:6379` : host;
}

/**
 * What is wrong with Redis, of an error of a connection or a request. Whatever an operator may mend while it is watched, be it
 * a password, is waited for; in doubt it is.
 * @param address host and port
 */
export function redisTrouble(error: unknown, address: string): Trouble {
  const who = `Redis at ${address}`;
  const text = error instanceof Error ? error.message : String(error);
  const failed = unanswered[text] ?? failedConnection(error);
  if (failed !== undefined) return {said: describeConnection(failed, redisWords(who)), isForGood: false};
  const said = wordsOf(text);
  const refusal = refusals[codeOf(said)] ?? wordings.find(([wording]) => wording.test(said))?.[1];
  if (refusal === undefined) {
    return {said: `${who} can't be worked with (${cut(said)}). Look at its log.`, isForGood: false};
  }
  return {said: `${who} ${refusal.what} (${cut(said)}). ${refusal.next}`, isForGood: refusal.isForGood === true};
}

/** Whether it is one of Redis' answers that say that it can't be worked with, whatever was asked. */
export const isRedisRefusing = (error: unknown): boolean => refusals[codeOf(error)] !== undefined;

/** Whether it is the answer to who may not do that, be it all or this alone. */
export const isNotPermitted = (error: unknown): boolean => codeOf(error) === 'NOPERM';

/** Whether it is the answer of one that is full to a write. */
export const isFull = (error: unknown): boolean => codeOf(error) === 'OOM';

/** Whether it is the answer of a replica to a write. */
export const isReplica = (error: unknown): boolean => codeOf(error) === 'READONLY';

export const redisWords = (who: string): FarEndWords => ({
  who,
  setting: 'REDIS_URL',
  nameUnknown: 'Look whether its Pod or container runs, or correct REDIS_URL, if you have set it.',
  notTls: 'Write redis:// in REDIS_URL, or switch TLS on there.',
  wantsTls: 'Write rediss:// in REDIS_URL.',
  untrusted: 'Name the file of its CA in NODE_EXTRA_CA_CERTS and start again, or give it another certificate.',
  otherName: 'Write a name that it is for in REDIS_URL, or give it another certificate.',
  wantsCertificate: 'Let it take clients without one: tls-auth-clients no.',
});

function codeOf(error: unknown): string {
  const code = /^[A-Z]+/.exec(wordsOf(error instanceof Error ? error.message : String(error)))?.[0] ?? '';
  return sameAs[code] ?? code;
}

/** An error in a script is wrapped up by Redis before 7, and has the place in the script behind it since. */
function wordsOf(text: string): string {
  const [, inner = text] = /^ERR Error running script.*?-(?<inner>[A-Z]+ .*)$/s.exec(text) ?? [];
  return inner.replace(/ script: [0-9a-f]{40}, on @user_script.*$/s, '');
}

function cut(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const plain = line.trim().replace(/\.$/, '');
  return plain.length > saidLimit ? `${plain.slice(0, saidLimit - 1)}…` : plain;
}
