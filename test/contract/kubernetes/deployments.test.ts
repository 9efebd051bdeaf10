import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {AppsV1Api, CoordinationV1Api, CoreV1Api, V1MicroTime} from '@kubernetes/client-node';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
  mergePatchType,
  podManifest,
  startReadyCluster,
  waitUntil,
  type EmulatedCluster,
} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

const deploymentsPath = '/apis/apps/v1/namespaces/default/deployments';
const replicaSets = '/apis/apps/v1/namespaces/default/replicasets';
const podsPath = '/api/v1/namespaces/default/pods';

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1', 'node-2'], speed: 20});
});

afterAll(async () => {
  await cluster.close();
});

/** A Deployment or ReplicaSet of nginx Pods. */
function manifest(name: string, spec: object = {}, kind = 'Deployment'): object {
  const container = {name: 'nginx', image: 'nginx:1.18-alpine', ports: [{containerPort: 80}]};
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {name},
    spec: {
      replicas: 2,
      selector: {matchLabels: {app: name}},
      template: {metadata: {labels: {app: name}}, spec: {containers: [container]}},
      ...spec,
    },
  };
}

async function kubectl(line: string): Promise<string> {
  const {code, stdout, stderr} = await cluster.kubectl(line);
  expect({line, code, stderr}).toEqual({line, code: 0, stderr: ''});
  return stdout;
}

async function apply(object: object): Promise<string> {
  await writeFile(join(cluster.directory, 'manifest.json'), JSON.stringify(object));
  return await kubectl('apply -f manifest.json');
}

// Answers are read without declaring the server's types again.
type Answer = ReturnType<typeof JSON.parse>;

async function items(path: string, app: string): Promise<Answer[]> {
  return (await cluster.api(`${path}?labelSelector=app%3D${app}`)).body.items;
}

function isReady(pod: Answer): boolean {
  return pod.status.conditions?.some((one: Answer) => one.type === 'Ready' && one.status === 'True') === true;
}

async function readyPods(app: string): Promise<string[]> {
  const pods = await items(podsPath, app);
  return pods
    .filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined)
    .map((pod) => pod.metadata.name);
}

/** Waits until exactly this many Pods exist and all are ready; returns their names. */
function settled(app: string, count: number): Promise<string[]> {
  return waitUntil(async () => {
    const ready = await readyPods(app);
    return ready.length === count && (await items(podsPath, app)).length === count ? ready : undefined;
  }, `${count} ready Pods of ${app}`);
}

async function condition(name: string, type: string): Promise<Answer> {
  const {body} = await cluster.api(`${deploymentsPath}/${name}`);
  return body.status.conditions?.find((one: Answer) => one.type === type);
}

async function messages(name: string, reason: string): Promise<string[]> {
  const {body} = await cluster.api(`/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3D${name}`);
  return body.items.filter((event: Answer) => event.reason === reason).map((event: Answer) => event.message);
}

