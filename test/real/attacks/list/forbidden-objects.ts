import type {ApiRequest} from '#src/cluster/api/api-request.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {Attempt, ChatAttack} from '../attack.ts';
import {byFile, byWindow, inChat, types, type ApplyWay} from '../chat-ways.ts';
import {harmlessPodSpec} from '../mischiefs.ts';
import {confinedPodSpec, createRequest, nodePortsLookAlike, pastTheBot, patchTarget, pathOf} from '../past-the-bot.ts';
import {kubectl, type World} from '../world.ts';

const rights = 'rights in the cluster';
const theCluster = 'the cluster';
const otherLearners = 'other learners';
const rbac = 'rbac.authorization.k8s.io/v1';

/** An object that no learner may make, and where it would be. */
interface ForbiddenObject {
  readonly name: string;
  readonly threat: string;
  readonly object: (world: World) => JsonObject;
  readonly at: (namespace: string) => string;
  /** Its name, where that is what is forbidden of it. */
  readonly called?: string;
  /** Whose namespace it says; the own without one. It is taken for the own, which the note says: nothing is there. */
  readonly namespace?: (world: World) => string;
  /** Of what is of the whole cluster: beside an object of one's own it is left out, and that one is made. */
  readonly isOfCluster?: true;
  /** What is left out of it and not refused: the note, and whether it is there in spite of it. */
  readonly leftOut?: {readonly note: RegExp; readonly isIn: (object: JsonObject) => boolean};
}

const volumeByHand = (spec: unknown): boolean =>
  /"(?:volumeName":"of-another|storageClassName":"")"/.test(JSON.stringify(spec ?? {}));

const adminRole = {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin'};
const asSubject = ({mallory}: World): JsonObject => ({
  kind: 'ServiceAccount',
  name: 'learner',
  namespace: mallory.namespace,
});

const boundTo = (subject: JsonObject): JsonObject => ({
  apiVersion: rbac,
  kind: 'RoleBinding',
  roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'of-mallory'},
  subjects: [subject],
});

const namespaced = (
  name: string,
  {threat = rights, plural, ...rest}: {threat?: string; plural: string} & Pick<ForbiddenObject, 'object' | 'leftOut'>,
): ForbiddenObject => ({name, threat, at: (namespace) => plural.replace('NS', `namespaces/${namespace}`), ...rest});

const jobSpec = (more: JsonObject): JsonObject => ({
  template: {spec: {...harmlessPodSpec, restartPolicy: 'Never', ...more}},
});
const theNode = 'the node';
/** What Pods would have of the node. */
const ofNode: readonly (readonly [string, JsonObject])[] = [
  ['the node’s folders', {volumes: [{name: 'root', hostPath: {path: '/etc'}}]}],
  ['the node’s processes', {hostPID: true}],
  ['the node’s network', {hostNetwork: true}],
  ['a privileged container', {containers: [{name: 'a', image: 'busybox:1.36', securityContext: {privileged: true}}]}],
];

