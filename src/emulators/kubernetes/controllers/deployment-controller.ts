import {isEqual} from '../json.ts';
import {controllerOf, keyOf, splitKey} from '../objects/kube-object.ts';
import type {Deployment, DeploymentCondition, ReplicaSet} from '../objects/workloads.ts';
import {deployments} from '../resources/deployments.ts';
import {pods} from '../resources/pods.ts';
import {replicaSets} from '../resources/replica-sets.ts';
import {matchesLabelSelector} from '../objects/label-selector.ts';
import type {StoreEvent} from '../store/store.ts';
import {secondsSince} from './availability.ts';
import {claim, ownerReference} from './claim.ts';
import type {Controller, ControllerParts} from './controller.ts';
import type {DelayedKeys} from './delayed-keys.ts';
import {
  hashLabel,
  revisionAnnotation,
  revisionAnnotations,
  splitByTemplate,
  surplusRevisions,
} from './deployment-revisions.ts';
import {
  byAge,
  desiredReplicas,
  limitsOf,
  maxReplicas,
  newReplicaSetSize,
  scaleProportionally,
  shrinkOldReplicaSets,
  type Resize,
} from './deployment-scaling.ts';
import {computeStatus, isComplete, pauseNote, secondsUntilDeadline} from './deployment-status.ts';
import type {Turn} from './key-queue.ts';
import {runOwnerController} from './owner-controller.ts';
import {hashTemplate} from './template-hash.ts';

const source = {component: 'deployment-controller'};
const createError = 'ReplicaSetCreateError';

