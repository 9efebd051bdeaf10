import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

beforeAll(async () => {
  cluster = await startCluster({nodes: ['node-1', 'node-2']});
});

afterAll(async () => {
  await cluster.close();
});

function daemonSet(rollingUpdate: object, env: string): object {
  const container = {name: 'web', image: 'nginx', env: [{name: 'VERSION', value: env}]};
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {name: 'web', namespace: 'default'},
    spec: {
      selector: {matchLabels: {app: 'web'}},
      updateStrategy: {type: 'RollingUpdate', rollingUpdate},
      template: {metadata: {labels: {app: 'web'}}, spec: {containers: [container]}},
    },
  };
}

interface Event {
  type: string;
  object: {
    metadata: {name: string; deletionTimestamp?: string};
    spec: {nodeName?: string};
    status: {phase: string; conditions?: {type: string; status: string}[]};
  };
}

/** What was told of Pods while a template is replaced, until all nodes have the new one alone. */
async function eventsOf(rollingUpdate: object): Promise<Event[]> {
  const apply = (version: string) =>
    cluster.kubectl('apply -f -', {input: JSON.stringify(daemonSet(rollingUpdate, version))});
  const whole = async (): Promise<true | undefined> => {
    const {body} = await cluster.api('/apis/apps/v1/namespaces/default/daemonsets/web');
    const {generation} = body.metadata;
    const {observedGeneration, updatedNumberScheduled, numberAvailable} = body.status;
    const isDone = observedGeneration === generation && updatedNumberScheduled === 2 && numberAvailable === 2;
    const {items} = (await cluster.api('/api/v1/namespaces/default/pods')).body;
    return isDone && items.length === 2 ? true : undefined;
  };
  await apply('1');
  await waitUntil(whole, 'the first Pods');
  const {metadata} = (await cluster.api('/api/v1/namespaces/default/pods')).body;
  await apply('2');
  await waitUntil(whole, 'the next Pods');
  const path = `/api/v1/namespaces/default/pods?watch=true&timeoutSeconds=1&resourceVersion=${metadata.resourceVersion}`;
  const {text} = await cluster.api(path);
  await cluster.kubectl('delete daemonset web');
  const lines = text.trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Event);
}

describe('an update of a DaemonSet', () => {
  it('makes a new Pod when the old one has ended, while it is still there', async () => {
    const events = await eventsOf({maxUnavailable: '100%'});
    const added = events.findIndex(({type}) => type === 'ADDED');
    const before = events.slice(0, added);
    expect(before.at(-1)?.object.status.phase).toBe('Succeeded');
    expect(before.map(({type}) => type)).not.toContain('DELETED');
    expect(events.slice(added).map(({type}) => type)).toContain('DELETED');
  });

  it('brings the new Pod first where it may surge', async () => {
    const events = await eventsOf({maxUnavailable: 0, maxSurge: 1});
    const isReady = ({object}: Event): boolean =>
      object.status.conditions?.some(({type, status}) => type === 'Ready' && status === 'True') === true;
    const isNew = new Set(events.filter(({type}) => type === 'ADDED').map(({object}) => object.metadata.name));
    const firstReady = events.findIndex((event) => isNew.has(event.object.metadata.name) && isReady(event));
    const firstDeleted = events.findIndex(({object}) => object.metadata.deletionTimestamp !== undefined);
    expect(firstReady).toBeGreaterThanOrEqual(0);
    expect(firstReady).toBeLessThan(firstDeleted);
  });
});