const forbiddenObjects: readonly ForbiddenObject[] = [
  namespaced('a Role', {
    plural: `/apis/${rbac}/NS/roles`,
    object: () => ({apiVersion: rbac, kind: 'Role', rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]}),
  }),
  namespaced('a RoleBinding to cluster-admin', {
    plural: `/apis/${rbac}/NS/rolebindings`,
    object: (world) => ({apiVersion: rbac, kind: 'RoleBinding', roleRef: adminRole, subjects: [asSubject(world)]}),
  }),
  {
    name: 'a ClusterRoleBinding to cluster-admin',
    threat: rights,
    object: (world) => ({
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      roleRef: adminRole,
      subjects: [asSubject(world)],
    }),
    at: () => `/apis/${rbac}/clusterrolebindings`,
    isOfCluster: true,
  },
  namespaced('a Secret with a token', {
    plural: '/api/v1/NS/secrets',
    object: () => ({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/service-account-token',
      metadata: {annotations: {'kubernetes.io/service-account.name': 'learner'}},
    }),
  }),
  namespaced('a ServiceAccount with a token', {
    plural: '/api/v1/NS/serviceaccounts',
    object: () => ({apiVersion: 'v1', kind: 'ServiceAccount', secrets: [{name: 'learner-token-x7k2p'}]}),
  }),
  namespaced('a RoleBinding of another learner’s account', {
    threat: otherLearners,
    plural: `/apis/${rbac}/NS/rolebindings`,
    object: ({ada}) => boundTo({kind: 'ServiceAccount', name: 'learner', namespace: ada.namespace}),
  }),
  namespaced('a RoleBinding of the bot’s account', {
    plural: `/apis/${rbac}/NS/rolebindings`,
    object: () => boundTo({kind: 'ServiceAccount', name: 'labrador', namespace: 'labrador-system'}),
  }),
  namespaced('a RoleBinding of everybody', {
    threat: otherLearners,
    plural: `/apis/${rbac}/NS/rolebindings`,
    object: () => boundTo({kind: 'Group', name: 'system:authenticated', apiGroup: 'rbac.authorization.k8s.io'}),
  }),
  ...[
    {'count/networkpolicies.networking.k8s.io': '0'},
    {'count/rolebindings.rbac.authorization.k8s.io': '0', 'count/serviceaccounts': '0'},
    {'count/events': '0', 'count/events.events.k8s.io': '0'},
    {resourcequotas: '0'},
    {'requests.nvidia.com/gpu': '8'},
  ].map((hard) =>
    namespaced(`a quota of ${Object.keys(hard).join(' and ')}`, {
      threat: otherLearners,
      plural: '/api/v1/NS/resourcequotas',
      object: () => ({apiVersion: 'v1', kind: 'ResourceQuota', spec: {hard}}),
    }),
  ),
  namespaced('a quota that lets priorities be used', {
    threat: otherLearners,
    plural: '/api/v1/NS/resourcequotas',
    object: () => ({apiVersion: 'v1', kind: 'ResourceQuota', spec: {hard: {pods: '9'}, scopes: ['PriorityClass']}}),
  }),
  ...[{max: {cpu: '64'}}, {default: {'ephemeral-storage': '0'}}, {max: {'ephemeral-storage': '0'}}].map((limit) =>
    namespaced(`limits for containers: ${JSON.stringify(limit)}`, {
      threat: otherLearners,
      plural: '/api/v1/NS/limitranges',
      object: () => ({apiVersion: 'v1', kind: 'LimitRange', spec: {limits: [{type: 'Container', ...limit}]}}),
    }),
  ),
  namespaced('a network policy that opens all addresses', {
    threat: otherLearners,
    plural: '/apis/networking.k8s.io/v1/NS/networkpolicies',
    object: () => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      spec: {podSelector: {}, policyTypes: ['Egress'], egress: [{to: [{ipBlock: {cidr: '0.0.0.0/0'}}]}]},
    }),
  }),
  namespaced('endpoints with another’s address', {
    threat: otherLearners,
    plural: '/api/v1/NS/endpoints',
    object: () => ({
      apiVersion: 'v1',
      kind: 'Endpoints',
      subsets: [{addresses: [{ip: '169.254.169.254'}], ports: [{port: 80}]}],
    }),
  }),
  ...ofNode.map(([what, more]) =>
    namespaced(`a Job with ${what}`, {
      threat: theNode,
      plural: '/apis/batch/v1/NS/jobs',
      object: () => ({apiVersion: 'batch/v1', kind: 'Job', spec: jobSpec(more)}),
    }),
  ),
  ...ofNode.map(([what, more]) =>
    namespaced(`a CronJob with ${what}`, {
      threat: theNode,
      plural: '/apis/batch/v1/NS/cronjobs',
      object: () => ({
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        spec: {schedule: '* * * * *', jobTemplate: {spec: jobSpec(more)}},
      }),
    }),
  ),
  namespaced('a Job of a thousand Pods at once', {
    threat: otherLearners,
    plural: '/apis/batch/v1/NS/jobs',
    object: () => ({apiVersion: 'batch/v1', kind: 'Job', spec: {...jobSpec({}), parallelism: 1000, completions: 1000}}),
  }),
  namespaced('a StatefulSet whose claims are for disks made by hand', {
    threat: otherLearners,
    plural: '/apis/apps/v1/NS/statefulsets',
    leftOut: {
      note: /left out spec\.volumeClaimTemplates\\?\[0\\?\]\.spec\.storageClassName/,
      isIn: ({spec}) => volumeByHand(Object(spec).volumeClaimTemplates),
    },
    object: () => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: {
        serviceName: 'x',
        selector: {matchLabels: {a: 'b'}},
        template: {metadata: {labels: {a: 'b'}}, spec: harmlessPodSpec},
        volumeClaimTemplates: [
          {
            metadata: {name: 'd'},
            spec: {accessModes: ['ReadWriteOnce'], storageClassName: '', resources: {requests: {storage: '1Gi'}}},
          },
        ],
      },
    }),
  }),
  namespaced('a claim on a disk of another', {
    threat: otherLearners,
    plural: '/api/v1/NS/persistentvolumeclaims',
    leftOut: {note: /left out spec\.volumeName/, isIn: ({spec}) => volumeByHand(spec)},
    object: () => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      spec: {accessModes: ['ReadWriteOnce'], volumeName: 'of-another', resources: {requests: {storage: '1Gi'}}},
    }),
  }),
  {
    name: 'a disk that is a folder of the node',
    threat: 'the node',
    object: () => ({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      spec: {capacity: {storage: '1Gi'}, accessModes: ['ReadWriteOnce'], hostPath: {path: '/'}},
    }),
    at: () => '/api/v1/persistentvolumes',
    isOfCluster: true,
  },
  ...['kube-evil', 'labrador-evil'].map((called): ForbiddenObject => ({
    name: `a Namespace ${called}`,
    threat: theCluster,
    object: () => ({apiVersion: 'v1', kind: 'Namespace'}),
    at: () => '/api/v1/namespaces',
    called,
  })),
  {
    name: 'a Namespace that belongs to another workshop',
    threat: otherLearners,
    object: () => ({apiVersion: 'v1', kind: 'Namespace', metadata: {labels: {'labrador.dev/workshop': 'another'}}}),
    at: () => '/api/v1/namespaces',
  },
  {
    name: 'a Node',
    threat: theCluster,
    object: () => ({apiVersion: 'v1', kind: 'Node'}),
    at: () => '/api/v1/nodes',
  },
  {
    name: 'a webhook that sees all requests',
    threat: theCluster,
    object: () => ({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      webhooks: [],
    }),
    at: () => '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
    isOfCluster: true,
  },
  ...['labrador-system', 'kube-system', ''].map((elsewhere): ForbiddenObject => {
    const namespace = ({ada}: World): string => (elsewhere === '' ? ada.namespace : elsewhere);
    return {
      name: `a Pod in ${elsewhere === '' ? 'another learner’s namespace' : elsewhere}`,
      threat: elsewhere === '' ? otherLearners : theCluster,
      object: () => ({apiVersion: 'v1', kind: 'Pod', spec: harmlessPodSpec}),
      at: (own) => `/api/v1/namespaces/${own}/pods`,
      namespace,
    };
  }),
];

