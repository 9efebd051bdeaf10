import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {mergePatchType, startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

const setsPath = '/apis/apps/v1/namespaces/default/statefulsets';
const core = '/api/v1/namespaces/default';

// Answers are read without declaring the server's types again.
type Answer = ReturnType<typeof JSON.parse>;

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1', 'node-2'], speed: 20});
});

afterAll(async () => {
  await cluster.close();
});

const claimTemplate = (name: string) => ({
  metadata: {name},
  spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '10Mi'}}},
});

function manifest(name: string, {image = 'nginx:1.18-alpine', ...spec}: Record<string, unknown> = {}) {
  const labels = {app: name};
  const volumeMounts = [{name: 'data', mountPath: '/data'}];
  const containers = [{name: 'main', image, volumeMounts}];
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {name},
    spec: {
      serviceName: name,
      replicas: 2,
      selector: {matchLabels: labels},
      template: {metadata: {labels}, spec: {terminationGracePeriodSeconds: 1, containers}},
      volumeClaimTemplates: [claimTemplate('data')],
      ...spec,
    },
  };
}

async function kubectl(line: string): Promise<string> {
  const {code, stdout, stderr} = await cluster.kubectl(line);
  expect({line, code, stderr}).toEqual({line, code: 0, stderr: ''});
  return stdout;
}

async function apply(object: object): Promise<void> {
  await writeFile(join(cluster.directory, 'object.json'), JSON.stringify(object));
  await kubectl('apply -f object.json');
}

const read = async (name: string): Promise<Answer> => (await cluster.api(`${setsPath}/${name}`)).body;
const podsOf = async (name: string): Promise<Answer[]> =>
  (await cluster.api(`${core}/pods?labelSelector=app%3D${name}`)).body.items;
const namesOf = (objects: readonly Answer[]): string[] => objects.map(({metadata}): string => metadata.name).sort();
const patch = async (name: string, spec: object): Promise<void> => {
  const {status} = await cluster.api(`${setsPath}/${name}`, {
    method: 'PATCH',
    contentType: mergePatchType,
    body: {spec},
  });
  expect(status).toBe(200);
};

async function settled(name: string): Promise<Answer> {
  return waitUntil(async () => {
    const set = await read(name);
    const {spec, status, metadata} = set;
    const isDone =
      status.observedGeneration === metadata.generation &&
      status.replicas === spec.replicas &&
      (status.readyReplicas ?? 0) === spec.replicas &&
      status.currentRevision === status.updateRevision;
    return isDone ? set : undefined;
  }, `the Pods of ${name}`);
}

async function events(kind: string, name: string): Promise<string[]> {
  const all = (await cluster.api(`${core}/events`)).body.items;
  return all
    .filter((event: Answer) => event.involvedObject.kind === kind && event.involvedObject.name === name)
    .map((event: Answer) => `${event.reason}: ${event.message}`);
}

