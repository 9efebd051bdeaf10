import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let labrador: Labrador;
let ada: Person;
let ben: Person;
const text = async (line: string, person = ada): Promise<string> =>
  (await person.types(`/kubectl command:${line}`)).text();
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();
const apply = async (yaml: string): Promise<string> =>
  (await ada.types('/apply', {file: {name: 'db.yaml', text: yaml}})).text();

const set = (image: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Mi}}}
  template:
    metadata: {labels: {app: db}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - {name: main, image: "${image}", volumeMounts: [{name: data, mountPath: /data}]}
`;

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  ben = await labrador.chat.join('ben');
  await ada.types('/lab start');
  await ben.types('/lab start');
});
afterAll(async () => labrador?.close());

test('what a Pod wrote to its claim is there for the Pod that comes after it', {timeout: 90_000}, async () => {
  expect(await apply(set('nginx:1.18-alpine'))).toContain('statefulset.apps/db created');
  expect(await text('rollout status sts/db')).toContain(
    'partitioned roll out complete: 2 new pods have been updated...',
  );
  expect(await output('get pods -o name')).toBe('pod/db-0\npod/db-1');
  expect(await output('get pvc -o jsonpath="{.items[*].status.phase}"')).toBe('Bound Bound');
  await text('exec db-1 -- sh -c "echo kept > /data/file"');
  expect(await text('delete pod db-1')).toContain('pod "db-1" deleted');
  await text('rollout status sts/db');
  expect(await output('exec db-1 -- cat /data/file')).toBe('kept');

  expect(await text('scale sts db --replicas=1')).toContain('statefulset.apps/db scaled');
  // of one that has gone already kubectl says nothing
  expect(await text('wait --for=delete pod/db-1')).toMatch(/condition met|\(no output\)/);
  expect(await output('get pvc -o name')).toBe('persistentvolumeclaim/data-db-0\npersistentvolumeclaim/data-db-1');
});

test('a rollout goes on, is looked at and is taken back', {timeout: 90_000}, async () => {
  expect(await text('set env sts/db COLOUR=blue')).toContain('statefulset.apps/db env updated');
  expect(await output('rollout history sts/db')).toMatch(
    /^statefulset\.apps\/db \nREVISION +CHANGE-CAUSE\n1 [^\n]*\n2 /,
  );
  expect(await text('rollout undo sts/db')).toContain('statefulset.apps/db rolled back');
  expect(await text('rollout status sts/db')).toContain('partitioned roll out complete: 1 new pods');
  expect(await output('get sts db -o jsonpath="{.spec.template.spec.containers[0].image}"')).toBe('nginx:1.18-alpine');
  expect(await text('set image sts/db main=nginx:1.18-alpine')).not.toContain('error');
  expect(await text('rollout restart sts/db')).toContain('statefulset.apps/db restarted');
  await text('rollout status sts/db');
});

test('a claim is applied again as it is, and who has none sees no volume of another', {timeout: 60_000}, async () => {
  const claim = (more: string): string =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: disk}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 20Mi}}${more}}\n`;
  expect(await apply(claim(''))).toContain('persistentvolumeclaim/disk created');
  expect(await apply(claim(', storageClassName: standard'))).toContain('persistentvolumeclaim/disk unchanged');
  expect(await text(`wait --for=jsonpath='{.status.phase}'=Bound pvc/disk`)).toContain(
    'persistentvolumeclaim/disk condition met',
  );
  const volume = (await output('get pvc disk -o jsonpath="{.spec.volumeName}"')).trim();
  expect(volume).toMatch(/^pvc-/);
  expect(await output('get pv -o name')).toContain(`persistentvolume/${volume}`);
  expect(await output(`get pv ${volume}`)).toMatch(/Bound +\S+\/disk +standard/);
  expect(await output(`describe pv ${volume}`)).toMatch(/^Claim: +\S+\/disk$/m);
  expect(await output('get sc')).toMatch(/^standard \(default\) /m);
  expect(await text('get pv', ben)).toContain('No resources found');
  expect(await text(`get pv ${volume}`, ben)).toContain(`persistentvolumes "${volume}" not found`);
  expect(await text(`describe pv ${volume}`, ben)).toContain(`persistentvolumes "${volume}" not found`);
  expect(await text('annotate pvc disk note=mine')).toContain('persistentvolumeclaim/disk annotated');
  expect(await text('delete pvc disk')).toContain('persistentvolumeclaim "disk" deleted');
  await waitUntil('the end of its volume', async () => {
    const names = await text('get pv -o name');
    return names.includes(volume) ? undefined : true;
  });
});

test('what would reach the data of another is refused with what to do instead', async () => {
  const volume = 'apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec: {hostPath: {path: /etc}}\n';
  expect(await apply(volume)).toMatch(/PersistentVolume is not allowed here[^]*Apply a PersistentVolumeClaim alone/);
  const claim = (more: string): string =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: a}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}${more}}\n`;
  const copied = ', dataSource: {kind: PersistentVolumeClaim, name: of-ben}';
  expect(await apply(claim(copied))).toMatch(/dataSource is not allowed here/);
  expect(await apply(claim(''))).toContain(
    'maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi',
  );
});

test('a volume made by hand is left out beside the claim for it, which gets a new one', {timeout: 60_000}, async () => {
  const volume =
    'apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: by-hand, labels: {of: course}}\nspec: {hostPath: {path: /etc}}\n';
  const claim =
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: mine, labels: {of: course}}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 20Mi}}, storageClassName: "", volumeName: by-hand}\n';
  const applied = await apply(`${volume}---\n${claim}`);
  expect(applied).toContain('persistentvolumeclaim/mine created');
  expect(applied).toContain('left out PersistentVolume by-hand: such objects are of the whole cluster');
  expect(applied).toContain('left out spec.volumeName: a claim gets a new volume of its own');
  expect(await text(`wait --for=jsonpath='{.status.phase}'=Bound pvc/mine`)).toContain('condition met');
  expect((await output('get pvc mine -o jsonpath="{.spec.volumeName}"')).trim()).toMatch(/^pvc-/);
  const deleted = await text('delete pvc,pv -l of=course');
  expect(deleted).toContain('persistentvolumeclaim "mine" deleted');
  expect(deleted).toContain('left out persistentvolumes: such objects are of the whole cluster');
});

test('autocomplete knows StatefulSets and claims', async () => {
  expect(await ada.suggestions('/kubectl command:rollout status s')).toContain('rollout status statefulset/db');
  expect(await ada.suggestions('/kubectl command:describe pvc ')).toContain('describe pvc data-db-0');
});