/** By itself, in a list, and behind an object that is allowed: then that one is not made either. */
const wrappings: readonly {
  readonly path: string;
  readonly way: ApplyWay;
  readonly wrap: (object: JsonObject, name: string) => readonly JsonObject[];
}[] = [
  {path: byFile.path, way: byFile, wrap: (object) => [object]},
  {path: byWindow.path, way: byWindow, wrap: (object) => [object]},
  {
    path: `${byFile.path}: in a List`,
    way: byFile,
    wrap: (object) => [{apiVersion: 'v1', kind: 'List', items: [object]}],
  },
  {
    path: `${byFile.path}: behind an allowed object`,
    way: byFile,
    wrap: (object, name) => [{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data: {a: 'b'}}, object],
  },
];

function namedObject(forbidden: ForbiddenObject, name: string, world: World): JsonObject {
  const object = forbidden.object(world);
  const namespace = forbidden.namespace === undefined ? {} : {namespace: forbidden.namespace(world)};
  return {...object, metadata: {...Object(object['metadata']), name, ...namespace}};
}

/** What is said where it is not refused. */
function noteOf({namespace, isOfCluster, leftOut}: ForbiddenObject): RegExp | undefined {
  if (namespace !== undefined) return /goes to your own namespace/;
  return isOfCluster === true ? /left out .+: such objects are of the whole cluster/ : leftOut?.note;
}

/** Whether an object that is there should not be: what is beside one that is left out may. */
function isEffect({isOfCluster, leftOut}: ForbiddenObject, object: JsonObject): boolean {
  const isBeside = object['kind'] === 'ConfigMap';
  if (isBeside) return isOfCluster !== true && leftOut === undefined;
  return leftOut === undefined || leftOut.isIn(object);
}

