import {expect} from 'vitest';
import {z} from 'zod';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {execInPod} from '#src/cluster/api/exec-in-pod.ts';
import {nodeAgentNamespace} from '#src/cluster/api/identities.ts';
import type {Person} from './chat-page.ts';
import type {Labrador} from './labrador.ts';
import {waitUntil} from './wait-until.ts';

const kubectl = (line: string): string => `/kubectl command:${line}`;

/** The learner's own YAML for the first half of the challenge. */
const onDelete = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: nginx
  labels:
    kubernetes.courselabs.co: daemonsets
spec:
  selector:
    matchLabels:
      app: nginx
  updateStrategy:
    type: OnDelete
  template:
    metadata:
      labels:
        app: nginx
        kubernetes.courselabs.co: daemonsets
    spec:
      initContainers:
        - name: init-html
          image: busybox:1.36
          command: ['sh', '-c', 'echo "<h1>Only when asked</h1>" > /html/index.html']
          volumeMounts:
            - {name: html, mountPath: /html}
      containers:
        - name: nginx
          image: nginx:1.18-alpine
          volumeMounts:
            - {name: html, mountPath: /usr/share/nginx/html}
      volumes:
        - name: html
          emptyDir: {}
`;

/** The lab's text from the first apply to the cleanup and beyond, as one person types it and sees it answered. */
export async function playDaemonSetsLab(person: Person): Promise<void> {
  await person
    .types('/lab start')
    .then(async (answer) => expect(await answer.text()).toMatch(/namespace\/\S+ ready on node/));
  await deploy(person);
  await breakIt(person);
  await mendIt(person);
  await chooseNodes(person);
  await challenge(person);
  await debugPod(person);
  await cleanUp(person);
}

async function deploy(person: Person): Promise<void> {
  const applied = await person.types(kubectl('kubectl apply -f labs/daemonsets/specs/nginx'));
  expect(await applied.text()).toContain('daemonset.apps/nginx created');
  expect(await applied.text()).toContain('the cluster picks the node port, not 30010');
  await applied.until(/\*\*Running\*\* · 1\/1 ready/);
  expect(await (await person.types(kubectl('kubectl get daemonset'))).output()).toMatch(
    /^nginx +1 +1 +1 +1 +1 +<none>/m,
  );
  const [, ip] =
    /^nginx-\S+ +1\/1 +Running +0 +\S+ +(\S+) /m.exec(
      await (await person.types(kubectl('kubectl get po -l app=nginx -o wide'))).output(),
    ) ?? [];
  expect(ip).toBeDefined();
  expect(await (await person.types(kubectl('kubectl get endpoints nginx-np'))).output()).toContain(`${ip}:80`);
  const page = await (await person.types('/browse service:nginx-np')).text();
  expect(page).toContain('HTTP 200');
  expect(page).toContain('Welcome to nginx!');
}

async function breakIt(person: Person): Promise<void> {
  const applied = await person.types(kubectl('kubectl apply -f labs/daemonsets/specs/nginx/update-bad'));
  const watched = await person.types(kubectl('kubectl get pods -l app=nginx --watch'));
  // the STATUS depends on the version, what it is does not: a crash loop, from the second end on
  const looping =
    /✗ nginx-\S+ — \*\*(?:Completed|CrashLoopBackOff|Running)\*\* .* [1-9]\d* restarts? · \*\*crash loop since\*\*/;
  await applied.until(looping, 120_000);
  const card = await applied.until(/Terminating[^\n]*→ gone/);
  expect(card).toMatch(/\*\*gone\*\*/);
  expect(card).toMatch(/The app (?:had|has) no ready Pod/);
  await watched.until(looping);
  const page = await (await person.types('/browse service:nginx-np')).text();
  expect(page).toMatch(/The app does not answer: .*No Pod has been ready behind it since <t:\d+:T>/);
}

async function mendIt(person: Person): Promise<void> {
  const applied = await person.types(kubectl('kubectl apply -f labs/daemonsets/specs/nginx/update-good'));
  const card = await applied.until(/\*\*Running\*\* · 1\/1 ready/, 120_000);
  // what lasts a moment a kubelet may leave out
  expect(card).toMatch(/Init:0\/1[^\n]*→ (?:PodInitializing[^\n]*→ )?Running/);
  expect(await (await person.types(kubectl('kubectl logs -l app=nginx'))).text()).toContain(
    'kubectl logs -l app=nginx',
  );
  const written = await (
    await person.types(kubectl('kubectl exec daemonset/nginx -- cat /usr/share/nginx/html/index.html'))
  ).output();
  expect(written).toContain('init container');
  const page = await (await person.types('/browse service:nginx-np')).text();
  expect(page).toContain('HTTP 200');
  expect(page).toContain('init container');
}

async function chooseNodes(person: Person): Promise<void> {
  const applied = await person.types(kubectl('kubectl apply -f labs/daemonsets/specs/nginx/update-subset'));
  await applied.until(/\*\*gone\*\*/, 120_000);
  await untilOutput(person, 'kubectl get ds nginx', /^nginx +0 +0 +0 +0 +0 +kubernetes\.courselabs\.co\.ip=public/m);
  const labelled = await person.types(
    kubectl(
      "kubectl label node $(kubectl get nodes -o jsonpath='{.items[0].metadata.name}') kubernetes.courselabs.co.ip=public",
    ),
  );
  expect(await labelled.text()).toMatch(/node\/\S+ labeled/);
  await labelled.until(/\*\*Running\*\* · 1\/1 ready/, 120_000);
  expect(await (await person.types(kubectl('kubectl get nodes --show-labels'))).output()).toContain(
    'kubernetes.courselabs.co.ip=public',
  );
}

async function challenge(person: Person): Promise<void> {
  const before = await podNames(person);
  const applied = await person.types('/apply', {file: {name: 'on-delete.yaml', text: onDelete}});
  expect(await applied.text()).toContain('daemonset.apps/nginx configured');
  await untilOutput(person, 'kubectl get ds nginx', /^nginx +1 +1 +1 +0 +1 /m);
  expect(await podNames(person)).toEqual(before);
  const deleted = await person.types(kubectl(`kubectl delete pod ${before[0]}`));
  await deleted.until(/\*\*Running\*\* · 1\/1 ready/, 120_000);
  const after = await waitUntil('another Pod has taken its place', async () => {
    const names = await podNames(person);
    return names.length === 1 && names[0] !== before[0] ? names : undefined;
  });
  expect(await (await person.types('/browse service:nginx-np')).text()).toContain('Only when asked');

  await person.types(kubectl('kubectl delete ds nginx —cascade=orphan'));
  await untilOutput(person, 'kubectl get ds', /No resources found/);
  expect(await podNames(person)).toEqual(after);
  expect(await (await person.types(kubectl('kubectl exec daemonset/nginx -- ls /'))).text()).toContain(
    'daemonsets.apps "nginx" not found',
  );
}

async function debugPod(person: Person): Promise<void> {
  const back = await person.types(kubectl('kubectl apply -f labs/daemonsets/specs/nginx'));
  await back.until(/\*\*Running\*\* · 1\/1 ready/, 120_000);
  await untilOutput(person, 'kubectl get ds nginx', /^nginx +1 +1 +1 +1 +1 /m);
  const applied = await person.types(kubectl('kubectl apply -f labs/daemonsets/specs/sleep-with-hostPath.yaml'));
  await applied.until(/sleep — \*\*Running\*\* · 1\/1 ready/, 120_000);
  const rows = await (await person.types(kubectl('kubectl get po -l app -o wide'))).output();
  const nodes = [...rows.matchAll(/^(?:nginx-\S+|sleep) .*? Running .*? (\S+) +<none> +<none> *$/gm)].map(
    ([, node]) => node,
  );
  expect(nodes).toHaveLength(2);
  expect(new Set(nodes).size).toBe(1);
  expect(
    await (await person.types(kubectl('kubectl exec daemonset/nginx -- ls -l /var/log/nginx'))).output(),
  ).toContain('access.log');
  expect(
    await (await person.types(kubectl('kubectl exec pod/sleep -- ls -l /node-root/volumes/nginx-logs'))).output(),
  ).toContain('access.log');
}

async function cleanUp(person: Person): Promise<void> {
  const deleted = await person.types(kubectl('kubectl delete svc,ds,po -l kubernetes.courselabs.co=daemonsets'));
  const text = await deleted.text();
  for (const line of [
    'service "nginx-lb" deleted',
    'service "nginx-np" deleted',
    'daemonset.apps "nginx" deleted',
    'pod "sleep" deleted',
  ]) {
    expect(text).toContain(line);
  }
  await untilOutput(person, 'kubectl get all', /No resources found/, 120_000);
}

async function podNames(person: Person): Promise<string[]> {
  const output = await (await person.types(kubectl('kubectl get pods -l app=nginx -o name'))).output();
  return [...output.matchAll(/^pod\/(\S+)$/gm)].map(([, name]) => name ?? '');
}

async function untilOutput(person: Person, line: string, pattern: RegExp, withinMs = 60_000): Promise<void> {
  let last = '';
  await waitUntil(
    `${line} shows ${String(pattern)}`,
    async () => {
      last = await (await person.types(kubectl(line))).output();
      return pattern.test(last) ? last : undefined;
    },
    {withinMs, seen: () => last},
  );
}

/** Leaves, and checks as the administrator that nothing of the learner is left: namespace, node label, host folder. */
export async function leaveNothingBehind(person: Person, {admin}: Labrador): Promise<void> {
  const left = await (await person.types('/lab leave')).answered(180_000);
  const text = await left.text();
  expect(text).toMatch(/namespace "\S+" deleted/);
  expect(text).toMatch(/host folder on \S+ erased/);
  expect(text).not.toContain('could not be erased');
  const {body} = await admin.as(undefined).request({path: '/api/v1/namespaces'});
  expect(
    z
      .looseObject({items: z.array(namedSchema)})
      .parse(body)
      .items.map(({metadata}) => metadata.name),
  ).not.toContainEqual(expect.stringContaining(person.id));
  expect(await hostFolders(admin)).not.toContain(person.id);
  const nodes = await admin.as(undefined).request({path: '/api/v1/nodes'});
  expect(JSON.stringify(nodes.body)).not.toContain(`${person.id}.node.labrador.dev`);
}

/** What the node agents see of all sandboxes' folders. */
async function hostFolders(admin: ApiServer): Promise<string> {
  const client = admin.as(undefined);
  const {body} = await client.request({path: `/api/v1/namespaces/${nodeAgentNamespace}/pods`});
  const agents = z.looseObject({items: z.array(namedSchema)}).parse(body).items;
  expect(agents.length).toBeGreaterThan(0);
  const listings = await Promise.all(
    agents.map(async ({metadata}) =>
      execInPod(client, {
        namespace: nodeAgentNamespace,
        pod: metadata.name,
        container: 'agent',
        command: ['ls', '-a', '/var/lib/labrador', '/var/lib/labrador/sandboxes'],
        limitBytes: 65_536,
        signal: AbortSignal.timeout(20_000),
      }),
    ),
  );
  return listings.map(({output}) => output).join('\n');
}

const namedSchema = z.looseObject({metadata: z.looseObject({name: z.string()})});
