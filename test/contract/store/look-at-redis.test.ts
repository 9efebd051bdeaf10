import {once} from 'node:events';
import {connect, createServer, type Socket} from 'node:net';
import {getCACertificates, setDefaultCACertificates} from 'node:tls';
import {Redis} from 'ioredis';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {lookAtRedis} from '#src/store/look-at-redis.ts';
import {
  makeMistakenCertificates,
  type MistakenCertificate,
  type MistakenCertificates,
} from '#test/support/mistaken-certificates.ts';
import {freePort, RedisServer} from '#test/support/redis-server.ts';

const prefix = 'labrador';
const secret = 'h1dden-from-logs';

let certificates: MistakenCertificates;
let server: RedisServer;
let tlsPort: number;
let admin: Redis;
const trusted = getCACertificates('default');

beforeAll(async () => {
  certificates = await makeMistakenCertificates();
  tlsPort = await freePort();
  server = await RedisServer.open({
    'tls-port': String(tlsPort),
    ...tlsSettings(certificates.good),
    'tls-ca-cert-file': certificates.good.certFile,
    'tls-auth-clients': 'no',
    'enable-protected-configs': 'yes',
  });
  admin = new Redis(server.url);
});
afterAll(async () => {
  setDefaultCACertificates(trusted);
  admin?.disconnect();
  await server?.close();
  await certificates?.close();
});

const tlsSettings = ({certFile, keyFile}: MistakenCertificate): Record<string, string> => ({
  'tls-cert-file': certFile,
  'tls-key-file': keyFile,
});
const tlsUrl = (): string => `rediss://127.0.0.1:${tlsPort}`;
const look = async (url = server.url, keys = prefix): Promise<Trouble | undefined> => lookAtRedis({url, prefix: keys});
const urlAs = (user: string, password: string): string => server.url.replace('//', `//${user}:${password}@`);

/** As it is said of whatever may get well. */
const waits = (said: RegExp): unknown => ({said: expect.stringMatching(said), isForGood: false});
const ends = (said: RegExp): unknown => ({said: expect.stringMatching(said), isForGood: true});

test('a Redis that is as it is to be is worked with, in plain text and in TLS', async () => {
  expect(await look()).toBeUndefined();
  setDefaultCACertificates([certificates.good.cert]);
  expect(await look(tlsUrl())).toBeUndefined();
  setDefaultCACertificates(trusted);
});

