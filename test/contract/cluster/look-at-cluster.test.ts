import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {createServer as createHttp, type RequestListener} from 'node:http';
import {createServer as createHttps, type ServerOptions} from 'node:https';
import {createServer as createTcp, type Server} from 'node:net';
import {KubeConfig} from '@kubernetes/client-node';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {ApiError, ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import type {ClusterAccess} from '#src/cluster/api/cluster-access.ts';
import {diagnoseRights} from '#src/cluster/installation/doctor/diagnose-rights.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {clusterTrouble, watchTrouble} from '#src/start/cluster-trouble.ts';
import {lookAtCluster, lookAtRights} from '#src/start/look-at-cluster.ts';
import {languages} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {
  makeMistakenCertificates,
  type MistakenCertificate,
  type MistakenCertificates,
} from '#test/support/mistaken-certificates.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.h1dden-from-logs.signature-of-it';

let certificates: MistakenCertificates;
let cluster: EmulatedCluster;
const servers: Server[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  certificates = await makeMistakenCertificates();
  cluster = await startCluster();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const child of children.splice(0)) child.kill();
});
afterAll(async () => {
  await cluster?.close();
  await certificates?.close();
});

interface Options {
  readonly ca?: MistakenCertificate;
  readonly user?: object;
  readonly letInBy?: ClusterAccess;
}

