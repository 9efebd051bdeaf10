import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
const ns = '/api/v1/namespaces/default';

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1', 'node-2'], images: ['example.com/team/app:1.0']});
  await running('client', {image: 'curlimages/curl:8.11.1', command: ['sleep', '600']});
});

afterAll(async () => {
  await cluster.close();
});

async function create(kind: string, body: object): Promise<void> {
  const {status, text} = await cluster.api(`${ns}/${kind}`, {method: 'POST', body});
  if (status !== 201) throw new Error(text);
}

async function make(name: string, container: object, spec: object = {}): Promise<void> {
  const containers = [{name: 'main', ...container}];
  await create('pods', {metadata: {name, labels: {app: name}}, spec: {containers, ...spec}});
}

/** A Pod of one container, once it is ready. @returns its address */
async function running(name: string, container: object, spec: object = {}): Promise<string> {
  await make(name, container, spec);
  return await ready(name);
}

const ready = (name: string): Promise<string> =>
  waitUntil(async () => {
    const {body} = await cluster.api(`${ns}/pods/${name}`);
    return body.status.containerStatuses?.[0]?.ready === true ? (body.status.podIP as string) : undefined;
  }, `${name} to be ready`);

const gone = (name: string): Promise<true> =>
  waitUntil(
    async () => ((await cluster.api(`${ns}/pods/${name}`)).status === 404 ? true : undefined),
    `the end of ${name}`,
  );

const exec = (pod: string, command: string) => cluster.kubectl(`exec ${pod} -- ${command}`);
const get = async (url: string): Promise<string> => (await exec('client', `curl -sS ${url}`)).stdout;
const logs = async (pod: string): Promise<string> => (await cluster.kubectl(`logs ${pod}`)).stdout;

describe('servers that say who they are', () => {
  it('whoami tells its host, its address and the request', async () => {
    const ip = await running('whoami', {image: 'traefik/whoami:v1.10', args: ['--port', '8000']});
    expect(await get(`-H 'X-Some: thing' http://${ip}:8000/path?q=1`)).toMatch(
      new RegExp(
        `^Hostname: whoami\nIP: 127\\.0\\.0\\.1\nIP: ${ip}\nRemoteAddr: [\\d.]+\nGET /path\\?q=1 HTTP/1\\.1\n` +
          `Host: ${ip}:8000\nAccept: \\*/\\*\nUser-Agent: curl/[\\d.]+\nX-Some: thing\n`,
      ),
    );
    expect(JSON.parse(await get(`http://${ip}:8000/api`))).toMatchObject({hostname: 'whoami', method: 'GET'});
    expect(await logs('whoami')).toBe('Starting up on port 8000\n');
    const {stderr} = await exec('whoami', 'sh');
    expect(stderr).toContain('exec: "sh": executable file not found in $PATH');
  });

  it.each([
    ['hello', {image: 'gcr.io/google-samples/hello-app:2.0'}, 8080, 'Hello, world!\nVersion: 2.0.0\nHostname: hello\n'],
    ['echo', {image: 'hashicorp/http-echo:1.0', args: ['-text=good day', '-listen=:9000']}, 9000, 'good day\n'],
    ['apache', {image: 'httpd:2.4'}, 80, '<html><body><h1>It works!</h1></body></html>\n'],
    [
      'boot',
      {image: 'gcr.io/google-samples/kubernetes-bootcamp:v2'},
      8080,
      'Hello Kubernetes bootcamp! | Running on: boot | v=2\n',
    ],
  ])('%s answers what is told by its image, its arguments and its variables', async (name, container, port, text) => {
    const ip = await running(name, container);
    expect(await get(`http://${ip}:${port}/`)).toBe(text);
  });

  it('a Service leads to each of them in turn', async () => {
    const labels = {app: 'many'};
    const template = {metadata: {labels}, spec: {containers: [{name: 'main', image: 'traefik/whoami'}]}};
    await cluster.api('/apis/apps/v1/namespaces/default/deployments', {
      method: 'POST',
      body: {metadata: {name: 'many'}, spec: {replicas: 2, selector: {matchLabels: labels}, template}},
    });
    await create('services', {metadata: {name: 'many'}, spec: {selector: labels, ports: [{port: 80}]}});
    await waitUntil(async () => {
      const {body} = await cluster.api(`${ns}/endpoints/many`);
      return body.subsets?.[0]?.addresses?.length === 2 ? true : undefined;
    }, 'both Pods');
    const {stdout} = await exec('client', `curl -s ${'many '.repeat(20).trim()}`);
    expect(new Set([...stdout.matchAll(/^Hostname: (.+)$/gm)].map(([, host]) => host)).size).toBe(2);
  });
});

