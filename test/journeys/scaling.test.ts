import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let labrador: Labrador;
let ada: Person;
const text = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).text();
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${labrador.admin.url}/_emulator${path}`, {method: 'POST', body: JSON.stringify(body)});
  expect(response.status).toBe(200);
}

/** Emulated seconds, of which five pass in one. */
const later = async (seconds: number): Promise<void> => control('/clock', {advanceMs: seconds * 200});

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
});
afterAll(async () => labrador?.close());

test('what Pods use is seen, and their number follows it', {timeout: 90_000}, async () => {
  const created = await ada.types('/kubectl command:create deployment web --image=nginx:1.18-alpine');
  await created.until(/\*\*Running\*\* · 1\/1 ready/);
  // it fits no node, and is never measured
  await ada.types(
    `/kubectl command:run stuck --image=busybox:1.36 --overrides='{"spec":{"nodeSelector":{"disk":"none"}}}'`,
  );
  expect(await text('top pods -l run=stuck')).toMatch(/error: metrics not available yet[^]*ask again/);
  await ada.types('/kubectl command:delete pod stuck --wait=false');
  await later(20);
  expect(await output('top pods')).toMatch(/^NAME +CPU\(cores\) +MEMORY\(bytes\) *\nweb-\S+ +1m +6Mi *$/);
  expect(await output('top nodes')).toMatch(
    /^NAME +CPU\(cores\) +CPU\(%\) +MEMORY\(bytes\) +MEMORY\(%\) *\nnode-\d +\d+m +\d+% /,
  );

  expect(await output('autoscale deployment web --max=3 --cpu=50% --dry-run=client -o yaml')).toBe(
    [
      'apiVersion: autoscaling/v2',
      'kind: HorizontalPodAutoscaler',
      'metadata:',
      '  creationTimestamp: null',
      '  name: web',
      'spec:',
      '  maxReplicas: 3',
      '  metrics:',
      '  - resource:',
      '      name: cpu',
      '      target:',
      '        averageUtilization: 50',
      '        type: Utilization',
      '    type: Resource',
      '  scaleTargetRef:',
      '    apiVersion: apps/v1',
      '    kind: Deployment',
      '    name: web',
      'status:',
      '  currentMetrics: null',
      '  desiredReplicas: 0',
    ].join('\n'),
  );
  expect(await text('autoscale deployment web --min=1 --max=3 --cpu=50%')).toContain(
    'horizontalpodautoscaler.autoscaling/web autoscaled',
  );
  expect(await output('get hpa')).toMatch(
    /^NAME +REFERENCE +TARGETS +MINPODS +MAXPODS +REPLICAS +AGE\nweb +Deployment\/web +cpu: <unknown>\/50% +1 +3 +0 /,
  );
  const {namespace} = await sandbox();
  await control('/usage', {namespace, labelSelector: 'app=web', cpu: '100m'});
  await waitUntil('three Pods', async () => {
    await later(15);
    return (await output('get deploy web')).includes('3/3') ? true : undefined;
  });
  expect(await output('describe hpa web')).toMatch(
    /resource cpu on pods {2}\(as a percentage of request\): +1000% \(100m\) \/ 50%[^]*SuccessfulRescale[^]*above target/,
  );
  expect(await output('get all')).toMatch(/replicaset\.apps\/[^]*horizontalpodautoscaler\.autoscaling\/web/);
  await waitUntil('what all three use', async () => {
    await later(15);
    const seen = await output('top pods -l app=web --sum --no-headers');
    return /________ +________ *\n +300m +18Mi *$/.test(seen) || undefined;
  });
});

const sandbox = async (): Promise<{namespace: string}> => {
  const namespace = /namespace: (\S+)/u.exec(await output('get deployment web -o yaml'))?.[1];
  expect(namespace).toBeDefined();
  return {namespace: namespace ?? ''};
};

test('a budget is made by a line, seen and changed', {timeout: 90_000}, async () => {
  expect(await text('create pdb web --selector=app=web --min-available=1')).toContain(
    'poddisruptionbudget.policy/web created',
  );
  await waitUntil('a budget that allows something', async () =>
    (await output('get pdb')).includes(' 0 ') ? undefined : true,
  );
  expect(await output('get pdb')).toMatch(
    /^NAME +MIN AVAILABLE +MAX UNAVAILABLE +ALLOWED DISRUPTIONS +AGE\nweb +1 +N\/A +[12] /,
  );
  expect(await output('describe pdb web')).toMatch(/^Name: +web\n[^]*Min available: +1\nSelector: +app=web\nStatus:\n/);
  expect(await text(`patch pdb web -p '{"spec":{"minAvailable":2}}'`)).toContain(
    'poddisruptionbudget.policy/web patched',
  );
  expect(await text('wait pdb/web --for=condition=DisruptionAllowed --timeout=5s')).toContain(
    'poddisruptionbudget.policy/web condition met',
  );
  expect(await text('delete pdb web')).toContain('poddisruptionbudget.policy "web" deleted');
});

test('what is not measured here is said in kubectl’s words, with a way', async () => {
  await control('/faults', {match: {path: '/apis/metrics.k8s.io'}, status: 404});
  expect(await text('top pods')).toMatch(/error: Metrics API not available[^]*describe pod NAME/);
  await control('/faults', {match: {path: '/apis/metrics.k8s.io/v1beta1'}, status: 503, times: 1});
  expect(await text('top pods')).toMatch(/a fault that was ordered[^]*Try again/);
  expect(await text('top nodes node-77')).toContain('nodemetrics.metrics.k8s.io "node-77" not found');
  expect(await text('top pod nothing')).toMatch(/podmetrics\.metrics\.k8s\.io "\S+\/nothing" not found/);
  expect(await text('autoscale daemonset/x --max=3')).toMatch(
    /A DaemonSet has no replicas[^]*autoscale deployment\/NAME/,
  );
});
