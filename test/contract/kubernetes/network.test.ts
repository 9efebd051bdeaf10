import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {podManifest, startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

beforeAll(async () => {
  cluster = await startCluster();
  for (const [name, labels] of [
    ['red', {team: 'red'}],
    ['blue', {team: 'blue'}],
  ] as const) {
    await create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels}});
    await create(`/api/v1/namespaces/${name}/pods`, podManifest('web'));
    const client = {containers: [{name: 'main', image: 'busybox:1.36', command: ['sleep', '600']}]};
    await create(`/api/v1/namespaces/${name}/pods`, podManifest('client', client));
    const ports = [{port: 8080, targetPort: 80}];
    const spec = {selector: {app: 'web'}, ports};
    await create(`/api/v1/namespaces/${name}/services`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name: 'web'},
      spec,
    });
  }
  for (const namespace of ['red', 'blue']) {
    const path = `/api/v1/namespaces/${namespace}/endpoints/web`;
    await waitUntil(async () => (await cluster.api(path)).body.subsets?.[0]?.addresses, 'the Pods');
    await waitUntil(async () => (await address(namespace, 'client')) ?? undefined, 'the client');
  }
});

afterAll(async () => {
  await cluster.close();
});

async function create(path: string, body: object): Promise<void> {
  await waitUntil(async () => {
    const answer = await cluster.api(path, {method: 'POST', body});
    return answer.status === 201 ? true : undefined;
  }, path);
}

async function address(namespace: string, pod: string): Promise<string | undefined> {
  const {body} = await cluster.api(`/api/v1/namespaces/${namespace}/pods/${pod}`);
  return body.status.containerStatuses?.[0]?.ready === true ? body.status.podIP : undefined;
}

/** What a Pod of a namespace gets of an address. */
async function get(namespace: string, url: string): Promise<string> {
  const {stdout, stderr} = await cluster.kubectl(`exec -n ${namespace} client -- wget -q -O - -T 1 ${url}`);
  return stdout.includes('Welcome to nginx!') ? 'the page' : stderr;
}

const refused = /^wget: can't connect to remote host \(.+\): Connection refused\n/;
const unanswered = /^wget: download timed out\n/;

/** While a policy holds in the namespace `red`. */
async function under(spec: object, look: () => Promise<void>): Promise<void> {
  const policies = '/apis/networking.k8s.io/v1/namespaces/red/networkpolicies';
  await create(policies, {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name: 'held'}, spec});
  try {
    await look();
  } finally {
    await cluster.api(`${policies}/held`, {method: 'DELETE'});
  }
}

describe('the network between Pods', () => {
  it('leads to the addresses of Pods and Services, and to the names of Services', async () => {
    const {body} = await cluster.api('/api/v1/namespaces/blue/services/web');
    expect(await get('red', `http://${await address('blue', 'web')}/`)).toBe('the page');
    expect(await get('red', `http://${body.spec.clusterIP}:8080/`)).toBe('the page');
    expect(await get('blue', 'http://web:8080/')).toBe('the page');
    expect(await get('red', 'http://web.blue.svc.cluster.local:8080/index.html')).toBe('the page');
  });

  it('says what is wrong as busybox does', async () => {
    const web = await address('red', 'web');
    expect(await get('red', `http://${web}:81/`)).toMatch(refused);
    expect(await get('red', 'http://10.244.200.200/')).toMatch(
      /^wget: can't connect to remote host \(10\.244\.200\.200\): No route to host\n/,
    );
    expect(await get('red', 'http://nowhere/')).toMatch(/^wget: bad address 'nowhere'\n/);
    expect(await get('red', `http://${web}/none.html`)).toMatch(
      /^wget: server returned error: HTTP\/1.1 404 Not Found\n/,
    );
  });

  it('writes the page to a file, and the request to the log of the server', async () => {
    await cluster.kubectl('exec -n red client -- wget -O /tmp/page http://web:8080/?by=file');
    expect((await cluster.kubectl('exec -n red client -- cat /tmp/page')).stdout).toContain('Welcome to nginx!');
    const {stdout} = await cluster.kubectl('logs -n red web');
    expect(stdout).toContain(`${await address('red', 'client')} - - [`);
    expect(stdout).toContain('"GET /?by=file HTTP/1.1" 200');
  });
});

