import {once} from 'node:events';
import {createServer as createHttp, type RequestListener} from 'node:http';
import {createServer as createHttps} from 'node:https';
import {createServer as createTcp, type Server} from 'node:net';
import {KubeConfig} from '@kubernetes/client-node';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {clusterTrouble} from '#src/start/cluster-trouble.ts';
import {lookAtCluster, lookAtRights} from '#src/start/look-at-cluster.ts';
import {
  makeMistakenCertificates,
  type MistakenCertificate,
  type MistakenCertificates,
} from '#test/support/mistaken-certificates.ts';
import {startCluster, type EmulatedCluster} from '../kubernetes/emulated-cluster.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.h1dden-from-logs.signature-of-it';

let certificates: MistakenCertificates;
let cluster: EmulatedCluster;
const servers: Server[] = [];

beforeAll(async () => {
  certificates = await makeMistakenCertificates();
  cluster = await startCluster();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(async () => {
  await cluster?.close();
  await certificates?.close();
});

interface Options {
  readonly ca?: MistakenCertificate;
  readonly user?: object;
}

async function open(server: string, {ca, user = {token}}: Options = {}): Promise<ApiServer> {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    {
      name: 'c',
      server,
      skipTLSVerify: false,
      ...(ca === undefined ? {} : {caData: Buffer.from(ca.cert).toString('base64')}),
    },
    {name: 'u', ...user},
  );
  return ApiServer.open(kubeConfig);
}

/** What is said of the API server at that address, and never with a token. */
async function look(url: string, options?: Options): Promise<Trouble | undefined> {
  const server = await open(url, options);
  try {
    const trouble = await lookAtCluster(server);
    expect(trouble?.said ?? '').not.toContain('h1dden');
    return trouble;
  } finally {
    await server.close();
  }
}

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
const plain = async (answer: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createHttp(answer))}`;
const secure = async ({key, cert}: MistakenCertificate, answer = version()): Promise<string> =>
  `https://127.0.0.1:${await listen(createHttps({key, cert}, answer))}`;

const version =
  (minor = '30'): RequestListener =>
  (_request, response) =>
    response.end(JSON.stringify({major: '1', minor, gitVersion: `v1.${minor}.2`}));
const status =
  (code: number, message: string): RequestListener =>
  (_request, response) => {
    response.statusCode = code;
    response.end(JSON.stringify({kind: 'Status', code, message}));
  };
const html =
  (code: number): RequestListener =>
  (_request, response) => {
    response.writeHead(code, {'content-type': 'text/html'}).end('<html>Who goes there?</html>');
  };
const waits = (said: RegExp): unknown => ({said: expect.stringMatching(said), isForGood: false});

test('one that answers is asked, whatever it lets be seen of its version', async () => {
  expect(await look(await plain(version()))).toBeUndefined();
  expect(await look(await plain(version('20+')))).toBeUndefined();
  expect(await look(await plain(status(403, 'User "labrador" cannot get path "/version"')))).toBeUndefined();
  expect(await look(await secure(certificates.good), {ca: certificates.good})).toBeUndefined();
});

test('one that is too old ends the process', async () => {
  expect(await look(await plain(version('19')))).toEqual({
    said: expect.stringMatching(/is Kubernetes v1\.19\.2; the oldest that works is v1\.20\. Use a newer one\.$/),
    isForGood: true,
  });
});