/**
 * Moves Pods from one template to the next by growing one ReplicaSet and shrinking the others. A turn takes one step;
 * the change that it makes brings on the next.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export function runDeploymentController(parts: ControllerParts): Controller {
  return runOwnerController(parts, {
    name: 'deployment-controller',
    type: deployments,
    keysOf,
    createReconciler: (later) => new DeploymentReconciler(parts, later),
  });
}

function keysOf({store}: ControllerParts, {type, resource, object, previous}: StoreEvent): string[] {
  const {namespace, labels} = object.metadata;
  if (resource === deployments) return [keyOf(object)];
  if (resource === pods) {
    // Recreate waits for the last old Pod to be gone.
    const owner = type === 'DELETED' ? controllerOf(object) : undefined;
    const replicaSet = owner && store.get(replicaSets, namespace, owner.name);
    return replicaSet === undefined ? [] : ownerKeys([replicaSet]);
  }
  if (resource !== replicaSets) return [];
  const keys = ownerKeys([object, ...(previous === undefined ? [] : [previous])]);
  if (keys.length > 0) return keys;
  return store
    .list(deployments, namespace)
    .filter(({spec}) => matchesLabelSelector(spec.selector, labels))
    .map(keyOf);
}

function ownerKeys(objects: readonly StoreEvent['object'][]): string[] {
  return objects.flatMap((object) => {
    const owner = controllerOf(object);
    return owner?.kind === 'Deployment' ? [`${object.metadata.namespace}/${owner.name}`] : [];
  });
}

class DeploymentReconciler {
  readonly #parts: ControllerParts;
  readonly #later: DelayedKeys;

  constructor(parts: ControllerParts, later: DelayedKeys) {
    this.#parts = parts;
    this.#later = later;
  }

  reconcile(key: string): Turn {
    const {namespace, name} = splitKey(key);
    const deployment = this.#parts.store.get(deployments, namespace, name);
    if (deployment === undefined) return;
    const owned = claim(this.#parts, {owner: deployment, type: replicaSets});
    const note = deployment.metadata.deletionTimestamp === undefined ? this.#step(deployment, owned) : undefined;
    this.#updateStatus(deployment, note);
    return note?.reason === createError ? 'refused' : undefined;
  }

  /** @returns what the conditions should tell of it */
  #step(deployment: Deployment, owned: readonly ReplicaSet[]): DeploymentCondition | undefined {
    const note = pauseNote(deployment);
    if (deployment.spec.paused === true || isScaled(deployment, owned)) {
      this.#scale(deployment, owned);
      return note;
    }
    const isRecreated = deployment.spec.strategy.type === 'Recreate';
    return (isRecreated ? this.#recreate(deployment, owned) : this.#roll(deployment, owned)) ?? note;
  }

  #roll(deployment: Deployment, owned: readonly ReplicaSet[]): DeploymentCondition | undefined {
    const {newSet, old, note} = this.#syncNewReplicaSet(deployment, owned);
    if (newSet === undefined) return note;
    const replicas = newReplicaSetSize(deployment, {old, newSize: newSet.spec.replicas});
    if (newSet.spec.replicas === replicas) this.#resize(deployment, shrinkOldReplicaSets(deployment, {old, newSet}));
    else this.#resize(deployment, [{replicaSet: newSet, replicas}]);
    return note;
  }

  /** The new Pods come when no old one runs any more. */
  #recreate(deployment: Deployment, owned: readonly ReplicaSet[]): DeploymentCondition | undefined {
    const {old} = splitByTemplate(deployment, owned);
    const active = old.filter(({spec}) => spec.replicas > 0);
    this.#resize(
      deployment,
      active.map((replicaSet) => ({replicaSet, replicas: 0})),
    );
    if (active.length > 0 || this.#hasPods(old)) return undefined;
    const {newSet, note} = this.#syncNewReplicaSet(deployment, owned);
    if (newSet !== undefined) this.#resize(deployment, [{replicaSet: newSet, replicas: deployment.spec.replicas}]);
    return note;
  }

  #hasPods(owners: readonly ReplicaSet[]): boolean {
    const uids = new Set(owners.map(({metadata}) => metadata.uid));
    const namespace = owners[0]?.metadata.namespace;
    return this.#parts.store
      .list(pods, namespace)
      .filter(({status}) => status.phase !== 'Succeeded' && status.phase !== 'Failed')
      .some((pod) => uids.has(controllerOf(pod)?.uid ?? ''));
  }

  /** Follows a new number of replicas without moving Pods from one template to another. */
  #scale(deployment: Deployment, owned: readonly ReplicaSet[]): void {
    const {replicas} = deployment.spec;
    const {newSet, old} = splitByTemplate(deployment, owned);
    const active = owned.filter(({spec}) => spec.replicas > 0);
    const latest = newSet ?? old.toSorted(byAge).at(-1);
    const only = active.length > 1 ? undefined : (active[0] ?? latest);
    if (only !== undefined) this.#resize(deployment, [{replicaSet: only, replicas}]);
    else if (newSet !== undefined && isSaturated(newSet)) {
      this.#resize(
        deployment,
        old.map((replicaSet) => ({replicaSet, replicas: 0})),
      );
    } else if (deployment.spec.strategy.type === 'RollingUpdate') {
      this.#resize(deployment, scaleProportionally(deployment, active));
    }
  }

  /** Gives the ReplicaSet of the template as it is now its revision, making it first when there is none. */
  #syncNewReplicaSet(
    deployment: Deployment,
    owned: readonly ReplicaSet[],
  ): {newSet: ReplicaSet | undefined; old: ReplicaSet[]; note: DeploymentCondition | undefined} {
    const {newSet: known, old} = splitByTemplate(deployment, owned);
    if (known === undefined) return {old, ...this.#createReplicaSet(deployment, old)};
    const {store, objects} = this.#parts;
    const annotations = revisionAnnotations(deployment, {old, newSet: known});
    objects.change<ReplicaSet>(replicaSets, known, (next) => {
      next.metadata.annotations = annotations;
      next.spec.minReadySeconds = deployment.spec.minReadySeconds ?? 0;
      if (next.spec.minReadySeconds === 0) delete next.spec.minReadySeconds;
    });
    this.#recordRevision(deployment, annotations);
    const newSet = store.get(replicaSets, known.metadata.namespace, known.metadata.name);
    const isKnown = deployment.status.conditions?.some(({type}) => type === 'Progressing') === true;
    const message = `Found new replica set "${known.metadata.name}"`;
    const found = {type: 'Progressing', status: 'True', reason: 'FoundNewReplicaSet', message};
    return {newSet, old, note: isKnown ? undefined : found};
  }

  #createReplicaSet(
    deployment: Deployment,
    old: readonly ReplicaSet[],
  ): {newSet: ReplicaSet | undefined; note: DeploymentCondition | undefined} {
    const {store, objects} = this.#parts;
    const replicaSet = newReplicaSet(deployment, old);
    const {namespace, name} = replicaSet.metadata;
    if (store.get(replicaSets, namespace, name) !== undefined) {
      this.#countCollision(deployment);
      return {newSet: undefined, note: undefined};
    }
    const type = 'Progressing';
    try {
      const newSet = objects.create(replicaSets, replicaSet);
      this.#recordRevision(deployment, newSet.metadata.annotations ?? {});
      const {replicas} = newSet.spec;
      if (replicas > 0) {
        this.#event(deployment, {
          reason: 'ScalingReplicaSet',
          message: `Scaled up replica set ${name} from 0 to ${replicas}`,
        });
      }
      const message = `Created new replica set "${name}"`;
      return {newSet, note: {type, status: 'True', reason: 'NewReplicaSetCreated', message}};
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const reason = createError;
      this.#event(deployment, {type: 'Warning', reason, message: `Failed to create new replica set "${name}": ${why}`});
      return {newSet: undefined, note: {type, status: 'False', reason, message: why}};
    }
  }

  /** Somebody else's ReplicaSet has the name: the next turn works out another. */
  #countCollision(deployment: Deployment): void {
    this.#parts.objects.change<Deployment>(
      deployments,
      deployment,
      ({status}) => {
        status.collisionCount = (status.collisionCount ?? 0) + 1;
      },
      {subresource: 'status'},
    );
  }

  #recordRevision(deployment: Deployment, {[revisionAnnotation]: revision = ''}: Record<string, string>): void {
    // Written with the status, it is no change that the generation counts.
    this.#parts.objects.change<Deployment>(
      deployments,
      deployment,
      ({metadata}) => {
        metadata.annotations = {...metadata.annotations, [revisionAnnotation]: revision};
      },
      {subresource: 'status'},
    );
  }

  #resize(deployment: Deployment, resizes: readonly Resize[]): void {
    for (const {replicaSet, replicas} of resizes) {
      const {name} = replicaSet.metadata;
      const before = replicaSet.spec.replicas;
      this.#parts.objects.change<ReplicaSet>(replicaSets, replicaSet, ({metadata, spec}) => {
        spec.replicas = replicas;
        metadata.annotations = {...metadata.annotations, ...scaleAnnotations(deployment)};
      });
      if (replicas === before) continue;
      const direction = replicas > before ? 'up' : 'down';
      const message = `Scaled ${direction} replica set ${name} from ${before} to ${replicas}`;
      this.#event(deployment, {reason: 'ScalingReplicaSet', message});
    }
  }

  #updateStatus({metadata}: Deployment, note: DeploymentCondition | undefined): void {
    const {store, objects, clock} = this.#parts;
    const deployment = store.get(deployments, metadata.namespace, metadata.name);
    if (deployment?.metadata.uid !== metadata.uid) return;
    const owned = store
      .list(replicaSets, metadata.namespace)
      .filter((replicaSet) => controllerOf(replicaSet)?.uid === metadata.uid);
    const {newSet, old} = splitByTemplate(deployment, owned);
    const since = (timestamp: string | undefined): number => secondsSince(timestamp, this.#parts);
    const observation = {old, newSet, note, now: clock.timestamp(), secondsSince: since};
    const status = computeStatus(deployment, observation);
    if (!isEqual(status, deployment.status)) {
      objects.change<Deployment>(deployments, deployment, (next) => void (next.status = status), {
        subresource: 'status',
      });
    }
    const seconds = secondsUntilDeadline({...deployment, status}, since);
    if (seconds !== undefined) this.#later.add(keyOf(deployment), seconds);
    if (deployment.spec.paused !== true && !isComplete(deployment, status)) return;
    for (const surplus of surplusRevisions(deployment, old)) {
      objects.delete(replicaSets, surplus, {propagationPolicy: 'Background'});
    }
  }

  #event(deployment: Deployment, {type = 'Normal', ...entry}: {type?: string; reason: string; message: string}): void {
    this.#parts.recorder.record(source, {object: deployment}, {type, ...entry});
  }
}