async function open(server: string, {ca, user = {token}, letInBy = 'kubeconfig'}: Options = {}): Promise<ApiServer> {
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
  return ApiServer.open(kubeConfig, {letInBy});
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
const secure = async (
  {key, cert}: MistakenCertificate,
  answer = version(),
  options: ServerOptions = {},
): Promise<string> => `https://127.0.0.1:${await listen(createHttps({key, cert, ...options}, answer))}`;

/** Takes nobody without a certificate, and says so as Go's servers do; Node's just close. */
async function demanding({keyFile, certFile}: MistakenCertificate): Promise<string> {
  const args = ['s_server', '-accept', '127.0.0.1:0', '-key', keyFile, '-cert', certFile, '-Verify', '1', '-www'];
  const child = spawn('openssl', args, {stdio: ['ignore', 'pipe', 'ignore']});
  children.push(child);
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    const [, port] = /^ACCEPT .*:(\d+)$/m.exec(output) ?? [];
    if (port !== undefined) return `https://127.0.0.1:${port}`;
  }
  throw new Error(`openssl s_server ended: ${output}`);
}

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

  test('with a certificate that is not valid yet is told', async () => {
    const {notYetValid} = certificates;
    expect(await look(await secure(notYetValid), {ca: notYetValid})).toEqual(
      waits(/certificate that is not valid yet \(CERT_NOT_YET_VALID\)\. Look at the clocks, here and there\.$/),
    );
  });

  test('that asks for a client’s certificate, or in a way that is not known here, is told', async () => {
    const {good} = certificates;
    const asking = await demanding(good);
    expect(await look(asking, {ca: good})).toEqual(
      waits(/asks for a client's certificate \(ERR_SSL_\w+\)\. Put one into the kubeconfig: client-certificate-data/),
    );
    // for keys of another kind than its own
    const strange = await secure(good, version(), {ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2'});
    expect(await look(strange, {ca: good})).toEqual(
      waits(/find no way to speak TLS \(ERR_SSL_\S+\)\. Look at the versions and ciphers that it takes\.$/),
    );
  });
});

test('where no way leads to is waited for', async () => {
  // no host has that address
  expect(await look('https://255.255.255.255')).toEqual(
    waits(/can't be reached \(E\w+\)\. Look at the network and its rules, or correct the kubeconfig's address\.$/),
  );
});

test('without credentials that can be used nothing can be asked', async () => {
  const nonsense = Buffer.from('no certificate').toString('base64');
  const user = {certData: nonsense, keyData: nonsense};
  expect(await look(await secure(certificates.good), {ca: certificates.good, user})).toEqual(
    waits(/can't be asked, as there are no credentials \(.+\)\. Look at the kubeconfig\.$/),
  );
});

test('one that breaks its watches, or lets nobody watch, is told from one that is away', () => {
  const asked = {url: 'https://c', letInBy: 'kubeconfig'} as const;
  expect(watchTrouble(new Error('too old resource version'), asked)).toEqual(
    waits(/^The cluster at https:\/\/c breaks its watches off \(too old resource version\)\. Look at its log/),
  );
  expect(watchTrouble(new ApiError(403, {kind: 'Status', message: 'pods is forbidden'}, ''), asked)).toEqual(
    waits(/does not let all of it be watched \(HTTP 403\)\. Look at the rights: \/workshop doctor\.$/),
  );
  const busy = new ApiError(503, {kind: 'Status', message: 'etcd is away'}, '');
  expect(watchTrouble(new ClusterUnavailableError('busy', {cause: busy}), asked)).toEqual(
    waits(/can't answer just now \(HTTP 503, etcd is away\)/),
  );
});

describe('a Pod, which has no kubeconfig,', () => {
  const asPod = async (url: string, options: Options = {}): Promise<Trouble | undefined> => {
    const trouble = await look(url, {letInBy: 'pod', ...options});
    expect(trouble?.said).not.toMatch(/kubeconfig|cluster:install/);
    return trouble;
  };

  test.each([
    [401, 'Unauthorized', /refuses the token of the Pod's ServiceAccount \(HTTP 401, Unauthorized\)\. .* helm upgrade/],
    [403, 'User "system:anonymous" cannot', /takes the Pod for nobody \(HTTP 403, User .*\)\. .* helm upgrade/],
  ])('is told what to do of HTTP %s', async (code, message, said) => {
    expect(await asPod(await plain(status(code, message)))).toEqual(waits(said));
  });

  test('is told what to do of its way to the API server', async () => {
    const {good, otherName} = certificates;
    expect(await asPod(await plain(html(200)))).toEqual(waits(/not as an API server does\. .*KUBERNETES_SERVICE_HOST/));
    expect(await asPod('https://127.0.0.1:9')).toEqual(
      waits(/Start it, or correct what KUBERNETES_SERVICE_HOST is set/),
    );
    expect(await asPod(await secure(good))).toEqual(waits(/not trusted here .* ConfigMap kube-root-ca\.crt/));
    expect(await asPod(await secure(otherName), {ca: otherName})).toEqual(waits(/another name .* Service kubernetes/));
    const asking = await demanding(good);
    expect(await asPod(asking, {ca: good})).toEqual(waits(/client's certificate .* a Pod has a token\.$/));
    const text = await plain(version());
    expect(await asPod(text.replace('http:', 'https:'))).toEqual(waits(/does not speak TLS .*KUBERNETES_SERVICE_HOST/));
    expect(await asPod((await secure(good)).replace('https:', 'http:'))).toEqual(
      waits(/speaks TLS alone .*KUBERNETES_SERVICE_PORT/),
    );
  });

  test('whose token is not mounted ends', async () => {
    const user = {authProvider: {name: 'tokenFile', config: {tokenFile: '/nowhere/token'}}};
    expect(await asPod('http://127.0.0.1:9', {user})).toEqual({
      said: expect.stringMatching(/^The token file \/nowhere\/token can't be read \(ENOENT\)\. .* helm upgrade\.$/),
      isForGood: true,
    });
  });

  test('has nothing to do about what is no credential but to look at what is mounted', () => {
    const said = clusterTrouble(new Error('odd'), {url: 'https://c', letInBy: 'pod'});
    expect(said).toEqual(waits(/there are no credentials \(odd\)\. Look at the ServiceAccount labrador/));
  });
});

describe('a program that makes the credentials', () => {
  const exec = (command: string, ...args: string[]): Options => ({
    user: {exec: {apiVersion: 'client.authentication.k8s.io/v1', command, args, interactiveMode: 'Never'}},
  });
  const troubleWith = async (options: Options): Promise<Trouble | undefined> =>
    look('http://127.0.0.1:9', options).catch((error: unknown) =>
      clusterTrouble(error, {url: 'http://127.0.0.1:9', letInBy: 'kubeconfig'}),
    );

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
  const pod = await ApiServer.open(kubeConfig, {letInBy: 'pod'});
  try {
    expect(await lookAtRights(pod)).toEqual(
      waits(/labrador-system\/provisioner may not [\s\S]*helm upgrade, with the chart's cluster\.identities$/),
    );
    for (const language of languages) {
      const asked = {sandboxes: [], signal: AbortSignal.timeout(20_000)};
      const {next} = await inLanguage(language, async () => diagnoseRights(pod, asked));
      expect(next).toMatch(/: helm upgrade$/);
    }
  } finally {
    await pod.close();
  }
});
