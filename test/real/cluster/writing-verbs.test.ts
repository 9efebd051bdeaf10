import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {realCluster} from '#test/support/real-cluster.ts';

const run = promisify(execFile);
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: nginx
          image: nginx:1.18-alpine
`;

/** Its containers hear no SIGTERM, as `sleep` is their first process: each lives for all of the minute that it is given. */
const unhurriedPod = `      terminationGracePeriodSeconds: 60
      containers:
        - name: main
          image: busybox:1.36
          command: [sleep, '600']
`;
const unhurried = (kind: string, name: string, more = ''): string => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
${kind === 'Deployment' ? '  replicas: 2\n' : ''}  template:
    metadata: {labels: {app: ${name}}}
    spec:
${unhurriedPod}${more}`;
const withHook = "          lifecycle: {preStop: {exec: {command: [sleep, '50']}}}\n";

let labrador: Labrador;
let ada: Person;
let namespace: string;

/** What kubectl itself prints in the sandbox, as an administrator. */
async function kubectl(line: string): Promise<string> {
  const command = `kubectl --kubeconfig "$TEST_KUBECONFIG" -n ${namespace} ${line}`;
  const {stdout, stderr} = await run('bash', ['-c', command]).catch((error: unknown) => {
    if (error instanceof Error && 'stdout' in error && 'stderr' in error) return error;
    throw error;
  });
  return `${String(stdout)}${String(stderr)}`.trim();
}

/** What the learner is shown of it. */
async function shown(line: string): Promise<string> {
  const text = await (await ada.types(`/kubectl command:${line}`)).text();
  const blocks = [...text.matchAll(/```\n(?<block>[\s\S]*?)\n```/g)].map(({groups}) => groups?.['block'] ?? '');
  return blocks.join('\n').trim();
}

beforeAll(async () => {
  labrador = await startLabrador(await realCluster());
  ada = await labrador.chat.join('lamarr');
  const started = await ada.types('/lab start');
  namespace = /labrador-open-\w+-\d+/.exec(await started.text())?.[0] ?? '';
  await ada.types('/kubectl command:apply -f specs/nginx/daemonset.yaml');
  await ada.types('/apply', {file: {name: 'web.yaml', text: deployment}});
  await ada.types('/kubectl command:rollout status daemonset/nginx');
  await ada.types('/kubectl command:rollout status deployment/web');
});
afterAll(async () => labrador?.close());

test.each([
  'rollout status daemonset/nginx',
  'rollout status deployment/web --watch=false',
  'rollout history daemonset/nginx',
  'rollout history deployment/web',
  'rollout undo daemonset/nginx --to-revision=77',
  'rollout undo deployment/web',
  'rollout pause daemonset/nginx',
  'scale deployment/web --replicas=1',
  'scale deployment/web --replicas=3 --current-replicas=9',
  `patch daemonset/nginx -p '{"spec":{"minReadySeconds":0}}'`,
  'set image deployment/web other=busybox:1.36',
  'annotate daemonset/nginx owner=ada --overwrite',
  'annotate daemonset/nginx owner=grace',
  'annotate daemonset/nginx none-',
  `wait pods -l app=nginx --for=condition=Ready`,
  `wait daemonset/nginx --for=jsonpath='{.status.numberReady}'=1`,
  'wait daemonset/nginx --for=condition=Never --timeout=1s',
  'wait pod/none --for=condition=Ready',
  'wait pods -l app=none --for=condition=Ready',
])('%s is answered as kubectl prints it', async (line) => {
  const expected = await kubectl(line);
  expect(await shown(line)).toBe(expected);
});

test('a second pause, a resume and what a pause forbids are answered as kubectl prints it', async () => {
  expect(await kubectl('rollout pause deployment/web')).toBe('deployment.apps/web paused');
  for (const line of ['rollout pause deployment/web', 'rollout restart deployment/web']) {
    const expected = await kubectl(line);
    expect(await shown(line)).toBe(expected);
  }
  expect(await shown('rollout resume deployment/web')).toBe('deployment.apps/web resumed');
  const expected = await kubectl('rollout resume deployment/web');
  expect(await shown('rollout resume deployment/web')).toBe(expected);
});

test('a change is rolled out, waited for and undone, and an edit takes hold', async () => {
  await shown(`patch ds/nginx -p '{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":1}}}}'`);
  expect(await shown('rollout status daemonset/nginx')).toMatch(/daemon set "nginx" successfully rolled out$/);
  const history = await kubectl('rollout history daemonset/nginx');
  expect(await shown('rollout history daemonset/nginx')).toBe(history);
  expect(await shown('rollout undo daemonset/nginx')).toBe('daemonset.apps/nginx rolled back');
  expect(await kubectl(`get ds nginx -o jsonpath='{.spec.template.spec.terminationGracePeriodSeconds}'`)).toBe('30');
  expect(await kubectl(`get ds nginx -o jsonpath='{.spec.template.spec.automountServiceAccountToken}'`)).toBe('false');
  expect(await shown('set image deployment/web nginx=busybox:1.36')).toBe('deployment.apps/web image updated');
  expect(await shown('rollout undo deployment/web')).toBe('deployment.apps/web rolled back');
  expect(await kubectl(`get deploy web -o jsonpath='{.spec.template.spec.containers[0].image}'`)).toBe(
    'nginx:1.18-alpine',
  );
});

async function leaves(): Promise<string> {
  const left = await ada.sends('/lab leave');
  await left.answered(45_000);
  return left.text();
}

test('who leaves does not wait until every container has had its time', async () => {
  await ada.types('/apply', {file: {name: 'unhurried.yaml', text: unhurried('DaemonSet', 'unhurried')}});
  expect(await shown('rollout status daemonset/unhurried')).toMatch(/successfully rolled out$/);
  expect(await leaves()).toContain(`namespace "${namespace}" deleted`);
});

test('nor for hooks, for several Pods of a Deployment, or for what began to end before', async () => {
  await ada.types('/lab start');
  const text = [unhurried('DaemonSet', 'before'), unhurried('Deployment', 'hooked', withHook)].join('---\n');
  await ada.types('/apply', {file: {name: 'unhurried.yaml', text}});
  expect(await shown('rollout status daemonset/before')).toMatch(/successfully rolled out$/);
  expect(await shown('rollout status deployment/hooked')).toMatch(/successfully rolled out$/);
  expect(await shown('delete daemonset before')).toBe(`daemonset.apps "before" deleted from ${namespace} namespace`);
  expect(await kubectl('wait pod -l app=before --for=jsonpath={.metadata.deletionGracePeriodSeconds}=60')).toMatch(
    /condition met$/,
  );
  expect(await leaves()).toContain(`namespace "${namespace}" deleted`);
});
