import type {HorizontalPodAutoscaler, MetricSpec, MetricStatus} from '../../objects/horizontal-pod-autoscaler.ts';
import {keyOf, splitKey, type Condition} from '../../objects/kube-object.ts';
import {matchesLabelSelector} from '../../objects/label-selector.ts';
import type {Pod} from '../../objects/pod.ts';
import {horizontalPodAutoscalers} from '../../resources/horizontal-pod-autoscalers.ts';
import {pods} from '../../resources/pods.ts';
import {canonicalQuantity} from '../../schema/quantity.ts';
import type {Usage} from '../../usage/usage.ts';
import {runController, type Controller, type ControllerParts} from '../controller.ts';
import {DelayedKeys} from '../delayed-keys.ts';
import {
  calculateReplicas,
  NoReplicaCount,
  thousandths,
  type ReplicaProposal,
  type ResourceTarget,
} from './replica-calculator.ts';
import {findScaled, scaleTo, ScaleNotFound, type Scaled} from '../scaled.ts';
import {limitReplicas, type ScalingHistory} from './scaling-limits.ts';

const source = {component: 'horizontal-pod-autoscaler'};
/** How often each is looked at, in emulated seconds. */
const syncSeconds = 15;
/** So far from what is wanted nothing is done. */
const usualTolerance = 0.1;
/** No policy looks further back, in emulated seconds. */
const longestPeriodSeconds = 1800;

interface AutoscalerParts extends ControllerParts {
  usage: Usage;
}

/**
 * Keeps what Pods use near to what an autoscaler wants, by their number.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export function runHorizontalPodAutoscalerController(parts: AutoscalerParts): Controller {
  const {store} = parts;
  const later = new DelayedKeys(parts, (key) => controller.add(key));
  const reconciler = new Autoscaling(parts);
  const controller = runController(parts, {
    name: 'horizontal-pod-autoscaler',
    keysOf: ({resource, type, object}) => {
      if (resource !== horizontalPodAutoscalers) return [];
      // it is not its changes that count but time; each waits for the first time as well
      if (type === 'DELETED') reconciler.forget(keyOf(object));
      else later.add(keyOf(object), syncSeconds);
      return [];
    },
    reconcile: (key) => {
      const {namespace, name} = splitKey(key);
      const autoscaler = store.get(horizontalPodAutoscalers, namespace, name);
      if (autoscaler === undefined) return;
      later.add(key, syncSeconds);
      reconciler.reconcile(key, autoscaler);
    },
  });
  for (const autoscaler of store.list(horizontalPodAutoscalers)) controller.add(keyOf(autoscaler));
  return controller;
}

interface Decision {
  replicas: number;
  /** As its event says it; empty when the number stays. */
  reason: string;
}

class Autoscaling {
  readonly #parts: AutoscalerParts;
  readonly #histories = new Map<string, ScalingHistory>();

  constructor(parts: AutoscalerParts) {
    this.#parts = parts;
  }

  forget(key: string): void {
    this.#histories.delete(key);
  }

