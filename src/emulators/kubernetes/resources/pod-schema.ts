import {
  atomicMap,
  atomicObject,
  boolean,
  integer,
  labelSelector,
  list,
  long,
  listMap,
  localObjectReference,
  map,
  object,
  objectMeta,
  quantity,
  string,
} from '../schema/schema.ts';
import {container, ephemeralContainer, resources} from './container-schema.ts';
import {appArmorProfile, seccompProfile, seLinuxOptions, windowsOptions} from './security-schema.ts';
import {volume} from './volume-schema.ts';

const nodeRequirement = list(
  object('NodeSelectorRequirement', {key: string, operator: string, values: list(string)}, ['key', 'operator']),
);
const nodeSelectorTerm = atomicObject('NodeSelectorTerm', {
  matchExpressions: nodeRequirement,
  matchFields: nodeRequirement,
});
const podAffinityTerm = object(
  'PodAffinityTerm',
  {
    labelSelector,
    namespaces: list(string),
    namespaceSelector: labelSelector,
    topologyKey: string,
    matchLabelKeys: list(string),
    mismatchLabelKeys: list(string),
  },
  ['topologyKey'],
);
const podAffinity = {
  requiredDuringSchedulingIgnoredDuringExecution: list(podAffinityTerm),
  preferredDuringSchedulingIgnoredDuringExecution: list(
    object('WeightedPodAffinityTerm', {weight: integer, podAffinityTerm}, ['weight', 'podAffinityTerm']),
  ),
};
const affinity = object('Affinity', {
  nodeAffinity: object('NodeAffinity', {
    requiredDuringSchedulingIgnoredDuringExecution: atomicObject(
      'NodeSelector',
      {
        nodeSelectorTerms: list(nodeSelectorTerm),
      },
      ['nodeSelectorTerms'],
    ),
    preferredDuringSchedulingIgnoredDuringExecution: list(
      object('PreferredSchedulingTerm', {weight: integer, preference: nodeSelectorTerm}, ['weight', 'preference']),
    ),
  }),
  podAffinity: object('PodAffinity', podAffinity),
  podAntiAffinity: object('PodAntiAffinity', podAffinity),
});

const podSecurity = object('PodSecurityContext', {
  seLinuxOptions,
  windowsOptions,
  runAsUser: integer,
  runAsGroup: integer,
  runAsNonRoot: boolean,
  supplementalGroups: list(integer),
  supplementalGroupsPolicy: string,
  fsGroup: integer,
  fsGroupChangePolicy: string,
  sysctls: list(object('Sysctl', {name: string, value: string}, ['name', 'value'])),
  seccompProfile,
  appArmorProfile,
  seLinuxChangePolicy: string,
});

const toleration = object('Toleration', {
  key: string,
  operator: string,
  value: string,
  effect: string,
  tolerationSeconds: integer,
});

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec */
export const podSpec = object('PodSpec', {
  volumes: listMap(['name'], volume),
  initContainers: listMap(['name'], container),
  containers: listMap(['name'], container),
  ephemeralContainers: listMap(['name'], ephemeralContainer),
  restartPolicy: string,
  terminationGracePeriodSeconds: long,
  activeDeadlineSeconds: long,
  dnsPolicy: string,
  nodeSelector: atomicMap(string),
  serviceAccountName: string,
  serviceAccount: string,
  automountServiceAccountToken: boolean,
  nodeName: string,
  hostNetwork: boolean,
  hostPID: boolean,
  hostIPC: boolean,
  hostUsers: boolean,
  shareProcessNamespace: boolean,
  securityContext: podSecurity,
  imagePullSecrets: listMap(['name'], localObjectReference),
  hostname: string,
  subdomain: string,
  affinity,
  schedulerName: string,
  tolerations: list(toleration),
  hostAliases: listMap(['ip'], object('HostAlias', {ip: string, hostnames: list(string)}, ['ip'])),
  priorityClassName: string,
  priority: integer,
  dnsConfig: object('PodDNSConfig', {
    nameservers: list(string),
    searches: list(string),
    options: list(object('PodDNSConfigOption', {name: string, value: string})),
  }),
  readinessGates: list(object('PodReadinessGate', {conditionType: string}, ['conditionType'])),
  runtimeClassName: string,
  enableServiceLinks: boolean,
  preemptionPolicy: string,
  overhead: map(quantity),
  topologySpreadConstraints: listMap(
    ['topologyKey', 'whenUnsatisfiable'],
    object(
      'TopologySpreadConstraint',
      {
        maxSkew: integer,
        topologyKey: string,
        whenUnsatisfiable: string,
        labelSelector,
        minDomains: integer,
        nodeAffinityPolicy: string,
        nodeTaintsPolicy: string,
        matchLabelKeys: list(string),
      },
      ['maxSkew', 'topologyKey', 'whenUnsatisfiable'],
    ),
  ),
  setHostnameAsFQDN: boolean,
  os: object('PodOS', {name: string}, ['name']),
  schedulingGates: listMap(['name'], object('PodSchedulingGate', {name: string}, ['name'])),
  resourceClaims: listMap(
    ['name'],
    object('PodResourceClaim', {name: string, resourceClaimName: string, resourceClaimTemplateName: string}, ['name']),
  ),
  resources,
  hostnameOverride: string,
  schedulingGroup: object('PodSchedulingGroup', {podGroupName: string}),
  evictionResponders: listMap(['name'], atomicObject('EvictionResponder', {name: string, priority: integer})),
});

export const podTemplate = object('PodTemplateSpec', {metadata: objectMeta, spec: podSpec});