it('makes one Pod after the other, each with a name, a host name and a claim of its own', async () => {
  await apply(manifest('web'));
  const {status} = await settled('web');
  const [revision] = (await cluster.api('/apis/apps/v1/namespaces/default/controllerrevisions')).body.items;
  expect(status).toEqual({
    observedGeneration: 1,
    replicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
    currentReplicas: 2,
    updatedReplicas: 2,
    currentRevision: revision.metadata.name,
    updateRevision: revision.metadata.name,
    collisionCount: 0,
  });
  expect(revision.metadata.name).toBe(`web-${revision.metadata.labels['controller.kubernetes.io/hash']}`);
  const pods = await podsOf('web');
  expect(namesOf(pods)).toEqual(['web-0', 'web-1']);
  const [first, second] = pods;
  expect(first.metadata.generateName).toBe('web-');
  expect(first.metadata.labels).toEqual({
    app: 'web',
    'apps.kubernetes.io/pod-index': '0',
    'controller-revision-hash': revision.metadata.name,
    'statefulset.kubernetes.io/pod-name': 'web-0',
  });
  expect(first.spec).toMatchObject({hostname: 'web-0', subdomain: 'web'});
  expect(first.spec.volumes).toContainEqual({name: 'data', persistentVolumeClaim: {claimName: 'data-web-0'}});
  const readyAt = first.status.conditions.find(({type}: Answer) => type === 'Ready').lastTransitionTime;
  expect(Date.parse(second.metadata.creationTimestamp)).toBeGreaterThanOrEqual(Date.parse(readyAt));
  expect(await events('StatefulSet', 'web')).toEqual([
    'SuccessfulCreate: Create Claim data-web-0 Pod web-0 in StatefulSet web success',
    'SuccessfulCreate: Create Pod web-0 in StatefulSet web successful',
    'SuccessfulCreate: Create Claim data-web-1 Pod web-1 in StatefulSet web success',
    'SuccessfulCreate: Create Pod web-1 in StatefulSet web successful',
  ]);
  expect(await kubectl('get sts web')).toMatch(/^NAME +READY +AGE\nweb +2\/2 +\d+/);
  expect(await kubectl('rollout status sts/web')).toMatch(/^partitioned roll out complete: 2 new pods/);
});

it('keeps what is on a volume when its Pod goes, when the set is scaled down, and when it is gone', async () => {
  await kubectl("exec web-1 -- sh -c 'echo kept > /data/file'");
  await kubectl('delete pod web-1');
  await settled('web');
  expect(await kubectl('exec web-1 -- cat /data/file')).toBe('kept\n');
  await kubectl('scale sts web --replicas=1');
  await waitUntil(async () => ((await podsOf('web')).length === 1 ? true : undefined), 'one Pod');
  await kubectl('scale sts web --replicas=2');
  await settled('web');
  expect(await kubectl('exec web-1 -- cat /data/file')).toBe('kept\n');
  await kubectl('delete sts web');
  await waitUntil(async () => ((await podsOf('web')).length === 0 ? true : undefined), 'no Pods');
  expect(await kubectl('get pvc -o name')).toBe('persistentvolumeclaim/data-web-0\npersistentvolumeclaim/data-web-1\n');
  await apply(manifest('web'));
  await settled('web');
  expect(await kubectl('exec web-1 -- cat /data/file')).toBe('kept\n');
  expect(await kubectl('exec web-0 -- ls /data')).toBe('');
});

it('takes the highest number away first, and goes on when it is gone', async () => {
  await apply(manifest('down', {replicas: 3}));
  await settled('down');
  await patch('down', {replicas: 0});
  await waitUntil(async () => ((await podsOf('down')).length === 0 ? true : undefined), 'no Pods');
  const deletions = (await events('StatefulSet', 'down')).filter((text) => text.startsWith('SuccessfulDelete'));
  expect(deletions).toEqual(
    [2, 1, 0].map((ordinal) => `SuccessfulDelete: Delete Pod down-${ordinal} in StatefulSet down successful`),
  );
});

it('makes no Pod while the one before is not ready, and all at once where they need not wait', async () => {
  await apply(manifest('stuck', {image: 'nginx:none', replicas: 3}));
  await apply(manifest('parallel', {image: 'nginx:none', replicas: 3, podManagementPolicy: 'Parallel'}));
  await waitUntil(async () => ((await podsOf('parallel')).length === 3 ? true : undefined), 'three Pods');
  expect(namesOf(await podsOf('stuck'))).toEqual(['stuck-0']);
  await kubectl('delete sts stuck parallel');
});

