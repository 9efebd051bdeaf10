import {allowedKinds, type AllowedKind} from '../policy/allowed-kinds.ts';
import type {FieldRule} from '#src/kinds/fields/field-rules.ts';
import type {OpenApiSchema, OpenApiSchemas} from './open-api.ts';

/** Of the API groups of what learners may apply: those besides, as of v1.37. None of them may be applied. */
const otherKinds: ReadonlySet<string> = new Set([
  'v1 Binding',
  'v1 ComponentStatus',
  'v1 Endpoints',
  'v1 Event',
  'v1 Namespace',
  'v1 Node',
  'v1 PersistentVolume',
  'v1 PodTemplate',
  'v1 ReplicationController',
  'apps/v1 ControllerRevision',
  'autoscaling/v1 HorizontalPodAutoscaler',
  'autoscaling/v1 Scale',
  'autoscaling/v2beta1 HorizontalPodAutoscaler',
  'autoscaling/v2beta2 HorizontalPodAutoscaler',
  'batch/v1beta1 CronJob',
  'networking.k8s.io/v1 IPAddress',
  'networking.k8s.io/v1 IngressClass',
  'networking.k8s.io/v1 ServiceCIDR',
  'networking.k8s.io/v1beta1 IPAddress',
  'networking.k8s.io/v1beta1 Ingress',
  'networking.k8s.io/v1beta1 IngressClass',
  'networking.k8s.io/v1beta1 ServiceCIDR',
  'policy/v1 Eviction',
  'policy/v1beta1 Eviction',
  'policy/v1beta1 PodDisruptionBudget',
  'policy/v1beta1 PodSecurityPolicy',
  'rbac.authorization.k8s.io/v1 ClusterRole',
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1beta1 ClusterRole',
  'rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1beta1 Role',
  'rbac.authorization.k8s.io/v1beta1 RoleBinding',
]);

/**
 * What an API server has and the policy was written without: fields of what learners may apply, as `Pod spec.hostUsers`, and
 * kinds beside these, as `apps/v2 DaemonSet`. All of it is refused; it is for people to think about.
 */
export function unknownToPolicy(schemas: OpenApiSchemas): string[] {
  const found = new Set<string>();
  for (const {group, version, kind, schema} of schemas.objects()) {
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const allowed = allowedKinds.find((one) => one.kind === kind && one.apiVersion === apiVersion);
    if (allowed !== undefined) {
      for (const path of unknownFields(allowed, schema, schemas)) found.add(path);
    } else if (isOurGroup(group) && !otherKinds.has(`${apiVersion} ${kind}`)) {
      found.add(`${apiVersion} ${kind}`);
    }
  }
  return [...found].sort();
}

const isOurGroup = (group: string): boolean => allowedKinds.some((kind) => kind.group === group);

/** What a template says of Pods is said of Pods. */
function unknownFields(kind: AllowedKind, schema: OpenApiSchema, schemas: OpenApiSchemas): string[] {
  const ofPods = kind.kind === 'Pod' ? undefined : kind.podSpecAt?.join('.');
  return [...fieldsWithoutRule(schema, {kind: 'fields', fields: kind.rules}, {path: '', schemas})].map((path) =>
    ofPods !== undefined && path.startsWith(`${ofPods}.`)
      ? `Pod spec${path.slice(ofPods.length)}`
      : `${kind.kind} ${path}`,
  );
}

function* fieldsWithoutRule(
  unresolved: OpenApiSchema,
  rule: FieldRule,
  {path, schemas}: {path: string; schemas: OpenApiSchemas},
): Generator<string> {
  const schema = schemas.resolve(unresolved);
  if (rule.kind === 'list' && schema.items !== undefined) {
    yield* fieldsWithoutRule(schema.items, rule.of, {path: `${path}[]`, schemas});
  } else if (rule.kind === 'fields') {
    for (const [key, below] of Object.entries(schema.properties ?? {})) {
      const at = path === '' ? key : `${path}.${key}`;
      const ofKey = Object.hasOwn(rule.fields, key) ? rule.fields[key] : undefined;
      if (ofKey === undefined) yield at;
      else yield* fieldsWithoutRule(below, ofKey, {path: at, schemas});
    }
  }
}
