import {afterAll, beforeAll, expect, test} from 'vitest';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

const signal = AbortSignal.timeout(170_000);
let labrador: Labrador;
let ada: Person;
const text = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).text();
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();

/** Applies a policy of these rules. */
async function apply(name: string, rules: object): Promise<string> {
  const policy = {apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: {name}, spec: rules};
  return (await ada.types('/apply', {file: {name: 'policy.yaml', text: JSON.stringify(policy)}})).text();
}

/** What a Pod gets of another within a second of the emulated cluster's. */
const asked = async (pod: string, url: string): Promise<string> => text(`exec ${pod} -- wget -q -O - -T 1 ${url}`);
const page = /Welcome to nginx/;
const nothing = /wget: download timed out/;

const web = {matchLabels: {run: 'web'}};

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  const served = await ada.types('/kubectl command:run web --image=nginx:1.18-alpine --port=80 --expose');
  await served.until(/\*\*Running\*\* · 1\/1 ready/);
  for (const name of ['client', 'other']) {
    const made = await ada.types(`/kubectl command:run ${name} --image=busybox:1.36 -- sleep 3600`);
    await made.until(/\*\*Running\*\* · 1\/1 ready/);
  }
});
afterAll(async () => labrador?.close());

test('a policy keeps others from the Pods that it selects, until it is gone', async () => {
  expect(await asked('client', 'http://web')).toMatch(page);
  expect(await apply('only-clients', {podSelector: web, policyTypes: ['Ingress']})).toContain(
    'networkpolicy.networking.k8s.io/only-clients created',
  );
  expect(await asked('client', 'http://web')).toMatch(nothing);

  const from = [{podSelector: {matchLabels: {run: 'client'}}}];
  expect(await apply('only-clients', {podSelector: web, policyTypes: ['Ingress'], ingress: [{from}]})).toContain(
    'networkpolicy.networking.k8s.io/only-clients configured',
  );
  expect(await asked('client', 'http://web')).toMatch(page);
  expect(await asked('other', 'http://web')).toMatch(nothing);
  expect(await output('get netpol')).toMatch(/^NAME +POD-SELECTOR +AGE *\nonly-clients +run=web +\d+m?s *$/);
  expect(await output('describe networkpolicy only-clients')).toMatch(
    /^Name: +only-clients\nNamespace: [^]*\nSpec:\n  PodSelector:     run=web\n  Allowing ingress traffic:\n    To Port: <any> \(traffic allowed to all ports\)\n    From:\n      PodSelector: run=client\n  Not affecting egress traffic\n  Policy Types: Ingress$/,
  );
  expect(await text('delete netpol only-clients')).toContain('networkpolicy.networking.k8s.io "only-clients" deleted');
  expect(await asked('other', 'http://web')).toMatch(page);
});

test('a policy keeps Pods from sending, names aside, and another one lets some of them', async () => {
  await apply('silence', {podSelector: {}, policyTypes: ['Egress']});
  expect(await asked('client', 'http://web')).toMatch(nothing);
  expect(await text('exec client -- nslookup web.default.svc.cluster.local')).not.toContain('timed out');
  await apply('clients-speak', {podSelector: {matchLabels: {run: 'client'}}, egress: [{}], policyTypes: ['Egress']});
  expect(await asked('client', 'http://web')).toMatch(page);
  expect(await asked('other', 'http://web')).toMatch(nothing);
  // as it was written, though it is bounded in the cluster
  expect(await output('get netpol clients-speak -o jsonpath={.spec.egress}')).toBe('[{}]');
  expect(await output('describe netpol clients-speak')).toContain('To: <any> (traffic not restricted by destination)');
  const onlyWeb = JSON.stringify({spec: {podSelector: web}});
  expect(await text(`patch netpol silence -p '${onlyWeb}'`)).toContain(
    'networkpolicy.networking.k8s.io/silence patched\n',
  );
  expect(await asked('other', 'http://web')).toMatch(page);
  await text('delete netpol --all');
});

test('a policy chooses among the namespaces of the sandbox by what they are called', async () => {
  await text('create namespace dev');
  const served = await ada.types('/kubectl command:run far --image=nginx:1.18-alpine --port=80 --expose -n dev');
  await served.until(/\*\*Running\*\* · 1\/1 ready/);
  const far = `http://${await output('get service far -n dev -o jsonpath={.spec.clusterIP}')}`;
  const to = (name: string): object => [{namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': name}}}];
  await apply('far', {podSelector: {}, policyTypes: ['Egress'], egress: [{to: to('dev')}]});
  expect(await asked('client', far)).toMatch(page);
  expect(await asked('client', 'http://web')).toMatch(nothing);
  expect(await output('get netpol far -o jsonpath={.spec.egress[0].to}')).toBe(JSON.stringify(to('dev')));
  await apply('far', {podSelector: {}, policyTypes: ['Egress'], egress: [{to: to('default')}]});
  expect(await asked('client', far)).toMatch(nothing);
  expect(await asked('client', 'http://web')).toMatch(page);
  await text('delete netpol far');
});

test('what holds the sandbox is brought up to date by the next write, wherever the one before ended', async () => {
  await apply('late', {podSelector: web, policyTypes: ['Ingress']});
  const admin = labrador.admin.as(undefined);
  const all = await listCollection(admin, '/apis/networking.k8s.io/v1/networkpolicies', {signal});
  const own = all.flatMap(({metadata: {name, namespace = ''}}) =>
    name.startsWith('sandbox-') && !namespace.includes('--') ? [{name, namespace}] : [],
  );
  const [{namespace} = {namespace: ''}] = own;
  const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  for (const {name} of own) await admin.request({method: 'DELETE', path: `${path}/${name}`, signal});
  expect(await asked('client', 'http://web')).toMatch(nothing);
  expect(await text('delete netpol late')).toContain('deleted');
  expect(await asked('client', 'http://web')).toMatch(page);
});

test('what holds the sandbox is nobody’s to see or to touch', async () => {
  expect(await text('get netpol')).toContain('No resources found');
  for (const line of [
    'get netpol sandbox',
    'delete netpol sandbox',
    'annotate netpol sandbox a=b',
    'label netpol sandbox a=b',
  ]) {
    expect(await text(line)).toContain('networkpolicies.networking.k8s.io "sandbox" not found');
  }
  expect(await apply('sandbox', {podSelector: {}})).toMatch(/sandbox is not allowed here[^]*another name/);
  expect(await apply('out', {podSelector: {}, egress: [{to: [{ipBlock: {cidr: '0.0.0.0/0'}}]}]})).toContain(
    'spec.egress[0].to[0].ipBlock is not allowed here: Pods of a sandbox reach nobody outside it',
  );
  expect(await output('auth can-i create networkpolicies')).toBe('yes');
  expect(await output('auth can-i create networkpolicies -n kube-system')).not.toBe('yes');
});

test('more than a sandbox can follow is refused before any of it is written', async () => {
  const labels = (prefix: string): object =>
    Object.fromEntries(Array.from({length: 6}, (_, at) => [`${prefix}${at}`, 'x']));
  await apply('one', {podSelector: {matchLabels: labels('a')}});
  expect(await apply('two', {podSelector: {matchLabels: labels('b')}})).toMatch(/multiplied, may come to 32/);
  expect(await output('get netpol')).toMatch(/^NAME.*\none .*$/);
  expect(await text('delete netpol one')).toContain('deleted');
});
