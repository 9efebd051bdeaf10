import {z} from 'zod';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import type {Attempt, ChatAttack} from '../attack.ts';
import {byFile, byWindow, type ApplyWay} from '../chat-ways.ts';
import type {World} from '../world.ts';

/** A port of the node's own address, on which nothing listens: what goes there is refused, and the kubelet says so. */
const onTheNode = 'http://127.0.0.1:9/';

const configuration = `
user root;
worker_processes 1;
pid /tmp/nginx.pid;
events { worker_connections 64; }
http { server { listen 80; location / { return 302 ${onTheNode}; } } }
`;

/** A server that sends whoever asks to the node itself, and a second container whose kubelet asks it. */
const objects = (name: string, more: JsonObject): readonly JsonObject[] => [
  {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data: {'nginx.conf': configuration}},
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name},
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: 'server',
          image: 'nginx:1.18-alpine',
          command: ['nginx', '-c', '/redirect/nginx.conf', '-g', 'daemon off;'],
          volumeMounts: [{name: 'redirect', mountPath: '/redirect'}],
        },
        {name: 'main', image: 'busybox:1.36', command: ['sleep', '600'], ...more},
      ],
      volumes: [{name: 'redirect', configMap: {name}}],
    },
  },
];

const eventSchema = z.looseObject({
  reason: z.string().default(''),
  message: z.string().default(''),
  involvedObject: z.looseObject({name: z.string().optional()}),
});

async function eventsOf({admin, mallory}: World, name: string): Promise<z.infer<typeof eventSchema>[]> {
  const events = await admin.list(`/api/v1/namespaces/${mallory.namespace}/events`);
  return events.map((event) => eventSchema.parse(event)).filter(({involvedObject}) => involvedObject.name === name);
}

interface NodeRequest {
  readonly id: string;
  readonly name: string;
  readonly more: JsonObject;
  /** The event that tells that the kubelet asked, and was sent on. */
  readonly asked: RegExp;
}

const httpGet = {httpGet: {path: '/', port: 80}};

const nodeRequests: readonly NodeRequest[] = [
  {
    id: 'start',
    name: 'a request of the node’s to itself, by a redirect at a container’s start',
    more: {lifecycle: {postStart: httpGet}},
    asked: /FailedPostStartHook/,
  },
  {
    id: 'probe',
    name: 'a request of the node’s to itself, by a redirect of a probe',
    more: {readinessProbe: {...httpGet, periodSeconds: 1}},
    asked: /ProbeWarning|Unhealthy/,
  },
];

const attack = ({id, name, more, asked}: NodeRequest, {path, send}: ApplyWay, index: number): ChatAttack => {
  const pod = `redirect-${id}-${index}`;
  return {
    group: 'through the chat',
    name,
    threat: 'the node',
    path,
    attempt: async (world): Promise<Attempt> => {
      const attempt = await send(world.mallory, objects(pod, more));
      if (attempt.stoppedBy !== undefined) return attempt;
      const event = await waitUntil('the kubelet has asked', async () =>
        (await eventsOf(world, pod)).find(({reason}) => asked.test(reason)),
      );
      const isFollowed = event.message.includes(onTheNode);
      return {stoppedBy: isFollowed ? undefined : 'kubelet/runtime', evidence: `${event.reason}: ${event.message}`};
    },
    effect: async (world) => {
      const followed = (await eventsOf(world, pod)).find(({message}) => message.includes(onTheNode));
      await world.admin.remove(`/api/v1/namespaces/${world.mallory.namespace}/pods/${pod}`);
      return followed === undefined ? undefined : `the kubelet went there: ${followed.message}`;
    },
  };
};

/** What the kubelet asks for a learner, from the node's own network. */
export const requestsOfTheNode: readonly ChatAttack[] = nodeRequests.flatMap((one) =>
  [byFile, byWindow].map((way, index) => attack(one, way, index)),
);
