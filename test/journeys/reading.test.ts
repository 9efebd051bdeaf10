import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      nodeSelector: {disk: fast}
      containers: [{name: nginx, image: nginx:1.18-alpine}]
`;

let labrador: Labrador;
let ada: Person;
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();
const text = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).text();

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  await ada.types('/kubectl command:label node --all disk=fast');
  const applied = await ada.types('/apply', {file: {name: 'web.yaml', text: web}});
  await applied.until(/\*\*Running\*\* · 1\/1 ready/);
});
afterAll(async () => labrador?.close());

test('a Deployment is there with its ReplicaSet and Pods, as the learner wrote it', async () => {
  await waitUntil('both Pods are ready', async () =>
    (await output('get deploy web')).includes('2/2') ? true : undefined,
  );
  const all = await output('get all');
  expect(all).toMatch(/^pod\/web-\w+-\w+ +1\/1 +Running/m);
  expect(all).toMatch(/^deployment\.apps\/web +2\/2 +2 +2/m);
  expect(all).toMatch(/^replicaset\.apps\/web-\w+ +2 +2 +2/m);
  const yaml = await output('get deploy web -o yaml');
  expect(yaml).toContain('disk: fast');
  expect(yaml).not.toContain('nodeAffinity');
  const applied = await ada.types('/apply', {file: {name: 'web.yaml', text: yaml}});
  expect(await applied.text()).toContain('deployment.apps/web');
});

test('its Pods are reached by its name', async () => {
  expect(await output('exec deploy/web -- ls /usr/share/nginx/html')).toContain('index.html');
  expect(await text('logs deploy/web --tail=5')).toContain('Found 2 pods, using pod/web-');
  expect(await ada.suggestions('/kubectl command:describe deploy ')).toContain('describe deploy web');
  expect(await ada.suggestions('/kubectl command:logs deployment/')).toContain('logs deployment/web');
});

test('descriptions say what the learner wrote, and end with what happened', async () => {
  const deployment = await output('describe deploy web');
  expect(deployment).toMatch(/^Replicas: +2 desired \| 2 updated \| 2 total/m);
  expect(deployment).toMatch(/^ {2}Node-Selectors: +disk=fast$/m);
  expect(deployment).toMatch(/^NewReplicaSet: +web-\w+ \(2\/2 replicas created\)$/m);
  expect(deployment).toContain('ScalingReplicaSet');
  const pods = await output('describe pod web');
  expect(pods.match(/^Name: /gm)).toHaveLength(2);
  expect(pods).not.toContain('labels.labrador.dev');
});

test('events end the description of one object, and of several when they are asked for', async () => {
  expect(await output('describe pods')).not.toContain('Events:');
  expect((await output('describe pods --show-events')).match(/^Events:/gm)).toHaveLength(2);
  const name = (await output('get pods -o name')).trim().split('\n')[0] ?? '';
  expect(await output(`describe ${name}`)).toMatch(/^ {2}Normal +Started +\S+ +kubelet +spec\.containers\{nginx\}: /m);
});

test('a node is described without what belongs to others', async () => {
  const grace = await labrador.chat.join('grace');
  await grace.types('/lab start');
  const node = await output('describe nodes');
  expect(node.match(/^Name: /gm)).toHaveLength(1);
  expect(node).toMatch(/^ +disk=fast$/m);
  expect(node).toMatch(/^Non-terminated Pods: +\(2 in total\)$/m);
  expect(node).not.toMatch(/labrador-system|Failed to get lease: .*forbidden/);
  const other = ['node-1', 'node-2', 'node-3'].find((name) => !node.includes(`kubernetes.io/hostname=${name}`));
  expect(await text(`describe node ${other}`)).toContain(`nodes "${other}" not found`);
});

test('events are told in order, of all of the sandbox or of one object', async () => {
  expect(await output('events --for deploy/web')).toMatch(
    /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n.*Deployment\/web +Scaled up replica set/,
  );
  expect(await output('events')).toMatch(/Pod\/web-\w+-\w+ +Container started/);
  expect(await text('events --types=Warning --for deploy/web')).toMatch(
    /No events found in labrador-open-\S+ namespace/,
  );
});

test('what else is there stays out of reach', async () => {
  expect(await text('describe priorityclasses')).toContain('There is no resource type “priorityclasses” here');
  expect(await text('describe pod nothing')).toContain('pods "nothing" not found');
});

test('what the API server warns of stands once, before the output', async () => {
  const warning = '⚠ Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';
  const endpoints = await text('describe endpoints');
  expect(endpoints.split(warning)).toHaveLength(2);
  expect(await text('get endpoints,services -o yaml')).toContain(warning);
  expect(await text('get endpointslices')).not.toContain('Warning:');
  expect(await text('get all')).not.toContain('Warning:');
  const manifest = web.replace('name: web', 'name: old').replace('disk: fast', 'beta.kubernetes.io/os: linux');
  const applied = await ada.types('/apply', {file: {name: 'old.yaml', text: manifest}});
  // brackets are escaped for the chat, which shows them
  expect((await applied.text()).replaceAll('\\', '')).toContain(
    '⚠ Warning: spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
  );
  expect(await output('delete deploy old')).toMatch(/^deployment\.apps "old" deleted from labrador-\S+ namespace$/m);
});

test('who asks what they may is told what the API server says of their account', async () => {
  expect(await output('auth can-i create deployments')).toBe('yes');
  expect(await output('auth can-i create clusterroles')).toMatch(/^no(?: - |$)/);
  const nodes = await text('auth can-i list nodes');
  expect(nodes).toContain("Warning: resource 'nodes' is not namespace scoped");
  expect(nodes).toContain('You see the nodes of your slice all the same');
});

test('the one context and the version are told, and neither address nor token', async () => {
  expect(await output('version')).toMatch(/^Server Version: v1\.\d+\.\d+\S*$/);
  expect(await output('config get-contexts')).toMatch(
    /^CURRENT +NAME +CLUSTER +AUTHINFO +NAMESPACE\n\* +labrador +labrador +learner +labrador-\S+$/,
  );
  expect(await output('config set-context --current --namespace=default')).toBe('Context "labrador" modified.');
  expect(await text('config set-context --current --namespace=kube-system')).toContain('not one of yours');
  expect(await output('config view')).not.toMatch(/server|token|certificate/);
});

test('what a file would change is told before it is applied', async () => {
  const written = async (replicas: number): Promise<string> =>
    text(`create deployment two --image=nginx:1.18-alpine --replicas=${replicas} --dry-run=client -o yaml > two.yaml`);
  expect(await written(1)).toContain('Written to two.yaml');
  expect(await output('diff -f two.yaml')).toMatch(
    /^diff -u -N LIVE\/apps\.v1\.Deployment\.[^]*\n\+kind: Deployment\n/,
  );
  expect(await text('get deploy two')).toContain('not found');
  await ada.types('/kubectl command:apply -f two.yaml');
  expect(await text('diff -f two.yaml')).toContain('Nothing differs');
  await written(3);
  expect(await output('diff -f two.yaml')).toMatch(/\n- {2}replicas: 1\n\+ {2}replicas: 3\n/);
  expect(await output('get deploy two -o jsonpath={.spec.replicas}')).toBe('1');
});

test('a log is followed until what writes it has ended', {timeout: 60_000}, async () => {
  const script = 'i=0; while [ $i -lt 4 ]; do i=$((i+1)); echo tick $i; sleep 5; done';
  await ada.types(`/kubectl command:run counting --image=busybox:1.36 --restart=Never -- sh -c '${script}'`);
  await ada.types('/kubectl command:wait --for=condition=Ready pod/counting');
  const followed = await ada.types('/kubectl command:logs -f counting --prefix');
  expect(await followed.until(/It has ended/)).toMatch(/\[pod\/counting\/counting\] tick 1\n[^]*tick 4\n/);
});

test('… or until its learner’s next command is in line, which is not held up', {timeout: 60_000}, async () => {
  const script = 'while true; do echo tock; sleep 5; done';
  await ada.types(`/kubectl command:run clock --image=busybox:1.36 -- sh -c '${script}'`);
  await ada.types('/kubectl command:wait --for=condition=Ready pod/clock');
  const followed = await ada.sends('/kubectl command:logs -f -l run=clock --tail=1');
  await followed.until(/following;[^]*tock/);
  expect(await output('get pod clock -o name')).toBe('pod/clock');
  expect(await followed.text()).toMatch(/tock[^]*your next command was in line/);
});

test('what kubectl reads as it stands and was meant otherwise is told with what was meant', async () => {
  expect(await text('get po svc')).toMatch(/pods "svc" not found[^]*→ Type: kubectl get pods,svc/);
  expect(await text('logs web -n 10')).toMatch(/namespaces "10" not found[^]*→ .*--tail=10/);
});

test('a Service whose Pods are not there now is no wrong selector', {timeout: 60_000}, async () => {
  await text('create deployment idle --image=nginx:1.18-alpine --replicas=0');
  await text('create service clusterip idle --tcp=80');
  const silent = async (): Promise<string> => (await ada.types('/browse service:idle')).text();
  expect(await silent()).toMatch(
    /deployment\/idle, whose Pods the Service idle looks for, has none now[^]*→ Type: kubectl scale deployment\/idle --replicas=1/,
  );
  await text('delete deployment idle');
  expect(await silent()).toMatch(/no Pod has the labels that the Service idle looks for \(app=idle\)/);
});