describe('a Deployment', () => {
  it('makes a ReplicaSet, which makes the Pods, and tells when it is complete', async () => {
    expect(await apply(manifest('web'))).toBe('deployment.apps/web created\n');
    expect(await kubectl('rollout status deployment/web')).toContain('deployment "web" successfully rolled out\n');
    const [header = '', row = ''] = (await kubectl('get deployment web -o wide')).split('\n');
    expect(header.split(/\s{2,}/)).toEqual([
      'NAME',
      'READY',
      'UP-TO-DATE',
      'AVAILABLE',
      'AGE',
      'CONTAINERS',
      'IMAGES',
      'SELECTOR',
    ]);
    expect(row).toMatch(/^web\s+2\/2\s+2\s+2\s+\d+s\s+nginx\s+nginx:1\.18-alpine\s+app=web$/);
    const [replicaSet] = await items(replicaSets, 'web');
    const hash: string = replicaSet.metadata.labels['pod-template-hash'];
    expect(replicaSet.metadata.name).toBe(`web-${hash}`);
    expect(replicaSet.metadata.annotations).toEqual({
      'deployment.kubernetes.io/desired-replicas': '2',
      'deployment.kubernetes.io/max-replicas': '3',
      'deployment.kubernetes.io/revision': '1',
    });
    expect(await kubectl('get rs -l app=web')).toMatch(
      new RegExp(String.raw`^NAME\s+DESIRED\s+CURRENT\s+READY\s+AGE\nweb-${hash}\s+2\s+2\s+2\s+\d+s\n$`),
    );
    for (const name of await settled('web', 2)) expect(name).toMatch(new RegExp(`^web-${hash}-[a-z0-9]{5}$`));
    expect(await condition('web', 'Available')).toMatchObject({status: 'True', reason: 'MinimumReplicasAvailable'});
    expect(await condition('web', 'Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "web-${hash}" has successfully progressed.`,
    });
    expect(await messages('web', 'ScalingReplicaSet')).toEqual([`Scaled up replica set web-${hash} from 0 to 2`]);
    expect(await messages(`web-${hash}`, 'SuccessfulCreate')).toHaveLength(2);
    const {body} = await cluster.api(`${deploymentsPath}/web`);
    expect(body.metadata).toMatchObject({generation: 1, annotations: {'deployment.kubernetes.io/revision': '1'}});
    expect(body.status).toMatchObject({observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2});
    expect(body.spec).toMatchObject({
      strategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: '25%', maxSurge: '25%'}},
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
  });

  it('keeps its Pods serving throughout a rolling update, within surge and unavailability', async () => {
    const old = await settled('web', 2);
    const seen: {ready: number; living: number}[] = [];
    const done = new AbortController();
    const sample = async (): Promise<void> => {
      while (!done.signal.aborted) {
        const pods = await items(podsPath, 'web');
        const living = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined);
        seen.push({ready: living.filter(isReady).length, living: living.length});
      }
    };
    const sampling = sample();
    expect(await kubectl('set image deployment/web nginx=nginx:1.25-alpine')).toBe(
      'deployment.apps/web image updated\n',
    );
    expect(await kubectl('rollout status deployment/web')).toContain('successfully rolled out');
    done.abort();
    await sampling;
    expect(Math.min(...seen.map(({ready}) => ready))).toBe(2);
    expect(Math.max(...seen.map(({living}) => living))).toBe(3);
    expect((await readyPods('web')).some((name) => old.includes(name))).toBe(false);
  });

  it('leaves the old Pods serving when the new image does not exist, and says when it takes too long', async () => {
    const body = {spec: {progressDeadlineSeconds: 20}};
    await cluster.api(`${deploymentsPath}/web`, {method: 'PATCH', contentType: mergePatchType, body});
    await kubectl('expose deployment web --port 8080 --target-port 80');
    const old = await settled('web', 2);
    await kubectl('set image deployment/web nginx=no-such-image:1');
    const status = await cluster.kubectl('rollout status deployment/web');
    expect(status).toMatchObject({code: 1, stderr: 'error: deployment "web" exceeded its progress deadline\n'});
    expect(await readyPods('web')).toEqual(old);
    expect(await kubectl('get deployment web --no-headers')).toMatch(/^web\s+2\/2\s+1\s+2\s/);
    expect(await kubectl('get --raw /api/v1/namespaces/default/services/web:8080/proxy/')).toContain('Welcome');
    expect(await condition('web', 'Progressing')).toMatchObject({status: 'False', reason: 'ProgressDeadlineExceeded'});
    expect(await condition('web', 'Available')).toMatchObject({status: 'True'});
  });

  it('goes back to the revision before, which gets a new number', async () => {
    expect(await kubectl('rollout history deployment/web')).toMatch(/REVISION\s+CHANGE-CAUSE\n1 .*\n2 .*\n3 /);
    expect(await kubectl('rollout undo deployment/web')).toBe('deployment.apps/web rolled back\n');
    expect(await kubectl('rollout status deployment/web')).toContain('successfully rolled out');
    expect(await kubectl('rollout history deployment/web')).toMatch(/REVISION\s+CHANGE-CAUSE\n1 .*\n3 .*\n4 /);
    expect(await kubectl("get deployment web -o jsonpath='{..image}'")).toContain('nginx:1.25-alpine');
    const sets = await items(replicaSets, 'web');
    const current = sets.find((one) => one.spec.replicas === 2);
    expect(current.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '4',
      'deployment.kubernetes.io/revision-history': '2',
    });
    await settled('web', 2);
  });

  it('is scaled by kubectl and by client-node', async () => {
    expect(await kubectl('scale deployment/web --replicas 4 --current-replicas 2')).toBe(
      'deployment.apps/web scaled\n',
    );
    await settled('web', 4);
    const apps = cluster.clientConfig().makeApiClient(AppsV1Api);
    const at = {name: 'web', namespace: 'default'};
    const scale = await apps.readNamespacedDeploymentScale(at);
    expect(scale).toMatchObject({spec: {replicas: 4}, status: {replicas: 4, selector: 'app=web'}});
    await apps.replaceNamespacedDeploymentScale({...at, body: Object.assign(scale, {spec: {replicas: 1}})});
    await settled('web', 1);
    const told = await messages('web', 'ScalingReplicaSet');
    expect(told).toContainEqual(expect.stringMatching(/^Scaled up replica set web-\w+ from 2 to 4$/));
    expect(told).toContainEqual(expect.stringMatching(/^Scaled down replica set web-\w+ from 4 to 1$/));
    expect((await cluster.api(`${deploymentsPath}/web`)).body.metadata.managedFields).toContainEqual(
      expect.objectContaining({subresource: 'scale'}),
    );
  });

  it('restarts its Pods, and waits with a new template while it is paused', async () => {
    const [before] = await settled('web', 1);
    expect(await kubectl('rollout restart deployment/web')).toBe('deployment.apps/web restarted\n');
    await kubectl('rollout status deployment/web');
    const [restarted] = await settled('web', 1);
    expect(restarted).not.toBe(before);
    await kubectl('rollout pause deployment/web');
    await kubectl('set image deployment/web nginx=nginx:1.18-alpine');
    await waitUntil(
      async () => (await condition('web', 'Progressing')).reason === 'DeploymentPaused' || undefined,
      'a pause',
    );
    expect(await settled('web', 1)).toEqual([restarted]);
    await kubectl('rollout resume deployment/web');
    await kubectl('rollout status deployment/web');
    expect(await settled('web', 1)).not.toEqual([restarted]);
  });

  it('keeps no more old ReplicaSets than its history may have', async () => {
    const body = {spec: {revisionHistoryLimit: 1}};
    await cluster.api(`${deploymentsPath}/web`, {method: 'PATCH', contentType: mergePatchType, body});
    const kept = await waitUntil(async () => {
      const sets = await items(replicaSets, 'web');
      return sets.length === 2 ? sets : undefined;
    }, 'a short history');
    expect(kept.map(({spec}) => spec.replicas).sort((a, b) => a - b)).toEqual([0, 1]);
  });

  it('ends all old Pods before the first new one under Recreate', async () => {
    await cluster.api(deploymentsPath, {method: 'POST', body: manifest('anew', {strategy: {type: 'Recreate'}})});
    const old = await settled('anew', 2);
    await kubectl('set image deployment/anew nginx=nginx:1.25-alpine');
    await waitUntil(async () => {
      // those that have ended may still be there: their containers are not
      const pods = (await items(podsPath, 'anew')).filter(
        ({status}) => !['Succeeded', 'Failed'].includes(status.phase),
      );
      const kept = pods.filter(({metadata}) => old.includes(metadata.name)).length;
      expect(kept === 0 || kept === pods.length).toBe(true);
      return kept === 0 && pods.length === 2 ? true : undefined;
    }, 'new Pods');
    await settled('anew', 2);
  });

  it('counts a Pod as available when it has been ready for minReadySeconds', async () => {
    const slow = manifest('slow', {replicas: 1, minReadySeconds: 10});
    const {body} = await cluster.api(deploymentsPath, {method: 'POST', body: slow});
    const query = `watch=true&resourceVersion=${body.metadata.resourceVersion}&fieldSelector=metadata.name%3Dslow`;
    const seen: Answer[] = [];
    for await (const {status} of cluster.watch(`${deploymentsPath}?${query}`)) {
      seen.push(status);
      if (status.availableReplicas === 1) break;
    }
    expect(seen).toContainEqual(expect.objectContaining({readyReplicas: 1, unavailableReplicas: 1}));
    expect(await condition('slow', 'Progressing')).toMatchObject({reason: 'NewReplicaSetAvailable'});
  });

  it('takes its Pods along, or leaves them for the next owner', async () => {
    const [pod] = await settled('web', 1);
    const {spec} = (await cluster.api(`${deploymentsPath}/web`)).body;
    await kubectl('delete deployment web --cascade=orphan');
    expect(await settled('web', 1)).toEqual([pod]);
    for (const {metadata} of await items(replicaSets, 'web')) expect(metadata.ownerReferences ?? []).toEqual([]);
    await cluster.api(deploymentsPath, {method: 'POST', body: manifest('web', spec)});
    await waitUntil(async () => {
      const sets = await items(replicaSets, 'web');
      return sets.every(({metadata}) => metadata.ownerReferences?.[0].kind === 'Deployment') ? true : undefined;
    }, 'the ReplicaSets to be adopted');
    expect(await settled('web', 1)).toEqual([pod]);
    await kubectl('delete deployment web --cascade=foreground');
    expect(await items(podsPath, 'web')).toEqual([]);
    await kubectl('delete deployment anew');
    await settled('anew', 0);
    expect(await items(replicaSets, 'anew')).toEqual([]);
  });

  it.each([
    ['metadata.labels', {selector: {matchLabels: {app: 'other'}}}, '`selector` does not match template `labels`'],
    ['replicas', {replicas: -1}, 'spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    ['selector', {selector: undefined}, 'spec.selector: Required value'],
    ['selector', {selector: {}}, 'empty selector is invalid for deployment'],
    [
      'type',
      {strategy: {type: 'Blue'}},
      'spec.strategy: Unsupported value: {"Type":"Blue","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
    ],
    [
      'rollingUpdate',
      {strategy: {type: 'Recreate', rollingUpdate: {maxSurge: 1}}},
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ],
    [
      'maxUnavailable',
      {strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: '0%'}}},
      'may not be 0 when `maxSurge` is 0',
    ],
    [
      'progressDeadlineSeconds',
      {progressDeadlineSeconds: 5, minReadySeconds: 5},
      'must be greater than minReadySeconds',
    ],
  ])('is refused for a wrong %s: %j', async (_, spec, message) => {
    const {body} = await cluster.api(deploymentsPath, {method: 'POST', body: manifest('wrong', spec)});
    expect(body).toMatchObject({code: 422, message: expect.stringContaining(message)});
  });

  it('never changes its selector', async () => {
    await cluster.api(deploymentsPath, {method: 'POST', body: manifest('fixed', {replicas: 0})});
    const labels = {app: 'fixed', tier: 'a'};
    const body = {spec: {selector: {matchLabels: labels}, template: {metadata: {labels}}}};
    const answer = await cluster.api(`${deploymentsPath}/fixed`, {method: 'PATCH', contentType: mergePatchType, body});
    expect(answer.body).toMatchObject({code: 422, message: expect.stringContaining('field is immutable')});
  });
});

