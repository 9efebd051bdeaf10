import {isJsonList, isJsonObject, omitKeys, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';

/** Where a mischief is made, and for whom. */
export interface Scene {
  /** The participant's own namespace. */
  readonly namespace: string;
  /** Somebody else's. */
  readonly other: string;
}

/** Something that no Pod of a sandbox may have. */
export interface Mischief {
  readonly name: string;
  readonly threat: string;
  /** The spec of a harmless Pod, with it. */
  readonly change: (spec: JsonObject, scene: Scene) => JsonObject;
  /** Whether the spec of a Pod, as it stands in the cluster, has it. */
  readonly isIn: (spec: JsonObject, scene: Scene) => boolean;
  /** Why no cluster can hold it by itself where a Pod is made, and not what makes Pods. */
  readonly becauseInPods?: string;
}

/** What no Pod is kept from wanting: the only spec that a mischief is made of. */
export const harmlessPodSpec: JsonObject = {
  terminationGracePeriodSeconds: 1,
  containers: [{name: 'main', image: 'busybox:1.36', command: ['sleep', '600']}],
};

/** The folder of a sandbox on its nodes. */
export const folderOf = (namespace: string): string => `/var/lib/labrador/sandboxes/${namespace}`;

/** As clusters up to v1.23 name the Secret that holds the token of the learner's account. */
const tokenSecret = 'learner-token-x7k2p';

const theNode = 'the node';
const otherLearners = 'other learners';
const rights = 'rights in the cluster';

const asObjects = (value: JsonValue | undefined): readonly JsonObject[] =>
  isJsonList(value) ? value.filter(isJsonObject) : [];
const asObject = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** All containers of a Pod, of whatever sort. */
const containersOf = (spec: JsonObject): readonly JsonObject[] =>
  ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => asObjects(spec[list]));
const volumesOf = (spec: JsonObject): readonly JsonObject[] => asObjects(spec['volumes']);
const mountsOf = (spec: JsonObject): readonly JsonObject[] =>
  containersOf(spec).flatMap((container) => asObjects(container['volumeMounts']));
const probesIn = (container: JsonObject): readonly JsonObject[] => [
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => asObject(container[probe])),
  ...Object.values(asObject(container['lifecycle'])).map(asObject),
];
const probesOf = (spec: JsonObject): readonly JsonObject[] => containersOf(spec).flatMap(probesIn);
const securityOf = (spec: JsonObject): readonly JsonObject[] =>
  [spec, ...containersOf(spec)].map((part) => asObject(part['securityContext']));

const withContainer = (spec: JsonObject, more: JsonObject): JsonObject => {
  const withMore = (container: JsonObject): JsonObject => ({...container, ...more});
  return {...spec, containers: asObjects(spec['containers']).map(withMore)};
};

const withVolume = (spec: JsonObject, volume: JsonObject, mount: JsonObject = {}): JsonObject => ({
  ...withContainer(spec, {volumeMounts: [{name: 'evil', mountPath: '/evil', ...mount}]}),
  volumes: [{name: 'evil', ...volume}],
});

/** A field of the Pod's spec. */
const podField = (
  threat: string,
  key: string,
  value: JsonValue,
  name = `${key}: ${JSON.stringify(value)}`,
): Mischief => ({
  name,
  threat,
  change: (spec) => ({...spec, [key]: value}),
  isIn: (spec) => JSON.stringify(spec[key]) === JSON.stringify(value),
});

/** A field of the security context of the Pod's container. */
const securityField = (name: string, key: string, value: JsonValue): Mischief => ({
  name,
  threat: theNode,
  change: (spec) => withContainer(spec, {securityContext: {[key]: value}}),
  isIn: (spec) => securityOf(spec).some((context) => JSON.stringify(context[key]) === JSON.stringify(value)),
});

const containerField = (threat: string, name: string, key: string, value: JsonValue): Mischief => ({
  name,
  threat,
  change: (spec) => withContainer(spec, {[key]: value}),
  isIn: (spec) => containersOf(spec).some((container) => contains(container[key], value)),
});