export const forbiddenKinds: readonly ChatAttack[] = forbiddenObjects.flatMap((forbidden, index) =>
  wrappings.map(({path, way, wrap}): ChatAttack => {
    const name = forbidden.called ?? `evil-kind-${index}`;
    return {
      group: 'through the chat',
      name: forbidden.name,
      threat: forbidden.threat,
      path,
      attempt: async (world) => {
        const attempt = await way.send(world.mallory, wrap(namedObject(forbidden, name, world), name));
        const note = noteOf(forbidden);
        return attempt.stoppedBy === undefined && note?.test(attempt.evidence) === true
          ? {...attempt, stoppedBy: 'policy'}
          : attempt;
      },
      effect: async (world) => {
        const {admin, mallory} = world;
        const own = [
          `${forbidden.at(mallory.namespace)}/${name}`,
          `/api/v1/namespaces/${mallory.namespace}/configmaps/${name}`,
        ];
        const paths = forbidden.namespace === undefined ? own : [`${forbidden.at(forbidden.namespace(world))}/${name}`];
        const found = await Promise.all(
          paths.map(async (at) => {
            const object = await admin.find(at);
            return object !== undefined && isEffect(forbidden, object) ? [at] : [];
          }),
        );
        for (const at of own) await admin.remove(at);
        return found.flat().length === 0 ? undefined : `it is there: ${found.flat().join(', ')}`;
      },
      past: pastTheBot((world) => {
        const namespace = forbidden.namespace?.(world) ?? world.mallory.namespace;
        return {
          request: createRequest(forbidden.at(namespace), namedObject(forbidden, name, world)),
          isIn: () => true,
        };
      }),
    };
  }),
);

/** What no Service may say, and how it would be seen. */
const services: readonly {
  readonly name: string;
  readonly spec: JsonObject;
  readonly isIn: (spec: JsonObject) => boolean;
  /** The note that says that it was left out; refused without one. */
  readonly note?: RegExp;
  /** Why a cluster cannot hold it by itself. */
  readonly because?: string;
}[] = [
  {
    name: 'a Service that takes over an address of others',
    spec: {externalIPs: ['10.0.0.1']},
    isIn: (spec) => spec['externalIPs'] !== undefined,
  },
  {
    name: 'a Service that is another name for a host',
    spec: {type: 'ExternalName', externalName: 'metadata.internal'},
    isIn: (spec) => spec['externalName'] !== undefined,
  },
  {
    name: 'a Service with an address of one’s choice',
    spec: {clusterIP: '10.96.0.1'},
    isIn: (spec) => spec['clusterIP'] === '10.96.0.1',
    note: /the cluster picks the address/,
  },
  {
    name: 'a load balancer with an address of one’s choice',
    spec: {type: 'LoadBalancer', loadBalancerIP: '10.0.0.1'},
    isIn: (spec) => spec['loadBalancerIP'] !== undefined,
    note: /left out spec\.loadBalancerIP/,
  },
  {
    name: 'a load balancer, which costs money',
    spec: {type: 'LoadBalancer'},
    isIn: (spec) => spec['type'] === 'LoadBalancer',
    note: /becomes a ClusterIP/,
  },
  {
    name: 'a node port of one’s choice',
    spec: {type: 'NodePort', ports: [{port: 80, nodePort: 30_001}]},
    isIn: (spec) => JSON.stringify(spec['ports'] ?? []).includes('30001'),
    note: /the cluster picks the node port/,
    because: nodePortsLookAlike,
  },
];

const evilService = (spec: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {name: 'evil'},
  spec: {selector: {app: 'nginx'}, ports: [{port: 80}], ...spec},
});

const serviceWays: readonly {
  readonly path: string;
  readonly send: (world: World, spec: JsonObject) => Promise<Attempt>;
}[] = [
  ...[byFile, byWindow].map(({path, send}) => ({
    path,
    send: async ({mallory}: World, spec: JsonObject) => send(mallory, [evilService(spec)]),
  })),
  ...['strategic', 'merge'].map((type) => ({
    path: `kubectl patch --type ${type}`,
    send: async ({mallory}: World, spec: JsonObject) =>
      types(mallory, kubectl(`patch service nginx-np --type ${type} -p '${JSON.stringify({spec})}'`)),
  })),
];

