import {z} from 'zod';
import {otherTypes, type OtherTypeName} from '#src/kinds/other-types.ts';
import {resourceTypes, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {hostPathRoot} from '#src/sandbox/namespace/host-paths.ts';
import {sandboxOfNodeLabelKey} from '#src/sandbox/namespace/node-labels.ts';
import {managedBy, sandboxLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import {namespaceSchema} from '#src/sandbox/sandbox.ts';
import type {ApiClient} from '../api/api-client.ts';
import {manifestPath, manifestTitle} from '../api/apply-manifest.ts';
import {nodeAgentNamespace, systemNamespace} from '../api/identities.ts';
import {listCollection, listIfServed} from '../api/list-collection.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';
import {noAgent, runningAgents} from '../node-agent/node-agent-pods.ts';
import {partOf, superseded} from './install.ts';
import {foldersOf, isMarked} from './left-folders.ts';

/** A node without an agent is told so, and how its folders can be erased after all. */
const whyNot = (what: string): string => `${what}: ${noAgent()}; install again, then uninstall`;

/** An object that is to go: this one, and none that was made since under its name. */
export interface Found {
  /** `namespace/labrador-system` */
  readonly shown: string;
  readonly path: string;
  readonly uid: string;
}

/** What stays in the cluster, and why. */
export interface Left {
  readonly what: string;
  readonly why: string;
  /** Whether it is a namespace with nothing in it, which only an API that is down keeps. */
  readonly isEmptied?: boolean;
}

/** All of Labrador that is in a cluster, and what looks like it and is not taken away. */
export interface Removal {
  readonly sandboxes: readonly Found[];
  /** Our labels' keys, by the names of nodes that have any. */
  readonly nodeLabels: ReadonlyMap<string, readonly string[]>;
  /** The nodes whose host folders can be erased. */
  readonly agentNodes: readonly string[];
  /** The nodes that say that folders were left on them. */
  readonly markedNodes: readonly string[];
  /** The nodes on which sandboxes have host folders that nobody can erase now. */
  readonly unattendedNodes: readonly string[];
  /** In the order in which it is removed. */
  readonly installed: readonly Found[];
  readonly left: readonly Left[];
}

interface Search {
  /** What an installation applies, in its order. */
  readonly manifests: readonly JsonObject[];
  readonly signal: AbortSignal;
  /** What was installed stays: Helm has done that, and takes it away itself. */
  readonly areSandboxesAlone?: boolean;
}

/** Looks for all that `removeAll` would take away. Changes nothing. `admin` may read all of it. */
export async function findRemoval(admin: ApiClient, search: Search): Promise<Removal> {
  const {signal, areSandboxesAlone = false} = search;
  const left: Left[] = [];
  const namespaces = await findSandboxes(admin, left, signal);
  const sandboxes = namespaces.map(({found}) => found);
  const nodes = await listCollection(admin, resourcePath('nodes'), {signal});
  const kept = new Set(left.map(({what}) => what));
  const nodeLabels = new Map(
    nodes.flatMap(({metadata}) => {
      const keys = Object.keys(metadata.labels ?? {}).filter((key) => {
        const sandbox = sandboxOfNodeLabelKey(key);
        return sandbox !== undefined && !kept.has(shownAs('Namespace', sandbox));
      });
      return keys.length === 0 ? [] : [[metadata.name, keys] as const];
    }),
  );
  const keptInstalled: Left[] = [];
  const installed = await findInstalled(admin, search, keptInstalled);
  if (!areSandboxesAlone) left.push(...keptInstalled);
  const isInstalled = sandboxes.length > 0 || installed.some(({shown}) => shown.startsWith('daemonset/'));
  const agents = new Set((await runningAgents(admin, signal)).map(({node}) => node));
  const folders = new Set(namespaces.flatMap(({folderNodes}) => folderNodes));
  const without = nodes.filter(({metadata}) => !agents.has(metadata.name));
  for (const node of without) {
    const what = foldersOn(node.metadata.name);
    if (isMarked(node)) left.push({what, why: whyNot('not erased')});
    else if (isInstalled) left.push({what, why: whyNot('not looked at')});
  }
  return {
    sandboxes,
    nodeLabels,
    agentNodes: nodes.map(({metadata}) => metadata.name).filter((node) => agents.has(node)),
    markedNodes: nodes.filter(isMarked).map(({metadata}) => metadata.name),
    unattendedNodes: without.map(({metadata}) => metadata.name).filter((node) => folders.has(node)),
    installed: areSandboxesAlone ? [] : installed,
    left,
  };
}

export const isNothing = ({sandboxes, nodeLabels, agentNodes, installed}: Removal): boolean =>
  sandboxes.length + nodeLabels.size + agentNodes.length + installed.length === 0;

export const describeLabels = (node: string, keys: readonly string[]): string =>
  `${keys.length} ${keys.length === 1 ? 'label' : 'labels'} of node/${node}`;

export const foldersOn = (node: string): string => `${hostPathRoot} on ${node}`;
const shownAs = (kind: string, name: string): string => `${kind.toLowerCase()}/${name}`;

/** Namespaces with a sandbox's labels and a sandbox's name: either alone is not enough. */
async function findSandboxes(
  admin: ApiClient,
  left: Left[],
  signal: AbortSignal,
): Promise<{readonly found: Found; readonly folderNodes: readonly string[]}[]> {
  const sandboxes: {found: Found; folderNodes: readonly string[]}[] = [];
  for (const namespace of await listCollection(admin, '/api/v1/namespaces', {signal})) {
    const {name, uid, labels = {}} = namespace.metadata;
    const hasLabels = labels[sandboxLabels.managedBy] === managedBy && labels[sandboxLabels.workshop] !== undefined;
    const hasName = namespaceSchema.safeParse(name).success;
    const shown = shownAs('Namespace', name);
    const found = {shown, path: `/api/v1/namespaces/${name}`, uid};
    if (hasLabels && hasName) sandboxes.push({found, folderNodes: foldersOf(namespace)});
    else if (hasLabels) left.push({what: shown, why: "it has a sandbox's labels, but not the name of one"});
    else if (hasName) left.push({what: shown, why: "it has the name of a sandbox, but not a sandbox's labels"});
  }
  return sandboxes;
}

async function findInstalled(admin: ApiClient, {manifests, signal}: Search, left: Left[]): Promise<Found[]> {
  const found: Found[] = [];
  // as an earlier version left it, and what this one installs
  for (const manifest of [...superseded, ...manifests.toReversed()]) {
    const path = manifestPath(manifest);
    const object = await readOrNothing(admin, path, signal);
    if (object === undefined) continue;
    const shown = manifestTitle(manifest);
    if (object.metadata.labels?.[partOf.key] !== partOf.value) {
      const isNamespace = ownNamespaces.some((name) => path === `/api/v1/namespaces/${name}`);
      const next = isNamespace ? 'made by hand, it is yours to delete' : 'install again, then uninstall';
      left.push({what: shown, why: `it has no label ${partOf.key}=${partOf.value}; ${next}`});
      continue;
    }
    const own = ownNamespaces.find((name) => path === `/api/v1/namespaces/${name}`);
    const others = own === undefined ? [] : await findOthers(admin, own, {manifests, signal});
    if (others.length === 0) found.push({shown, path, uid: object.metadata.uid});
    else left.push({what: shown, why: `it also holds ${others.join(', ')}; delete these and uninstall again`});
  }
  return found;
}

const ownNamespaces = [systemNamespace, nodeAgentNamespace];

/** What an operator may have put beside us: it would go with the namespace, and its data with it. */
const besideUs: readonly (ResourceTypeName | OtherTypeName)[] = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'persistentvolumeclaims',
  'services',
  'configmaps',
  'secrets',
  'pods',
];
const typesBesideUs = besideUs.flatMap(
  (name) => [...resourceTypes, ...otherTypes].find(({plural}) => plural === name) ?? [],
);

const secretSchema = z.looseObject({type: z.string().optional()});

async function findOthers(admin: ApiClient, namespace: string, {manifests, signal}: Search): Promise<string[]> {
  const ours = new Set([...superseded, ...manifests].map(manifestPath));
  const lists = await Promise.all(
    typesBesideUs.map(async ({group, plural, kind}) => {
      const path = `${group === '' ? '/api/v1' : `/apis/${group}/v1`}/namespaces/${namespace}/${plural}`;
      const objects = await listIfServed(admin, path, {signal});
      return objects
        .filter((object) => {
          const {name, ownerReferences = []} = object.metadata;
          // what every namespace has, or what goes with its owner
          const isToken = secretSchema.parse(object).type === 'kubernetes.io/service-account-token';
          const isOwn = name === 'kube-root-ca.crt' || isToken || ownerReferences.length > 0;
          return !isOwn && !ours.has(`${path}/${name}`);
        })
        .map(({metadata}) => shownAs(kind, metadata.name));
    }),
  );
  return lists.flat();
}
