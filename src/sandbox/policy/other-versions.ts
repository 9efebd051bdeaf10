import {ingressFromBeta} from '#src/kinds/ingress/from-beta.ts';
import {fromReplicationController} from '#src/kinds/replica-set/from-replication-controller.ts';
import {isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {fieldRefusal, type Positions} from '../yaml/positions.ts';
import * as mistyped from './mistyped.ts';
import {updateAt} from './update-at.ts';
import {words} from '#src/words/words.ts';

/** A version of a kind that is written, and not the one that is applied. */
interface OtherVersion {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** The Kubernetes that no longer had it; undefined of one that is there still. */
  readonly goneSince?: string;
  /** The version that it is taken as, and the kind where that is another. */
  readonly today: string;
  readonly todaysKind?: string;
  /**
   * What it says in today's fields, its `apiVersion` apart; undefined where they do not say the same.
   * @throws UserError `refused` with the field that today's version needs besides
   */
  readonly inToday?: (object: JsonObject, positions: Positions) => JsonObject | undefined;
}

const workloads = {goneSince: '1.16', today: 'apps/v1', inToday: withSelector} as const;
const autoscalers = {kinds: ['HorizontalPodAutoscaler'], today: 'autoscaling/v2'} as const;
const ingresses = {
  kinds: ['Ingress'],
  goneSince: '1.22',
  today: 'networking.k8s.io/v1',
  inToday: ingressFromBeta,
} as const;
const rights = {kinds: ['Role', 'RoleBinding'], goneSince: '1.22', today: 'rbac.authorization.k8s.io/v1'} as const;

/**
 * What manifests say that are older than the cluster, or say it in a version that is served beside the one here.
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const otherVersions: readonly OtherVersion[] = [
  {apiVersion: 'extensions/v1beta1', kinds: ['DaemonSet', 'Deployment', 'ReplicaSet'], ...workloads},
  {apiVersion: 'apps/v1beta1', kinds: ['Deployment', 'StatefulSet'], ...workloads},
  {apiVersion: 'apps/v1beta2', kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'], ...workloads},
  {apiVersion: 'extensions/v1beta1', kinds: ['NetworkPolicy'], goneSince: '1.16', today: 'networking.k8s.io/v1'},
  {apiVersion: 'extensions/v1beta1', ...ingresses},
  {apiVersion: 'networking.k8s.io/v1beta1', ...ingresses},
  {apiVersion: 'batch/v2alpha1', kinds: ['CronJob'], goneSince: '1.21', today: 'batch/v1'},
  {apiVersion: 'batch/v1beta1', kinds: ['CronJob'], goneSince: '1.25', today: 'batch/v1'},
  {
    apiVersion: 'policy/v1beta1',
    kinds: ['PodDisruptionBudget'],
    goneSince: '1.25',
    today: 'policy/v1',
    inToday: unlessEmptySelector,
  },
  {apiVersion: 'autoscaling/v1', ...autoscalers, inToday: withMetrics},
  {apiVersion: 'autoscaling/v2beta1', ...autoscalers, goneSince: '1.25', inToday: withTargets},
  {apiVersion: 'autoscaling/v2beta2', ...autoscalers, goneSince: '1.26'},
  {apiVersion: 'rbac.authorization.k8s.io/v1beta1', ...rights},
  {
    apiVersion: 'v1',
    kinds: ['ReplicationController'],
    today: 'apps/v1',
    todaysKind: 'ReplicaSet',
    inToday: fromReplicationController,
  },
];

/**
 * An object in the version in which its kind is applied, and what is said of that; undefined where it is in another that
 * does not say the same, or in none that there ever was.
 * @throws UserError `refused` with the field that today's version needs besides
 */
export function inTodaysVersion(
  object: JsonObject,
  positions: Positions,
): {readonly object: JsonObject; readonly note: string} | undefined {
  const {apiVersion, kind} = object;
  const other = otherVersions.find((one) => one.apiVersion === apiVersion && one.kinds.some((name) => name === kind));
  const said = other?.inToday === undefined ? object : other.inToday(object, positions);
  if (other === undefined || said === undefined) return undefined;
  return {
    object: {...said, apiVersion: other.today, ...(other.todaysKind === undefined ? {} : {kind: other.todaysKind})},
    note: noteOf(other),
  };
}

function noteOf({apiVersion, goneSince, today, todaysKind, kinds}: OtherVersion): string {
  const {note} = words().policy;
  if (todaysKind !== undefined) return note.olderKind({kind: kinds.join(', '), today: todaysKind});
  return goneSince === undefined ? note.takenAs({apiVersion, today}) : note.goneVersion({apiVersion, goneSince, today});
}

const specOf = ({spec}: JsonObject): JsonObject => (isJsonObject(spec) ? spec : {});

/** Before, it was made of the labels of the template. */
function withSelector(object: JsonObject, positions: Positions): JsonObject {
  const {selector, template} = specOf(object);
  if (selector !== undefined && selector !== null) return object;
  const metadata = isJsonObject(template) ? template['metadata'] : undefined;
  const labels = isJsonObject(metadata) && isJsonObject(metadata['labels']) ? metadata['labels'] : {};
  const first = Object.entries(labels).find(isShort) ?? ['app', 'NAME'];
  throw fieldRefusal({
    positions,
    path: ['spec', 'selector'],
    problem: words().policy.isMissing,
    next: words().policy.writeSelector({labels: JSON.stringify(Object.fromEntries([first]))}),
  });
}

const isShort = (label: readonly [string, JsonValue]): boolean =>
  typeof label[1] === 'string' && `${label[0]}${label[1]}`.length <= 100;

/** In `policy/v1beta1` it selected no Pod, and today all of them. */
function unlessEmptySelector(object: JsonObject): JsonObject | undefined {
  const {selector} = specOf(object);
  return isJsonObject(selector) && Object.keys(selector).length === 0 ? undefined : object;
}

/**
 * Of the fields of `autoscaling/v2` it has but the one target.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/v1/conversion.go
 */
function withMetrics(object: JsonObject, positions: Positions): JsonObject | undefined {
  const field = 'targetCPUUtilizationPercentage';
  const {[field]: percentage, ...spec} = specOf(object);
  if ('metrics' in spec || 'behavior' in spec) return undefined;
  if (percentage === undefined || percentage === null) return isJsonObject(object['spec']) ? {...object, spec} : object;
  if (typeof percentage !== 'number') {
    const problem = words().policy.mustBe.wholeNumber;
    const path = ['spec', field];
    throw fieldRefusal({positions, path, problem, next: mistyped.number(percentage, path)});
  }
  const target = {type: 'Utilization', averageUtilization: percentage};
  return {...object, spec: {...spec, metrics: [{type: 'Resource', resource: {name: 'cpu', target}}]}};
}

/** What is wanted of a resource stood beside its name. */
function withTargets(object: JsonObject): JsonObject {
  return updateAt(object, {at: ['spec', 'metrics', '*', 'resource'], to: withTarget});
}

function withTarget(resource: JsonValue): JsonValue {
  if (!isJsonObject(resource)) return resource;
  const {targetAverageUtilization, targetAverageValue, ...rest} = resource;
  if (targetAverageUtilization !== undefined) {
    return {...rest, target: {type: 'Utilization', averageUtilization: targetAverageUtilization}};
  }
  if (targetAverageValue === undefined) return resource;
  return {...rest, target: {type: 'AverageValue', averageValue: targetAverageValue}};
}
