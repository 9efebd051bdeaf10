import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';

let labrador: Labrador;
let ada: Person;
let grace: Person;
const kubectl = async (line: string) => ada.types(`/kubectl command:${line}`);
const text = async (line: string): Promise<string> => (await kubectl(line)).text();
const output = async (line: string): Promise<string> => (await kubectl(line)).output();
const sandboxesInCluster = async (): Promise<string[]> => {
  const signal = AbortSignal.timeout(10_000);
  const labelSelector = 'labrador.dev/workshop';
  const found = await listCollection(labrador.admin.as(undefined), '/api/v1/namespaces', {labelSelector, signal});
  return found.map(({metadata}) => metadata.name);
};

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  grace = await labrador.chat.join('grace');
  await (await ada.types('/lab start')).until(/ready on/);
  await (await grace.types('/lab start')).until(/ready on/);
});
afterAll(async () => labrador?.close());

test('a learner makes a namespace, works in it by its name, and is rid of it', {timeout: 60_000}, async () => {
  expect(await text('create namespace dev')).toContain('namespace/dev created');
  expect(await output('get ns')).toMatch(/^NAME +STATUS +AGE\ndev +Active +\S+\nlabrador-\S+ +Active +\S+$/);
  await expect
    .poll(async () => ada.suggestions('/kubectl command:get pods -n '))
    .toEqual(['get pods -n dev', 'get pods -n default']);
  expect(await ada.suggestions('/kubectl command:config set-context --current --namespace=d')).toContain(
    'config set-context --current --namespace=dev',
  );
  expect(await grace.suggestions('/kubectl command:get pods -n ')).toEqual(['get pods -n default']);
  const created = await kubectl('create deployment web --image=nginx:1.18-alpine -n dev');
  expect(await created.text()).toContain('deployment.apps/web created');
  await created.until(/\*\*Running\*\* · 1\/1 ready/);
  expect(await output('get pods -n dev')).toMatch(/^NAME +READY +STATUS [^]*\nweb-\S+ +1\/1 +Running/);
  expect(await output('get pods')).toMatch(/^No resources found in labrador-\S+ namespace\.$/);
  expect(await output('get pods -n default')).toMatch(/^No resources found in labrador-\S+ namespace\.$/);
  expect(await output('get deployment web --namespace=dev -o yaml')).toContain('  namespace: dev\n');
  expect(await output('describe deployment web -n dev')).toMatch(/^Name: +web\nNamespace: +dev\n/);
  expect(await output('-n dev get services')).toBe('No resources found in dev namespace.');
  expect(await text('get pod nothing -n dev')).toContain('Error from server (NotFound): pods "nothing" not found');
  expect(await output('get pods -A')).toMatch(
    /^NAMESPACE +NAME +READY +STATUS [^]*\ndev +web-\S+ +1\/1 +Running [^\n]*$/,
  );
  expect(await output('get deployments -A -o custom-columns=NS:.metadata.namespace,NAME:.metadata.name')).toMatch(
    /^NS +NAME\ndev +web$/,
  );
  await text('create service clusterip zulu --tcp=80 -n dev');
  await text('create service clusterip alpha --tcp=80');
  expect(await output('get services -A --sort-by=.metadata.name')).toMatch(
    /^NAMESPACE +NAME [^\n]*\nlabrador-\S+ +alpha [^\n]*\ndev +zulu [^\n]*$/,
  );
  expect(await output('get services -A --sort-by=.metadata.namespace -o name')).toBe('service/zulu\nservice/alpha');
  await text('delete service alpha');
  expect(await output('get daemonsets --all-namespaces')).toBe('No resources found');
  expect(await output('describe ns dev')).toMatch(
    /^Name: +dev\nLabels: +kubernetes\.io\/metadata\.name=dev\nAnnotations: +<none>\nStatus: +Active\n/,
  );
  expect(await text('create namespace dev')).toContain(
    'Error from server (AlreadyExists): namespaces "dev" already exists',
  );
  expect(await text('delete ns dev')).toContain('namespace "dev" deleted');
  await expect.poll(async () => ada.suggestions('/kubectl command:get pods -n ')).toEqual(['get pods -n default']);
  expect(await text('get deployments -n dev')).toContain('No resources found in dev namespace.');
  expect(await text('create configmap a --from-literal=b=c -n dev')).toContain('namespaces "dev" not found');
});