  reconcile(key: string, autoscaler: HorizontalPodAutoscaler): void {
    const status = structuredClone(autoscaler.status);
    const turn = new Turn(this.#parts, autoscaler, status);
    try {
      const scaled = findScaled(this.#parts.store, autoscaler);
      turn.set(
        'AbleToScale',
        'True',
        'SucceededGetScale',
        "the HPA controller was able to get the target's current scale",
      );
      status.currentReplicas = scaled.spec.replicas;
      const decision = this.#decide(key, turn, scaled);
      if (decision !== undefined) this.#scale(key, turn, scaled, decision);
    } catch (error) {
      if (!(error instanceof ScaleNotFound)) throw error;
      turn.warn('FailedGetScale', error.message);
      const message = `the HPA controller was unable to get the target's current scale: ${error.message}`;
      turn.set('AbleToScale', 'False', 'FailedGetScale', message);
      status.currentReplicas = autoscaler.status.currentReplicas ?? 0;
    }
    turn.write();
  }

  /** Undefined when no number can be worked out. */
  #decide(key: string, turn: Turn, scaled: Scaled): Decision | undefined {
    const {autoscaler} = turn;
    const current = scaled.spec.replicas;
    const {maxReplicas: max, minReplicas: min = 1} = autoscaler.spec;
    if (current === 0) {
      const message = 'scaling is disabled since the replica count of the target is zero';
      turn.set('ScalingActive', 'False', 'ScalingDisabled', message);
      return {replicas: 0, reason: ''};
    }
    if (current > max) return {replicas: max, reason: 'Current number of replicas above Spec.MaxReplicas'};
    if (current < min) return {replicas: min, reason: 'Current number of replicas below Spec.MinReplicas'};
    const proposed = this.#propose(turn, scaled);
    if (proposed === undefined) return undefined;
    const {clock, timings} = this.#parts;
    const {replicas, ability, limit} = limitReplicas(
      autoscaler,
      {current, wanted: proposed.replicas},
      this.#historyOf(key),
      {now: clock.now(), secondMs: timings.secondMs},
    );
    turn.set('AbleToScale', 'True', ability.reason, ability.message);
    turn.set('ScalingLimited', limit.isLimited ? 'True' : 'False', limit.reason, limit.message);
    const reason = replicas > current ? `${proposed.metric} above target` : 'All metrics below target';
    return {replicas, reason};
  }

  /** The most that any of its metrics asks for. */
  #propose(turn: Turn, scaled: Scaled): {replicas: number; metric: string} | undefined {
    const {spec} = turn.autoscaler;
    const own = this.#podsOf(scaled);
    let most: {replicas: number; metric: string} | undefined;
    let invalid = 0;
    let firstProblem: {reason: string; message: string; wrapped: string} | undefined;
    const metrics = spec.metrics ?? [];
    turn.status.currentMetrics = metrics.map((metric): MetricStatus => {
      const read = readMetric(metric, turn.autoscaler);
      try {
        if (read === undefined) throw new NoReplicaCount(`unknown metric source type "${metric.type}"`);
        const proposal = this.#calculate(scaled, read.target, own);
        if (most === undefined || proposal.replicas > most.replicas)
          most = {replicas: proposal.replicas, metric: read.name};
        return currentOf(metric, proposal);
      } catch (error) {
        if (!(error instanceof NoReplicaCount)) throw error;
        invalid += 1;
        const reason = read?.failure ?? 'InvalidMetricSourceType';
        const wanted = read?.target.utilization === undefined ? 'average value' : 'utilization';
        const resource = read?.target.resource ?? '';
        const message = read === undefined ? error.message : `failed to get ${resource} ${wanted}: ${error.message}`;
        turn.warn(reason, message);
        firstProblem ??= {reason, message, wrapped: `failed to get ${resource} resource metric value: ${message}`};
        return {type: ''};
      }
    });
    if (firstProblem !== undefined && (most === undefined || most.replicas < scaled.spec.replicas)) {
      const {reason, message, wrapped} = firstProblem;
      turn.set('ScalingActive', 'False', reason, `the HPA was unable to compute the replica count: ${message}`);
      const all = `invalid metrics (${invalid} invalid out of ${metrics.length}), first error is: ${wrapped}`;
      turn.warn('FailedComputeMetricsReplicas', all);
      turn.status.desiredReplicas = turn.autoscaler.status.desiredReplicas;
      return undefined;
    }
    const message = `the HPA was able to successfully calculate a replica count from ${most?.metric ?? ''}`;
    turn.set('ScalingActive', 'True', 'ValidMetricFound', message);
    return most;
  }

  #calculate({spec}: Scaled, target: ResourceTarget, own: readonly Pod[]): ReplicaProposal {
    const {usage, clock, timings} = this.#parts;
    return calculateReplicas(spec.replicas, target, {
      pods: own,
      metricsOf: (pod) => usage.ofPod(pod),
      now: clock.now(),
      secondMs: timings.secondMs,
    });
  }

  #podsOf({metadata, spec}: Scaled): Pod[] {
    return this.#parts.store
      .list(pods, metadata.namespace)
      .filter((pod) => matchesLabelSelector(spec.selector, pod.metadata.labels));
  }

  #scale(key: string, turn: Turn, scaled: Scaled, {replicas, reason}: Decision): void {
    const {objects, clock, timings} = this.#parts;
    const current = scaled.spec.replicas;
    turn.status.desiredReplicas = replicas;
    if (replicas === current) return;
    scaleTo(objects, scaled, replicas);
    turn.tell('SuccessfulRescale', `New size: ${replicas}; reason: ${reason}`);
    const message = `the HPA controller was able to update the target scale to ${replicas}`;
    turn.set('AbleToScale', 'True', 'SucceededRescale', message);
    turn.status.lastScaleTime = clock.timestamp();
    const history = this.#historyOf(key);
    const changes = replicas > current ? 'ups' : 'downs';
    const recent = history[changes].filter(({at}) => at > clock.now() - longestPeriodSeconds * timings.secondMs);
    history[changes] = [...recent, {at: clock.now(), change: Math.abs(replicas - current)}];
  }

  #historyOf(key: string): ScalingHistory {
    const history = this.#histories.get(key) ?? {recommendations: [], ups: [], downs: []};
    this.#histories.set(key, history);
    return history;
  }
}

