import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
let ada: Person;
const text = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).text();
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();
const browse = async (options: string): Promise<string> => (await ada.types(`/browse ${options}`)).text();

const to = (name: string, port: object): object => ({service: {name, port}});

async function apply(name: string, spec: object, metadata: object = {}): Promise<string> {
  const ingress = {apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: {name, ...metadata}, spec};
  return (await ada.types('/apply', {file: {name: 'ingress.yaml', text: JSON.stringify(ingress)}})).text();
}

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  const served = await ada.types('/kubectl command:run web --image=nginx:1.18-alpine --port=80 --expose');
  await served.until(/\*\*Running\*\* · 1\/1 ready/);
});
afterAll(async () => labrador?.close());

test('an Ingress says which Service a host goes to, in the class of the sandboxes', async () => {
  expect(await browse('host:web.local')).toContain('There is no Ingress to browse by yet.');
  const rules = [
    {host: 'web.local', http: {paths: [{path: '/', pathType: 'Prefix', backend: to('web', {number: 80})}]}},
    {host: 'gone.local', http: {paths: [{path: '/', pathType: 'Prefix', backend: to('gone', {name: 'http'})}]}},
  ];
  const applied = await apply(
    'web',
    {ingressClassName: 'nginx', rules},
    {annotations: {'nginx.ingress.kubernetes.io/rewrite-target': '/', note: 'kept'}},
  );
  expect(applied).toContain('ingress.networking.k8s.io/web created');
  expect(applied).toContain('Ingress web: its class is labrador, not nginx');
  expect(applied).toContain('nginx.ingress.kubernetes.io/rewrite-target');
  expect(await output('get ing')).toMatch(
    /^NAME +CLASS +HOSTS +ADDRESS +PORTS +AGE *\nweb +labrador +web.local,gone.local +80 +\d+m?s *$/,
  );
  expect(await output('get ingress web -o jsonpath={.metadata.annotations}')).toBe('{"note":"kept"}');

  const page = await browse('host:web.local');
  expect(page).toContain('**HTTP 200** from `web.local/`');
  expect(page).toContain('Welcome to nginx!');
  expect(page).toContain('By the Ingress web to the Service web, port 80.');
  // as it is pasted from a course
  expect(await browse('host:http://web.local:8000/index.html')).toContain('**HTTP 200** from `web.local/index.html`');
  expect(await browse('service:web.local')).toContain('**HTTP 200** from `web.local/`');
});

test('what no rule is for, and what a rule leads nowhere with, is said in words', async () => {
  const unknown = await browse('host:other.local path:/a');
  expect(unknown).toContain('404: no Ingress has a rule for other.local/a.');
  expect(unknown).toContain('There are rules for web.local/, gone.local/');
  expect(await browse('host:gone.local')).toContain('and there is none of that name');
  expect(await browse('host:web.local service:web')).toContain('not by both');
  expect(await browse('host:10.0.0.1/%')).toContain('404');
});

test('hosts are offered', async () => {
  await expect.poll(async () => ada.suggestions('/browse host:we')).toEqual(['web.local']);
});

test('an Ingress is described as kubectl does', async () => {
  expect(await output('describe ingress web')).toMatch(
    /^Name: +web\nLabels: +<none>\nNamespace: +\S+\nAddress: *\nIngress Class: +labrador\nDefault backend: +<default>\nRules:\n  Host +Path  Backends\n  ---- +----  --------\n  web.local +\n +\/ +web:80 \(\d+\.\d+\.\d+\.\d+:80\)\n  gone.local +\n +\/ +gone:http \(<error: services "gone" not found>\)\nAnnotations: +note: kept\nEvents: +<none>$/,
  );
  expect(await output('get ingressclass')).toMatch(
    /^NAME +CONTROLLER +PARAMETERS +AGE *\nlabrador +labrador.dev\/browse +<none> +\d+m?s *$/,
  );
  expect(await output('describe ingressclass labrador')).toContain('Controller:   labrador.dev/browse');
  expect(await text('delete ing web')).toContain('ingress.networking.k8s.io "web" deleted');
});

test('an Ingress is made by a line, changed, waited for, and asked in the namespace that it is in', async () => {
  expect(await output('create ingress line --class=public --rule=line.local/a*=web:80')).toBe(
    'ingress.networking.k8s.io/line created',
  );
  expect(
    await output("get ing line -o jsonpath='{.spec.ingressClassName} {.spec.rules[0].http.paths[0].pathType}'"),
  ).toBe('labrador Prefix');
  expect(await text('label ing line tier=front')).toContain('ingress.networking.k8s.io/line labeled');
  const annotated = await text('annotate ing line note=kept nginx.ingress.kubernetes.io/rewrite-target=/');
  expect(annotated).toContain('ingress.networking.k8s.io/line annotated');
  expect(annotated).toContain('left out what is for an ingress controller');
  expect(await text(`patch ing line -p '{"spec":{"ingressClassName":"nginx"}}'`)).toContain('not nginx');
  expect(await output('wait ing/line --for=jsonpath={.metadata.labels.tier}=front --timeout=5s')).toBe(
    'ingress.networking.k8s.io/line condition met',
  );
  expect(await output('explain ingress.spec.rules.host')).toContain('KIND:       Ingress');
  expect(await browse('host:line.local path:/b')).toContain('404: no Ingress has a rule for line.local/b.');
  // of another namespace it is another's
  await text('create namespace dev');
  await text('config set-context --current --namespace=dev');
  expect(await browse('host:line.local path:/a')).toContain('There is no Ingress to browse by yet.');
  await text('config set-context --current --namespace=default');
  expect(await browse('host:line.local path:/a/')).toMatch(/HTTP (?:403|404)\*\* from `line.local\/a\/`/);
  await text('delete ing --all');
});

test('an Ingress of an older course is taken as it is written now, and one that nothing answers for says so', async () => {
  const before = {
    apiVersion: 'networking.k8s.io/v1beta1',
    kind: 'Ingress',
    metadata: {name: 'old'},
    spec: {rules: [{http: {paths: [{path: '/', backend: {serviceName: 'web', servicePort: 81}}]}}]},
  };
  const applied = await ada.types('/apply', {file: {name: 'old.yaml', text: JSON.stringify(before)}});
  expect(await applied.text()).toContain('taken as networking.k8s.io/v1');
  expect(await browse('host:localhost')).toContain('the port 81 of the Service web, which has no such port');
  await text(
    `patch ing old --type=json -p '[{"op":"replace","path":"/spec/rules/0/http/paths/0/backend/service/port/number","value":80}]'`,
  );
  // any host is meant by a rule without one
  expect(await browse('host:localhost')).toContain('**HTTP 200** from `localhost/`');
  expect(await text('delete pod web')).toContain('deleted');
  expect(await browse('host:localhost')).toContain('The app does not answer');
});
