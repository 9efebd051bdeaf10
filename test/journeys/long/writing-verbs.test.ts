import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: nginx
          image: nginx:1.18-alpine
`;

let labrador: Labrador;
let ada: Person;
const says = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).text();
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();

async function disturbCluster(fault: object): Promise<void> {
  const response = await fetch(`${labrador.admin.url}/_emulator/faults`, {method: 'POST', body: JSON.stringify(fault)});
  expect(response.ok).toBe(true);
}

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  await ada.types('/kubectl command:apply -f specs/nginx/daemonset.yaml');
  await ada.types('/apply', {file: {name: 'web.yaml', text: deployment}});
});
afterAll(async () => labrador?.close());

describe('rollout', () => {
  test('status waits and says how far it is', async () => {
    expect(await says('rollout status daemonset/nginx')).toContain('daemon set "nginx" successfully rolled out');
    expect(await says('rollout status deploy/web --timeout=60s')).toContain('deployment "web" successfully rolled out');
    await says('rollout restart daemonset/nginx');
    const answer = await ada.types('/kubectl command:rollout status ds nginx');
    expect(await answer.text()).toMatch(/Waiting for daemon set[^]+daemon set "nginx" successfully rolled out/);
    expect((await answer.history()).some((version) => version.includes('⏳'))).toBe(true);
  });

  test('status ends when nothing comes of it, with what to look at', async () => {
    await says('scale deployment/web --replicas=40');
    const text = await says('rollout status deployment/web --timeout=1s');
    expect(text).toMatch(/Waiting for deployment "web" rollout to finish: \d+ (?:of|out of) 40/);
    expect(text).toMatch(/error: timed out waiting for the condition[^]*→ Look at the Pods/);
    expect(await says('rollout status deployment/web --watch=false')).toMatch(/Waiting for deployment "web"/);
    await says('scale deployment/web --replicas=1');
    await says('rollout status deployment/web');
  });

  test('history shows revisions, and undo goes back to one of them', async () => {
    await says(`patch ds/nginx -p '{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":7}}}}'`);
    await says('rollout status daemonset/nginx');
    const history = await output('rollout history daemonset/nginx');
    expect(history).toMatch(/^daemonset\.apps\/nginx \nREVISION {2}CHANGE-CAUSE\n1 {9}<none>\n2 {9}<none>/);
    expect(await output('rollout history ds/nginx --revision=1')).toMatch(
      /daemonset\.apps\/nginx with revision #1\nPod Template:[^]+Image:\tnginx:1\.18-alpine/,
    );
    expect(await says('rollout undo daemonset/nginx')).toContain('daemonset.apps/nginx rolled back');
    expect(await output('get ds nginx -o yaml')).not.toContain('terminationGracePeriodSeconds: 7');
    expect(await says('rollout undo ds/nginx --to-revision=77')).toContain(
      'unable to find specified revision 77 in history',
    );
  });

  test('undo of a Deployment, which must not be paused', async () => {
    expect(await says('rollout undo deployment/web')).toContain('no rollout history found for deployment "web"');
    await says(`patch deploy/web -p '{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":3}}}}'`);
    await says('rollout status deployment/web');
    expect(await says('rollout pause deployment/web')).toContain('deployment.apps/web paused');
    expect(await says('rollout pause deployment/web')).toContain('is already paused');
    expect(await says('rollout undo deployment/web')).toContain('you cannot rollback a paused deployment');
    expect(await says('rollout restart deployment/web')).toContain("can't restart paused deployment");
    expect(await says('rollout resume deployment/web')).toContain('deployment.apps/web resumed');
    expect(await says('rollout undo deployment/web')).toContain('deployment.apps/web rolled back');
    expect(await output('get deploy web -o yaml')).toContain('terminationGracePeriodSeconds: 30');
    expect(await says('rollout pause ds/nginx')).toContain('pausing is not supported');
  });
});

describe('of a type alone, or by a selector', () => {
  test('each is rolled out anew, waited for and looked at', async () => {
    await says('create deployment api --image=nginx:1.18-alpine');
    expect(await output('rollout restart deployment')).toContain(
      'deployment.apps/api restarted\ndeployment.apps/web restarted',
    );
    expect(await output('rollout status deploy,ds --timeout=60s')).toMatch(
      /deployment "api" successfully rolled out[^]*deployment "web" successfully[^]*daemon set "nginx" successfully/,
    );
    expect(await output('rollout history deploy -l app=api')).toMatch(
      /^deployment\.apps\/api \nREVISION[^]*2 {9}<none>$/,
    );
    expect(await output('rollout restart deploy -l app=none')).toContain('No resources found in labrador-');
  });

  test('what one of them does not take keeps no other from it', async () => {
    await says('rollout pause deploy -l app=api');
    const text = await says('rollout restart deploy');
    expect(text).toContain('deployment.apps/web restarted');
    expect(text).toContain('error: deployments.apps "api" can\'t restart paused deployment');
    await says('delete deploy api');
  });
});

test('labels and annotations are listed, and set on what makes Pods', async () => {
  expect(await output('label deployment web tier=front owner=ada')).toBe('deployment.apps/web labeled');
  expect(await output('label deployment web owner=grace tier- --overwrite')).toBe('deployment.apps/web modified');
  expect(await output('label deployment web --list')).toBe('owner=grace');
  expect(await output('label deploy --all --list more=x')).toBe(
    'Listing labels for Deployment.apps/web:\n more=x\n owner=grace',
  );
  for (const why of ['first', 'second']) {
    const line = `annotate deployment/web kubernetes.io/change-cause=${why}`;
    expect(await output(line)).toBe('deployment.apps/web annotated');
  }
  expect(await output('annotate deployment web --list')).toContain('kubernetes.io/change-cause=second');
});

test('a label of a node of one’s own is listed, and waited for', async () => {
  const node = "$(kubectl get nodes -o jsonpath='{.items[0].metadata.name}')";
  await says(`label node ${node} disk=fast`);
  expect(await output(`label node ${node} --list`)).toMatch(/^disk=fast$/m);
  expect(await output(`wait node --all --for=jsonpath='{.metadata.labels.disk}'=fast --timeout=5s`)).toMatch(
    /^node\/node-\d condition met$/m,
  );
  await says(`label node ${node} disk-`);
});

test('what is yet to be made is waited for', async () => {
  await says('run late --image=nginx:1.18-alpine');
  expect(await output('wait --for=create --for=condition=Ready pod/late --timeout=20s')).toBe(
    'pod/late condition met\npod/late condition met',
  );
  expect(await says('wait --for=create pod/never --timeout=1s')).toContain(
    'error: timed out waiting for the condition',
  );
});

test('of an object that a line hands on, a refusal names the field', async () => {
  const text = await says('create deployment x --image=nobody/knows --dry-run=client -o yaml | kubectl apply -f -');
  expect(text).toContain('your line: spec.template.spec.containers[0].image');
});

test('a card says why Pods do not come, and no more once they do', async () => {
  const scaled = await ada.types('/kubectl command:scale deployment/web --replicas=40');
  await scaled.until(/⚠ deployment\/web is not let make its Pods: exceeded quota[^]*→ Your sandbox has no more room/);
  await says('scale deployment/web --replicas=1');
  await scaled.until(/^(?![^]*is not let)[^]*Running/);
  const text = deployment
    .replace('Deployment', 'DaemonSet')
    .replace('name: web', 'name: big')
    .replaceAll('app: web', 'app: big')
    .replace('  replicas: 1\n', '')
    .replace('image:', 'resources: {limits: {cpu: 600m}}\n          image:');
  const applied = await ada.types('/apply', {file: {name: 'big.yaml', text}});
  const card = await applied.until(/⚠ daemonset\/big is not let make its Pods: maximum cpu usage/);
  expect(card).toMatch(/per Container is 500m[^]*→ Change/);
  await says('delete daemonset big');
});

test('an undo that may have been written is not repeated unasked', async () => {
  await says(`patch ds/nginx -p '{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":9}}}}'`);
  await disturbCluster({match: {method: 'PATCH', path: '/apis/apps/v1/namespaces'}, drop: true, times: 1});
  const undo = await ada.types('/kubectl command:rollout undo daemonset/nginx');
  expect(await undo.text()).toContain('Interrupted');
  const again = await (await ada.presses(await undo.message(), 'Run it again')).answered();
  expect(await again.text()).toContain('daemonset.apps/nginx rolled back');
});

test('a change whose answer was lost is made once', async () => {
  const args = '[{"op":"add","path":"/spec/template/spec/containers/0/args","value":["-g","daemon off;"]}]';
  await says(`patch deploy/web --type=json -p '${args}'`);
  const add = '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"-q"}]';
  await disturbCluster({match: {method: 'PATCH', path: '/apis/apps/v1/namespaces'}, status: 503, times: 1});
  expect(await says(`patch deploy/web --type=json -p '${add}'`)).toContain('deployment.apps/web patched');
  expect((await output('get deploy web -o yaml')).match(/- -q/g)).toHaveLength(1);
});

describe('scale, set image, annotate', () => {
  test('scale sets the replicas, if they are as expected', async () => {
    expect(await says('scale deployment/web --replicas=2')).toContain('deployment.apps/web scaled');
    expect(await says('scale deployment/web --replicas=3 --current-replicas=7')).toContain(
      'error: Expected replicas to be 7, was 2',
    );
    expect(await says('scale deployment/web --replicas=1000')).toMatch(/spec\.replicas must be between 0 and 50/);
    expect(await says('scale deployment/nothing --replicas=1')).toContain('deployments.apps "nothing" not found');
    expect(await output('get deploy web -o yaml')).toContain('replicas: 2');
  });

  test('set image takes the images of the lab', async () => {
    expect(await says('set image deployment/web nginx=busybox:1.36')).toContain('deployment.apps/web image updated');
    expect(await says('set image deployment/web nginx=evil:1')).toMatch(
      /spec\.template\.spec\.containers\[0\]\.image evil:1 is not an image of this lab[^]*→ Allowed/,
    );
    expect(await says('set image deployment/web other=busybox:1.36')).toContain(
      'unable to find container named "other"',
    );
    expect(await output('get deploy web -o yaml')).toContain('image: busybox:1.36');
    await says('set image deployment/web nginx=nginx:1.18-alpine');
  });

  test('annotate sets, keeps and removes', async () => {
    expect(await says('annotate ds/nginx owner=ada')).toContain('daemonset.apps/nginx annotated');
    expect(await says('annotate ds/nginx owner=grace')).toContain("'owner' already has a value (ada)");
    await says('annotate ds/nginx owner=grace --overwrite');
    expect(await output('get ds nginx -o yaml')).toContain('owner: grace');
    await says('annotate ds/nginx owner-');
    expect(await output('get ds nginx -o yaml')).not.toContain('owner:');
    expect(await says('annotate ds/nginx cni.projectcalico.org/ipAddrs=x')).toMatch(/is not allowed here/);
  });
});

describe('patch', () => {
  test('is understood in all three languages', async () => {
    expect(await says(`patch ds nginx -p '{"spec":{"minReadySeconds":1}}'`)).toContain('daemonset.apps/nginx patched');
    expect(await says(`patch ds nginx --type=merge -p '{"spec":{"minReadySeconds":1}}'`)).toContain(
      'patched (no change)',
    );
    const json = '[{"op":"replace","path":"/spec/minReadySeconds","value":0}]';
    expect(await says(`patch ds nginx --type=json -p '${json}'`)).toContain('daemonset.apps/nginx patched');
    expect(await says(`patch ds nginx --type=json -p '[{"op":"remove","path":"/spec/none"}]'`)).toContain(
      'The patch names /spec/none',
    );
  });

  test.each([
    ['{"spec":{"template":{"spec":{"hostNetwork":true}}}}', 'spec.template.spec.hostNetwork is not allowed here'],
    [
      '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","securityContext":{"privileged":true}}]}}}}',
      'spec.template.spec.containers[0].securityContext.privileged is not allowed here',
    ],
    [
      '{"spec":{"template":{"spec":{"volumes":[{"name":"logs","hostPath":{"path":"/etc"}}]}}}}',
      'spec.template.spec.volumes[0].hostPath.path /etc is not allowed here',
    ],
    ['{"spec":{"template":{"spec":{"nodeName":"node-2"}}}}', 'spec.template.spec.nodeName is not allowed here'],
    ['{"metadata":{"namespace":"kube-system"}}', 'metadata.namespace cannot be changed'],
    ['{"metadata":{"ownerReferences":[]}}', 'metadata.ownerReferences is not allowed here'],
    ['{"metadata":{"name":"other"}}', 'metadata.name cannot be changed'],
  ])('refuses what applying would refuse: %s', async (patch, sentence) => {
    const before = await output('get ds nginx -o yaml');
    expect(await says(`patch ds/nginx -p '${patch}'`)).toContain(sentence);
    const versionOf = (yaml: string) => /resourceVersion: .*/.exec(yaml)?.[0];
    expect(versionOf(await output('get ds nginx -o yaml'))).toBe(versionOf(before));
  });

  test('keeps Pods on the sandbox’s node and out of the host', async () => {
    await says(
      `patch ds/nginx -p '{"spec":{"template":{"spec":{"affinity":null,"automountServiceAccountToken":null,"volumes":[{"name":"root","hostPath":{"path":"/"}}],"containers":[{"name":"nginx","volumeMounts":[{"name":"root","mountPath":"/host"}]}]}}}}'`,
    );
    const {body} = await labrador.admin.as(undefined).request({path: '/apis/apps/v1/daemonsets'});
    const stored = JSON.stringify(body);
    expect(stored).toContain('"key":"metadata.name","operator":"In"');
    expect(stored).toContain('"automountServiceAccountToken":false');
    expect(stored).toMatch(/"path":"\/var\/lib\/labrador\/sandboxes\/labrador-open-\w+-\d+"/);
    expect(stored).toMatch(
      /"mountPath":"\/host","name":"root","readOnly":true|"name":"root","mountPath":"\/host","readOnly":true|"name":"root","readOnly":true,"mountPath":"\/host"/,
    );
  });

  test('and apply together give no more than either: a mount that stays from before cannot become writable', async () => {
    const volumes = (path: string) => `      volumes:\n        - name: data\n          hostPath: {path: ${path}}\n`;
    const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: mounts}
spec:
  replicas: 0
  selector: {matchLabels: {app: mounts}}
  template:
    metadata: {labels: {app: mounts}}
    spec:
      containers:
        - name: nginx
          image: nginx:1.18-alpine
`;
    const leaf = manifest + volumes('/volumes/nginx-logs');
    await ada.types('/apply', {file: {name: 'leaf.yaml', text: leaf}});
    await says(
      `patch deploy/mounts -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","volumeMounts":[{"name":"data","mountPath":"/data"}]}]}}}}'`,
    );
    const root = await ada.types('/apply', {file: {name: 'root.yaml', text: manifest + volumes('/')}});
    expect(await root.text()).toContain('would not stay within the sandbox');
  });
});

