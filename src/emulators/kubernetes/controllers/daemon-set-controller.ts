import {isEqual} from '../json.ts';
import type {DaemonSet, Node} from '../objects/cluster-objects.ts';
import {controllerOf, keyOf, splitKey} from '../objects/kube-object.ts';
import {isReady, type Pod} from '../objects/pod.ts';
import {daemonSets, templateGenerationAnnotation} from '../resources/daemon-sets.ts';
import {resolveIntOrPercent} from '../resources/int-or-percent.ts';
import {nodes} from '../resources/nodes.ts';
import {pods} from '../resources/pods.ts';
import type {StoreEvent} from '../store/store.ts';
import {secondsUntilAvailable} from './availability.ts';
import {claim, claimersOf, ownerReference} from './claim.ts';
import type {Controller, ControllerParts} from './controller.ts';
import {daemonPodSpec, groupByNode, shouldContinue, shouldRun} from './daemon-placement.ts';
import {nodesToSurge, surplusOf, type Surge} from './daemon-surge.ts';
import type {DelayedKeys} from './delayed-keys.ts';
import type {Turn} from './key-queue.ts';
import {runOwnerController} from './owner-controller.ts';
import {hasEnded} from './pods-by-node.ts';
import {slowStart} from './slow-start.ts';
import {hashLabel, recordRevision} from './template-revisions.ts';

const generationLabel = 'pod-template-generation';
const source = {component: 'daemonset-controller'};
/** How many Pods are made in one turn at most. */
const burst = 250;

