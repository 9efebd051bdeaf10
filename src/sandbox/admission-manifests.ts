import {allowedKinds, type AllowedKind} from './allowed-kinds.ts';
import {celOfRules, type CelCondition} from './cel-of-rules.ts';
import {finalizers, podConfinement, templateMetadata} from './cel-of-confinement.ts';
import {celList} from './field-rules.ts';
import {hostPathRoot} from './host-paths.ts';
import type {JsonObject} from './json.ts';
import type {LabPolicy} from './lab-policy.ts';
import {nodeLabelDomain} from './node-labels.ts';
import {probePolicyOf} from './probe-policy.ts';
import {managedBy, sandboxAnnotations, sandboxLabels} from './sandbox-manifests.ts';

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
 * The sandboxes' rules for a cluster to enforce by itself, in namespaces that carry our labels: a policy and its binding for
 * each kind that learners may apply. They come from the rules by which `admit` decides, and hold for whoever writes there,
 * controllers included. They do not replace `admit`: a cluster can refuse so, but not rewrite.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function admissionManifests({major, minor}: ClusterVersion, labs: readonly LabPolicy[]): AdmissionManifests {
  if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
    return {manifests: [], missing: withoutPolicies({major, minor})};
  }
  const all = [...labs, probePolicyOf(labs)];
  return {manifests: allowedKinds.flatMap((kind) => [policy(kind, all), binding(kind)]), missing: beyondPolicies};
}

const nameOf = ({kind}: AllowedKind): string => `labrador-${kind.toLowerCase()}`;

const inSandboxes: JsonObject = {
  namespaceSelector: {matchExpressions: [{key: sandboxLabels.workshop, operator: 'Exists'}]},
};

function policy(kind: AllowedKind, labs: readonly LabPolicy[]): JsonObject {
  const [group = '', version = ''] = kind.apiVersion.includes('/') ? kind.apiVersion.split('/') : ['', kind.apiVersion];
  const plural = `${kind.kind.toLowerCase()}s`;
  const conditions = conditionsOf(kind);
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: {name: nameOf(kind), labels: {[sandboxLabels.managedBy]: managedBy}},
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        ...inSandboxes,
        resourceRules: [
          {
            apiGroups: [group],
            apiVersions: [version],
            operations: ['CREATE', 'UPDATE'],
            resources: kind.kind === 'Pod' ? [plural, 'pods/ephemeralcontainers'] : [plural],
          },
        ],
      },
      variables: variables(kind, labs),
      validations: conditions.map(({field, expression}) => ({
        expression,
        message: `Not allowed in a sandbox: ${field}`,
        reason: 'Forbidden',
      })),
    },
  };
}

function binding(kind: AllowedKind): JsonObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: {name: nameOf(kind), labels: {[sandboxLabels.managedBy]: managedBy}},
    spec: {policyName: nameOf(kind), validationActions: ['Deny'], matchResources: inSandboxes},
  };
}

/** What expressions can refer to as `variables.NAME`; each may use those before it. */
function variables(kind: AllowedKind, labs: readonly LabPolicy[]): JsonObject[] {
  // of an empty list CEL cannot tell the type
  const ofLab = (listOf: (lab: LabPolicy) => readonly string[]): string => {
    const entries = labs
      .filter((lab) => listOf(lab).length > 0)
      .map((lab) => `${JSON.stringify(lab.lab)}: ${celList(listOf(lab))}`);
    const table = `{${entries.join(', ')}}`;
    return entries.length === 0 ? '[]' : `variables.lab in ${table} ? ${table}[variables.lab] : []`;
  };
  const balanced = labs.filter(({keepsLoadBalancer}) => keepsLoadBalancer).map(({lab}) => lab);
  const ofAll = [
    {name: 'lab', expression: `namespaceObject.metadata.labels["${sandboxLabels.lab}"]`},
    {
      name: 'keepsLoadBalancer',
      expression: balanced.length === 0 ? 'false' : `variables.lab in ${celList(balanced)}`,
    },
  ];
  const podSpec = podSpecOf(kind);
  if (podSpec === undefined) return ofAll;
  const volumes = `(has(${podSpec}.volumes) ? ${podSpec}.volumes : [])`;
  return [
    ...ofAll,
    {name: 'images', expression: ofLab(({images}) => images)},
    {name: 'leaves', expression: ofLab(({hostPathLeaves}) => hostPathLeaves)},
    {name: 'folder', expression: `"${hostPathRoot}/" + namespaceObject.metadata.name`},
    {name: 'nodes', expression: `namespaceObject.metadata.annotations["${sandboxAnnotations.nodes}"].split(",")`},
    {
      name: 'domains',
      expression: `["kubernetes.io", "k8s.io", string(namespaceObject.metadata.name) + ".${nodeLabelDomain}"]`,
    },
    {
      name: 'roots',
      expression: `${volumes}.filter(v, has(v.hostPath) && v.hostPath.path == variables.folder).map(v, v.name)`,
    },
  ];
}

function podSpecOf({podSpecAt}: AllowedKind): string | undefined {
  return podSpecAt === undefined ? undefined : ['object', ...podSpecAt].join('.');
}

/** The rules of the kind, and what `admit` makes of every Pod. */
function conditionsOf(kind: AllowedKind): CelCondition[] {
  const isTemplate = kind.kind !== 'Pod';
  // what is in metadata is the cluster's in part, and judged where it is not
  const ofFields = celOfRules(kind.rules, {at: 'object', field: '', isTemplate, without: ['metadata', 'status']});
  const podSpec = podSpecOf(kind);
  const ofPods = podSpec === undefined ? [] : [...podConfinement(podSpec), ...(isTemplate ? templateMetadata : [])];
  return [...ofFields, finalizers, ...ofPods];
}

const beyondPolicies: readonly string[] = [
  'Fields that are newer than this list are not refused by the cluster, since a policy can only name what it knows; the bot refuses every field that it does not know.',
  'Labels, annotations and owners of Pods are not judged by the cluster, since its controllers and its network write there too; those of Pod templates are.',
  'Node ports, priorities, pull secrets and addresses that are chosen by hand cannot be told from those that the cluster fills in; the bot leaves out or refuses what a learner writes there, and the quota bounds the ports.',
  'What a container does in the folders that it may write to, and how much it writes there, is no matter of admission.',
];

function withoutPolicies({major, minor}: ClusterVersion): string[] {
  return [
    `Kubernetes ${major}.${minor} has no ValidatingAdmissionPolicy, which came with ${oldest.major}.${oldest.minor}: the cluster itself refuses no privileged containers, host namespaces, host paths, images or volumes in sandboxes. The bot refuses them before it asks the cluster.`,
    "So whoever gets hold of the rights of a sandbox's account `learner` without the bot can have the node. The bot hands out no credentials, and no Pod holds any; keep them away from other means too, such as a dashboard.",
  ];
}
