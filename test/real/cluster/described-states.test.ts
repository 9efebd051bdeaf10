import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {describeNode} from '#src/kinds/node/describe.ts';
import {eventSchema} from '#src/kubernetes/event.ts';
import {describedNode} from '#test/support/described-node.ts';
import {describedNamespace, describedPods} from '#test/support/described-pods.ts';
import {describedWorkloads} from '#test/support/described-workloads.ts';
import {startObjectServer, type ServedObject} from '#test/support/object-server.ts';
import {propertyRunsShown, propertyRuns} from '#test/support/property-runs.ts';
import {besides, type SideBySide} from '#test/support/side-by-side.ts';

const {seed} = propertyRuns(1);

/** Of what is described first; the second has none. */
const events: ServedObject[] = [
  {reason: 'Killing', message: '  Stopping container main\n', count: 1, fieldPath: 'spec.containers{main}'},
  {reason: 'BackOff', message: 'Back-off\nrestarting', count: 7, fieldPath: 'spec.initContainers{init}'},
  {reason: 'Scheduled', message: 'Assigned', count: 0, fieldPath: undefined},
].map(({fieldPath, ...event}, index) => ({
  ...event,
  apiVersion: 'v1',
  kind: 'Event',
  metadata: {name: `event-${index}`, namespace: describedNamespace},
  type: index === 0 ? 'Normal' : 'Warning',
  firstTimestamp: '2019-01-01T00:00:00Z',
  lastTimestamp: `2020-0${index + 1}-01T00:00:00Z`,
  source: index === 2 ? {} : {component: 'kubelet'},
  reportingComponent: 'default-scheduler',
  involvedObject: {
    kind: 'Pod',
    apiVersion: 'v1',
    name: 'pod-0',
    namespace: describedNamespace,
    uid: 'uid-0',
    ...(fieldPath === undefined ? {} : {fieldPath}),
  },
}));
const {node, lease, pods: nodePods} = describedNode();

/** No cluster would be brought into all of these states: they are served as they are to kubectl and to ours. */
describe(`what is described, in every state (${propertyRunsShown})`, () => {
  let side: SideBySide;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const server = await startObjectServer([
      ...describedPods(25, seed),
      ...describedWorkloads(20, seed),
      ...events,
      node,
      lease,
      ...nodePods,
    ]);
    cleanups.push(server.close);
    side = await besides(server.kubeconfigPath, describedNamespace);
    cleanups.push(side.close);
  });

  afterAll(async () => {
    for (const cleanUp of cleanups.reverse()) await cleanUp();
  });

  it.for([
    'describe pods',
    'describe pod pod-0',
    'describe pods pod-0 pod-1 --show-events',
    'describe pods pod-0 --show-events=false',
    'describe pod pod-1',
    'describe pod pod-7',
    'describe ds',
    'describe deploy',
    'describe deploy deploy-0',
    'describe rs',
    'describe svc',
    'describe endpoints',
    'describe endpointslices',
    'describe cm',
    'describe cm cm-1 --show-events=false',
    'events',
    'events --for pod/pod-0',
  ])('is what kubectl prints for %s', async (line) => {
    const {ours, kubectl} = await side.both(line);
    expect(kubectl).toMatch(/^(?:Name|LAST SEEN)/u);
    expect(ours.split(/\n\n\n(?=Name:)/u)).toEqual(kubectl.split(/\n\n\n(?=Name:)/u));
  });

  it('is what kubectl prints for a node, given all that kubectl may see', async () => {
    const readOurs = async () =>
      Promise.resolve(
        describeNode(node, {
          lease: {object: lease},
          pods: nodePods,
          events: eventSchema.array().parse([]),
          now: Date.now(),
        }),
      );
    const {ours, kubectl} = await side.both(`describe node ${node.metadata.name}`, {readOurs});
    expect(ours).toBe(kubectl);
  });
});