describe('a NetworkPolicy', () => {
  const names = {
    to: [{namespaceSelector: {}, podSelector: {matchLabels: {'k8s-app': 'kube-dns'}}}],
    ports: [{protocol: 'UDP', port: 53}],
  };

  it('lets Pods send only where it allows', async () => {
    await under({podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{podSelector: {}}]}, names]}, async () => {
      expect(await get('red', 'http://web:8080/')).toBe('the page');
      expect(await get('red', 'http://web.blue:8080/')).toMatch(unanswered);
      expect(await get('red', `http://${await address('blue', 'web')}/`)).toMatch(unanswered);
      expect(await get('blue', 'http://web.red:8080/')).toBe('the page');
    });
    expect(await get('red', 'http://web.blue:8080/')).toBe('the page');
  });

  it('lets Pods be reached only by whom it allows, and only those that it selects', async () => {
    const from = [{namespaceSelector: {matchLabels: {team: 'red'}}, podSelector: {matchLabels: {app: 'client'}}}];
    const spec = {podSelector: {matchLabels: {app: 'web'}}, ingress: [{from, ports: [{port: 80}]}]};
    await under(spec, async () => {
      expect(await get('red', 'http://web:8080/')).toBe('the page');
      expect(await get('blue', 'http://web.red:8080/')).toMatch(unanswered);
    });
    await under({...spec, podSelector: {matchLabels: {app: 'other'}}}, async () => {
      expect(await get('blue', 'http://web.red:8080/')).toBe('the page');
    });
  });

  it.each([
    {what: 'another port', rule: {ports: [{port: 81}]}, isOpen: false},
    {what: 'a range of ports', rule: {ports: [{port: 79, endPort: 80}]}, isOpen: true},
    {what: 'the port of another protocol', rule: {ports: [{port: 80, protocol: 'UDP'}]}, isOpen: false},
    {what: 'a block of addresses', rule: {from: [{ipBlock: {cidr: '10.244.0.0/16'}}]}, isOpen: true},
    {
      what: 'a block without these',
      rule: {from: [{ipBlock: {cidr: '10.0.0.0/8', except: ['10.244.0.0/16']}}]},
      isOpen: false,
    },
    {what: 'everything', rule: {}, isOpen: true},
  ])('can allow $what', async ({rule, isOpen}) => {
    await under({podSelector: {}, ingress: [rule]}, async () => {
      const answer = await get('blue', 'http://web.red:8080/');
      expect(answer).toMatch(isOpen ? /^the page$/ : unanswered);
    });
  });

  it.each([
    {spec: {podSelector: {}}, policyTypes: ['Ingress']},
    {spec: {policyTypes: [], egress: [{}]}, policyTypes: ['Ingress', 'Egress']},
    {spec: {egress: []}, policyTypes: ['Ingress']},
    {spec: {policyTypes: ['Egress'], ingress: [{ports: [{port: 80}]}]}, policyTypes: ['Egress']},
  ])('that is $spec is about $policyTypes', async ({spec, policyTypes}) => {
    await under(spec, async () => {
      const {body} = await cluster.api('/apis/networking.k8s.io/v1/namespaces/red/networkpolicies/held');
      expect(body.spec).toMatchObject({podSelector: {}, policyTypes});
      for (const {ports = []} of body.spec.ingress ?? []) expect(ports).toEqual([{port: 80, protocol: 'TCP'}]);
    });
  });

  it('that allows nothing lets nothing through', async () => {
    await under({podSelector: {}, policyTypes: ['Ingress']}, async () => {
      expect(await get('red', 'http://web:8080/')).toMatch(unanswered);
      const client = async (line: string) => cluster.kubectl(`exec -n red client -- ${line}`);
      const {body} = await cluster.api('/api/v1/namespaces/red/services/web');
      const about = `web (${body.spec.clusterIP}:8080)`;
      expect((await client('nc -zv -w 1 web 8080')).stderr).toContain(`nc: ${about}: Connection timed out\n`);
      expect((await client(`ping -c 1 ${await address('red', 'web')}`)).stdout).toContain('100% packet loss');
    });
  });

  it('can take names away, and give them back', async () => {
    const lookUp = async (): Promise<string> =>
      (await cluster.kubectl('exec -n red client -- nslookup web.red.svc.cluster.local')).stdout;
    await under({podSelector: {}, policyTypes: ['Egress']}, async () => {
      expect(await lookUp()).toBe(';; connection timed out; no servers could be reached\n\n');
      expect(await get('red', 'http://web:8080/')).toMatch(/^wget: bad address 'web:8080'\n/);
    });
    await under({podSelector: {}, policyTypes: ['Egress'], egress: [names]}, async () => {
      expect(await lookUp()).toContain('Name:\tweb.red.svc.cluster.local\n');
      expect(await get('red', 'http://web:8080/')).toMatch(unanswered);
    });
  });
});

describe('the images of a node', () => {
  it('are those that were pulled to it, and they stay over a restart of the container', async () => {
    const {body: pod} = await cluster.api('/api/v1/namespaces/red/pods/web');
    const images = await waitUntil(async () => {
      const {body} = await cluster.api(`/api/v1/nodes/${pod.spec.nodeName}`);
      const known: {names: string[]; sizeBytes: number}[] = body.status.images;
      return known.some(({names}) => names.includes('docker.io/library/nginx:1.18-alpine')) ? known : undefined;
    }, 'the image');
    const nginx = images.find(({names}) => names.includes('docker.io/library/nginx:1.18-alpine'));
    expect(nginx?.names[0]).toMatch(/^docker\.io\/library\/nginx@sha256:[0-9a-f]{64}$/);
    expect(nginx?.sizeBytes).toBeGreaterThan(0);
    expect(images.every(({names}) => names.length > 0)).toBe(true);
  });
});
