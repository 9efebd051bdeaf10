import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {podManifest, startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

const core = '/api/v1/namespaces/default';

// Answers are read without declaring the server's types again.
type Answer = ReturnType<typeof JSON.parse>;

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1', 'node-2'], speed: 20});
});

afterAll(async () => {
  await cluster.close();
});

const claim = (name: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {name},
  spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '10Mi'}}, ...spec},
});

const userOf = (claimName: string, volume: object = {}) => ({
  terminationGracePeriodSeconds: 1,
  volumes: [{name: 'data', persistentVolumeClaim: {claimName, ...volume}}],
  containers: [{name: 'main', image: 'nginx:1.18-alpine', volumeMounts: [{name: 'data', mountPath: '/data'}]}],
});

async function kubectl(line: string): Promise<string> {
  const {code, stdout, stderr} = await cluster.kubectl(line);
  expect({line, code, stderr}).toEqual({line, code: 0, stderr: ''});
  return stdout;
}

async function apply(object: object): Promise<void> {
  await writeFile(join(cluster.directory, 'object.json'), JSON.stringify(object));
  await kubectl('apply -f object.json');
}

const readClaim = async (name: string): Promise<Answer> =>
  (await cluster.api(`${core}/persistentvolumeclaims/${name}`)).body;
const bound = async (name: string): Promise<Answer> =>
  waitUntil(async () => {
    const found = await readClaim(name);
    return found.status.phase === 'Bound' ? found : undefined;
  }, `a volume for ${name}`);
const running = async (name: string): Promise<string> =>
  kubectl(`wait --for=condition=ready pod/${name} --timeout=30s`);
const volume = async (name: string): Promise<Answer> => cluster.api(`/api/v1/persistentvolumes/${name}`);
async function reasons(name: string): Promise<string[]> {
  const all = (await cluster.api(`${core}/events`)).body.items;
  return all
    .filter((event: Answer) => event.involvedObject.name === name)
    .map((event: Answer) => `${event.reason}: ${event.message}`);
}

it('makes a volume of the default class for a claim that names none', async () => {
  await apply(claim('plain'));
  const found = await bound('plain');
  const name = `pvc-${found.metadata.uid}`;
  expect(found.spec).toMatchObject({storageClassName: 'standard', volumeMode: 'Filesystem', volumeName: name});
  expect(found.status).toEqual({phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: {storage: '10Mi'}});
  expect(found.metadata.finalizers).toEqual(['kubernetes.io/pvc-protection']);
  expect(found.metadata.annotations).toMatchObject({
    'pv.kubernetes.io/bind-completed': 'yes',
    'pv.kubernetes.io/bound-by-controller': 'yes',
    'volume.kubernetes.io/storage-provisioner': 'kubernetes.io/host-path',
  });
  const {body} = await volume(name);
  expect(body.spec).toMatchObject({
    capacity: {storage: '10Mi'},
    claimRef: {namespace: 'default', name: 'plain', uid: found.metadata.uid},
    persistentVolumeReclaimPolicy: 'Delete',
    storageClassName: 'standard',
  });
  await waitUntil(async () => ((await volume(name)).body.status.phase === 'Bound' ? true : undefined), 'its phase');
  expect(await reasons('plain')).toEqual([
    `ProvisioningSucceeded: Successfully provisioned volume ${name} using kubernetes.io/host-path`,
  ]);
  expect(await kubectl('get pvc plain')).toMatch(
    /^NAME +STATUS +VOLUME +CAPACITY +ACCESS MODES +STORAGECLASS +VOLUMEATTRIBUTESCLASS +AGE\nplain +Bound +pvc-\S+ +10Mi +RWO +standard +<unset>/,
  );
  expect(await kubectl(`get pv ${name}`)).toMatch(
    /^NAME +CAPACITY +ACCESS MODES +RECLAIM POLICY +STATUS +CLAIM +STORAGECLASS +VOLUMEATTRIBUTESCLASS +REASON +AGE\npvc-\S+ +10Mi +RWO +Delete +Bound +default\/plain +standard/,
  );
  expect(await kubectl('get sc')).toMatch(/standard \(default\) +kubernetes.io\/host-path +Delete +Immediate +false/);
});

it('keeps a claim that a Pod uses until that is gone, and then its volume goes too', async () => {
  await apply(claim('used'));
  await apply(podManifest('user', userOf('used')));
  await running('user');
  await kubectl("exec user -- sh -c 'echo here > /data/file'");
  const {volumeName} = (await readClaim('used')).spec;
  await kubectl('delete pvc used --wait=false');
  expect(await kubectl('get pvc used')).toMatch(/used +Terminating/);
  expect(await kubectl('exec user -- cat /data/file')).toBe('here\n');
  await kubectl('delete pod user');
  await waitUntil(async () => ((await readClaim('used')).code === 404 ? true : undefined), 'the end of the claim');
  await waitUntil(async () => ((await volume(volumeName)).status === 404 ? true : undefined), 'the end of its volume');
  await apply(claim('used'));
  await apply(podManifest('user', userOf('used')));
  await running('user');
  expect(await kubectl('exec user -- ls /data')).toBe('');
});

it('shows a second Pod what the first has written, on whichever node it is, and lets it only read where it says so', async () => {
  await apply(claim('shared', {accessModes: ['ReadWriteMany']}));
  const on = (nodeName: string, read: object) => ({
    ...userOf('shared', read),
    nodeSelector: {'kubernetes.io/hostname': nodeName},
  });
  await apply(podManifest('writer', on('node-1', {})));
  await apply(podManifest('reader', on('node-2', {readOnly: true})));
  await running('writer');
  await running('reader');
  await kubectl("exec writer -- sh -c 'echo one > /data/file'");
  expect(await kubectl('exec reader -- cat /data/file')).toBe('one\n');
  const {code, stderr} = await cluster.kubectl("exec reader -- sh -c 'echo two > /data/file'");
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/read-only file system/i);
  expect(await kubectl('exec reader -- cat /data/file')).toBe('one\n');
});