/** Whether the cluster's value has all of what was written: it fills in defaults. */
function contains(there: JsonValue | undefined, written: JsonValue): boolean {
  if (isJsonObject(written)) {
    return isJsonObject(there) && Object.entries(written).every(([key, value]) => contains(there[key], value));
  }
  if (isJsonList(written)) {
    return isJsonList(there) && written.every((item, index) => contains(there[index], item));
  }
  return there === written;
}

/** A folder of the node that is not the sandbox's. */
const hostPath = (
  name: string,
  path: (scene: Scene) => string,
  {threat = theNode, type, mount}: {threat?: string; type?: string; mount?: JsonObject} = {},
): Mischief => ({
  name,
  threat,
  change: (spec, scene) =>
    withVolume(spec, {hostPath: {path: path(scene), ...(type === undefined ? {} : {type})}}, mount),
  isIn: (spec, {namespace}) =>
    volumesOf(spec).some((volume) => {
      const hostPath = asObject(volume['hostPath']);
      const there = hostPath['path'];
      return typeof there === 'string' && !isAllowedFolder(there, namespace);
    }),
});

/** The sandbox's folder and the one leaf of the lab in it are all that may be mounted. */
const isAllowedFolder = (path: string, namespace: string): boolean =>
  path === folderOf(namespace) || path === `${folderOf(namespace)}/volumes/nginx-logs`;

const volumeOf = (threat: string, name: string, key: string, value: JsonValue): Mischief => ({
  name,
  threat,
  change: (spec) => withVolume(spec, {[key]: value}),
  isIn: (spec) => volumesOf(spec).some((volume) => volume[key] !== undefined),
});

const mountOf = (name: string, key: string, value: JsonValue): Mischief => ({
  name,
  threat: theNode,
  change: (spec) => withVolume(spec, {hostPath: {path: '/volumes/nginx-logs'}}, {[key]: value}),
  isIn: (spec) => mountsOf(spec).some((mount) => mount[key] !== undefined),
});

/** A request that the kubelet would make, from the node, to another than the Pod itself. */
const nodeRequest = (name: string, more: JsonObject): Mischief => ({
  name,
  threat: theNode,
  change: (spec) => withContainer(spec, more),
  isIn: (spec) =>
    probesOf(spec).some((probe) =>
      ['httpGet', 'tcpSocket'].some((handler) => asObject(probe[handler])['host'] !== undefined),
    ),
});

const image = (name: string, reference: string): Mischief => ({
  name,
  threat: theNode,
  change: (spec) => withContainer(spec, {image: reference}),
  isIn: (spec) => containersOf(spec).some((container) => container['image'] === reference),
});

const metadataAddress = '169.254.169.254';