describe('wait', () => {
  test('says what was met and what was not', async () => {
    await says('rollout status daemonset/nginx');
    expect(await says('wait pods -l app=nginx --for=condition=Ready --timeout=60s')).toMatch(
      /pod\/nginx-\S+ condition met/,
    );
    expect(await says(`wait ds/nginx --for=jsonpath='{.status.numberReady}'=1`)).toContain(
      'daemonset.apps/nginx condition met',
    );
    expect(await says('wait ds/nginx --for=condition=Never --timeout=1s')).toMatch(
      /error: timed out waiting for the condition on daemonsets\/nginx/,
    );
    expect(await says('wait pod/none --for=condition=Ready')).toContain('pods "none" not found');
    expect(await says('wait pods -l app=none --for=condition=Ready')).toContain('error: no matching resources found');
  });

  test('for a deletion', async () => {
    const name = /nginx-\S+/.exec(await output('get pods -l app=nginx -o name'))?.[0] ?? '';
    await says(`delete pod ${name}`);
    expect(await says(`wait pod/${name} --for=delete --timeout=60s`)).toMatch(/condition met|no output/);
  });

  test('can be cancelled', async () => {
    const waiting = await ada.sends('/kubectl command:wait ds/nginx --for=condition=Never --timeout=100s');
    await waitUntil('it runs', async () => ((await waiting.interaction()).state === 'deferred' ? true : undefined));
    await ada.types('/cancel');
    expect(await (await waiting.answered()).text()).toContain('Cancelled');
  });
});
