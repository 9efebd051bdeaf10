import {z} from 'zod';
import type {ApiClient} from '#src/cluster/api/api-client.ts';
import type {ApiRequest} from '#src/cluster/api/api-request.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {execInPod} from '#src/cluster/api/exec-in-pod.ts';
import {nodeAgentNamespace} from '#src/cluster/api/identities.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {isNodeKeyOf} from './node-key-of.ts';

const listSchema = z.looseObject({items: z.array(z.record(z.string(), z.json())).default([])});
const objectSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().default(''),
    labels: z.record(z.string(), z.string()).default({}),
  }),
});

const execLimitBytes = 65_536;
const execTimeoutMs = 20_000;

/** A Pod's spec, and where it stands. */
export interface PlacedPodSpec {
  readonly where: string;
  readonly spec: JsonObject;
}

/** Where Pods come from. */
const podSources = [
  {path: (namespace: string) => `/api/v1/namespaces/${namespace}/pods`, kind: 'pod', at: ['spec']},
  ...['daemonsets', 'deployments', 'replicasets'].map((plural) => ({
    path: (namespace: string) => `/apis/apps/v1/namespaces/${namespace}/${plural}`,
    kind: plural.slice(0, -1),
    at: ['spec', 'template', 'spec'],
  })),
];

/** Owners first: what they own is not made anew. */
const madeByLearners = [
  ...['daemonsets', 'deployments', 'replicasets'].map((plural) => ({group: '/apis/apps/v1', plural})),
  ...['pods', 'services', 'configmaps'].map((plural) => ({group: '/api/v1', plural})),
];

/** What there is of a namespace, by path: of the own, what confines it; of others, all of it. */
const confining = [
  'api/v1/resourcequotas',
  'api/v1/limitranges',
  'api/v1/serviceaccounts',
  'api/v1/secrets',
  'apis/rbac.authorization.k8s.io/v1/roles',
  'apis/rbac.authorization.k8s.io/v1/rolebindings',
  'apis/networking.k8s.io/v1/networkpolicies',
];
const held = [
  'api/v1/pods',
  'api/v1/services',
  'api/v1/configmaps',
  'apis/apps/v1/daemonsets',
  'apis/apps/v1/deployments',
];
const clusterWide = [
  'apis/rbac.authorization.k8s.io/v1/clusterroles',
  'apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
];

/** The cluster with all rights: sets up, looks what is there, tidies up. */
export class Administrator {
  readonly client: ApiClient;

  constructor(client: ApiClient) {
    this.client = client;
  }

