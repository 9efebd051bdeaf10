import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Redis} from 'ioredis';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {Certificates} from '#test/support/certificates.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {learnerWithPod, order, write} from '#test/support/numbered-commands.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {freePort, RedisServer} from '#test/support/redis-server.ts';

/** Not only letters and digits: what else it has is written as %XX in the address. */
const password = 'h1dden/from@logs';

let folder: string;
let redis: RedisServer;
let processes: Processes;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-own-redis-'));
});
afterEach(async () => {
  await processes?.close();
  await redis?.close();
  await rm(folder, {recursive: true, force: true});
});

/** Of docs/operators.md: what a user of Redis needs. */
async function rightsOfThePage(): Promise<string[]> {
  const page = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'operators.md'), 'utf8');
  return /`ACL SETUSER NAME (?<rights>[^`]+)`/.exec(page)?.groups?.['rights']?.split(' ') ?? [];
}

test('a class works on a Redis by TLS, whose authority is its own, as a user with no more rights than the page says', async () => {
  const {ca, ...certificates} = await openCertificates();
  const port = await freePort();
  redis = await RedisServer.open({
    'tls-port': String(port),
    'tls-ca-cert-file': ca,
    'tls-auth-clients': 'no',
    ...certificates,
  });
  const administrator = new Redis(redis.url);
  const rights = await rightsOfThePage();
  expect(rights).toContain('~labrador*');
  await administrator.call('ACL', 'SETUSER', 'labrador', 'reset', 'on', `>${password}`, ...rights);
  administrator.disconnect();

  processes = await openProcesses(await emulatedCluster());
  const redisUrl = `rediss://labrador:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  const options = {redisUrl, more: {NODE_EXTRA_CA_CERTS: ca}};
  const both = [await processes.start('bot', options), await processes.start('worker', options)];
  const ada = await learnerWithPod(processes.chat, 'ada');
  for (const step of [1, 2]) await ada.types(write(step));
  expect(await order(ada)).toEqual(['1', '2']);
  const flo = (await processes.chat.join('flo', ['facilitator'])).in('facilitators');
  expect(await (await flo.types('/workshop status')).text()).toContain('Joined: 1');
  for (const {output} of both) {
    expect(output()).not.toContain('NOPERM');
    expect(output()).not.toContain(password);
    expect(output()).not.toContain(encodeURIComponent(password));
  }
}, 180_000);

/** Settings of Redis, by name, and the path of the authority. */
async function openCertificates(): Promise<{ca: string; 'tls-cert-file': string; 'tls-key-file': string}> {
  const certificates = await Certificates.open(folder);
  const {cert, key} = await certificates.ofServer('IP:127.0.0.1');
  return {ca: certificates.ca.cert, 'tls-cert-file': cert, 'tls-key-file': key};
}