export const forbiddenServices: readonly ChatAttack[] = services.flatMap(({name, spec, isIn, note, because}) =>
  serviceWays.map(({path, send}): ChatAttack => ({
    group: 'through the chat',
    name,
    threat: theCluster,
    path,
    attempt: async (world) => {
      const attempt = await send(world, spec);
      const isLeftOut = attempt.stoppedBy === undefined && note?.test(attempt.evidence) === true;
      return isLeftOut ? {...attempt, stoppedBy: 'policy'} : attempt;
    },
    effect: async ({admin, mallory}) => {
      const all = await admin.list(`/api/v1/namespaces/${mallory.namespace}/services`);
      const found = all.filter((service) => isIn((service['spec'] ?? {}) as JsonObject));
      await admin.remove(`/api/v1/namespaces/${mallory.namespace}/services/evil`);
      return found.length === 0 ? undefined : 'a Service has it';
    },
    past: pastTheBot(
      (world) => ({
        request: createRequest(pathOf(world, 'Service'), evilService(spec)),
        harmless: createRequest(pathOf(world, 'Service'), evilService({})),
        isReal: spec['clusterIP'] !== undefined,
        isIn: (stored) => isIn((stored['spec'] ?? {}) as JsonObject),
      }),
      because,
    ),
  })),
);

/** What steers the cluster or its add-ons, in an object's metadata. */
const steering: readonly {readonly name: string; readonly metadata: JsonObject}[] = [
  {name: 'a label of the cluster’s own', metadata: {labels: {'pod-security.kubernetes.io/enforce': 'privileged'}}},
  {name: 'a label of the sandboxes’ own', metadata: {labels: {'labrador.dev/workshop': 'another'}}},
  {
    name: 'another network, by an annotation',
    metadata: {annotations: {'k8s.v1.cni.cncf.io/networks': 'host-network'}},
  },
  {
    name: 'no AppArmor, by an annotation',
    metadata: {annotations: {'container.apparmor.security.beta.kubernetes.io/main': 'unconfined'}},
  },
  {
    name: 'no seccomp, by an annotation',
    metadata: {annotations: {'seccomp.security.alpha.kubernetes.io/pod': 'unconfined'}},
  },
  {name: 'a finalizer, which keeps a namespace from ending', metadata: {finalizers: ['evil.example/never']}},
  {
    name: 'another owner',
    metadata: {ownerReferences: [{apiVersion: 'v1', kind: 'Node', name: 'lab-node', uid: '1'}]},
  },
];

const metadataOf = async ({admin, mallory}: World): Promise<string> => {
  const [deployments, pods] = await Promise.all([
    admin.list(`/apis/apps/v1/namespaces/${mallory.namespace}/deployments`),
    admin.list(`/api/v1/namespaces/${mallory.namespace}/pods`),
  ]);
  return JSON.stringify(
    [...deployments, ...pods].map(({metadata, spec}) => {
      const {labels, annotations, finalizers, ownerReferences} = Object(metadata) as JsonObject;
      return {labels, annotations, finalizers, ownerReferences, template: Object(spec).template?.metadata};
    }),
  );
};

/** What stands in the metadata that nobody else would write there. */
const marks = ({metadata}: (typeof steering)[number]): readonly string[] =>
  Object.values(metadata).flatMap((value) =>
    Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : Object.keys(Object(value)),
  );

const metadataWays: readonly {
  readonly path: string;
  readonly send: (world: World, metadata: JsonObject) => Promise<Attempt>;
  readonly takes: (metadata: JsonObject) => boolean;
}[] = [
  ...[byFile, byWindow].map(({path, send}) => ({
    path,
    takes: () => true,
    send: async ({mallory}: World, metadata: JsonObject) =>
      send(mallory, [
        {apiVersion: 'v1', kind: 'Pod', metadata: {...metadata, name: 'evil-pod'}, spec: harmlessPodSpec},
      ]),
  })),
  {
    path: `${byFile.path}: as if read from the cluster`,
    takes: () => true,
    send: async ({mallory}, metadata) => {
      const forged = {...metadata, name: 'evil-pod', uid: '11111111-1111-4111-8111-111111111111'};
      return byFile.send(mallory, [{apiVersion: 'v1', kind: 'Pod', metadata: forged, spec: harmlessPodSpec}]);
    },
  },
  ...['strategic', 'merge'].flatMap((type) => [
    {
      path: `kubectl patch --type ${type}: the object`,
      takes: () => true,
      send: async ({mallory}: World, metadata: JsonObject) =>
        types(mallory, kubectl(`patch deployment target --type ${type} -p '${JSON.stringify({metadata})}'`)),
    },
    {
      path: `kubectl patch --type ${type}: the Pods’ template`,
      takes: () => true,
      send: async ({mallory}: World, metadata: JsonObject) => {
        const patch = {spec: {template: {metadata}}};
        return types(mallory, kubectl(`patch deployment target --type ${type} -p '${JSON.stringify(patch)}'`));
      },
    },
  ]),
  {
    path: 'kubectl annotate',
    takes: (metadata) => metadata['annotations'] !== undefined,
    send: async ({mallory}, {annotations}) => {
      const pairs = Object.entries(Object(annotations)).map(([key, value]) => `${key}=${String(value)}`);
      return types(mallory, kubectl(`annotate deployment target ${pairs.join(' ')}`));
    },
  },
  {
    path: 'kubectl label',
    takes: (metadata) => metadata['labels'] !== undefined,
    send: async ({mallory}, {labels}) => {
      const pairs = Object.entries(Object(labels)).map(([key, value]) => `${key}=${String(value)}`);
      return types(mallory, kubectl(`label pod sleep ${pairs.join(' ')}`));
    },
  },
];

