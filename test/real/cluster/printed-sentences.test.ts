import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {startSideBySide, type SideBySide} from '#test/support/side-by-side.ts';

const manifests = (page: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: page, labels: {app: web}}
data: {index.html: "${page}"}
---
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web}}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
      - name: main
        image: "busybox:1.36"
        command: [sh, -c, "echo hello; sleep 3600"]
        env: [{name: TWICE, value: one}]
---
apiVersion: v1
kind: Pod
metadata: {name: alone, labels: {app: alone}}
spec:
  terminationGracePeriodSeconds: 0
  nodeSelector: {beta.kubernetes.io/os: linux}
  containers: [{name: main, image: "busybox:1.36", command: [sh, -c, "echo one; echo two; sleep 3600"]}]
`;

/** The same commands on the same objects: by kubectl in one namespace, by our operations in another. */
let theirs: SideBySide;
let own: SideBySide;

beforeAll(async () => {
  const {TEST_KUBECONFIG: kubeconfig = ''} = process.env;
  if (kubeconfig === '')
    throw new Error('Set TEST_KUBECONFIG to the kubeconfig of a cluster that these tests may use.');
  const id = randomBytes(4).toString('hex');
  theirs = await startSideBySide(kubeconfig, `labrador-theirs-${id}`);
  own = await startSideBySide(kubeconfig, `labrador-ours-${id}`);
}, 60_000);

afterAll(async () => {
  await Promise.all([theirs.close(), own.close()]);
});

/** kubectl applies by an annotation, in which it warns of changes that it does not have; ours needs none. */
const ofTheAnnotation = /^Warning: resource \S+ was previously managed with 'kubectl apply'.*\n/gmu;

/** How far a rollout is, which each sees as often as it changes while it looks. */
const onTheWay = /^Waiting for deployment .*\n/gmu;

/** Without what differs between two namespaces: their names, and what controllers add to names. */
function normalised(text: string, {namespace}: SideBySide): string {
  return text
    .trimEnd()
    .replaceAll(ofTheAnnotation, '')
    .replaceAll(onTheWay, '')
    .replaceAll(namespace, 'NAMESPACE')
    .replaceAll(/\bweb-[a-z0-9]{6,10}(?:-[a-z0-9]{5})?\b/gu, 'web-ID');
}

/** What both say; the line has no spaces within its quotes. */
/** Lines that kubectl logs about itself now and then: of a watch that ended soon, for one. */
const ofItsLog = /^[IWE]\d{4} .*\n/gm;

async function bothSay(line: string): Promise<{ours: string; kubectl: string}> {
  const failure = (error: unknown): string =>
    typeof error === 'object' && error !== null && 'stderr' in error
      ? String(error.stderr).replaceAll(ofItsLog, '')
      : String(error);
  const [ours, kubectl] = await Promise.all([own.ours(line), theirs.kubectl(line.replaceAll("'", '')).catch(failure)]);
  return {ours: normalised(ours, own), kubectl: normalised(kubectl, theirs)};
}

test('what is applied is created, unchanged or configured, and what the API server warns of is told', async () => {
  for (const yaml of [manifests('one'), manifests('one'), manifests('two')]) {
    expect(normalised(await own.applyOurs(yaml), own)).toBe(normalised(await theirs.apply(yaml), theirs));
  }
});

test('each verb says what kubectl says', async () => {
  for (const line of [
    'rollout status deployment/web --timeout=60s',
    'wait --for=condition=Ready pod/alone --timeout=60s',
    'wait --for=condition=Available deploy web --timeout=60s',
    'wait pod/alone --for=delete --timeout=1s',
    'wait --for=create pods -l app=none --timeout=1s',
    'wait pod/alone --for=condition=Ready --for=create --timeout=60s',
    'label pod alone tier=front',
    'label pod alone tier=front',
    'label pod alone tier=back',
    'label pod alone tier=back --overwrite',
    'label pod alone tier-',
    'label pod alone tier-',
    'annotate deploy web note=one',
    'annotate deploy web note=two --overwrite',
    'annotate deploy web note-',
    'scale deploy web --replicas=2',
    'scale deploy/web --replicas=1',
    'set image deploy/web main=nginx:1.18-alpine',
    // the second revision is there a moment later
    `wait deploy/web --for=jsonpath='{.metadata.annotations.deployment\\.kubernetes\\.io/revision}'=2 --timeout=60s`,
    'rollout history deploy/web',
    'rollout undo deploy/web',
    'rollout restart deploy/web',
    'rollout status deploy/web --timeout=60s',
    `patch deploy web -p '{"spec":{"minReadySeconds":1}}'`,
    `patch configmap page -p '{"data":{"more":"yes"}}'`,
    `patch configmap page -p '{"data":{"more":"yes"}}'`,
    'exec alone -- echo hello',
    'logs alone',
    'logs -l app=alone --tail=1',
    'logs alone --tail=1',
    'get pods -l no=such',
    'get endpoints web -o name',
    'get pod nosuch',
    'describe pod nosuch',
    'delete pod nosuch',
    'delete pod nosuch --ignore-not-found',
    'delete configmap page',
    'delete pod/alone svc/web',
    'delete deploy -l app=web',
    'delete deploy -l app=web',
  ]) {
    const {ours, kubectl} = await bothSay(line);
    expect.soft(ours, line).toBe(kubectl);
  }
});