/** Whether the number of replicas changed since the ReplicaSets were sized. */
function isScaled({spec}: Deployment, owned: readonly ReplicaSet[]): boolean {
  return owned
    .filter((replicaSet) => replicaSet.spec.replicas > 0)
    .some(({metadata}) => {
      const desired = metadata.annotations?.[desiredReplicas];
      return desired !== undefined && Number(desired) !== spec.replicas;
    });
}

/** Whether a ReplicaSet has all the Pods that its Deployment wanted, and they are available. */
function isSaturated({spec, metadata, status}: ReplicaSet): boolean {
  const desired = Number(metadata.annotations?.[desiredReplicas]);
  return spec.replicas === desired && status.availableReplicas === desired;
}

function newReplicaSet(deployment: Deployment, old: readonly ReplicaSet[]): ReplicaSet {
  const {selector, template, minReadySeconds = 0} = deployment.spec;
  const hash = hashTemplate(template, deployment.status.collisionCount);
  const labels = {...template.metadata?.labels, [hashLabel]: hash};
  const replicaSet = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels,
      annotations: {...revisionAnnotations(deployment, {old, newSet: undefined}), ...scaleAnnotations(deployment)},
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas: newReplicaSetSize(deployment, {old, newSize: 0}),
      selector: {...selector, matchLabels: {...selector.matchLabels, [hashLabel]: hash}},
      template: {...template, metadata: {...template.metadata, labels}},
      ...(minReadySeconds === 0 ? {} : {minReadySeconds}),
    },
  };
  // The rest of the metadata, and the status, are what creating it fills in.
  return replicaSet as unknown as ReplicaSet;
}

function scaleAnnotations(deployment: Deployment): Record<string, string> {
  const {replicas} = deployment.spec;
  return {
    [desiredReplicas]: String(replicas),
    [maxReplicas]: String(replicas + limitsOf(deployment).maxSurge),
  };
}