describe('a ReplicaSet', () => {
  it('adopts Pods that match, and replaces one that no longer does', async () => {
    await cluster.api(podsPath, {method: 'POST', body: podManifest('solo')});
    await settled('solo', 1);
    await cluster.api(replicaSets, {method: 'POST', body: manifest('solo', {}, 'ReplicaSet')});
    expect(await settled('solo', 2)).toContain('solo');
    await kubectl('label pod solo app=free --overwrite');
    expect(await settled('solo', 2)).not.toContain('solo');
    const {body} = await cluster.api(`${podsPath}/solo`);
    expect(body.metadata.ownerReferences ?? []).toEqual([]);
  });

  it('deletes the Pods that are not ready first', async () => {
    const ready = await settled('solo', 2);
    await kubectl('set image rs/solo nginx=no-such-image:1');
    await kubectl('scale rs solo --replicas 3');
    await waitUntil(async () => ((await items(podsPath, 'solo')).length === 3 ? true : undefined), 'a third Pod');
    await kubectl('set image rs/solo nginx=nginx:1.18-alpine');
    await kubectl('scale rs solo --replicas 2');
    expect((await settled('solo', 2)).sort()).toEqual(ready.sort());
    expect(await messages('solo', 'SuccessfulDelete')).toHaveLength(1);
  });

  it('says why Pods are refused', async () => {
    const quota = {apiVersion: 'v1', kind: 'ResourceQuota', metadata: {name: 'few'}, spec: {hard: {pods: '1'}}};
    await cluster.api('/api/v1/namespaces/default/resourcequotas', {method: 'POST', body: quota});
    await cluster.api(`${replicaSets}/solo`, {
      method: 'PATCH',
      contentType: mergePatchType,
      body: {spec: {replicas: 3}},
    });
    const {body} = await waitUntil(async () => {
      const answer = await cluster.api(`${replicaSets}/solo`);
      return answer.body.status.conditions === undefined ? undefined : answer;
    }, 'a condition');
    expect(body.status.conditions[0]).toMatchObject({
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
      message: expect.stringContaining('exceeded quota: few'),
    });
    await cluster.api('/api/v1/namespaces/default/resourcequotas/few', {method: 'DELETE'});
    await settled('solo', 3);
  });
});

