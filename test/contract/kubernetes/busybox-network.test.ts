import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {podManifest, startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
const ns = '/api/v1/namespaces/shop';

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1', 'node-2']});
  await create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}});
  for (const name of ['web-0', 'web-1']) {
    const containers = [{name: 'main', image: 'nginx:1.18-alpine'}];
    await create(`${ns}/pods`, labelled(name, {hostname: name, subdomain: 'web', containers}));
  }
  const client = {containers: [{name: 'main', image: 'busybox:1.36', command: ['sleep', '600']}]};
  await create(`${ns}/pods`, podManifest('client', client));
  await create(
    `${ns}/pods`,
    podManifest('local', {
      ...client,
      dnsConfig: {options: [{name: 'ndots', value: '1'}, {name: 'edns0'}], searches: ['example.com']},
    }),
  );
  await service('front', {selector: {app: 'web'}, ports: [{port: 80}]});
  await service('web', {clusterIP: 'None', selector: {app: 'web'}, ports: [{port: 80}]});
  await service('empty', {selector: {app: 'none'}, ports: [{port: 80}]});
  await service('also', {type: 'ExternalName', externalName: 'front.shop.svc.cluster.local'});
  await service('outside', {type: 'ExternalName', externalName: 'nothing.example.com'});
  await waitUntil(async () => {
    const {body} = await cluster.api(`${ns}/endpoints/web`);
    return body.subsets?.[0]?.addresses?.length === 2 ? true : undefined;
  }, 'the Pods');
  for (const name of ['client', 'local']) await waitUntil(async () => await ipOf(name), name);
});

afterAll(async () => {
  await cluster.close();
});

const labelled = (name: string, spec: object): object => {
  const {metadata, ...rest} = podManifest(name, spec) as {metadata: object};
  return {...rest, metadata: {...metadata, labels: {app: 'web'}}};
};

async function create(path: string, body: object): Promise<void> {
  await waitUntil(
    async () => ((await cluster.api(path, {method: 'POST', body})).status === 201 ? true : undefined),
    path,
  );
}

const service = (name: string, spec: object): Promise<void> =>
  create(`${ns}/services`, {apiVersion: 'v1', kind: 'Service', metadata: {name}, spec});

async function ipOf(name: string): Promise<string | undefined> {
  const {body} = await cluster.api(`${ns}/pods/${name}`);
  return body.status.containerStatuses?.[0]?.ready === true ? body.status.podIP : undefined;
}

const clusterIpOf = async (name: string): Promise<string> =>
  (await cluster.api(`${ns}/services/${name}`)).body.spec.clusterIP;

const run = (command: string, pod = 'client') => cluster.kubectl(`exec -n shop ${pod} -- ${command}`);

describe('nslookup', () => {
  it('asks below each search domain for a name without a dot, and for others as they are', async () => {
    const ip = await clusterIpOf('front');
    const {stdout, code} = await run('nslookup front');
    expect(stdout).toBe(
      `Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tfront.shop.svc.cluster.local\nAddress: ${ip}\n\n` +
        "** server can't find front.svc.cluster.local: NXDOMAIN\n\n** server can't find front.cluster.local: NXDOMAIN\n\n\n" +
        "** server can't find front.svc.cluster.local: NXDOMAIN\n\n** server can't find front.cluster.local: NXDOMAIN\n\n",
    );
    expect(code).toBe(1);
    const full = await run('nslookup front.shop.svc.cluster.local');
    expect(full.code).toBe(0);
    expect(full.stdout).toContain(`Name:\tfront.shop.svc.cluster.local\nAddress: ${ip}\n\n\n`);
    expect((await run('nslookup front.shop')).stdout).toContain("** server can't find front.shop: NXDOMAIN");
  });

  it('finds the Pods behind a headless Service, each by its name, and other names of Services', async () => {
    const [one = '', two = ''] = [await ipOf('web-0'), await ipOf('web-1')];
    const {stdout} = await run('nslookup -type=a web.shop.svc.cluster.local');
    const found = [...stdout.matchAll(/^Address: (.+)$/gm)].map(([, ip]) => ip);
    expect(new Set(found)).toEqual(new Set([one, two]));
    expect((await run('nslookup web-0.web.shop.svc.cluster.local')).stdout).toContain(`Address: ${one}\n`);
    expect((await run(`nslookup ${one.replaceAll('.', '-')}.shop.pod.cluster.local`)).stdout).toContain(one);
    expect((await run('nslookup also.shop.svc.cluster.local')).stdout).toContain(
      `also.shop.svc.cluster.local\tcanonical name = front.shop.svc.cluster.local\nName:\tfront.shop.svc.cluster.local\nAddress: ${await clusterIpOf('front')}\n`,
    );
    const ip = await clusterIpOf('front');
    const reversed = ip.split('.').reverse().join('.');
    expect((await run(`nslookup ${ip}`)).stdout).toContain(
      `${reversed}.in-addr.arpa\tname = front.shop.svc.cluster.local\n`,
    );
  });

  it('gets no answer from what is no name server', async () => {
    const {stdout, code} = await run('nslookup front 10.96.0.77');
    expect(stdout).toBe(';; connection timed out; no servers could be reached\n\n');
    expect(code).toBe(1);
  });
});