describe('a password', () => {
  afterEach(async () => void (await admin.config('SET', 'requirepass', '')));

  test('that is missing, or wrong, is told, and never what it is', async () => {
    await admin.config('SET', 'requirepass', 'another');
    const missing = await look();
    expect(missing).toEqual(waits(/^Redis at 127\.0\.0\.1:\d+ asks for a password \(NOAUTH .*Put it into REDIS_URL/));
    const wrong = await look(urlAs('', secret));
    expect(wrong).toEqual(waits(/refuses the user or the password of REDIS_URL \(WRONGPASS .*\)\. Correct them/));
    expect(wrong?.said).not.toContain(secret);
    expect(await look(urlAs('', 'another'))).toBeUndefined();
  });
});

test.each([
  ['no scripts', ['~*', '&*', '+@all', '-eval'], /do too little \(NOPERM .*eval/],
  ['other keys alone', ['~other*', '&*', '+@all'], /do too little \(NOPERM .*key/],
  ['no channels', ['~*', 'resetchannels', '+@all'], /do too little \(NOPERM .*channel/],
])('a user who may use %s is told', async (_which, rights, said) => {
  await admin.call('ACL', 'SETUSER', 'guest', 'reset', 'on', `>${secret}`, ...rights);
  const trouble = await look(urlAs('guest', secret));
  expect(trouble).toEqual(waits(said));
  expect(trouble?.said).not.toContain(secret);
});

test('a user who may not ask how it is set up, as of hosted ones, can work', async () => {
  const rights = ['~*', '&*', '+@all', '-config', '-info'];
  await admin.call('ACL', 'SETUSER', 'guest', 'reset', 'on', `>${secret}`, ...rights);
  expect(await look(urlAs('guest', secret))).toBeUndefined();
});

test('a replica is waited for until it is the primary', async () => {
  await admin.replicaof('127.0.0.1', 9);
  try {
    expect(await look()).toEqual(waits(/is a replica, which takes no writes \(READONLY .*Let it, or another, become/));
  } finally {
    await admin.replicaof('NO', 'ONE');
  }
  expect(await look()).toBeUndefined();
});

test('a replica that has lost its primary, and one with too few replicas, are waited for', async () => {
  await admin.config('SET', 'replica-serve-stale-data', 'no');
  await admin.replicaof('127.0.0.1', 9);
  try {
    expect(await look()).toEqual(waits(/is a replica that has lost its primary \(MASTERDOWN .*Bring the primary back/));
  } finally {
    await admin.replicaof('NO', 'ONE');
    await admin.config('SET', 'replica-serve-stale-data', 'yes');
  }
  await admin.config('SET', 'min-replicas-to-write', 1);
  try {
    expect(await look()).toEqual(waits(/has fewer replicas than it is to have \(NOREPLICAS .*min-replicas-to-write/));
  } finally {
    await admin.config('SET', 'min-replicas-to-write', 0);
  }
  expect(await look()).toBeUndefined();
});

test('one that runs a script without end is waited for until that is ended', async () => {
  await admin.config('SET', 'lua-time-limit', 100);
  const other = new Redis(server.url, {lazyConnect: true, maxRetriesPerRequest: 0});
  await other.connect();
  const ended = other.eval('while true do end', 0).catch((error: unknown) => String(error));
  try {
    await expect
      .poll(async () => look(), {timeout: 20_000})
      .toEqual(waits(/runs a script that does not end \(BUSY .*\)\. End it there: SCRIPT KILL\.$/));
  } finally {
    await admin.call('SCRIPT', 'KILL');
    expect(await ended).toContain('killed by user');
    other.disconnect();
  }
  expect(await look()).toBeUndefined();
});

test('one that can’t save is waited for', async () => {
  const [, folder = ''] = await admin.config('GET', 'dir');
  await admin.config('SET', 'save', '3600 100000');
  await admin.config('SET', 'dir', '/proc');
  await admin.save().catch(() => undefined);
  await admin.bgsave();
  try {
    await expect
      .poll(async () => look(), {timeout: 20_000})
      .toEqual(waits(/takes no writes, as it can’t save its data \(MISCONF .*room on its disk/));
  } finally {
    await admin.config('SET', 'dir', folder);
    await admin.config('SET', 'save', '');
  }
  expect(await look()).toBeUndefined();
});

test('one that is full is worked with, unless it is to hold what an installation begins with', async () => {
  await look();
  await admin.config('SET', 'maxmemory', '1mb');
  try {
    expect(await look()).toBeUndefined();
    expect(await look(server.url, 'another')).toEqual(waits(/is full: its memory has reached maxmemory \(OOM /));
  } finally {
    await admin.config('SET', 'maxmemory', '1gb');
  }
});

test('one that has no room for connections is waited for', async () => {
  const held = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(held, 'connect');
  await admin.config('SET', 'maxclients', 1);
  try {
    expect(await look()).toEqual(waits(/has as many connections as it takes \(ERR max number of clients reached\)/));
  } finally {
    await admin.config('SET', 'maxclients', 1_000);
    held.destroy();
  }
});

test('a database that it does not have ends the process', async () => {
  expect(await look(`${server.url}/99`)).toEqual(ends(/has no database of that number/));
});

describe('TLS', () => {
  afterEach(async () => {
    await present(certificates.good);
    setDefaultCACertificates(trusted);
    await admin.config('SET', 'tls-auth-clients', 'no');
  });
  // key and certificate at once: one does not go without the other
  const present = async (certificate: MistakenCertificate): Promise<void> => {
    await admin.call('CONFIG', 'SET', ...Object.entries(tlsSettings(certificate)).flat());
    setDefaultCACertificates([certificate.cert]);
  };

  test('spoken to one that speaks plain text, and the other way round, is told', async () => {
    expect(await look(server.url.replace('redis:', 'rediss:'))).toEqual(
      waits(/does not speak TLS .* Write redis:\/\//),
    );
    expect(await look(tlsUrl().replace('rediss:', 'redis:'))).toEqual(waits(/speaks TLS alone .* Write rediss:\/\//));
  });

  test('with a certificate that is not trusted, has expired or is for another name is told', async () => {
    expect(await look(tlsUrl())).toEqual(waits(/not trusted here \(DEPTH_ZERO_SELF_SIGNED_CERT\)\..*NODE_EXTRA_CA/));
    await present(certificates.expired);
    expect(await look(tlsUrl())).toEqual(waits(/has a certificate that has expired \(CERT_HAS_EXPIRED\)\. Renew it/));
    await present(certificates.otherName);
    expect(await look(tlsUrl())).toEqual(waits(/certificate for another name \(ERR_TLS_CERT_ALTNAME_INVALID\)/));
  });

  test('that asks for a certificate of ours is told', async () => {
    await admin.config('SET', 'tls-auth-clients', 'yes');
    setDefaultCACertificates([certificates.good.cert]);
    expect(await look(tlsUrl())).toEqual(waits(/asks for a client's certificate .* tls-auth-clients no/));
  });
});

test('one in cluster mode ends the process, also one that does not tell', async () => {
  const cluster = await RedisServer.open({'cluster-enabled': 'yes'});
  const client = new Redis(cluster.url);
  try {
    expect(await look(cluster.url)).toEqual(ends(/is a Redis Cluster \(.*cluster-enabled no\): use another\.$/));
    // a whole one, which takes what has one key; hosted ones may say nothing of it in INFO, or have none
    await client.call('CLUSTER', 'ADDSLOTS', ...Array.from({length: 16_384}, (_, slot) => slot));
    await expect.poll(async () => client.cluster('INFO'), {timeout: 20_000}).toContain('cluster_state:ok');
    await client.call('ACL', 'SETUSER', 'guest', 'reset', 'on', `>${secret}`, '~*', '&*', '+@all', '-info');
    for (const keys of [prefix, 'evening', 'a']) {
      const trouble = await look(cluster.url.replace('//', `//guest:${secret}@`), keys);
      expect(trouble).toEqual(ends(/is a Redis Cluster \(CROSSSLOT .*use another\.$/));
    }
  } finally {
    client.disconnect();
    await cluster.close();
  }
});

test('nobody who listens, and a name that nobody knows, are waited for', async () => {
  expect(await look(`redis://:${secret}@127.0.0.1:9`)).toEqual(
    waits(/^Redis at 127\.0\.0\.1:9 refuses the connection \(ECONNREFUSED\): nothing listens there\. Start it/),
  );
  expect(await look(`redis://:${secret}@redis.invalid`)).toEqual(
    waits(/^Redis at redis\.invalid:6379 has a name that (?:nobody knows|can't be resolved just now) \(E/),
  );
});

/** What a real one can't be made to be in a test: it answers a command by its name. */
const infoOf = (info: string) => (socket: Socket) =>
  socket.on('data', (chunk: Buffer) => {
    for (const [, name] of chunk.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)) {
      socket.write(name === 'info' ? `$${info.length}\r\n${info}\r\n` : '+PONG\r\n');
    }
  });

test.each([
  [
    'in protected mode',
    (socket: Socket) => socket.end('-DENIED Redis is running in protected mode because no password is set.\r\n'),
    waits(/is in protected mode: .* \(DENIED Redis is running .*\)\. Set a password there/),
  ],
  ['silent', () => undefined, waits(/does not answer \(ETIMEDOUT\)/)],
  ['closing', (socket: Socket) => socket.destroy(), waits(/closes the connection \(E\w+\)/)],
  [
    'no Redis',
    (socket: Socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    waits(/^At 127\.0\.0\.1:\d+ something answers that is no Redis\. Correct REDIS_URL\.$/),
  ],
  ['too old', infoOf('redis_version:6.0.16\r\n'), ends(/It is 6\.0\.16; the oldest that works is 6\.2\. Use a newer/)],
  ['a Sentinel', infoOf('redis_version:7.2.0\r\nredis_mode:sentinel\r\n'), ends(/is a Sentinel, which keeps no data/)],
  [
    'loading',
    infoOf('redis_version:7.2.0\r\nloading:1\r\n'),
    waits(/still reads its data \(LOADING .*\)\. It answers/),
  ],
])('one that is %s is told', async (_which, behave, trouble) => {
  const standIn = createServer((socket) => {
    socket.on('error', () => undefined);
    behave(socket);
  }).listen(0, '127.0.0.1');
  await once(standIn, 'listening');
  const address = standIn.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  try {
    expect(await look(`redis://127.0.0.1:${port}`)).toEqual(trouble);
  } finally {
    standIn.close();
  }
});