describe('curl as a container', () => {
  it.each([
    ['its options', ['-sS', '-o', '/dev/null', '-w', '%{http_code}']],
    ['its name and its options', ['curl', '-sS', '-o', '/dev/null', '-w', '%{http_code}']],
  ])('makes one request, of %s', async (_, args) => {
    const name = `once-${args.length}`;
    await make(name, {image: 'curlimages/curl', args: [...args, 'http://10.96.0.10']}, {restartPolicy: 'Never'});
    await waitUntil(async () => {
      const {body} = await cluster.api(`${ns}/pods/${name}`);
      return body.status.phase === 'Failed' ? true : undefined;
    }, 'its end');
    expect(await logs(name)).toMatch(/^000curl: \(7\) Failed to connect to 10\.96\.0\.10 port 80 /);
  });
});

describe('a server that a script starts', () => {
  it('is reached like one that is started at once, and told to end when it has taken its place', async () => {
    const script = "echo from the script > /usr/share/nginx/html/index.html; exec nginx -g 'daemon off;'";
    const container = {
      image: 'nginx:1.18-alpine',
      command: ['sh', '-c', script],
      readinessProbe: {httpGet: {path: '/', port: 80}, periodSeconds: 1},
    };
    const ip = await running('scripted', container, {terminationGracePeriodSeconds: 6000});
    expect(await get(`http://${ip}/`)).toBe('from the script\n');
    await cluster.api(`${ns}/pods/scripted`, {method: 'DELETE'});
    expect(await gone('scripted')).toBe(true);
  });
});

describe('nginx', () => {
  it('is asked and told by its own command, and reads its configuration again', async () => {
    const ip = await running('site', {image: 'nginx:1.18-alpine'});
    expect(await exec('site', 'nginx -v')).toMatchObject({code: 0, stderr: 'nginx version: nginx/1.18.0\n'});
    expect((await exec('site', 'nginx -t')).stderr).toContain('test is successful\n');
    expect((await exec('site', 'nginx')).stderr).toContain('Address in use');
    await exec('site', `sh -c 'echo "server { listen 8080; }" | sed "s/{ l/{\\nl/" > /etc/nginx/conf.d/default.conf'`);
    expect((await exec('client', `curl -s -o /dev/null http://${ip}:8080`)).code).toBe(7);
    expect((await exec('site', 'nginx -s reload')).code).toBe(0);
    expect((await exec('client', `curl -s -o /dev/null http://${ip}:8080`)).code).toBe(0);
    expect((await exec('client', `curl -s -o /dev/null http://${ip}`)).code).toBe(7);
  });
});

