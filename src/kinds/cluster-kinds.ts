import type {Kind} from './kind.ts';

/**
 * Kubernetes' own kinds that are of the whole cluster, and which manifests bring along for an administrator to apply. Nodes
 * and namespaces are not here: the ones are nobody's to write, the others a learner's.
 */
const clusterKinds = [
  {kind: 'ClusterRole', group: 'rbac.authorization.k8s.io', plural: 'clusterroles', shortNames: []},
  {kind: 'ClusterRoleBinding', group: 'rbac.authorization.k8s.io', plural: 'clusterrolebindings', shortNames: []},
  {
    kind: 'CustomResourceDefinition',
    group: 'apiextensions.k8s.io',
    plural: 'customresourcedefinitions',
    shortNames: ['crd', 'crds'],
  },
  {kind: 'APIService', group: 'apiregistration.k8s.io', plural: 'apiservices', shortNames: []},
  {
    kind: 'ValidatingWebhookConfiguration',
    group: 'admissionregistration.k8s.io',
    plural: 'validatingwebhookconfigurations',
    shortNames: [],
  },
  {
    kind: 'MutatingWebhookConfiguration',
    group: 'admissionregistration.k8s.io',
    plural: 'mutatingwebhookconfigurations',
    shortNames: [],
  },
  {
    kind: 'ValidatingAdmissionPolicy',
    group: 'admissionregistration.k8s.io',
    plural: 'validatingadmissionpolicies',
    shortNames: [],
  },
  {
    kind: 'ValidatingAdmissionPolicyBinding',
    group: 'admissionregistration.k8s.io',
    plural: 'validatingadmissionpolicybindings',
    shortNames: [],
  },
  {kind: 'PodSecurityPolicy', group: 'policy', plural: 'podsecuritypolicies', shortNames: ['psp']},
  {kind: 'PersistentVolume', group: '', plural: 'persistentvolumes', shortNames: ['pv']},
  {kind: 'StorageClass', group: 'storage.k8s.io', plural: 'storageclasses', shortNames: ['sc']},
  {kind: 'CSIDriver', group: 'storage.k8s.io', plural: 'csidrivers', shortNames: []},
  {kind: 'IngressClass', group: 'networking.k8s.io', plural: 'ingressclasses', shortNames: []},
  {kind: 'PriorityClass', group: 'scheduling.k8s.io', plural: 'priorityclasses', shortNames: ['pc']},
  {kind: 'RuntimeClass', group: 'node.k8s.io', plural: 'runtimeclasses', shortNames: []},
] as const satisfies readonly Pick<Kind, 'kind' | 'group' | 'plural' | 'shortNames'>[];

/** Whether an object of a manifest is of such a kind, in whatever version. */
export const isOfClusterKind = ({kind, apiVersion}: {readonly [key: string]: unknown}): boolean =>
  clusterKinds.some((one) => one.kind === kind && groupOf(apiVersion) === one.group);

/** The plural of such a kind, by any of its names in kubectl. */
export function clusterTypeNamed(name: string): string | undefined {
  const wanted = name.toLowerCase();
  return clusterKinds.find(({plural, kind, group, shortNames}) =>
    [plural, kind.toLowerCase(), ...shortNames].some(
      (candidate) => candidate === wanted || (group !== '' && `${candidate}.${group}` === wanted),
    ),
  )?.plural;
}

function groupOf(apiVersion: unknown): string | undefined {
  if (typeof apiVersion !== 'string') return undefined;
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}