export const forbiddenMetadata: readonly ChatAttack[] = steering.flatMap((one) =>
  metadataWays
    .filter(({takes}) => takes(one.metadata))
    .map(({path, send}): ChatAttack => ({
      group: 'through the chat',
      name: one.name,
      threat: theCluster,
      path,
      attempt: async (world) => {
        const attempt = await send(world, one.metadata);
        const isLeftOut = attempt.stoppedBy === undefined && attempt.evidence.includes('left out');
        return isLeftOut ? {...attempt, stoppedBy: 'policy'} : attempt;
      },
      effect: async (world) => {
        const text = await metadataOf(world);
        const found = marks(one).filter((mark) => text.includes(mark));
        await world.admin.remove(`/api/v1/namespaces/${world.mallory.namespace}/pods/evil-pod`);
        return found.length === 0 ? undefined : `it is there: ${found.join(', ')}`;
      },
      past: pastTheBot((world) => {
        const pod = (metadata: JsonObject): ApiRequest =>
          createRequest(pathOf(world, 'Pod'), {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: {...metadata, name: 'evil-pod'},
            spec: confinedPodSpec(world),
          });
        return {
          request: pod(one.metadata),
          harmless: pod({}),
          isIn: ({metadata}) => marks(one).some((mark) => JSON.stringify(metadata).includes(mark)),
        };
      }),
    })),
);