/** One look at one autoscaler, and what comes of it. */
class Turn {
  readonly autoscaler: HorizontalPodAutoscaler;
  readonly status: HorizontalPodAutoscaler['status'];
  readonly #parts: AutoscalerParts;

  constructor(parts: AutoscalerParts, autoscaler: HorizontalPodAutoscaler, status: HorizontalPodAutoscaler['status']) {
    this.#parts = parts;
    this.autoscaler = autoscaler;
    this.status = status;
  }

  set(type: string, status: string, reason: string, message: string): void {
    const conditions: Condition[] = (this.status.conditions ??= []);
    const before = conditions.find((one) => one.type === type);
    const isSame = before?.status === status;
    const lastTransitionTime = (isSame ? before.lastTransitionTime : undefined) ?? this.#parts.clock.timestamp();
    const next = {type, status, lastTransitionTime, reason, message};
    if (before === undefined) conditions.push(next);
    else Object.assign(before, next);
  }

  tell(reason: string, message: string): void {
    this.#parts.recorder.record(source, {object: this.autoscaler}, {type: 'Normal', reason, message});
  }

  warn(reason: string, message: string): void {
    this.#parts.recorder.record(source, {object: this.autoscaler}, {type: 'Warning', reason, message});
  }

  write(): void {
    const {objects} = this.#parts;
    const write = (next: HorizontalPodAutoscaler): void => void (next.status = this.status);
    objects.change<HorizontalPodAutoscaler>(horizontalPodAutoscalers, this.autoscaler, write, {subresource: 'status'});
  }
}

/** What is wanted of a metric, its name as events say it, and what is said when it cannot be had. */
function readMetric(
  {type, resource, containerResource}: MetricSpec,
  {spec}: HorizontalPodAutoscaler,
): {target: ResourceTarget; name: string; failure: string} | undefined {
  const found = type === 'ContainerResource' ? containerResource : type === 'Resource' ? resource : undefined;
  if (found === undefined) return undefined;
  const {averageValue, averageUtilization} = found.target;
  const tolerance = {
    up: toleranceOf(spec.behavior?.scaleUp?.tolerance),
    down: toleranceOf(spec.behavior?.scaleDown?.tolerance),
  };
  const target: ResourceTarget = {
    resource: found.name,
    container: containerResource?.container,
    utilization: averageValue === undefined ? averageUtilization : undefined,
    averageValue: averageValue === undefined ? undefined : thousandths(averageValue),
    tolerance,
  };
  const name =
    averageValue === undefined
      ? `${found.name} resource utilization (percentage of request)`
      : `${found.name} resource`;
  return {target, name, failure: type === 'Resource' ? 'FailedGetResourceMetric' : 'FailedGetContainerResourceMetric'};
}

function toleranceOf(text: string | undefined): number {
  return text === undefined ? usualTolerance : thousandths(text) / 1000;
}

function currentOf({type, resource, containerResource}: MetricSpec, proposal: ReplicaProposal): MetricStatus {
  const current = {
    ...(proposal.utilization === undefined ? {} : {averageUtilization: proposal.utilization}),
    averageValue: canonicalQuantity(`${proposal.averageValue}m`),
  };
  if (type === 'ContainerResource') {
    return {
      type,
      containerResource: {name: containerResource?.name ?? '', container: containerResource?.container ?? '', current},
    };
  }
  return {type, resource: {name: resource?.name ?? '', current}};
}