it('rolls a new template out from the highest number down to the partition, and back', async () => {
  await apply(manifest('rolled', {replicas: 3}));
  const before = (await settled('rolled')).status.currentRevision;
  await patch('rolled', {updateStrategy: {rollingUpdate: {partition: 2}}});
  await kubectl('set image sts/rolled main=nginx:1.19-alpine');
  const updated = await waitUntil(async () => {
    const {status, metadata} = await read('rolled');
    const isThere = status.updatedReplicas === 1 && status.readyReplicas === 3;
    return isThere && status.observedGeneration === metadata.generation ? status : undefined;
  }, 'the update of one');
  expect(updated.currentRevision).toBe(before);
  expect(updated.currentReplicas).toBe(2);
  const images = async (): Promise<string[]> =>
    (await podsOf('rolled')).map(({metadata, spec}) => `${metadata.name} ${spec.containers[0].image}`).sort();
  expect(await images()).toEqual([
    'rolled-0 nginx:1.18-alpine',
    'rolled-1 nginx:1.18-alpine',
    'rolled-2 nginx:1.19-alpine',
  ]);
  expect(await kubectl('rollout status sts/rolled')).toBe(
    'partitioned roll out complete: 1 new pods have been updated...\n',
  );
  // one of the others that goes comes back as it was
  await kubectl('delete pod rolled-0');
  await waitUntil(async () => ((await read('rolled')).status.readyReplicas === 3 ? true : undefined), 'all three');
  expect(await images()).toContain('rolled-0 nginx:1.18-alpine');
  await patch('rolled', {updateStrategy: {rollingUpdate: {partition: 0}}});
  await settled('rolled');
  expect(new Set((await images()).map((text) => text.split(' ')[1]))).toEqual(new Set(['nginx:1.19-alpine']));
  expect(await kubectl('rollout history sts/rolled')).toMatch(/REVISION.*\n1 .*\n2 /);
  await kubectl('rollout undo sts/rolled');
  expect((await settled('rolled')).status.currentRevision).toBe(before);
});

it('replaces nothing by itself where Pods are replaced on deletion', async () => {
  await apply(manifest('held', {replicas: 1, updateStrategy: {type: 'OnDelete'}}));
  await settled('held');
  await kubectl('set image sts/held main=nginx:1.19-alpine');
  await waitUntil(async () => {
    const {status, metadata} = await read('held');
    return status.observedGeneration === metadata.generation ? true : undefined;
  }, 'the new template');
  expect((await podsOf('held'))[0].spec.containers[0].image).toBe('nginx:1.18-alpine');
  await kubectl('delete pod held-0');
  await settled('held');
  expect((await podsOf('held'))[0].spec.containers[0].image).toBe('nginx:1.19-alpine');
});

it('deletes claims with the set, or with what is scaled away, where it says so', async () => {
  const policy = {whenDeleted: 'Delete', whenScaled: 'Delete'};
  await apply(manifest('tidy', {persistentVolumeClaimRetentionPolicy: policy}));
  await settled('tidy');
  await kubectl('scale sts tidy --replicas=1');
  const claims = async (): Promise<string[]> =>
    namesOf((await cluster.api(`${core}/persistentvolumeclaims?labelSelector=app%3Dtidy`)).body.items);
  await waitUntil(async () => ((await claims()).length === 1 ? true : undefined), 'the end of a claim');
  expect(await claims()).toEqual(['data-tidy-0']);
  await kubectl('delete sts tidy');
  await waitUntil(async () => ((await claims()).length === 0 ? true : undefined), 'the end of both');
});

it('begins at another number', async () => {
  await apply(manifest('late', {ordinals: {start: 5}}));
  await settled('late');
  expect(namesOf(await podsOf('late'))).toEqual(['late-5', 'late-6']);
});

it.each([
  ['volumeClaimTemplates', {volumeClaimTemplates: [claimTemplate('other')]}],
  ['serviceName', {serviceName: 'other'}],
  ['podManagementPolicy', {podManagementPolicy: 'Parallel'}],
])('does not take a change of %s', async (field, spec) => {
  await apply(manifest('fixed', {replicas: 0}));
  const {status, body} = await cluster.api(`${setsPath}/fixed`, {
    method: 'PATCH',
    contentType: mergePatchType,
    body: {spec},
  });
  expect(status).toBe(422);
  expect(body.message).toMatch(new RegExp(`spec\\.${field}: Invalid value: .*: field is immutable`, 's'));
});