describe('redis', () => {
  it('answers redis-cli, from beside it and from other Pods, and no curl', async () => {
    const ip = await running('redis', {image: 'redis:7.2-alpine'});
    expect(await exec('redis', 'redis-cli ping')).toMatchObject({code: 0, stdout: 'PONG\n'});
    expect((await exec('redis', `redis-cli -h ${ip} set colour blue`)).stdout).toBe('OK\n');
    expect((await exec('redis', 'redis-cli get colour')).stdout).toBe('blue\n');
    expect((await exec('redis', 'redis-cli get none')).stdout).toBe('\n');
    expect((await exec('redis', `sh -c 'echo "incr visits" | redis-cli'`)).stdout).toBe('1\n');
    expect((await exec('redis', 'redis-cli -p 1 ping')).stderr).toContain(
      'Could not connect to Redis at 127.0.0.1:1: Connection refused\n',
    );
    expect(await exec('client', `curl -sS http://${ip}:6379`)).toMatchObject({
      code: 52,
      stderr: expect.stringMatching(/^curl: \(52\) Empty reply from server\n/),
    });
    expect(await logs('redis')).toContain('Ready to accept connections');
  });

  it('wants its password, where it has one', async () => {
    await running('locked', {image: 'valkey/valkey', args: ['--requirepass', 'secret']});
    expect((await exec('locked', 'valkey-cli get a')).stdout).toBe('NOAUTH Authentication required.\n');
    expect((await exec('locked', 'valkey-cli -a secret get a')).stdout).toBe('\n');
  });

  it('has on a claim what it had before its Pod, and on its own disk nothing', async () => {
    const claim = {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Mi'}}};
    await create('persistentvolumeclaims', {metadata: {name: 'data'}, spec: claim});
    const kept = async (isClaimed: boolean): Promise<string> => {
      const volumes = isClaimed ? [{name: 'data', persistentVolumeClaim: {claimName: 'data'}}] : [];
      const volumeMounts = isClaimed ? [{name: 'data', mountPath: '/data'}] : [];
      const start = (): Promise<string> => running('keeper', {image: 'redis:7', volumeMounts}, {volumes});
      const end = async (): Promise<void> => {
        await cluster.api(`${ns}/pods/keeper`, {method: 'DELETE'});
        await gone('keeper');
      };
      await start();
      await exec('keeper', 'redis-cli set colour blue');
      await end();
      await start();
      const {stdout} = await exec('keeper', 'redis-cli get colour');
      await end();
      return stdout;
    };
    expect(await kept(true)).toBe('blue\n');
    expect(await kept(false)).toBe('\n');
  });
});

describe('a database', () => {
  it('does not start without its password', async () => {
    await make('nopass', {image: 'postgres:16'}, {restartPolicy: 'Never'});
    await waitUntil(async () => {
      const {body} = await cluster.api(`${ns}/pods/nopass`);
      return body.status.phase === 'Failed' ? true : undefined;
    }, 'its failure');
    expect(await logs('nopass')).toMatch(
      /^Error: Database is uninitialized and superuser password is not specified\.\n/,
    );
  });

  it.each([
    [
      'pg',
      'postgres:16',
      'POSTGRES_PASSWORD',
      'pg_isready -U postgres',
      'localhost:5432 - accepting connections\n',
      'database system is ready to accept connections',
    ],
    [
      'my',
      'mysql:8.4',
      'MYSQL_ROOT_PASSWORD',
      'mysqladmin -uroot -psecret ping',
      'mysqld is alive\n',
      'ready for connections. port: 3306',
    ],
  ])('%s is ready when its own command says so', async (name, image, variable, check, said, log) => {
    await running(name, {
      image,
      env: [{name: variable, value: 'secret'}],
      readinessProbe: {exec: {command: check.split(' ')}, periodSeconds: 1},
    });
    expect(await exec(name, check)).toMatchObject({code: 0, stdout: said});
    expect(await logs(name)).toContain(log);
  });
});

describe('an image that nothing is known of', () => {
  it('starts, sleeps and says so', async () => {
    await running('app', {image: 'example.com/team/app:1.0', command: ['python', 'app.py']});
    await running('plain', {image: 'example.com/team/app:1.0'});
    expect(await logs('app')).toBe(
      'The emulated cluster has nothing of the image example.com/team/app:1.0: in its place this container only waits (python app.py).\n',
    );
    expect(await logs('plain')).toMatch(/this container only waits\.\n$/);
    expect((await exec('app', 'echo here')).stdout).toBe('here\n');
    expect((await exec('app', 'python')).stderr).toContain('executable file not found in $PATH');
  });

  it('is not there when nobody has named it', async () => {
    await make('nobody', {image: 'example.com/team/other:1.0'});
    const message = await waitUntil(async () => {
      const {body} = await cluster.api(`${ns}/pods/nobody`);
      return body.status.containerStatuses?.[0]?.state.waiting?.message as string | undefined;
    }, 'the failure');
    expect(message).toContain('example.com/team/other:1.0: not found');
  });
});

describe('pause', () => {
  it('waits, and ends at once when it is told to', async () => {
    await running('pause', {image: 'registry.k8s.io/pause:3.10'}, {terminationGracePeriodSeconds: 6000});
    await cluster.api(`${ns}/pods/pause`, {method: 'DELETE'});
    await gone('pause');
    expect((await cluster.api(`${ns}/pods/pause`)).status).toBe(404);
  });
});
