import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {podManifest, startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
const podsPath = '/api/v1/namespaces/default/pods';

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1', 'node-2']});
});

afterAll(async () => {
  await cluster.close();
});

async function create(name: string, spec: object): Promise<void> {
  const answer = await cluster.api(podsPath, {method: 'POST', body: podManifest(name, spec)});
  expect(answer.status).toBe(201);
}

function asking(requests: object): object {
  return {containers: [{name: 'c', image: 'busybox', command: ['sleep', '1000'], resources: {requests}}]};
}

async function nodeOf(name: string): Promise<string> {
  return await waitUntil(async () => (await cluster.api(`${podsPath}/${name}`)).body.spec.nodeName, 'a node');
}

async function refusalOf(name: string): Promise<string> {
  return await waitUntil(async () => {
    const {body} = await cluster.api(`${podsPath}/${name}`);
    return body.status.conditions?.find(({reason}: {reason?: string}) => reason === 'Unschedulable')?.message;
  }, 'a refusal');
}

describe('a Pod', () => {
  it('goes where there is room for what it asks for, and waits until there is', async () => {
    await create('large', asking({cpu: '3'}));
    await create('larger', asking({cpu: '3500m', memory: '1Gi'}));
    expect(new Set([await nodeOf('large'), await nodeOf('larger')]).size).toBe(2);
    await create('late', asking({cpu: '1500m'}));
    expect(await refusalOf('late')).toBe(
      '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    );
    await create('small', asking({cpu: '1'}));
    expect(await nodeOf('small')).toBe(await nodeOf('large'));
    await cluster.kubectl('delete pod larger --now');
    await nodeOf('late');
  });

  it('is told all that its nodes lack', async () => {
    await create('vast', asking({cpu: '9999', memory: '999Ti'}));
    expect(await refusalOf('vast')).toBe(
      '0/2 nodes are available: 2 Insufficient cpu, 2 Insufficient memory. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
    );
  });

  it('that names its node is told of the others that it named them not', async () => {
    const matchFields = [{key: 'metadata.name', operator: 'In', values: ['node-1']}];
    const affinity = {
      nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields}]}},
    };
    await create('named', {...asking({cpu: '999'}), affinity});
    expect(await refusalOf('named')).toContain(
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy plugin(s) [NodeAffinity].",
    );
  });

  it('keeps away one that it does not want near it', async () => {
    const labelSelector = {matchLabels: {app: 'guest'}};
    const terms = [{labelSelector, topologyKey: 'kubernetes.io/hostname'}];
    const affinity = {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: terms}};
    const on = {nodeSelector: {'kubernetes.io/hostname': 'node-1'}};
    await create('host', {...asking({}), ...on, affinity});
    await nodeOf('host');
    await create('guest', {...asking({}), ...on});
    expect(await refusalOf('guest')).toContain("1 node(s) didn't satisfy existing pods anti-affinity rules");
    await cluster.kubectl('delete pod host --now');
    await nodeOf('guest');
  });

  it('lies evenly among others like it where it asks for that', async () => {
    const spread = (topologyKey: string): object => ({
      ...asking({}),
      topologySpreadConstraints: [
        {maxSkew: 1, topologyKey, whenUnsatisfiable: 'DoNotSchedule', labelSelector: {matchLabels: {spread: 'yes'}}},
      ],
    });
    const labelled = async (name: string, topologyKey: string, nodeSelector = {}): Promise<void> => {
      const body = podManifest(name, {...spread(topologyKey), nodeSelector});
      const answer = await cluster.api(podsPath, {
        method: 'POST',
        body: {...body, metadata: {name, labels: {spread: 'yes'}}},
      });
      expect(answer.status).toBe(201);
    };
    const hostname = 'kubernetes.io/hostname';
    for (const name of ['even-1', 'even-2', 'even-3', 'even-4']) {
      await labelled(name, hostname);
      await nodeOf(name);
    }
    const places = [await nodeOf('even-1'), await nodeOf('even-2'), await nodeOf('even-3'), await nodeOf('even-4')];
    expect(places.filter((node) => node === 'node-1')).toHaveLength(2);
    await labelled('nowhere', 'example.com/rack');
    expect(await refusalOf('nowhere')).toContain(
      "2 node(s) didn't match pod topology spread constraints (missing required label)",
    );
    // only nodes that it may go to count
    await labelled('alone-1', hostname, {[hostname]: 'node-2'});
    await labelled('alone-2', hostname, {[hostname]: 'node-2'});
    expect([await nodeOf('alone-1'), await nodeOf('alone-2')]).toEqual(['node-2', 'node-2']);
  });

  it('is told of by events that carry what was about to be done', async () => {
    const events = '/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3D';
    const [scheduled] = (await cluster.api(`${events}host`)).body.items;
    expect(scheduled).toMatchObject({action: 'Binding', source: {}, reportingComponent: 'default-scheduler'});
    expect(scheduled.eventTime).toMatch(/\.\d{6}Z$/);
    expect([scheduled.firstTimestamp, scheduled.lastTimestamp, scheduled.count]).toEqual([null, null, undefined]);
    expect((await cluster.api(`${events}vast`)).body.items[0]).toMatchObject({action: 'Scheduling'});
  });

  it('of another scheduler is left to it', async () => {
    await create('foreign', {...asking({}), schedulerName: 'none'});
    await create('ours', asking({}));
    await nodeOf('ours');
    expect((await cluster.api(`${podsPath}/foreign`)).body.spec.nodeName).toBeUndefined();
  });
});

describe('a node', () => {
  it('is tainted while it is cordoned', async () => {
    const taints = async (): Promise<unknown> => (await cluster.api('/api/v1/nodes/node-2')).body.spec.taints;
    await cluster.kubectl('cordon node-2');
    const tainted = await waitUntil(taints, 'the taint');
    expect(tainted).toMatchObject([{key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule'}]);
    await create('kept-out', {...asking({}), nodeSelector: {'kubernetes.io/hostname': 'node-2'}});
    expect(await refusalOf('kept-out')).toContain('1 node(s) were unschedulable');
    await cluster.kubectl('uncordon node-2');
    await nodeOf('kept-out');
    expect(await taints()).toBeUndefined();
  });

  it('loses the Pods that do not tolerate its taint, at once or after their time', async () => {
    const on = {nodeSelector: {'kubernetes.io/hostname': 'node-1'}, terminationGracePeriodSeconds: 0};
    const toleration = {key: 'gone', operator: 'Exists', effect: 'NoExecute'};
    await create('shy', {...asking({}), ...on});
    await create('patient', {...asking({}), ...on, tolerations: [{...toleration, tolerationSeconds: 5}]});
    await create('bold', {...asking({}), ...on, tolerations: [toleration]});
    for (const name of ['shy', 'patient', 'bold']) await nodeOf(name);
    await cluster.kubectl('taint node node-1 gone=yes:NoExecute');
    await create('unwelcome', {...asking({}), ...on});
    expect(await refusalOf('unwelcome')).toContain('1 node(s) had untolerated taint(s)');
    for (const name of ['shy', 'patient']) {
      await waitUntil(async () => {
        const {body} = await cluster.api(`${podsPath}/${name}`);
        return body.code === 404 ? true : undefined;
      }, `the end of ${name}`);
    }
    expect((await cluster.api(`${podsPath}/bold`)).body.metadata.deletionTimestamp).toBeUndefined();
    const {stdout} = await cluster.kubectl('events --for pod/shy');
    expect(stdout).toContain('TaintManagerEviction');
  });
});