/** Everything that a Pod could ask for and must not get, a thing each. */
export const mischiefs: readonly Mischief[] = [
  securityField('a privileged container', 'privileged', true),
  {
    name: 'a privileged init container',
    threat: theNode,
    change: (spec) => ({
      ...spec,
      initContainers: [{name: 'first', image: 'busybox:1.36', securityContext: {privileged: true}}],
    }),
    isIn: (spec) => securityOf(spec).some((context) => context['privileged'] === true),
  },
  {
    name: 'an added capability',
    threat: theNode,
    change: (spec) => withContainer(spec, {securityContext: {capabilities: {add: ['SYS_ADMIN']}}}),
    isIn: (spec) => securityOf(spec).some((context) => asObject(context['capabilities'])['add'] !== undefined),
  },
  {
    name: 'a capability beyond those that containers have, beside one of them',
    threat: theNode,
    change: (spec) => withContainer(spec, {securityContext: {capabilities: {add: ['CHOWN', 'NET_RAW']}}}),
    isIn: (spec) => JSON.stringify(securityOf(spec)).includes('NET_RAW'),
  },
  securityField('an unmasked /proc', 'procMount', 'Unmasked'),
  securityField('no seccomp', 'seccompProfile', {type: 'Unconfined'}),
  securityField('a seccomp profile of the node', 'seccompProfile', {type: 'Localhost', localhostProfile: 'x.json'}),
  securityField('an SELinux label', 'seLinuxOptions', {level: 's0:c1,c2'}),
  podField(theNode, 'hostNetwork', true, 'the node’s network'),
  podField(theNode, 'hostPID', true, 'the node’s processes'),
  podField(theNode, 'hostIPC', true, 'the node’s shared memory'),
  podField(theNode, 'securityContext', {sysctls: [{name: 'kernel.shm_rmid_forced', value: '1'}]}, 'a sysctl'),
  containerField(theNode, 'a port of the node', 'ports', [{containerPort: 80, hostPort: 8080}]),
  containerField(theNode, 'a raw device', 'volumeDevices', [{name: 'evil', devicePath: '/dev/xvda'}]),

  hostPath('a host folder: /etc', () => '/etc'),
  hostPath('a host folder: the root, by another name', () => '/var/lib/labrador/../../..'),
  hostPath('a host folder: out of a leaf by ..', () => '/volumes/nginx-logs/../../../../etc'),
  hostPath('a host folder: below a leaf, where a link may be planted', () => '/volumes/nginx-logs/planted'),
  hostPath('a host folder: the container runtime’s socket', () => '/run/containerd/containerd.sock', {type: 'Socket'}),
  hostPath('a host folder: a disk', () => '/dev/sda', {type: 'BlockDevice'}),
  hostPath('a host folder: another sandbox’s', ({other}) => folderOf(other), {threat: otherLearners}),
  hostPath('a host folder: another sandbox’s leaf', ({other}) => `${folderOf(other)}/volumes/nginx-logs`, {
    threat: otherLearners,
  }),
  hostPath(
    'a host folder: another sandbox’s, from the own',
    ({namespace, other}) => `${folderOf(namespace)}/../${other}`,
    {
      threat: otherLearners,
    },
  ),
  hostPath('a host folder: one whose name begins as the own', ({namespace}) => `${folderOf(namespace)}0`, {
    threat: otherLearners,
  }),
  {
    name: 'writing to the host’s /',
    threat: theNode,
    change: (spec) => withVolume(spec, {hostPath: {path: '/', type: 'Directory'}}, {readOnly: false}),
    isIn: (spec, {namespace}) => {
      const roots = volumesOf(spec).filter((volume) =>
        [folderOf(namespace), '/'].some((path) => asObject(volume['hostPath'])['path'] === path),
      );
      return mountsOf(spec).some(
        (mount) => mount['readOnly'] !== true && roots.some((volume) => volume['name'] === mount['name']),
      );
    },
  },
  mountOf('a mount below a folder of the node', 'subPath', 'planted'),
  mountOf('a mount below a folder of the node, by a variable', 'subPathExpr', '$(HOSTNAME)'),
  mountOf('mounts that reach the node', 'mountPropagation', 'Bidirectional'),

  podField(otherLearners, 'nodeName', 'not-mine', 'a node of one’s own choice'),
  podField(otherLearners, 'tolerations', [{operator: 'Exists'}], 'nodes that keep Pods away'),
  {
    name: 'a node outside the slice',
    threat: otherLearners,
    change: (spec) => ({
      ...spec,
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{matchFields: [{key: 'metadata.name', operator: 'In', values: ['not-mine']}]}],
          },
        },
      },
    }),
    isIn: (spec) => JSON.stringify(spec['affinity'] ?? {}).includes('not-mine'),
  },
  {
    name: 'a node by another sandbox’s label',
    threat: otherLearners,
    change: (spec, {other}) => ({...spec, nodeSelector: {[`${other}.node.labrador.dev/disk`]: 'fast'}}),
    isIn: (spec, {other}) => JSON.stringify(spec['nodeSelector'] ?? {}).includes(other),
  },
  {
    name: 'looking for another’s Pods by affinity',
    threat: otherLearners,
    change: (spec, {other}) => ({
      ...spec,
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {labelSelector: {matchLabels: {app: 'nginx'}}, topologyKey: 'kubernetes.io/hostname', namespaces: [other]},
          ],
        },
      },
    }),
    isIn: (spec, {other}) => JSON.stringify(spec['affinity'] ?? {}).includes(other),
  },
  podField(otherLearners, 'priorityClassName', 'system-node-critical', 'going before others'),
  podField(otherLearners, 'schedulerName', 'another', 'another scheduler'),
  podField(otherLearners, 'runtimeClassName', 'another', 'another container runtime'),
  podField(otherLearners, 'terminationGracePeriodSeconds', 86_400, 'a Pod that does not end for a day'),

  podField(rights, 'serviceAccountName', 'learner', 'the learner’s account for a Pod'),
  podField(rights, 'automountServiceAccountToken', true, 'a token in a Pod'),
  volumeOf(rights, 'a token by projection', 'projected', {sources: [{serviceAccountToken: {path: 'token'}}]}),
  volumeOf(rights, 'a token’s Secret as a volume', 'secret', {secretName: tokenSecret}),
  containerField(rights, 'a token’s Secret as a variable', 'env', [
    {name: 'TOKEN', valueFrom: {secretKeyRef: {name: tokenSecret, key: 'token'}}},
  ]),
  containerField(rights, 'a token’s Secret as all variables', 'envFrom', [{secretRef: {name: tokenSecret}}]),
  {
    ...podField(rights, 'imagePullSecrets', [{name: tokenSecret}], 'a token’s Secret to pull images with'),
    becauseInPods:
      'the cluster itself gives Pods the pull secrets of their account, and an admission policy cannot tell whose they are; a token is no password of a registry',
  },

  volumeOf(theNode, 'a file server', 'nfs', {server: metadataAddress, path: '/'}),
  volumeOf(theNode, 'a repository cloned by the node', 'gitRepo', {repository: `http://${metadataAddress}/x`}),
  volumeOf(otherLearners, 'a claim that comes with the Pod', 'ephemeral', {
    volumeClaimTemplate: {spec: {accessModes: ['ReadWriteOnce'], volumeName: 'of-another'}},
  }),
  volumeOf(theNode, 'a driver’s volume', 'csi', {driver: 'hostpath.csi.k8s.io'}),

  image('another image', 'alpine:3'),
  image('another image with a name that looks alike', 'ngіnx:1.18-alpine'),
  image('the lab’s image, from elsewhere', 'evil.example/nginx:1.18-alpine'),
  {
    name: 'a debugging container',
    threat: theNode,
    change: (spec) => ({...spec, ephemeralContainers: [{name: 'debug', image: 'busybox:1.36'}]}),
    isIn: (spec) => asObjects(spec['ephemeralContainers']).length > 0,
  },

  nodeRequest('a probe of another host', {
    livenessProbe: {httpGet: {host: metadataAddress, port: 80, path: '/'}},
  }),
  nodeRequest('a probe of another host’s port', {readinessProbe: {tcpSocket: {host: '127.0.0.1', port: 10_250}}}),
  nodeRequest('a request to another host at the start', {
    lifecycle: {postStart: {httpGet: {host: metadataAddress, port: 80, path: '/'}}},
  }),
  podField(otherLearners, 'dnsConfig', {nameservers: ['10.0.0.1']}, 'another name server'),
];

/** A mischief that a Deployment’s Pods would have. */
export const deploymentWith = (name: string, {change}: Pick<Mischief, 'change'>, scene: Scene): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name},
  spec: {
    // should it get through, it is seen, and nothing runs
    replicas: 0,
    selector: {matchLabels: {app: name}},
    template: {metadata: {labels: {app: name}}, spec: change(harmlessPodSpec, scene)},
  },
});

/** The same of another kind that learners may make. */
export function objectWith(kind: string, name: string, mischief: Pick<Mischief, 'change'>, scene: Scene): JsonObject {
  const deployment = deploymentWith(name, mischief, scene);
  const spec = asObject(deployment['spec']);
  switch (kind) {
    case 'Pod':
      return {apiVersion: 'v1', kind, metadata: {name}, spec: mischief.change(harmlessPodSpec, scene)};
    case 'DaemonSet': {
      const template = asObject(spec['template']);
      // on no node, should it get through
      const podSpec = {nodeSelector: {'kubernetes.io/hostname': 'none'}, ...asObject(template['spec'])};
      return {...deployment, kind, spec: {...omitKeys(spec, ['replicas']), template: {...template, spec: podSpec}}};
    }
    default:
      return {...deployment, kind};
  }
}
