import {createHash} from 'node:crypto';
import {canonical, isEqual, type Json} from '../json.ts';
import type {ControllerRevision, DaemonSet, Node} from '../objects/cluster-objects.ts';
import {controllerOf, keyOf, splitKey, type OwnerReference} from '../objects/kube-object.ts';
import {isReady, type Affinity, type Pod, type PodSpec, type Toleration} from '../objects/pod.ts';
import {nodes} from '../resources/cluster-types.ts';
import {controllerRevisions, daemonSets} from '../resources/daemon-sets.ts';
import {pods} from '../resources/pods.ts';
import {matchesLabelSelector} from '../store/selectors.ts';
import type {StoreEvent} from '../store/store.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';
import {DAEMON_TOLERATIONS, daemonNodeOf, matchesNode, untoleratedTaint} from './node-fit.ts';

const HASH_LABEL = 'controller-revision-hash';
const GENERATION_LABEL = 'pod-template-generation';
const SOURCE = {component: 'daemonset-controller'};

/**
 * One Pod on every node that the template allows. An update removes a node's old Pod first and makes the new one when
 * it is gone.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export function runDaemonSetController(parts: ControllerParts): Controller {
  const reconciler = new DaemonSetReconciler(parts);
  const controller = runController(parts, {
    name: 'daemonset-controller',
    keysOf: (event) => keysOf(parts, event),
    reconcile: (key) => reconciler.reconcile(key),
  });
  for (const set of parts.store.list(daemonSets)) controller.add(keyOf(set));
  return controller;
}

function keysOf({store}: ControllerParts, {resource, object, previous}: StoreEvent): string[] {
  if (resource === daemonSets) return [keyOf(object)];
  if (resource === nodes) {
    return isSameForPlacing(object as Node, previous as Node | undefined) ? [] : store.list(daemonSets).map(keyOf);
  }
  if (resource !== pods) return [];
  const {namespace, labels} = object.metadata;
  const owner = controllerOf(object);
  if (owner !== undefined) return owner.kind === 'DaemonSet' ? [`${namespace}/${owner.name}`] : [];
  return store
    .list(daemonSets, namespace)
    .filter(({spec}) => matchesLabelSelector(spec.selector, labels))
    .map(keyOf);
}

function isSameForPlacing(node: Node, previous: Node | undefined): boolean {
  if (previous === undefined) return false;
  return isEqual(node.metadata.labels, previous.metadata.labels) && isEqual(node.spec, previous.spec);
}

class DaemonSetReconciler {
  private readonly parts: ControllerParts;

  constructor(parts: ControllerParts) {
    this.parts = parts;
  }

  reconcile(key: string): void {
    const {store} = this.parts;
    const {namespace, name} = splitKey(key);
    const set = store.get(daemonSets, namespace, name);
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return;
    const owned = this.claimPods(set);
    const hash = this.recordRevision(set);
    const byNode = groupByNode(owned);
    const wanted = store.list(nodes).filter((node) => shouldRun(set, node));
    const kept = store.list(nodes).filter((node) => shouldContinue(set, node));
    this.manage({set, hash, byNode, wanted, kept});
    if (set.spec.updateStrategy?.type !== 'OnDelete') this.roll({set, hash, byNode, wanted});
    this.updateStatus(set, hash);
  }

  /** Pods that this set controls; matching ones without a controller become its own. */
  private claimPods(set: DaemonSet): Pod[] {
    const {store, objects} = this.parts;
    return store.list(pods, set.metadata.namespace).flatMap((pod) => {
      const owner = controllerOf(pod);
      const matches = matchesLabelSelector(set.spec.selector, pod.metadata.labels);
      if (owner !== undefined) return owner.uid === set.metadata.uid && matches ? [pod] : [];
      if (!matches || pod.metadata.deletionTimestamp !== undefined) return [];
      objects.change<Pod>(pods, pod, ({metadata}) => {
        metadata.ownerReferences = [...(metadata.ownerReferences ?? []), ownerReference(set)];
      });
      const adopted = store.get(pods, pod.metadata.namespace, pod.metadata.name);
      return adopted === undefined ? [] : [adopted];
    });
  }

  /** Makes the nodes' Pods what they should be: one on each wanted node, none elsewhere. */
  private manage({set, hash, byNode, wanted, kept}: Plan & {kept: readonly Node[]}): void {
    const keptNames = new Set(kept.map(({metadata}) => metadata.name));
    for (const [nodeName, onNode] of byNode) {
      const living = onNode.filter(({metadata}) => metadata.deletionTimestamp === undefined);
      for (const pod of living.filter(({status}) => status.phase === 'Failed')) {
        const message = `Found failed daemon pod ${keyOf(pod)} on node ${nodeName}, will try to kill it`;
        this.event(set, {type: 'Warning', reason: 'FailedDaemonPod', message});
        this.remove(set, pod);
      }
      const running = living.filter(({status}) => status.phase !== 'Failed');
      const [, ...surplus] = [...running].sort(byAge);
      for (const pod of keptNames.has(nodeName) ? surplus : running) this.remove(set, pod);
    }
    for (const {metadata} of wanted) if (!byNode.has(metadata.name)) this.create(set, {nodeName: metadata.name, hash});
  }

  /** Removes old Pods, no more than `maxUnavailable` nodes being without an available one. */
  private roll({set, hash, byNode, wanted}: Plan): void {
    const limit = maxUnavailable(set, wanted.length);
    const onWanted = wanted.map(({metadata}) => (byNode.get(metadata.name) ?? []).filter(isLiving));
    const unavailable = onWanted.filter((living) => !living.some((pod) => this.isAvailable(set, pod))).length;
    const old = onWanted.flatMap((living) => living.filter((pod) => !isCurrent(set, pod, hash)));
    const broken = old.filter((pod) => !this.isAvailable(set, pod));
    const working = old.filter((pod) => this.isAvailable(set, pod));
    for (const pod of [...broken, ...working.slice(0, Math.max(0, limit - unavailable))]) this.remove(set, pod);
  }

  private create(set: DaemonSet, {nodeName, hash}: {nodeName: string; hash: string}): void {
    const {template} = set.spec;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        generateName: `${set.metadata.name}-`,
        namespace: set.metadata.namespace,
        labels: {
          ...template.metadata?.labels,
          [HASH_LABEL]: hash,
          [GENERATION_LABEL]: String(set.metadata.generation ?? 1),
        },
        ...(template.metadata?.annotations === undefined ? {} : {annotations: template.metadata.annotations}),
        ownerReferences: [ownerReference(set)],
      },
      spec: daemonPodSpec(template.spec, nodeName),
      status: {},
    };
    try {
      // The rest of the metadata is what creating it fills in.
      const created = this.parts.objects.create(pods, pod as unknown as Pod);
      this.event(set, {type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${created.metadata.name}`});
    } catch (error) {
      const message = `Error creating: ${error instanceof Error ? error.message : String(error)}`;
      this.event(set, {type: 'Warning', reason: 'FailedCreate', message});
      throw error;
    }
  }

  private remove(set: DaemonSet, pod: Pod): void {
    const {store, objects} = this.parts;
    const stored = store.get(pods, pod.metadata.namespace, pod.metadata.name);
    if (stored === undefined || stored.metadata.deletionTimestamp !== undefined) return;
    objects.delete(pods, stored);
    this.event(set, {type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.metadata.name}`});
  }

  /** Keeps the template under a name made of its hash, and returns that hash. */
  private recordRevision(set: DaemonSet): string {
    const {store, objects} = this.parts;
    const {namespace, name, uid} = set.metadata;
    const {template} = set.spec;
    const data = {spec: {template: {...template, $patch: 'replace'}}};
    const hash = templateHash(template);
    const history = store
      .list(controllerRevisions, namespace)
      .filter((revision) => controllerOf(revision)?.uid === uid)
      .sort((a, b) => a.revision - b.revision);
    const newest = history.at(-1);
    const known = history.find(({metadata}) => metadata.labels?.[HASH_LABEL] === hash);
    if (known === undefined) {
      const revision = {
        apiVersion: 'apps/v1',
        kind: 'ControllerRevision',
        metadata: {
          name: `${name}-${hash}`,
          namespace,
          labels: {...template.metadata?.labels, [HASH_LABEL]: hash},
          annotations: {...set.metadata.annotations},
          ownerReferences: [ownerReference(set)],
        },
        data,
        revision: (newest?.revision ?? 0) + 1,
      };
      // The rest of the metadata is what creating it fills in.
      if (store.get(controllerRevisions, namespace, revision.metadata.name) === undefined) {
        objects.create(controllerRevisions, revision as unknown as ControllerRevision);
      }
    } else if (newest !== undefined && known !== newest) {
      objects.update(controllerRevisions, known, {...known, revision: newest.revision + 1});
    }
    this.forgetOldRevisions(set, {history, hash});
    return hash;
  }

  private forgetOldRevisions(
    set: DaemonSet,
    {history, hash}: {history: readonly ControllerRevision[]; hash: string},
  ): void {
    const {store, objects} = this.parts;
    const used = new Set(store.list(pods, set.metadata.namespace).map(({metadata}) => metadata.labels?.[HASH_LABEL]));
    const unused = history.filter(({metadata}) => {
      const label = metadata.labels?.[HASH_LABEL];
      return label !== hash && !used.has(label);
    });
    const surplus = unused.length - (set.spec.revisionHistoryLimit ?? 10);
    for (const revision of unused.slice(0, Math.max(0, surplus))) objects.delete(controllerRevisions, revision);
  }

  private updateStatus(set: DaemonSet, hash: string): void {
    const {store, objects} = this.parts;
    const owned = store.list(pods, set.metadata.namespace).filter((pod) => controllerOf(pod)?.uid === set.metadata.uid);
    const byNode = groupByNode(owned);
    const counts = {desired: 0, current: 0, ready: 0, available: 0, updated: 0, misscheduled: 0};
    for (const node of store.list(nodes)) {
      const onNode = [...(byNode.get(node.metadata.name) ?? [])].sort(byAge);
      if (!shouldRun(set, node)) {
        counts.misscheduled += onNode.length > 0 ? 1 : 0;
        continue;
      }
      counts.desired++;
      const [pod] = onNode;
      if (pod === undefined) continue;
      counts.current++;
      if (isReady(pod)) counts.ready++;
      if (this.isAvailable(set, pod)) counts.available++;
      if (isCurrent(set, pod, hash)) counts.updated++;
    }
    objects.change<DaemonSet>(
      daemonSets,
      set,
      (next) => {
        const {numberAvailable: _, numberUnavailable: __, updatedNumberScheduled: ___, ...status} = next.status;
        next.status = {
          ...status,
          currentNumberScheduled: counts.current,
          numberMisscheduled: counts.misscheduled,
          desiredNumberScheduled: counts.desired,
          numberReady: counts.ready,
          observedGeneration: set.metadata.generation ?? 1,
          ...(counts.updated === 0 ? {} : {updatedNumberScheduled: counts.updated}),
          ...(counts.available === 0 ? {} : {numberAvailable: counts.available}),
          ...(counts.desired === counts.available ? {} : {numberUnavailable: counts.desired - counts.available}),
        };
      },
      {subresource: 'status'},
    );
  }

  private isAvailable(set: DaemonSet, pod: Pod): boolean {
    if (!isReady(pod)) return false;
    const ready = pod.status.conditions?.find(({type}) => type === 'Ready')?.lastTransitionTime ?? '';
    const minReadyMs = (set.spec.minReadySeconds ?? 0) * this.parts.timings.secondMs;
    return minReadyMs === 0 || Date.parse(ready) + minReadyMs <= this.parts.clock.now();
  }

  private event(set: DaemonSet, entry: {type: string; reason: string; message: string}): void {
    this.parts.recorder.record(SOURCE, {object: set}, entry);
  }
}

