import {admissionPolicy} from './admission-policy.ts';
import {allowedKinds, largestObjectBytes, type AllowedKind} from '../policy/allowed-kinds.ts';
import {claimConfinement} from './cel-of-claims.ts';
import {podConfinement} from './cel-of-confinement.ts';
import {objectMetadata, templateMetadata} from './cel-of-metadata.ts';
import {ingressConfinement} from './cel-of-ingresses.ts';
import {trafficConfinement} from './cel-of-traffic.ts';
import {celOfRules, type CelCondition} from './cel-of-rules.ts';
import {isLabrador, isLearner, podVariables, sandboxVariables} from './cel-of-sandbox.ts';
import {celText} from '#src/kinds/fields/field-rules.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {learnerPolicies} from './learner-policies.ts';

export interface ClusterVersion {
  readonly major: number;
  readonly minor: number;
}

export interface AdmissionManifests {
  /** To apply in this order, as an administrator; none for a cluster that is too old. */
  readonly manifests: readonly JsonObject[];
  /** What the cluster itself does not enforce, a sentence each, and what that means. */
  readonly missing: readonly string[];
}

/** Since when a cluster can be told in CEL what to admit. */
const oldest: ClusterVersion = {major: 1, minor: 30};

/**
 * The sandboxes' rules for a cluster to enforce by itself, in namespaces that carry our labels: policies and their bindings
 * for each kind that learners may apply, and for what learners do besides. They come from the rules by which `admit`
 * decides; what a lab allows stands in annotations of each sandbox's namespace. Those for kinds hold for whoever writes
 * there, controllers included. They do not replace `admit`: a cluster can refuse so, but not rewrite.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function admissionManifests({major, minor}: ClusterVersion): AdmissionManifests {
  if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
    return {manifests: [], missing: withoutPolicies({major, minor})};
  }
  return {manifests: [...allowedKinds.flatMap(policyOfKind), ...learnerPolicies()], missing: beyondPolicies};
}

/**
 * What is being deleted is let go, also when it is from before the rules or before its lab was changed: else nobody could
 * take its finalizers away.
 */
const notOnItsWayOut = {
  name: 'not-on-its-way-out',
  expression: `request.operation == "CREATE" || !has(object.metadata.deletionTimestamp) || ${isLearner}`,
};

/** What an administrator, or an add-on of theirs, gives a namespace besides can only narrow it. */
const onlyNarrows: ReadonlySet<string> = new Set(['ResourceQuota', 'LimitRange']);

/** What holds the sandbox may be of the same kind, and says more than a learner may. */
function judged({kind, heldBy}: AllowedKind): {name: string; expression: string} {
  if (heldBy === undefined) return notOnItsWayOut;
  const ofAnybody = `(${notOnItsWayOut.expression}) && !object.metadata.name.matches(${celText(heldBy)})`;
  return {
    name: notOnItsWayOut.name,
    expression: onlyNarrows.has(kind) ? `(${isLearner} || ${isLabrador}) && ${ofAnybody}` : ofAnybody,
  };
}

function policyOfKind(kind: AllowedKind): JsonObject[] {
  const podSpec = podSpecOf(kind);
  const resources = kind.kind === 'Pod' ? ['pods', 'pods/ephemeralcontainers', 'pods/resize'] : [kind.plural];
  return admissionPolicy({
    name: kind.kind.toLowerCase(),
    apiGroups: [kind.group],
    resources,
    operations: ['CREATE', 'UPDATE'],
    only: judged(kind),
    variables: [...sandboxVariables, ...(podSpec === undefined ? [] : podVariables(podSpec))],
    conditions: conditionsOf(kind),
  });
}

function podSpecOf({podSpecAt}: AllowedKind): string | undefined {
  return podSpecAt === undefined ? undefined : ['object', ...podSpecAt].join('.');
}

/** Where it has metadata of templates: of its Pods, and of what makes them for it. */
function templatesOf({podSpecAt = []}: AllowedKind): string[][] {
  return podSpecAt.flatMap((step, at) =>
    /template$/iu.test(step) ? [[...podSpecAt.slice(0, at + 1), 'metadata']] : [],
  );
}

/** The rules of the kind, and what `admit` makes of every Pod. */
function conditionsOf(kind: AllowedKind): CelCondition[] {
  const isTemplate = kind.kind !== 'Pod';
  const ofFields = celOfRules(kind.rules, {at: 'object', field: '', isTemplate, without: ['metadata', 'status']});
  const podSpec = podSpecOf(kind);
  const ofPods =
    podSpec === undefined ? [] : [...podConfinement(podSpec), ...templatesOf(kind).flatMap(templateMetadata)];
  return [
    ...ofFields,
    ...dataSize(kind),
    ...objectMetadata,
    ...ofPods,
    ...claimConfinement(kind),
    ...trafficConfinement(kind),
    ...ingressConfinement(kind),
  ];
}

const sizeOf = (field: string): string =>
  `(has(object.${field}) ? object.${field}.map(k, size(object.${field}[k])).sum() : 0)`;

/** Of what holds data and little else. */
function dataSize({rules}: AllowedKind): CelCondition[] {
  const fields = ['data', 'binaryData'].filter((field) => rules[field]?.kind === 'map');
  if (fields.length === 0) return [];
  const expression = `${fields.map(sizeOf).join(' + ')} <= ${largestObjectBytes}`;
  return [{field: 'data', because: `it is larger than ${largestObjectBytes / 1024} KiB`, expression}];
}

const beyondPolicies: readonly string[] = [
  'Labels, annotations and owners are judged by the cluster where a learner writes them; its controllers and its network write their own on Pods, as do others whom an administrator lets in.',
  'Node ports, priorities and addresses that are chosen by hand cannot be told from those that the cluster fills in; the bot leaves out or refuses what a learner writes there, the quota bounds the ports, and the API server takes no priority but that of an admitted class.',
  'How large an object other than a ConfigMap or a Secret may be is for the bot alone to judge; the API server takes 1.5 MiB.',
  'What a container does in the folders that it may write to, and how much it writes there, is no matter of admission.',
];

function withoutPolicies({major, minor}: ClusterVersion): string[] {
  return [
    `Kubernetes ${major}.${minor} has no ValidatingAdmissionPolicy, which came with ${oldest.major}.${oldest.minor}: the cluster itself refuses no privileged containers, host namespaces, host paths, images or volumes in sandboxes. The bot refuses them before it asks the cluster.`,
    "So whoever gets hold of the rights of a sandbox's account `learner` without the bot can have the node. The bot hands out no credentials, and no Pod holds any; keep them away from other means too, such as a dashboard.",
  ];
}
