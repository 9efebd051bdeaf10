import {describe, expect, test} from 'vitest';
import {isRedisRefusing, redisAddress, redisTrouble} from '#src/lifecycle/redis-trouble.ts';

const address = 'redis:6379';
const withCode = (code: string, message = code): Error => Object.assign(new Error(message), {code});
const cutOff = withCode('EPIPE', 'write EPIPE');

/** What was heard, what is said of it before and after what it said, and whether waiting is of no use. */
const troubles: readonly (readonly [string, unknown, RegExp, boolean])[] = [
  [
    'a name that nobody knows',
    withCode('ENOTFOUND'),
    /has a name that nobody knows \(ENOTFOUND\)\. .* its Pod or container .* REDIS_URL, if you have set it/,
    false,
  ],
  [
    'a name server that is away',
    withCode('EAI_AGAIN'),
    /can't be resolved just now \(EAI_AGAIN\)\. Look at .* DNS/,
    false,
  ],
  ['nobody who listens', withCode('ECONNREFUSED'), /refuses the connection \(ECONNREFUSED\): .* Start it, or/, false],
  [
    'nobody who listens, at several addresses',
    Object.assign(new AggregateError([withCode('ECONNREFUSED')]), {}),
    /refuses the connection \(ECONNREFUSED\)/,
    false,
  ],
  ['no way to it', withCode('EHOSTUNREACH'), /can't be reached \(EHOSTUNREACH\)\. Look at the network/, false],
  [
    'a connection that does not come about',
    withCode('ETIMEDOUT'),
    /does not answer \(ETIMEDOUT\)\. Look whether/,
    false,
  ],
  ['an answer that does not come', new Error('Command timed out'), /does not answer \(ETIMEDOUT\)/, false],
  ['a connection that is closed', new Error('Connection is closed.'), /closes the connection \(ECONNRESET\)/, false],
  ['a connection that breaks', new Error('it broke', {cause: cutOff}), /closes the connection \(EPIPE\)/, false],
  ['plain text', withCode('ERR_SSL_WRONG_VERSION_NUMBER'), /does not speak TLS .* Write redis:\/\//, false],
  [
    'a certificate of nobody',
    withCode('DEPTH_ZERO_SELF_SIGNED_CERT'),
    /not trusted here .* NODE_EXTRA_CA_CERTS/,
    false,
  ],
  ['an old certificate', withCode('CERT_HAS_EXPIRED'), /certificate that has expired .* Renew it there/, false],
  ['an early certificate', withCode('CERT_NOT_YET_VALID'), /not valid yet .* Look at the clocks/, false],
  [
    "another's certificate",
    withCode('ERR_TLS_CERT_ALTNAME_INVALID'),
    /certificate for another name .* REDIS_URL/,
    false,
  ],
  [
    'one that wants a certificate',
    withCode('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'),
    /asks for a client's certificate .* tls-auth-clients no/,
    false,
  ],
  ['another mishap of TLS', withCode('ERR_SSL_NO_SHARED_CIPHER'), /find no way to speak TLS/, false],
  [
    'protected mode',
    'DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user. In this mode connections are only accepted from the loopback interface.',
    /is in protected mode: .* \(DENIED Redis is running .*…\)\. Set a password there \(requirepass\), and the same/,
    false,
  ],
  [
    'a password that is missing',
    'NOAUTH Authentication required.',
    /asks for a password \(NOAUTH .*\)\. Put it into/,
    false,
  ],
  ['a password that is wrong', 'WRONGPASS invalid username-password pair', /refuses the user or the password/, false],
  [
    'too few rights',
    "NOPERM User x has no permissions to run the 'eval' command",
    /do too little \(NOPERM .*'eval'/,
    false,
  ],
  ['data that is read', 'LOADING Redis is loading the dataset in memory', /still reads its data/, false],
  ['a replica', "READONLY You can't write against a read only replica.", /is a replica, which takes no writes/, false],
  [
    'a replica, in a script',
    `READONLY You can't write against a read only replica. script: ${'a'.repeat(40)}, on @user_script:1.`,
    /\(READONLY You can't write against a read only replica\)\. Let it/,
    false,
  ],
  [
    'a replica, in a script of Redis 6',
    `ERR Error running script (call to f_${'a'.repeat(40)}): @user_script:1: @user_script: 1: -READONLY You can't write against a read only replica.`,
    /is a replica, .* \(READONLY You can't write against a read only replica\)/,
    false,
  ],
  [
    'a lost primary',
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    /lost its primary/,
    false,
  ],
  [
    'too few replicas',
    'NOREPLICAS Not enough good replicas to write.',
    /fewer replicas .* min-replicas-to-write/,
    false,
  ],
  [
    'a full disk',
    'MISCONF Redis is configured to save RDB snapshots, but',
    /can’t save its data .* room on its disk/,
    false,
  ],
  [
    'a full memory',
    "OOM command not allowed when used memory > 'maxmemory'.",
    /is full: .* Raise its maxmemory/,
    false,
  ],
  [
    'a script without end',
    'BUSY Redis is busy running a script.',
    /runs a script that does not end .* SCRIPT KILL/,
    false,
  ],
  [
    'too many connections',
    'ERR max number of clients reached',
    /has as many connections as it takes .* maxclients/,
    false,
  ],
  ['a cluster', 'CLUSTERDOWN The cluster is down', /is a Redis Cluster .*cluster-enabled no/, true],
  ['a part of a cluster', 'MOVED 3999 127.0.0.1:6381', /is a Redis Cluster/, true],
  [
    'keys in several parts of a cluster',
    "CROSSSLOT Keys in request don't hash to the same slot",
    /a Redis Cluster/,
    true,
  ],
  ['a database too many', 'ERR DB index is out of range', /has no database of that number .* REDIS_URL/, true],
  [
    'what nobody thought of',
    'ERR something new',
    /can't be worked with \(ERR something new\)\. Look at its log/,
    false,
  ],
];

describe('what is said of Redis, and whether it is waited for', () => {
  test.each(troubles)('%s', (_which, heard, said, isForGood) => {
    for (const error of [heard, typeof heard === 'string' ? new Error(heard) : heard]) {
      const trouble = redisTrouble(error, address);
      expect(trouble).toEqual({said: expect.stringMatching(said), isForGood});
      expect(trouble.said).toMatch(/^Redis at redis:6379 [\s\S]*\.$/);
      expect(trouble.said.length).toBeLessThan(400);
      expect(trouble.said).not.toContain('\n');
    }
  });
});

test('an answer that says that Redis can’t be worked with is told from one to a request of its own', () => {
  expect(isRedisRefusing(new Error("READONLY You can't write against a read only replica."))).toBe(true);
  for (const message of ['FENCED another bot leads', 'ERR syntax error', 'WRONGTYPE Operation against a key']) {
    expect(isRedisRefusing(new Error(message))).toBe(false);
  }
});

test.each([
  ['redis://:secret@redis', 'redis:6379'],
  ['rediss://user:secret@redis.example:6380/2', 'redis.example:6380'],
  ['redis://[::1]:7000', '[::1]:7000'],
])('of %s the address alone is said', (url, said) => {
  expect(redisAddress(url)).toBe(said);
});