describe('what goes with them', () => {
  it('lists the Pods behind a Service in EndpointSlices too', async () => {
    const pods = await items(podsPath, 'solo');
    await kubectl('expose rs solo --port 80');
    const slice = await waitUntil(async () => {
      const path = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices';
      const {body} = await cluster.api(`${path}?labelSelector=kubernetes.io/service-name%3Dsolo`);
      return body.items[0]?.endpoints.length === pods.length ? body.items[0] : undefined;
    }, 'the slice');
    expect(slice).toMatchObject({addressType: 'IPv4', ports: [{name: '', port: 80, protocol: 'TCP'}]});
    const addresses = slice.endpoints.map((one: Answer) => one.addresses[0]);
    expect(new Set(addresses)).toEqual(new Set(pods.map((pod) => pod.status.podIP)));
    const {body: endpoints} = await cluster.api('/api/v1/namespaces/default/endpoints/solo');
    expect(endpoints.metadata.labels).toMatchObject({'endpoints.kubernetes.io/managed-by': 'endpoint-controller'});
    for (const {annotations} of [endpoints.metadata, slice.metadata]) {
      expect(Object.keys(annotations)).toEqual(['endpoints.kubernetes.io/last-change-trigger-time']);
    }
    expect(await kubectl('get endpointslices -l kubernetes.io/service-name=solo --no-headers')).toMatch(
      /^solo-\w{5}\s+IPv4\s+80\s+10\.244\.\S+\s+\d+s\n$/,
    );
    await kubectl('delete service solo');
    await waitUntil(
      async () =>
        (await cluster.kubectl('get endpointslices -l kubernetes.io/service-name=solo')).stdout === '' || undefined,
      'no slice',
    );
  });

  it('mirrors Endpoints that are written by hand to EndpointSlices', async () => {
    const core = '/api/v1/namespaces/default';
    const slices = async (): Promise<Answer[]> => {
      const path = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices';
      return (await cluster.api(`${path}?labelSelector=kubernetes.io/service-name%3Dhand`)).body.items;
    };
    const endpoints = (ip: string, labels: object = {}): object => ({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: {name: 'hand', labels},
      subsets: [{addresses: [{ip}], notReadyAddresses: [{ip: 'fd00::1'}], ports: [{name: 'http', port: 8080}]}],
    });
    const service = {apiVersion: 'v1', kind: 'Service', metadata: {name: 'hand'}, spec: {ports: [{port: 80}]}};
    await cluster.api(`${core}/services`, {method: 'POST', body: service});
    await cluster.api(`${core}/endpoints`, {method: 'POST', body: endpoints('10.1.1.1', {own: 'label'})});
    const [first, second] = await waitUntil(async () => {
      const found = await slices();
      return found.length === 2 ? found : undefined;
    }, 'the mirrored slices');
    expect(first).toMatchObject({
      metadata: {
        labels: {own: 'label', 'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io'},
      },
      addressType: 'IPv4',
      endpoints: [{addresses: ['10.1.1.1'], conditions: {ready: true}}],
      ports: [{name: 'http', port: 8080, protocol: 'TCP'}],
    });
    expect(second).toMatchObject({addressType: 'IPv6', endpoints: [{conditions: {ready: false}}]});
    await cluster.api(`${core}/endpoints/hand`, {method: 'PUT', body: endpoints('10.1.1.2')});
    await waitUntil(
      async () => (await slices()).some(({endpoints: [one]}) => one.addresses[0] === '10.1.1.2') || undefined,
      'the changed address',
    );
    const skipped = endpoints('10.1.1.2', {'endpointslice.kubernetes.io/skip-mirror': 'true'});
    await cluster.api(`${core}/endpoints/hand`, {method: 'PUT', body: skipped});
    await waitUntil(async () => ((await slices()).length === 0 ? true : undefined), 'no slice');
  });

  it('evicts a Pod, which its ReplicaSet replaces', async () => {
    const [name = ''] = await settled('solo', 3);
    const core = cluster.clientConfig().makeApiClient(CoreV1Api);
    const body = {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {name, namespace: 'default'}};
    await core.createNamespacedPodEviction({name, namespace: 'default', body});
    await waitUntil(async () => ((await readyPods('solo')).includes(name) ? undefined : true), 'the eviction');
    expect(await settled('solo', 3)).not.toContain(name);
  });

  it('keeps Leases for those who elect a leader', async () => {
    const coordination = cluster.clientConfig().makeApiClient(CoordinationV1Api);
    const at = {namespace: 'default', name: 'leader'};
    const spec = {holderIdentity: 'one', leaseDurationSeconds: 15, renewTime: new V1MicroTime()};
    const lease = await coordination.createNamespacedLease({namespace: 'default', body: {metadata: at, spec}});
    const taken = Object.assign({}, lease, {spec: {...spec, holderIdentity: 'two'}});
    await coordination.replaceNamespacedLease({...at, body: taken});
    await expect(coordination.replaceNamespacedLease({...at, body: lease})).rejects.toMatchObject({code: 409});
    expect(await kubectl('get lease leader --no-headers')).toMatch(/^leader\s+two\s+\d+s\n$/);
  });
});