const manyKeys = (count: number): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: evil-yaml}\ndata:\n${Array.from({length: count}, (_, at) => `  k${at}: v\n`).join('')}`;
const laughs = Array.from({length: 9}, (_, at) => `  l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(9)}]\n`).join('');
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: evil-yaml}\n';

/** Texts that a reader of YAML chokes on, or that two readers read differently. */
const texts: readonly {readonly name: string; readonly yaml: string; readonly file?: string}[] = [
  {name: 'a thousand million laughs', yaml: `${configMap}data:\n  l0: &l0 lol\n${laughs}`},
  {name: 'a key that is there twice', yaml: `${configMap}kind: Pod\ndata: {a: b}\n`},
  {name: 'a tag that makes an object', yaml: `${configMap}data: {a: !!js/function 'function () {}'}\n`},
  {name: 'a key that pollutes prototypes', yaml: `${configMap}data: {a: b}\n__proto__: {polluted: true}\n`},
  {name: 'a merge key', yaml: `${configMap}data: {<<: {a: b}}\nspec: {}\n`},
  {name: 'a text of half a MiB', yaml: manyKeys(60_000)},
  {name: 'ten thousand objects', yaml: `${configMap}data: {a: b}\n---\n`.repeat(3_000)},
  {name: 'ten thousand levels', yaml: `${configMap}data: ${'['.repeat(10_000)}\n`},
  {name: 'another version of the kind', yaml: `${configMap.replace('v1', 'v1beta1')}data: {a: b}\n`},
  {name: 'a file that is none', yaml: `${configMap}data: {a: b}\n`, file: 'evil.sh'},
];

export const hostileYaml: readonly ChatAttack[] = texts.map(({name, yaml, file = 'evil.yaml'}) => ({
  group: 'through the chat',
  name,
  threat: 'the bot',
  path: byFile.path,
  attempt: async ({mallory}) =>
    inChat(mallory, async () => mallory.person.types('/apply', {file: {name: file, text: yaml}})),
  effect: async ({admin, mallory}) => {
    const path = `/api/v1/namespaces/${mallory.namespace}/configmaps/evil-yaml`;
    return (await admin.find(path)) === undefined ? undefined : 'the ConfigMap is there';
  },
}));

const counted = (
  name: string,
  {
    count,
    limit,
    plural,
    object,
  }: {
    count: number;
    limit: number;
    plural: string;
    object: (at: number) => JsonObject;
  },
): ChatAttack => ({
  group: 'through the chat',
  name,
  threat: otherLearners,
  path: byFile.path,
  attempt: async ({mallory}) => {
    const objects = Array.from({length: count}, (_, at) => object(at));
    const parts = Array.from({length: Math.ceil(count / 20)}, (_, part) => objects.slice(20 * part, 20 * part + 20));
    let last: Attempt = {stoppedBy: undefined, evidence: ''};
    for (const part of parts) last = await byFile.send(mallory, part);
    return last;
  },
  effect: async ({admin, mallory}) => {
    const path = plural.replace('NS', `namespaces/${mallory.namespace}`);
    const found = await admin.list(path);
    const mine = found.map(({metadata}) => String(Object(metadata).name)).filter((each) => each.startsWith('many-'));
    await Promise.all(mine.map(async (each) => admin.remove(`${path}/${each}`)));
    if (mine.length === 0) return 'none of them is there: the limit was not reached';
    return found.length > limit ? `there are ${found.length}` : undefined;
  },
});

/** More of what is allowed than a sandbox has room for. */
export const tooMany: readonly ChatAttack[] = [
  counted('twenty Pods', {
    count: 20,
    limit: 6,
    plural: '/api/v1/NS/pods',
    object: (at) => ({apiVersion: 'v1', kind: 'Pod', metadata: {name: `many-${at}`}, spec: harmlessPodSpec}),
  }),
  counted('twenty DaemonSets', {
    count: 20,
    limit: 5,
    plural: '/apis/apps/v1/NS/daemonsets',
    object: (at) => ({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: {name: `many-${at}`},
      spec: {
        selector: {matchLabels: {app: `many-${at}`}},
        template: {
          metadata: {labels: {app: `many-${at}`}},
          spec: {...harmlessPodSpec, nodeSelector: {'kubernetes.io/hostname': 'none'}},
        },
      },
    }),
  }),
  counted('forty ConfigMaps', {
    count: 40,
    limit: 20,
    plural: '/api/v1/NS/configmaps',
    object: (at) => ({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: `many-${at}`}, data: {a: 'b'}}),
  }),
  counted('twenty Services', {
    count: 20,
    limit: 10,
    plural: '/api/v1/NS/services',
    object: (at) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name: `many-${at}`},
      spec: {selector: {app: 'x'}, ports: [{port: 80}]},
    }),
  }),
  {
    group: 'through the chat',
    name: 'a container larger than the node',
    threat: otherLearners,
    path: byFile.path,
    attempt: async ({mallory}) =>
      byFile.send(mallory, [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {name: 'many-large'},
          spec: {
            ...harmlessPodSpec,
            containers: [{name: 'main', image: 'busybox:1.36', resources: {limits: {cpu: '64', memory: '512Gi'}}}],
          },
        },
      ]),
    effect: async ({admin, mallory}) => {
      const pod = await admin.find(`/api/v1/namespaces/${mallory.namespace}/pods/many-large`);
      return pod === undefined ? undefined : 'the Pod is there';
    },
  },
  {
    group: 'through the chat',
    name: 'a thousand replicas',
    threat: otherLearners,
    path: 'kubectl scale',
    attempt: async ({mallory}) => types(mallory, kubectl('scale deployment/target --replicas=1000')),
    effect: async ({admin, mallory}) => {
      const target = await admin.find(`/apis/apps/v1/namespaces/${mallory.namespace}/deployments/target`);
      const replicas = Number(Object(target?.['spec']).replicas);
      return replicas > 50 ? `${replicas} replicas are asked for` : undefined;
    },
    past: pastTheBot((world) => ({
      request: patchTarget(world, {spec: {replicas: 1_000}}),
      isIn: ({spec}) => Number(Object(spec).replicas) > 50,
    })),
  },
];