describe('wget and nc', () => {
  it.each(['front', 'front.shop', 'front.shop.svc', 'front.shop.svc.cluster.local', 'web', 'web-1.web', 'also'])(
    'reach %s',
    async (host) => {
      expect((await run(`wget -qO- http://${host}/`)).stdout).toContain('Welcome to nginx!');
      expect(await run(`nc -z ${host} 80`)).toMatchObject({code: 0, stdout: '', stderr: ''});
    },
  );

  it('are sent to each of the Pods behind a Service', async () => {
    await run(
      "sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do wget -qO /dev/null front/?mine; done'",
    );
    for (const pod of ['web-0', 'web-1']) {
      expect((await cluster.kubectl(`logs -n shop ${pod}`)).stdout).toContain('GET /?mine HTTP/1.1');
    }
  });

  it('say in the words of busybox what they do not reach', async () => {
    const ip = await clusterIpOf('front');
    const empty = await clusterIpOf('empty');
    const said = async (command: string): Promise<string> => (await run(command)).stderr.split('\n')[0] ?? '';
    expect(await said('nc -zv front 80')).toBe(`front (${ip}:80) open`);
    expect(await said('nc -zvv front 81')).toBe(`nc: front (${ip}:81): Connection refused`);
    expect(await said('nc -zv 10.244.77.77 80')).toBe('nc: 10.244.77.77 (10.244.77.77:80): No route to host');
    expect(await said('nc -z nowhere 80')).toBe("nc: bad address 'nowhere'");
    expect(await said('wget -qO- empty')).toBe(`wget: can't connect to remote host (${empty}): Connection refused`);
    expect(await said('wget -qO- outside')).toBe("wget: bad address 'outside'");
    expect(await said('ping -c 1 nowhere')).toBe("ping: bad address 'nowhere'");
    expect((await run('nc -z front 81')).code).toBe(1);
  });

  it('send what is typed', async () => {
    const {stdout} = await run('sh -c \'printf "GET / HTTP/1.0\\r\\n\\r\\n" | nc front 80\'');
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(stdout).toContain('Welcome to nginx!');
  });
});

describe('ping', () => {
  it('is answered by Pods', async () => {
    const ip = await ipOf('web-0');
    const {stdout, code} = await run('ping -c 2 web-0.web');
    expect(stdout.replaceAll(/(?<=[=/ ])\d\.\d{3}(?=[/ ])/g, 'T')).toBe(
      `PING web-0.web (${ip}): 56 data bytes\n64 bytes from ${ip}: seq=0 ttl=64 time=T ms\n64 bytes from ${ip}: seq=1 ttl=64 time=T ms\n\n` +
        '--- web-0.web ping statistics ---\n2 packets transmitted, 2 packets received, 0% packet loss\nround-trip min/avg/max = T/T/T ms\n',
    );
    expect(code).toBe(0);
  });

  it('is not answered by Services', async () => {
    const {stdout, code} = await run('ping -c 1 front');
    expect(stdout).toContain('1 packets transmitted, 0 packets received, 100% packet loss\n');
    expect(code).toBe(1);
  });
});

describe('a container', () => {
  it('knows its name and its address', async () => {
    const ip = await ipOf('client');
    expect((await run('hostname')).stdout).toBe('client\n');
    expect((await run('hostname -i')).stdout).toBe(`${ip}\n`);
    expect((await run('hostname -f', 'web-0')).stdout).toBe('web-0.web.shop.svc.cluster.local\n');
    expect((await run('ip a')).stdout).toContain(`    inet ${ip}/24 brd `);
    expect((await run('ip addr show')).stdout).toMatch(
      /^1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n/,
    );
    expect((await run('ip route')).stdout).toMatch(/^default via 10\.244\.\d+\.1 dev eth0 \n/);
    expect((await run('ifconfig eth0')).stdout).toContain(`          inet addr:${ip}  Bcast:`);
  });

  it('looks names up as its Pod says', async () => {
    expect((await run('cat /etc/resolv.conf', 'local')).stdout).toBe(
      'search shop.svc.cluster.local svc.cluster.local cluster.local example.com\nnameserver 10.96.0.10\noptions ndots:1 edns0\n',
    );
  });

  it('finds Pods by the names of a headless Service in its endpoints', async () => {
    const {body} = await cluster.api(`${ns}/endpoints/web`);
    const names = body.subsets[0].addresses.map(({hostname}: {hostname: string}) => hostname);
    expect(names.sort()).toEqual(['web-0', 'web-1']);
  });
});