  /** The object at a path; undefined when there is none. */
  async find(path: string): Promise<JsonObject | undefined> {
    try {
      return z.record(z.string(), z.json()).parse((await this.client.request({path})).body);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  async list(path: string): Promise<JsonObject[]> {
    return listSchema.parse((await this.client.request({path})).body).items;
  }

  async create(path: string, body: JsonObject): Promise<void> {
    await this.client.request({method: 'POST', path, body});
  }

  /** Deletes what is there, at once. */
  async remove(path: string): Promise<void> {
    const body = {kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0, propagationPolicy: 'Background'};
    try {
      await this.client.request({method: 'DELETE', path, body});
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
  }

  /** Deletes what a learner can make and `isKept` does not name (`pods/sleep`), and waits until it is gone. */
  async empty(namespace: string, isKept: (shown: string) => boolean): Promise<void> {
    await waitUntil('the sandbox is tidied', async () => {
      const found = await Promise.all(
        madeByLearners.map(async ({group, plural}) => {
          const path = `${group}/namespaces/${namespace}/${plural}`;
          const names = (await this.list(path)).map((object) => objectSchema.parse(object).metadata.name);
          return names.filter((name) => !isKept(`${plural}/${name}`)).map((name) => `${path}/${name}`);
        }),
      );
      for (const path of found.flat()) await this.remove(path);
      return found.flat().length === 0 ? true : undefined;
    });
  }

  /** The same request with another's rights: what the attack asks for is there to be refused. */
  async canDo(request: ApiRequest): Promise<boolean> {
    try {
      await this.client.request(request);
      return true;
    } catch (error) {
      // anything but a refusal of rights: it was let in
      return error instanceof ApiError && error.status !== 403 && error.status !== 401 && error.status !== 404;
    }
  }

  /** All Pods of a namespace, and what makes Pods there. */
  async podSpecs(namespace: string): Promise<PlacedPodSpec[]> {
    const lists = await Promise.all(
      podSources.map(async ({path, kind, at}) =>
        (await this.list(path(namespace))).flatMap((object) => {
          const spec = at.reduce<unknown>((value, key) => z.record(z.string(), z.json()).parse(value)[key], object);
          const {metadata} = objectSchema.parse(object);
          return [{where: `${kind}/${metadata.name}`, spec: z.record(z.string(), z.json()).parse(spec)}];
        }),
      ),
    );
    return lists.flat();
  }

  /**
   * Everything that a participant in `namespace` has no business with, to be compared, a line a thing: what confines them,
   * what `others` hold, nodes and roles.
   */
  async outside(namespace: string, others: readonly string[]): Promise<string[]> {
    const isSeen = (path: string, of: string | undefined): boolean =>
      of === undefined || others.includes(of) || (of === namespace && confining.includes(path));
    const lists = await Promise.all(
      [...confining, ...held, ...clusterWide].map(async (path) =>
        (await this.list(`/${path}`)).flatMap((object) => {
          const {name, namespace: of, uid, labels} = objectSchema.parse(object).metadata;
          if (!isSeen(path, of)) return [];
          const {spec, data, rules, subjects, roleRef, secrets} = object;
          // those of the sandbox's own make way for a learner's, and come back the same
          const identity = path.endsWith('/networkpolicies') ? '' : uid;
          return [
            `${path}/${of ?? ''}/${name} ${JSON.stringify([identity, labels, spec, data, rules, subjects, roleRef, secrets])}`,
          ];
        }),
      ),
    );
    const nodes = (await this.list('/api/v1/nodes')).map((node) => {
      const {name, labels} = objectSchema.parse(node).metadata;
      const kept = Object.entries(labels).filter(([key]) => !isNodeKeyOf(key, namespace));
      return `node ${name} ${JSON.stringify([kept.map(([key, value]) => `${key}=${value}`).sort(), node['spec']])}`;
    });
    const namespaces = (await this.list('/api/v1/namespaces'))
      .map((object) => objectSchema.parse(object).metadata)
      .filter(({name}) => name === namespace || others.includes(name));
    return [
      ...lists.flat(),
      ...nodes,
      ...namespaces.map(({name, labels}) => `namespace ${name} ${JSON.stringify(labels)}`),
    ];
  }

  /** Runs a command in a container. Answers what it said and its exit code. */
  async exec(pod: {namespace: string; name: string; container: string}, ...command: string[]): Promise<string> {
    const {output} = await execInPod(this.client, {
      namespace: pod.namespace,
      pod: pod.name,
      container: pod.container,
      command,
      limitBytes: execLimitBytes,
      signal: AbortSignal.timeout(execTimeoutMs),
    });
    return output;
  }

  /** What the node agents say to a command: they see all sandboxes' folders. */
  async onNodes(...command: string[]): Promise<string> {
    const pods = await this.list(`/api/v1/namespaces/${nodeAgentNamespace}/pods`);
    const agents = pods.map((pod) => objectSchema.parse(pod).metadata).filter(({name}) => name.includes('node-agent'));
    const outputs = await Promise.all(
      agents.map(async ({name}) => this.exec({namespace: nodeAgentNamespace, name, container: 'agent'}, ...command)),
    );
    return outputs.join('\n');
  }
}