it('gives a Pod no node as long as its claim is not there, or has no volume', async () => {
  await apply(podManifest('early', userOf('later')));
  const unschedulable = async (text: string): Promise<true> =>
    waitUntil(async () => ((await reasons('early')).includes(`FailedScheduling: ${text}`) ? true : undefined), text);
  const end = 'preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';
  await unschedulable(`0/2 nodes are available: persistentvolumeclaim "later" not found. not found`);
  await apply(claim('later', {storageClassName: 'none'}));
  await unschedulable(`0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. ${end}`);
  expect(await reasons('later')).toContain('ProvisioningFailed: storageclass.storage.k8s.io "none" not found');
  await kubectl('delete pvc later');
  await apply(claim('later'));
  await running('early');
});

it('makes the volume where the class waits for a Pod only then', async () => {
  await apply({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {name: 'patient'},
    provisioner: 'kubernetes.io/host-path',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  await apply(claim('patient', {storageClassName: 'patient'}));
  const text = 'WaitForFirstConsumer: waiting for first consumer to be created before binding';
  await waitUntil(async () => ((await reasons('patient')).includes(text) ? true : undefined), text);
  expect((await readClaim('patient')).status).toEqual({phase: 'Pending'});
  await apply(podManifest('first', userOf('patient')));
  await running('first');
  const {metadata} = await bound('patient');
  expect(metadata.annotations['volume.kubernetes.io/selected-node']).toMatch(/^node-[12]$/);
});

it('binds a volume that somebody made to the claim that it fits, and keeps it', async () => {
  await apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {name: 'made'},
    spec: {
      capacity: {storage: '1Gi'},
      accessModes: ['ReadWriteOnce'],
      hostPath: {path: '/srv/made'},
      storageClassName: 'manual',
    },
  });
  await apply(claim('by-hand', {storageClassName: 'manual'}));
  expect((await bound('by-hand')).status.capacity).toEqual({storage: '1Gi'});
  await kubectl('delete pvc by-hand');
  await waitUntil(
    async () => ((await volume('made')).body.status.phase === 'Released' ? true : undefined),
    'its release',
  );
  await kubectl('delete pv made');
});

it('counts claims and what they ask for against the quota, and holds each to its limit', async () => {
  await kubectl('create namespace small');
  await kubectl('create quota storage -n small --hard=persistentvolumeclaims=2,requests.storage=30Mi');
  await apply({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: {name: 'claims', namespace: 'small'},
    spec: {limits: [{type: 'PersistentVolumeClaim', max: {storage: '20Mi'}}]},
  });
  const create = async (name: string, storage: string): Promise<Answer> =>
    (
      await cluster.api('/api/v1/namespaces/small/persistentvolumeclaims', {
        method: 'POST',
        body: claim(name, {resources: {requests: {storage}}}),
      })
    ).body.message;
  expect(await create('big', '25Mi')).toBe(
    'persistentvolumeclaims "big" is forbidden: maximum storage usage per PersistentVolumeClaim is 20Mi, but request is 25Mi',
  );
  expect(await create('one', '20Mi')).toBeUndefined();
  expect(await create('two', '20Mi')).toBe(
    'persistentvolumeclaims "two" is forbidden: exceeded quota: storage, requested: requests.storage=20Mi, used: requests.storage=20Mi, limited: requests.storage=30Mi',
  );
  await waitUntil(async () => {
    const {status} = (await cluster.api('/api/v1/namespaces/small/resourcequotas/storage')).body;
    return status.used?.['requests.storage'] === '20Mi' && status.used.persistentvolumeclaims === '1'
      ? true
      : undefined;
  }, 'what is used');
});

it.each([
  ['no access mode', {accessModes: []}, 'spec.accessModes: Required value: at least 1 access mode is required'],
  [
    'an access mode that there is not',
    {accessModes: ['ReadOnce']},
    'spec.accessModes: Unsupported value: "ReadOnce": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
  ],
  ['no size', {resources: {}}, 'spec.resources[storage]: Required value'],
  [
    'no size at all',
    {resources: {requests: {storage: '0'}}},
    'spec.resources[storage]: Invalid value: "0": must be greater than zero',
  ],
])('refuses a claim with %s', async (_, spec, why) => {
  const {status, body} = await cluster.api(`${core}/persistentvolumeclaims`, {
    method: 'POST',
    body: claim('wrong', spec),
  });
  expect(status).toBe(422);
  expect(body.message).toBe(`PersistentVolumeClaim "wrong" is invalid: ${why}`);
});

it('does not change what a claim asks for, but its size once it is bound', async () => {
  await apply(claim('fixed'));
  await bound('fixed');
  const patch = async (spec: object): Promise<Answer> =>
    (
      await cluster.api(`${core}/persistentvolumeclaims/fixed`, {
        method: 'PATCH',
        contentType: 'application/merge-patch+json',
        body: {spec},
      })
    ).body.message;
  expect(await patch({accessModes: ['ReadWriteMany']})).toMatch(
    /spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims/,
  );
  expect(await patch({resources: {requests: {storage: '5Mi'}}})).toMatch(
    /spec.resources.requests.storage: Forbidden: field can not be less than status.capacity/,
  );
});