test('leaving takes all of a learner’s namespaces, and nobody else’s', {timeout: 60_000}, async () => {
  await text('create namespace dev');
  await text('create ns test');
  await grace.types('/kubectl command:create ns dev');
  const [before, ofGrace] = await Promise.all([sandboxesInCluster(), grace.types('/kubectl command:get ns')]);
  expect(before).toHaveLength(5);
  expect(await ofGrace.output()).toMatch(/^NAME[^\n]*\ndev [^\n]*\nlabrador-[^\n]*$/);
  expect(await text('create ns third')).toMatch(/room for 2 namespaces[^]*delete namespace NAME/);
  const left = await ada.types('/lab leave');
  await left.until(/namespace "dev" deleted[^]*namespace "test" deleted[^]*namespace "labrador-/);
  expect(await sandboxesInCluster()).toHaveLength(2);
});

test('a reset takes them too, and their room is given back', {timeout: 60_000}, async () => {
  const linus = await labrador.chat.join('linus');
  const says = async (line: string): Promise<string> => (await linus.types(`/kubectl command:${line}`)).text();
  await (await linus.types('/lab start')).until(/ready on/);
  await says('create ns dev');
  await says('create ns test');
  expect(await says('create configmap a --from-literal=b=c -n test')).toContain('configmap/a created');
  expect(await says('get namespace kube-system')).toContain('namespaces "kube-system" not found');
  expect(await says('delete ns default')).toMatch(/this namespace may not be deleted[^]*\/lab reset/);
  const {id} = linus;
  const quotas = async (): Promise<string[]> => {
    const {items} = Object((await labrador.admin.as(undefined).request({path: '/api/v1/resourcequotas'})).body);
    const own = items.filter((quota: {metadata: {namespace: string}}) => quota.metadata.namespace.includes(id));
    return own.map((quota: {spec: {hard: {pods: string}}}) => quota.spec.hard.pods);
  };
  expect(await quotas()).toHaveLength(3);
  const shared = (await quotas()).reduce((sum, pods) => sum + Number(pods), 0);
  const question = await (await linus.types('/lab reset')).message();
  await (await (await linus.presses(question, 'Empty it')).answered()).until(/namespace "test" deleted/);
  expect(await quotas()).toEqual([String(shared)]);
  expect(await says('get ns')).not.toContain('dev');
});

test('a learner works in another namespace once that is the current one', {timeout: 60_000}, async () => {
  const barbara = await labrador.chat.join('barbara');
  const types = async (line: string) => barbara.types(`/kubectl command:${line}`);
  const says = async (line: string): Promise<string> => (await types(line)).output();
  const said = async (line: string): Promise<string> => (await types(line)).text();
  const enters = async (name: string): Promise<string> => says(`config set-context --current --namespace=${name}`);
  await (await barbara.types('/lab start')).until(/ready on/);
  await said('create ns dev');
  await said('create deployment web --image=nginx:1.18-alpine -n dev');
  expect(await said('scale deployment web --replicas=2 -n dev')).toContain('deployment.apps/web scaled');
  expect(await said('set image deployment/web nginx=nginx:1.21-alpine -n dev')).toMatch(/image updated|not an image/);
  expect(await said('annotate deployment web note=yes -n dev')).toContain('deployment.apps/web annotated');
  await said('delete deployment web -n dev');
  // typed together: each line is meant where the one before it led
  const [entered, made, back, ofHome] = await Promise.all([
    enters('dev'),
    said('create configmap a --from-literal=b=c'),
    enters('default'),
    says('get configmap a'),
  ]);
  expect([entered, back]).toEqual(['Context "labrador" modified.', 'Context "labrador" modified.']);
  expect(made).toContain('configmap/a created');
  expect(ofHome).toContain('configmaps "a" not found');
  await enters('dev');
  expect(await says('config get-contexts')).toMatch(/\* +labrador +labrador +learner +dev$/);
  expect(await says('config view --minify')).toContain('    namespace: dev\n');
  expect(await says('get cm a -o name')).toBe('configmap/a');
  expect(await says('get pods')).toBe('No resources found in dev namespace.');
  expect(await says('get configmap a -n default')).toContain('configmaps "a" not found');
  expect(await says('get configmaps -A')).toMatch(/\ndev +a +1 /);
  const file = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: pasted\ndata:\n  a: b\n';
  const applied = await barbara.types('/apply', {file: {name: 'pasted.yaml', text: file}});
  expect(await applied.text()).toContain('configmap/pasted created');
  expect(await says('get cm pasted -n dev -o name')).toBe('configmap/pasted');
  // a line that is pressed is meant as one that is typed
  const card = await (await barbara.types('/lab show')).message();
  const pressed = await (await barbara.presses(card, '▶ apply -f …/nginx')).answered();
  expect(await pressed.text()).toContain('daemonset.apps/nginx created');
  expect(await says('get daemonsets -A')).toMatch(/\ndev +nginx /);
  // what is in no namespace is found from a namespace that is gone, and so is a new one made
  await said('delete ns dev');
  expect(await says('get ns')).not.toContain('dev');
  expect(await says('version')).toContain('Server Version');
  expect(await said('create configmap a --from-literal=b=c')).toContain('namespaces "dev" not found');
  expect(await said('create ns dev')).toContain('namespace/dev created');
  expect(await said('create configmap a --from-literal=b=c')).toContain('configmap/a created');
  expect(await said('config set-context --current --namespace=kube-system')).toContain(
    'The namespace kube-system is not one of yours.',
  );
  const question = await (await barbara.types('/lab reset')).message();
  await (await (await barbara.presses(question, 'Empty it')).answered()).until(/namespace "dev" deleted/);
  expect(await says('config get-contexts')).toMatch(/labrador-\S+$/);
  expect(await said('create configmap a --from-literal=b=c')).toContain('configmap/a created');
});

test('a file makes a namespace and fills it, and takes both away again', {timeout: 60_000}, async () => {
  const edsger = await labrador.chat.join('edsger');
  const says = async (line: string): Promise<string> => (await edsger.types(`/kubectl command:${line}`)).output();
  const said = async (line: string): Promise<string> => (await edsger.types(`/kubectl command:${line}`)).text();
  const apply = async (text: string) => edsger.types('/apply', {file: {name: 'shop.yaml', text}});
  const applies = async (text: string): Promise<string> => (await apply(text)).text();
  const shop = (more = ''): string =>
    [
      `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {team: blue, course.example/lab: shops${more}}\n`,
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: "nginx:1.18-alpine"}]}\n',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n',
    ].join('---\n');
  await (await edsger.types('/lab start')).until(/ready on/);
  const applied = await apply(shop());
  expect(await applied.text()).toMatch(
    /namespace\/shop created\ndeployment\.apps\/web created\nconfigmap\/web created/,
  );
  // its Pods are seen where they are
  await applied.until(/web-\S+[^]*\*\*Running\*\* · 1\/1 ready/);
  expect(await applies(shop())).toMatch(/namespace\/shop unchanged\ndeployment\.apps\/web unchanged/);
  expect(await applies(shop(', tier: front'))).toContain('namespace/shop configured');
  expect(await says('get deployments -n shop -o name')).toBe('deployment.apps/web');
  expect(await said('get cm web -n shop')).toContain('configmaps "web" not found');
  expect(await says('get cm web -o name')).toBe('configmap/web');
  expect(await says('get ns --show-labels')).toMatch(
    /\nshop +Active +\S+ +course\.example\/lab=shops,kubernetes\.io\/metadata\.name=shop,team=blue,tier=front$/,
  );
  expect(await says('get ns -l tier=front -o name')).toBe('namespace/shop');
  expect(await said('delete ns,cm -l tier=front')).toContain('namespace "shop" deleted');
  expect(await says('get cm web -o name')).toBe('configmap/web');
  expect(await said('label ns shop owner=ada')).toContain('namespaces "shop" not found');
  await applies(shop());
  expect(await says('label ns shop default owner=ada')).toMatch(
    /^namespace\/shop labeled\nnamespace\/labrador-\S+ labeled$/,
  );
  expect(await says('get ns -l owner=ada,team -o name')).toBe('namespace/shop');
  expect(await said('label ns shop pod-security.kubernetes.io/enforce=privileged')).toContain('not yours to set');
  // what is applied takes nothing away that a line has set
  expect(await applies(shop())).toContain('namespace/shop unchanged');
  expect(await says('get ns -l owner')).toMatch(/labrador-\S+ [^]*\nshop /);
  expect(await said('delete ns --all')).toMatch(/namespace "shop" deleted[^]*may not be deleted[^]*\/lab reset/);
  // no more of them than by lines, and none under a name that is not theirs
  const aNamespace = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;
  expect(await applies(['one', 'two', 'three'].map(aNamespace).join('---\n'))).toMatch(
    /namespace\/one created\nnamespace\/two created[^]*room for 2 namespaces[^]*delete namespace NAME/,
  );
  for (const name of ['kube-system', 'labrador-system']) {
    expect(await applies(aNamespace(name))).toContain(`metadata.name ${name} is not allowed here`);
  }
  expect(await said('delete ns one two')).toMatch(/namespace "one" deleted\nnamespace "two" deleted/);
  // in a namespace that is not there, and with a flag that says another
  expect(await applies(shop().replace(/^[^]*?---\n/, ''))).toMatch(
    /namespaces "shop" not found[^]*kubectl create namespace shop/,
  );
  // written by lines, as a shell would
  await said('create ns shop --dry-run=client -o yaml > shop.yaml');
  await said('echo --- >> shop.yaml');
  await said('create configmap web --from-literal=a=b -n shop --dry-run=client -o yaml >> shop.yaml');
  expect(await says('cat shop.yaml')).toMatch(/kind: Namespace[^]*---\n[^]*name: web\n  namespace: shop/);
  expect(await said('create -f shop.yaml')).toMatch(/namespace\/shop created\nconfigmap\/web created/);
  expect(await said('create -f shop.yaml')).toMatch(
    /\(AlreadyExists\): [^\n]*namespaces "shop" already exists\n[^\n]*configmaps "web" already exists/,
  );
  expect(await said('apply -f shop.yaml -n default')).toContain(
    'error: the namespace from the provided object "shop" does not match the namespace "default". You must pass \'--namespace=shop\' to perform this operation.',
  );
  await said('config set-context --current --namespace=other');
  expect(await said('apply -f shop.yaml --dry-run=server')).toMatch(
    /namespace\/shop unchanged \(server dry run\)\nconfigmap\/web unchanged \(server dry run\)/,
  );
  await said('config set-context --current --namespace=default');
  expect(await said('replace -f shop.yaml')).toMatch(/namespace\/shop replaced\nconfigmap\/web replaced/);
  expect(await said('delete -f shop.yaml')).toMatch(
    /namespace "shop" deleted\nconfigmap "web" deleted from shop namespace/,
  );
  expect(await said('delete -f shop.yaml')).toMatch(
    /\(NotFound\): namespaces "shop" not found\n[^\n]*namespaces "shop" not found/,
  );
  expect(await said('delete -f shop.yaml --ignore-not-found')).not.toContain('NotFound');
});