interface Plan {
  set: DaemonSet;
  hash: string;
  byNode: ReadonlyMap<string, readonly Pod[]>;
  wanted: readonly Node[];
}

function isLiving({metadata}: Pod): boolean {
  return metadata.deletionTimestamp === undefined;
}

/** Made from the template as it is now. */
function isCurrent({metadata}: DaemonSet, pod: Pod, hash: string): boolean {
  const {labels = {}} = pod.metadata;
  return labels[HASH_LABEL] === hash || labels[GENERATION_LABEL] === String(metadata.generation);
}

function byAge(a: Pod, b: Pod): number {
  return (
    Number(isReady(b)) - Number(isReady(a)) || a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp)
  );
}

function groupByNode(owned: readonly Pod[]): Map<string, Pod[]> {
  const result = new Map<string, Pod[]>();
  for (const pod of owned) {
    const nodeName = daemonNodeOf(pod);
    if (nodeName !== undefined) result.set(nodeName, [...(result.get(nodeName) ?? []), pod]);
  }
  return result;
}

function shouldRun(set: DaemonSet, node: Node): boolean {
  const spec = tolerant(set.spec.template.spec);
  return matchesNode(spec, node) && untoleratedTaint(spec, node, ['NoSchedule', 'NoExecute']) === undefined;
}