test.each([
  [401, 'Unauthorized', /refuses the kubeconfig's credentials \(HTTP 401, Unauthorized\)\. Make a new kubeconfig: npm/],
  [403, 'User "system:anonymous" cannot get path', /takes the kubeconfig's user for nobody \(HTTP 403, User/],
  [429, 'Too many requests', /has too much to do \(HTTP 429, Too many requests\)\. Look at its load\./],
  [500, `etcdserver: ${token}`, /can't answer just now \(HTTP 500, etcdserver: \[secret\]\)\. Look at its log\./],
  [503, 'etcd is away', /can't answer just now \(HTTP 503, etcd is away\)/],
])('one that answers %s is waited for', async (code, message, said) => {
  expect(await look(await plain(status(code, message)))).toEqual(waits(said));
});

test('a proxy in between that answers in HTML is waited for', async () => {
  expect(await look(await plain(html(200)))).toEqual(waits(/answers, but not as an API server does\. Correct the/));
  expect(await look(await plain(html(503)))).toEqual(waits(/HTTP 503, as a proxy has it\. Look at what is in between/));
  expect(await look(await plain(html(407)))).toEqual(waits(/HTTP 407, as a proxy has it/));
});

test('nobody who listens, a name that nobody knows, silence and a closed connection are waited for', async () => {
  expect(await look('https://127.0.0.1:9')).toEqual(
    waits(
      /^The cluster at https:\/\/127\.0\.0\.1:9 refuses the connection \(ECONNREFUSED\): .* the kubeconfig's address/,
    ),
  );
  expect(await look('https://api.invalid')).toEqual(waits(/has a name that (?:nobody knows|can't be resolved)/));
  const closing = await listen(createTcp((socket) => void socket.on('error', () => undefined).destroy()));
  expect(await look(`https://127.0.0.1:${closing}`)).toEqual(waits(/closes the connection/));
  const silent = await listen(createTcp((socket) => void socket.on('error', () => undefined).resume()));
  expect(await look(`http://127.0.0.1:${silent}`)).toEqual(
    waits(/does not answer \(ETIMEDOUT\)\. Look whether it hangs/),
  );
}, 60_000);

describe('TLS', () => {
  test('spoken to plain text, and the other way round, is told', async () => {
    const text = await plain(version());
    expect(await look(text.replace('http:', 'https:'))).toEqual(waits(/does not speak TLS .* Write http:\/\/ in the/));
    const tls = await secure(certificates.good);
    expect(await look(tls.replace('https:', 'http:'))).toEqual(waits(/speaks TLS alone .* Write https:\/\/ in the/));
    // as the API server itself answers then
    const refusing: RequestListener = (_request, response) =>
      response.writeHead(400).end('Client sent an HTTP request to an HTTPS server.\n');
    expect(await look(await plain(refusing))).toEqual(waits(/speaks TLS alone \(HTTP 400\)\. Write https:\/\//));
  });

  test('with a certificate that is not trusted, has expired or is for another name is told', async () => {
    expect(await look(await secure(certificates.good))).toEqual(
      waits(/not trusted here .* certificate-authority-data/),
    );
    const {expired, otherName} = certificates;
    expect(await look(await secure(expired), {ca: expired})).toEqual(waits(/certificate that has expired/));
    expect(await look(await secure(otherName), {ca: otherName})).toEqual(waits(/another name .* tls-server-name/));
  });
});

describe('a program that makes the credentials', () => {
  const exec = (command: string, ...args: string[]): Options => ({
    user: {exec: {apiVersion: 'client.authentication.k8s.io/v1', command, args, interactiveMode: 'Never'}},
  });
  const troubleWith = async (options: Options): Promise<Trouble | undefined> =>
    look('http://127.0.0.1:9', options).catch((error: unknown) => clusterTrouble(error, 'http://127.0.0.1:9'));

  test('that is missing ends the process', async () => {
    expect(await troubleWith(exec('no-such-program'))).toEqual({
      said: expect.stringMatching(/^The credential plugin no-such-program, which the kubeconfig names, is not there\./),
      isForGood: true,
    });
  });

  test('that fails is waited for, and what it says of tokens is not said', async () => {
    const failing = exec('sh', '-c', `echo "token ${token} has expired" >&2; exit 1`);
    expect(await troubleWith(failing)).toEqual(waits(/^The credential plugin sh failed: token … has expired/));
  });
});

test('rights that can’t be asked for as nobody has signed in are waited for', async () => {
  const kubeConfig = cluster.clientConfig();
  const server = await open(cluster.url, {user: {token: 'nobody-knows-it'}});
  try {
    expect(await lookAtRights(server)).toEqual(waits(/HTTP 401|takes the kubeconfig's user for nobody/));
  } finally {
    await server.close();
  }
  const admin = await ApiServer.open(kubeConfig);
  try {
    expect(await lookAtRights(admin)).toEqual(
      waits(/labrador-system\/provisioner may not [\s\S]*npm run cluster:install$/),
    );
  } finally {
    await admin.close();
  }
});
