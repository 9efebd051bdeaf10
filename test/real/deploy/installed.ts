import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {ApiError, ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import {execInPod} from '#src/cluster/api/exec-in-pod.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {isLeaving, podSchema, type Pod} from '#src/kinds/pod/schema.ts';
import {parseQuantity} from '#src/kubernetes/quantity.ts';
import {nodeAgentNamespace} from '#src/cluster/api/identities.ts';
import {runningAgents} from '#src/cluster/node-agent/node-agent-pods.ts';
import {hostPathRoot} from '#src/sandbox/namespace/host-paths.ts';
import {waitUntil} from '#test/support/wait-until.ts';

export const namespace = 'labrador-system';
const namespacePath = `/api/v1/namespaces/${namespace}`;
const withinMs = 180_000;
/** How often it is looked at how much memory each process has had, in ms. */
const memoryMs = 5_000;

/** Says whether a connection to an address comes about within some seconds; a policy lets nothing answer. */
const connecting = `
  const socket = require('node:net').connect({host: process.argv[1], port: 6379, timeout: 5000});
  const end = (said) => { console.log(said); process.exit(); };
  socket.on('connect', () => end('reached')).on('timeout', () => end('kept out')).on('error', () => end('kept out'));
`;

export type Part = 'bot' | 'worker' | 'redis';

const controllerSchema = z.looseObject({
  metadata: z.looseObject({generation: z.number().optional()}),
  spec: z.looseObject({replicas: z.number()}),
  status: z.looseObject({
    observedGeneration: z.number().optional(),
    replicas: z.number().optional(),
    updatedReplicas: z.number().optional(),
    readyReplicas: z.number().optional(),
  }),
});

const limitsSchema = z.looseObject({
  spec: z.looseObject({
    containers: z.array(
      z.looseObject({name: z.string(), resources: z.looseObject({limits: z.looseObject({memory: z.string()})})}),
    ),
  }),
});

/** What a release has made, as the cluster's administrator sees and disturbs it. */
export class InstalledRelease {
  readonly #admin: ApiServer;

  constructor(admin: ApiServer) {
    this.#admin = admin;
  }

  async pods(part: Part): Promise<Pod[]> {
    const labelSelector = `app.kubernetes.io/name=labrador-${part}`;
    const pods = await listCollection(this.#admin.as(undefined), `${namespacePath}/pods`, {
      labelSelector,
      signal: AbortSignal.timeout(30_000),
    });
    return z
      .array(podSchema)
      .parse(pods)
      .filter((pod) => !isLeaving(pod));
  }

  /** Waits until all Pods of its parts are of the latest version, ready, and no others are left. */
  async untilRolledOut(): Promise<void> {
    for (const [part, kind] of [
      ['redis', 'statefulsets'],
      ['bot', 'deployments'],
      ['worker', 'deployments'],
    ] as const) {
      await waitUntil(
        `the ${part} is rolled out`,
        async () => {
          const path = `/apis/apps/v1/namespaces/${namespace}/${kind}/labrador-${part}`;
          const {body} = await this.#admin.as(undefined).request({path});
          const {metadata, spec, status} = controllerSchema.parse(body);
          const isSeen = status.observedGeneration === metadata.generation;
          const counts = [status.replicas, status.updatedReplicas, status.readyReplicas];
          return isSeen && counts.every((count) => count === spec.replicas) ? true : undefined;
        },
        {withinMs},
      );
    }
  }

  /** The bot that has the gateway. */
  async leader(): Promise<Pod> {
    return waitUntil(
      'a bot leads',
      async () => {
        for (const pod of await this.pods('bot')) {
          const metrics = await this.metricsOf(pod, 'bot').catch(() => '');
          if (/^labrador_gateway_shard_up\{shard="0"\} 1$/m.test(metrics)) return pod;
        }
        return undefined;
      },
      {withinMs},
    );
  }

  /** Asked from within: nothing else reaches them. */
  async metricsOf({metadata}: Pod, container: Part): Promise<string> {
    const {output} = await execInPod(this.#admin.as(undefined), {
      namespace,
      pod: metadata.name,
      container,
      command: ['node', '-e', `fetch('http://127.0.0.1:8081/metrics').then(async (r) => console.log(await r.text()))`],
      limitBytes: 1024 * 1024,
      signal: AbortSignal.timeout(30_000),
    });
    return output;
  }

  /** Whether a process there gets through to Redis: an address and a port, by TCP. */
  async reachesRedis(pod: Pod, container: string): Promise<'reached' | 'kept out'> {
    const [redis] = await this.pods('redis');
    const {output} = await execInPod(this.#admin.as(undefined), {
      namespace,
      pod: pod.metadata.name,
      container,
      command: ['node', '-e', connecting, redis?.status?.podIP ?? ''],
      limitBytes: 65_536,
      signal: AbortSignal.timeout(30_000),
    });
    return z.enum(['reached', 'kept out']).parse(output.trim());
  }

  /** The host folders of sandboxes on all nodes with an agent, as their agents see them. */
  async hostFolders(): Promise<string[]> {
    const admin = this.#admin.as(undefined);
    const signal = AbortSignal.timeout(60_000);
    const agents = await runningAgents(admin, signal);
    if (agents.length === 0) throw new Error('no node agent runs');
    const folders = await Promise.all(
      agents.map(async ({node, pod}) => {
        const {output, exitCode} = await execInPod(admin, {
          namespace: nodeAgentNamespace,
          pod,
          container: 'agent',
          command: ['sh', '-c', `ls -A ${hostPathRoot} 2>/dev/null; true`],
          limitBytes: 65_536,
          signal,
        });
        if (exitCode !== 0) throw new Error(`the agent on ${node} did not look: ${output}`);
        return output.split('\n').filter((line) => line !== '');
      }),
    );
    return folders.flat();
  }

  /** As a drain does it: again and again while a budget forbids it. */
  async evict({metadata: {name, uid}}: Pod): Promise<void> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      try {
        await this.#admin.as(undefined).request({
          method: 'POST',
          path: `${namespacePath}/pods/${name}/eviction`,
          body: {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {name, namespace}},
        });
        break;
      } catch (error) {
        // 429: the budget
        if (!(error instanceof ClusterUnavailableError) || Date.now() > deadline) throw error;
      }
      await sleep(1_000);
    }
    await this.#untilGone(name, uid);
  }

  /** Without its grace: it ends where it stands. */
  async kill({metadata: {name, uid}}: Pod): Promise<void> {
    const path = `${namespacePath}/pods/${name}`;
    await this.#admin.as(undefined).request({method: 'DELETE', path, query: {gracePeriodSeconds: '0'}});
    await this.#untilGone(name, uid);
  }

  /** The most that its process has had of the machine's memory, in bytes. */
  async #peakOf({metadata}: Pod, container: Part): Promise<number> {
    const {output} = await execInPod(this.#admin.as(undefined), {
      namespace,
      pod: metadata.name,
      container,
      command: ['cat', '/proc/1/status'],
      limitBytes: 65_536,
      signal: AbortSignal.timeout(10_000),
    });
    const kib = /^VmHWM:\s+(?<kib>\d+) kB$/m.exec(output)?.groups?.['kib'];
    // a Pod that is being killed answers nothing
    if (kib === undefined) throw new Error(`${metadata.name} did not tell its memory: ${output}`);
    return Number(kib) * 1024;
  }

  async #untilGone(name: string, uid: string): Promise<void> {
    await waitUntil(
      `${name} is gone`,
      async () => {
        try {
          const {body} = await this.#admin.as(undefined).request({path: `${namespacePath}/pods/${name}`});
          return podSchema.parse(body).metadata.uid === uid ? undefined : true;
        } catch (error) {
          if (error instanceof ApiError && error.status === 404) return true;
          throw error;
        }
      },
      {withinMs},
    );
  }

  /** Looks until it is stopped; answers how much a process of each part had at the most, and may have, in MiB. */
  watchMemory(): () => Promise<ReadonlyMap<Part, {readonly most: number; readonly limit: number}>> {
    const ended = new AbortController();
    const most = new Map<Part, number>();
    const unread = new Map<Part, unknown>();
    const look = async (): Promise<void> => {
      for (const part of parts) {
        for (const pod of await this.pods(part)) {
          try {
            most.set(part, Math.max(most.get(part) ?? 0, await this.#peakOf(pod, part)));
          } catch (error) {
            // one that is being killed answers nothing; of a part of which none ever does, nothing is known
            unread.set(part, error);
          }
        }
      }
    };
    const watching = (async () => {
      while (!ended.signal.aborted) {
        // Pods come and go
        await look().catch(() => undefined);
        await sleep(memoryMs, undefined, {signal: ended.signal}).catch(() => undefined);
      }
    })();
    return async () => {
      ended.abort();
      await watching;
      const found = await Promise.all(
        parts.map(async (part) => {
          const [pod] = await this.pods(part);
          if (pod === undefined) throw new Error(`there is no ${part}`);
          const peak = most.get(part);
          if (peak === undefined) {
            throw new Error(`the memory of the ${part} was never read`, {cause: unread.get(part)});
          }
          const {body} = await this.#admin.as(undefined).request({path: `${namespacePath}/pods/${pod.metadata.name}`});
          const container = limitsSchema.parse(body).spec.containers.find(({name}) => name === part);
          const limit = Number(parseQuantity(container?.resources.limits.memory ?? '0').thousandths) / 1000;
          return [part, {most: mebi(peak), limit: mebi(limit)}] as const;
        }),
      );
      return new Map(found);
    };
  }
}

const parts: readonly Part[] = ['bot', 'worker', 'redis'];
const mebi = (bytes: number): number => Math.round(bytes / 1024 / 1024);
