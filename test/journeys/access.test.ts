import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
let ada: Person;
const text = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).text();
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();
const apply = async (yaml: string): Promise<string> =>
  (await ada.types('/apply', {file: {name: 'access.yaml', text: yaml}})).text();
const asWeb = '--as=system:serviceaccount:default:web';

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
});
afterAll(async () => labrador?.close());

test('an account may what it was given, and no more', {timeout: 60_000}, async () => {
  expect(await output('create serviceaccount web')).toBe('serviceaccount/web created');
  expect(await output(`auth can-i list pods ${asWeb}`)).toBe('no');
  expect(await text('create rolebinding read --role=reader --serviceaccount=default:web')).toContain(
    'create role NAME --verb=get,list --resource=pods',
  );
  expect(await output('create role reader --verb=get,list,watch --resource=pods')).toBe(
    'role.rbac.authorization.k8s.io/reader created',
  );
  expect(await output('create rolebinding read --role=reader --serviceaccount=default:web')).toBe(
    'rolebinding.rbac.authorization.k8s.io/read created',
  );
  expect(await output(`auth can-i list pods ${asWeb}`)).toBe('yes');
  expect(await output(`auth can-i delete pods ${asWeb}`)).toBe('no');
  expect(await output('get sa -o name')).toBe('serviceaccount/default\nserviceaccount/web');
  expect(await output('get rolebindings -o name')).toBe('rolebinding.rbac.authorization.k8s.io/read');
  expect(await output('auth can-i --list')).toMatch(
    /^pods\s+\[\]\s+\[\]\s+\[get list watch create update patch delete\]$/m,
  );
});

test(
  'nobody gives what they do not have, nor to others, nor what the sandbox works by',
  {timeout: 60_000},
  async () => {
    expect(await text('create role keys --verb=create --resource=serviceaccounts/token')).toMatch(
      /attempting to grant RBAC permissions not currently held[\s\S]*auth can-i --list/,
    );
    for (const [line, said] of [
      [
        'create rolebinding x --clusterrole=view --serviceaccount=default:web',
        'only Roles of your own can be bound here',
      ],
      ['create rolebinding x --role=reader --user=jane', 'only ServiceAccounts of your own sandbox'],
      ['create rolebinding x --role=reader --serviceaccount=kube-system:default', 'only ServiceAccounts of your own'],
      ["create role all '--verb=*' --resource=pods", '* is not allowed here'],
      ['create serviceaccount learner', 'learner is not allowed here'],
      ['delete rolebinding labrador-bot', 'not found'],
      [`patch sa learner -p '{"metadata":{"labels":{"a":"b"}}}'`, 'serviceaccounts "learner" not found'],
      ['create clusterrole x --verb=get --resource=pods', 'Write a Role'],
    ] as const) {
      expect(await text(line)).toContain(said);
    }
    await text('create rolebinding labrador-bot --role=reader --dry-run=client -o yaml > kept.yaml');
    expect(await text('delete -f kept.yaml')).toContain(
      'rolebindings.rbac.authorization.k8s.io "labrador-bot" not found',
    );
  },
);

test('a Pod runs as an account of its learner, without a token', {timeout: 60_000}, async () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: as-web}
spec:
  serviceAccountName: web
  containers: [{name: main, image: "nginx:1.18-alpine"}]
`;
  expect(await apply(pod)).toContain('runs as web, without a token');
  expect(await output('get pod as-web -o jsonpath="{.spec.serviceAccountName}"')).toBe('web');
  await text('wait pod/as-web --for=condition=ready');
  expect(await text('exec as-web -- ls /var/run/secrets/kubernetes.io')).toContain('No such file or directory');
});

test('a Job is made of a CronJob by hand', {timeout: 60_000}, async () => {
  await text("create cronjob nightly --image=busybox:1.36 --schedule='0 3 * * *' -- echo once");
  expect(await output('create job now --from=cronjob/nightly')).toBe('job.batch/now created');
  expect(await text('wait job/now --for=condition=complete')).toContain('condition met');
  expect(await output('logs job/now')).toBe('once');
  expect(await text('create job now --from=cronjob/none')).toContain('cronjobs.batch "none" not found');
});

test(
  'what a file says takes the place of what is there, and what it does not say goes',
  {timeout: 60_000},
  async () => {
    await text('create cm colours --from-literal=a=red --from-literal=b=blue');
    await text('create cm colours --from-literal=a=green --dry-run=client -o yaml > colours.yaml');
    expect(await output('replace -f colours.yaml')).toBe('configmap/colours replaced');
    expect(await output('get cm colours -o jsonpath="{.data}"')).toBe('{"a":"green"}');
    await text('create sa one --dry-run=client -o yaml > accounts.yaml');
    await text('echo --- >> accounts.yaml');
    await text('create sa two --dry-run=client -o yaml >> accounts.yaml');
    expect(await output('apply -f accounts.yaml')).toBe('serviceaccount/one created\nserviceaccount/two created');
    expect(await output('replace --help')).toContain('Examples:\n  kubectl replace -f specs/nginx');
    expect(await output('help auth')).toContain('  can-i [--subresource=…] [--as=…] [--list]');
    await text('create cm none --dry-run=client -o yaml > none.yaml');
    expect(await text('replace -f none.yaml')).toContain('configmaps "none" not found');
  },
);