function shouldContinue(set: DaemonSet, node: Node): boolean {
  const spec = tolerant(set.spec.template.spec);
  return matchesNode(spec, node) && untoleratedTaint(spec, node, ['NoExecute']) === undefined;
}

function tolerant(spec: PodSpec): PodSpec {
  const own = spec.tolerations ?? [];
  const added: Toleration[] = DAEMON_TOLERATIONS.filter((one) => !own.some((other) => isEqual(one, other)));
  return {...spec, tolerations: [...own, ...added]};
}

/** The template with the node written into its required affinity, in place of any other choice by name. */
function daemonPodSpec(template: PodSpec, nodeName: string): PodSpec {
  const spec = tolerant(template);
  const onNode = {key: 'metadata.name', operator: 'In', values: [nodeName]};
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = (required?.nodeSelectorTerms ?? [{}]).map(({matchExpressions}) =>
    matchExpressions === undefined ? {matchFields: [onNode]} : {matchExpressions, matchFields: [onNode]},
  );
  const affinity: Affinity = {
    ...spec.affinity,
    nodeAffinity: {
      ...spec.affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: terms},
    },
  };
  return {...spec, affinity};
}

function ownerReference({metadata}: DaemonSet): OwnerReference {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The same template has the same hash, which names its revision. */
function templateHash(template: DaemonSet['spec']['template']): string {
  // Stored objects came from JSON and hold nothing else.
  const digest = createHash('sha256')
    .update(canonical(template as unknown as Json))
    .digest();
  return String(digest.readUInt32BE(0))
    .padStart(10, '0')
    .replaceAll(/[013]/g, (digit) => ({0: 'b', 1: 'c', 3: 'd'})[digit] ?? digit);
}

function maxUnavailable({spec}: DaemonSet, desired: number): number {
  const value = spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1;
  if (typeof value === 'number') return value;
  return Math.max(1, Math.ceil((Number.parseInt(value, 10) / 100) * desired));
}
