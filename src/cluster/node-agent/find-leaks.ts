import {z} from 'zod';
import {hasHostFolders} from '#src/sandbox/namespace/host-paths.ts';
import type {LabPolicy} from '#src/sandbox/lab-policy.ts';
import {sandboxOfNodeLabelKey} from '#src/sandbox/namespace/node-labels.ts';
import {homeOf, namespaceSchema, type Namespace} from '#src/sandbox/sandbox.ts';
import {sandboxLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import type {Identities} from '../api/identities.ts';
import {listCollection} from '../api/list-collection.ts';
import type {NodeFailure} from './node-agent-pods.ts';
import {listHostFolders} from './node-agent.ts';
import {resourcePath} from '../api/resource-path.ts';

/** How long it may take, in ms. */
const deadlineMs = 30_000;

/** What a workshop has left in the cluster, each by what an operator would look for. */
export interface Leaks {
  /** With their phase. */
  readonly namespaces: readonly string[];
  /** `NODE: KEY`. */
  readonly nodeLabels: readonly string[];
  /** `NODE: FOLDER`. */
  readonly hostFolders: readonly string[];
  /** `NAMESPACE/NAME`. */
  readonly pods: readonly string[];
  /** Nodes whose folders could not be seen. */
  readonly unseen: readonly NodeFailure[];
}

interface LeftWorkshop {
  readonly workshopId: string;
  readonly lab: Pick<LabPolicy, 'hostPathLeaves'>;
}

/** Looks for everything that carries the workshop's id, whatever the store knows; on nodes, where its lab has folders. */
export async function findLeaks(identities: Identities, {workshopId, lab}: LeftWorkshop): Promise<Leaks> {
  const signal = AbortSignal.timeout(deadlineMs);
  const watcher = identities.system('watcher');
  const labelSelector = `${sandboxLabels.workshop}=${workshopId}`;
  const [namespaces, nodes, pods] = await Promise.all([
    listCollection(watcher, '/api/v1/namespaces', {labelSelector, signal}),
    listCollection(watcher, resourcePath('nodes'), {signal}),
    listCollection(watcher, resourcePath('pods'), {signal}),
  ]);
  const folders = hasHostFolders(lab)
    ? await listHostFolders(identities, {nodes: nodes.map(({metadata}) => metadata.name), signal})
    : {found: [], failures: []};
  const isOurs = (name: string | undefined): name is Namespace =>
    namespaceSchema.safeParse(name).success && workshopOf(name ?? '') === workshopId;
  return {
    namespaces: namespaces.map(({metadata, ...rest}) => `${metadata.name} (${phaseOf(rest)})`),
    nodeLabels: nodes.flatMap(({metadata}) =>
      Object.keys(metadata.labels ?? {})
        .filter((key) => isOurs(sandboxOfNodeLabelKey(key)))
        .map((key) => `${metadata.name}: ${key}`),
    ),
    hostFolders: folders.found.filter(({name}) => isOurs(name)).map(({node, name}) => `${node}: ${name}`),
    pods: pods
      .filter(({metadata}) => isOurs(metadata.namespace))
      .map(({metadata}) => `${metadata.namespace ?? ''}/${metadata.name}`),
    unseen: folders.failures,
  };
}

/** The first namespace of a sandbox is `labrador-<workshop>-<learner>`, and no learner's id has a dash. */
function workshopOf(namespace: string): string {
  const home = homeOf(namespace);
  return home.slice('labrador-'.length, home.lastIndexOf('-'));
}

const phaseOf = (object: unknown): string =>
  z.looseObject({status: z.looseObject({phase: z.string()})}).safeParse(object).data?.status.phase ?? 'unknown';