/**
 * One Pod on every node that the template allows. An update removes a node's old Pod first and makes the new one when
 * its containers have ended.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export function runDaemonSetController(parts: ControllerParts): Controller {
  return runOwnerController(parts, {
    name: 'daemonset-controller',
    type: daemonSets,
    keysOf,
    createReconciler: (later) => new DaemonSetReconciler(parts, later),
  });
}

function keysOf(parts: ControllerParts, {resource, object, previous}: StoreEvent): string[] {
  if (resource === daemonSets) return [keyOf(object)];
  if (resource === nodes) {
    const isSame = isSameForPlacing(object as Node, previous as Node | undefined);
    return isSame ? [] : parts.store.list(daemonSets).map(keyOf);
  }
  return resource === pods ? claimersOf(parts, {type: daemonSets, object}) : [];
}

function isSameForPlacing(node: Node, previous: Node | undefined): boolean {
  if (previous === undefined) return false;
  return isEqual(node.metadata.labels, previous.metadata.labels) && isEqual(node.spec, previous.spec);
}

class DaemonSetReconciler {
  readonly #parts: ControllerParts;
  readonly #later: DelayedKeys;

  constructor(parts: ControllerParts, later: DelayedKeys) {
    this.#parts = parts;
    this.#later = later;
  }

  reconcile(key: string): Turn {
    const {store} = this.#parts;
    const {namespace, name} = splitKey(key);
    const set = store.get(daemonSets, namespace, name);
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return;
    const owned = claim(this.#parts, {owner: set, type: pods}).filter((pod) => !isOver(pod));
    const hash = this.#recordRevision(set);
    const byNode = groupByNode(owned);
    const wanted = store.list(nodes).filter((node) => shouldRun(set, node));
    const kept = store.list(nodes).filter((node) => shouldContinue(set, node));
    const isRolled = set.spec.updateStrategy?.type !== 'OnDelete';
    const failure =
      this.#manage({set, hash, byNode, wanted, kept}) ??
      (isRolled ? this.#roll({set, hash, byNode, wanted}) : undefined);
    this.#updateStatus(set, hash);
    return failure;
  }

  /** @returns the hash of its template */
  #recordRevision(set: DaemonSet): string {
    const {store} = this.#parts;
    const used = new Set(store.list(pods, set.metadata.namespace).map(({metadata}) => metadata.labels?.[hashLabel]));
    const {metadata} = recordRevision(this.#parts, set, {
      label: hashLabel,
      isUsed: (revision) => used.has(revision.metadata.labels?.[hashLabel]),
    });
    return metadata.labels?.[hashLabel] ?? '';
  }

  /** Makes the nodes' Pods what they should be: one on each wanted node, none elsewhere. */
  #manage({set, hash, byNode, wanted, kept}: Plan & {kept: readonly Node[]}): Turn {
    const missing = wanted.map(({metadata}) => metadata.name).filter((nodeName) => !byNode.has(nodeName));
    const keptNames = new Set(kept.map(({metadata}) => metadata.name));
    const wantedNames = new Set(wanted.map(({metadata}) => metadata.name));
    const surge = this.#surgeOf(set, {hash, desired: wanted.length});
    for (const [nodeName, onNode] of byNode) {
      const living = onNode.filter(({metadata}) => metadata.deletionTimestamp === undefined);
      for (const pod of living.filter(({status}) => status.phase === 'Failed')) {
        const message = `Found failed daemon pod ${keyOf(pod)} on node ${nodeName}, will try to kill it`;
        this.#event(set, {type: 'Warning', reason: 'FailedDaemonPod', message});
        this.#remove(set, pod);
      }
      for (const pod of living.filter(({status}) => status.phase === 'Succeeded')) {
        const message = `Found succeeded daemon pod ${keyOf(pod)} on node ${nodeName}, will try to delete it`;
        this.#event(set, {type: 'Normal', reason: 'SucceededDaemonPod', message});
        this.#remove(set, pod);
      }
      const running = living.filter((pod) => !hasEnded(pod)).sort(byAge);
      const surplus = surge.maxSurge > 0 ? surplusOf(running, surge) : running.slice(1);
      for (const pod of keptNames.has(nodeName) ? surplus : running) this.#remove(set, pod);
      // Where Pods may overlap, the next one need not wait for the end of one that is being deleted.
      const isBare = running.length === 0 && wantedNames.has(nodeName);
      if (surge.maxSurge > 0 && isBare) missing.unshift(nodeName);
    }
    return this.#createOn(missing, {set, hash});
  }

  /** Removes old Pods, no more than `maxUnavailable` nodes being without an available one; or brings new ones first. */
  #roll({set, hash, byNode, wanted}: Plan): Turn {
    const surge = this.#surgeOf(set, {hash, desired: wanted.length});
    if (surge.maxSurge > 0) {
      const living = new Map(wanted.map(({metadata: {name}}) => [name, (byNode.get(name) ?? []).filter(isLiving)]));
      return this.#createOn(nodesToSurge(living, surge), {set, hash});
    }
    const limit = maxUnavailable(set, wanted.length);
    const onWanted = wanted.map(({metadata}) => (byNode.get(metadata.name) ?? []).filter(isLiving));
    const unavailable = onWanted.filter((living) => !living.some((pod) => this.#isAvailable(set, pod))).length;
    const old = onWanted.flatMap((living) => living.filter((pod) => !isCurrent(set, pod, hash)));
    const broken = old.filter((pod) => !this.#isAvailable(set, pod));
    const working = old.filter((pod) => this.#isAvailable(set, pod));
    for (const pod of [...broken, ...working.slice(0, Math.max(0, limit - unavailable))]) this.#remove(set, pod);
  }

  #surgeOf(set: DaemonSet, {hash, desired}: {hash: string; desired: number}): Surge {
    const value = set.spec.updateStrategy?.rollingUpdate?.maxSurge ?? 0;
    return {
      maxSurge: resolveIntOrPercent(value, {total: desired, round: 'up'}),
      isCurrent: (pod) => isCurrent(set, pod, hash),
      isAvailable: (pod) => this.#isAvailable(set, pod),
    };
  }

  #createOn(nodeNames: readonly string[], {set, hash}: Pick<Plan, 'set' | 'hash'>): Turn {
    return slowStart(nodeNames.slice(0, burst), (nodeName) => this.#create(set, {nodeName, hash}));
  }

  #create(set: DaemonSet, {nodeName, hash}: {nodeName: string; hash: string}): 'refused' | undefined {
    const {template} = set.spec;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        generateName: `${set.metadata.name}-`,
        namespace: set.metadata.namespace,
        labels: {
          ...template.metadata?.labels,
          [hashLabel]: hash,
          [generationLabel]: templateGeneration(set),
        },
        ...(template.metadata?.annotations === undefined ? {} : {annotations: template.metadata.annotations}),
        ownerReferences: [ownerReference(set)],
      },
      spec: daemonPodSpec(template.spec, nodeName),
      status: {},
    };
    try {
      // The rest of the metadata is what creating it fills in.
      const created = this.#parts.objects.create(pods, pod as unknown as Pod);
      this.#event(set, {type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${created.metadata.name}`});
      return undefined;
    } catch (error) {
      const message = `Error creating: ${error instanceof Error ? error.message : String(error)}`;
      this.#event(set, {type: 'Warning', reason: 'FailedCreate', message});
      return 'refused';
    }
  }

  #remove(set: DaemonSet, pod: Pod): void {
    const {store, objects} = this.#parts;
    const stored = store.get(pods, pod.metadata.namespace, pod.metadata.name);
    if (stored === undefined || stored.metadata.deletionTimestamp !== undefined) return;
    objects.delete(pods, stored);
    this.#event(set, {type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.metadata.name}`});
  }

  #updateStatus(set: DaemonSet, hash: string): void {
    const {store, objects} = this.#parts;
    const owned = store
      .list(pods, set.metadata.namespace)
      .filter((pod) => controllerOf(pod)?.uid === set.metadata.uid && !isOver(pod));
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
      if (this.#isAvailable(set, pod)) counts.available++;
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

  #isAvailable(set: DaemonSet, pod: Pod): boolean {
    const seconds = secondsUntilAvailable(pod, set.spec.minReadySeconds ?? 0, this.#parts);
    if (seconds !== undefined && seconds > 0) this.#later.add(keyOf(set), seconds);
    return seconds === 0;
  }

  #event(set: DaemonSet, entry: {type: string; reason: string; message: string}): void {
    this.#parts.recorder.record(source, {object: set}, entry);
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

/** Deleted, and its containers have ended: the node needs another one, though this one is still to be seen. */
function isOver(pod: Pod): boolean {
  return !isLiving(pod) && hasEnded(pod);
}

/** Made from the template as it is now. */
function isCurrent(set: DaemonSet, pod: Pod, hash: string): boolean {
  const {labels = {}} = pod.metadata;
  return labels[hashLabel] === hash || labels[generationLabel] === templateGeneration(set);
}

function templateGeneration({metadata}: DaemonSet): string {
  return metadata.annotations?.[templateGenerationAnnotation] ?? '1';
}

function byAge(a: Pod, b: Pod): number {
  return (
    Number(isReady(b)) - Number(isReady(a)) || a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp)
  );
}

function maxUnavailable({spec}: DaemonSet, desired: number): number {
  const value = spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1;
  return resolveIntOrPercent(value, {total: desired, round: 'up'});
}
