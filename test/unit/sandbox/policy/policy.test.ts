import {describe, expect, test} from 'vitest';
import {stringify} from 'yaml';
import {UserError} from '#src/operations/user-error.ts';
import type {JsonObject, JsonValue} from '#src/kubernetes/json.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {namespace, readOne, sandboxSpec} from '#test/support/sandbox-fixture.ts';

function admitYaml(yaml: string, spec: SandboxSpec = sandboxSpec()) {
  const {object, positions} = readOne(yaml);
  return admit(object, spec, positions);
}

function refusalOf(yaml: string): UserError {
  try {
    admitYaml(yaml);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('was admitted');
}

function write(object: object): string {
  return stringify(object, {version: '1.1', aliasDuplicateObjects: false});
}

function pod(podSpec: object, metadata: object = {}): string {
  return write({apiVersion: 'v1', kind: 'Pod', metadata: {name: 'a', ...metadata}, spec: podSpec});
}

function daemonSet(podSpec: object, templateMetadata: object = {}): string {
  const template = {metadata: {labels: {app: 'a'}, ...templateMetadata}, spec: podSpec};
  const spec = {selector: {matchLabels: {app: 'a'}}, template};
  return write({apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: {name: 'a'}, spec});
}

function deployment(podSpec: object, templateMetadata: object = {}): string {
  const template = {metadata: {labels: {app: 'a'}, ...templateMetadata}, spec: podSpec};
  const spec = {replicas: 2, selector: {matchLabels: {app: 'a'}}, template};
  return write({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'a'}, spec});
}

function replicaSet(podSpec: object): string {
  return deployment(podSpec).replace('kind: Deployment', 'kind: ReplicaSet');
}

function service(spec: object, metadata: object = {}): string {
  return write({apiVersion: 'v1', kind: 'Service', metadata: {name: 'a', ...metadata}, spec});
}

const required = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';

const preferredNode = {
  affinity: {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 1,
          preference: {matchFields: [matchName('node-1')], matchExpressions: [{key: 'a', operator: 'Exists'}]},
        },
      ],
    },
  },
};

const places: [string, (podSpec: object) => string, string][] = [
  ['a Pod', pod, 'spec'],
  ['a DaemonSet', daemonSet, 'spec.template.spec'],
  ['a Deployment', deployment, 'spec.template.spec'],
  ['a ReplicaSet', replicaSet, 'spec.template.spec'],
];

describe.each(places)('in %s', (_, writeIn, at) => {
  test.each<[string, object]>([
    ['hostNetwork', {hostNetwork: true}],
    ['hostPID', {hostPID: true}],
    ['hostIPC', {hostIPC: true}],
    ['hostUsers', {hostUsers: true}],
    ['nodeName', {nodeName: 'node-2'}],
    ['serviceAccountName', {serviceAccountName: 'learner'}],
    ['serviceAccountName', {serviceAccount: 'learner'}],
    ['automountServiceAccountToken', {automountServiceAccountToken: true}],
    ['ephemeralContainers', {ephemeralContainers: [{name: 'a', image: 'busybox:1.36'}]}],
    ['imagePullSecrets[0].name', {imagePullSecrets: [{name: 'default-token-x7k2p'}]}],
    ['runtimeClassName', {runtimeClassName: 'a'}],
    [
      'topologySpreadConstraints[0].topologyKey',
      {topologySpreadConstraints: [{maxSkew: 1, topologyKey: 'labrador.dev/x', whenUnsatisfiable: 'DoNotSchedule'}]},
    ],
    ['schedulerName', {schedulerName: 'mine'}],
    ['dnsConfig.nameservers', {dnsConfig: {nameservers: ['10.0.0.1']}}],
    ['dnsPolicy', {dnsPolicy: 'ClusterFirstWithHostNet'}],
    ['dnsPolicy', {dnsPolicy: 'Default'}],
    ['terminationGracePeriodSeconds', {terminationGracePeriodSeconds: -1}],
    ['securityContext.sysctls', {securityContext: {sysctls: []}}],
    ['securityContext.seLinuxOptions', {securityContext: {seLinuxOptions: {}}}],
    ['securityContext.seccompProfile.type', {securityContext: {seccompProfile: {type: 'Unconfined'}}}],
    ['volumes[0].secret.secretName', {volumes: [{name: 'a', secret: {secretName: 'learner-token-x7k2p'}}]}],
    ...(
      [
        ['serviceAccountToken', {serviceAccountToken: {path: 'token'}}],
        ['clusterTrustBundle', {clusterTrustBundle: {name: 'a', path: 'a'}}],
        ['podCertificate', {podCertificate: {signerName: 'a/b', keyType: 'ED25519', credentialBundlePath: 'a'}}],
        ['secret.name', {secret: {name: 'learner-token-x7k2p'}}],
      ] as const
    ).map(([part, source]): [string, object] => [
      `volumes[0].projected.sources[1].${part}`,
      {volumes: [{name: 'a', projected: {sources: [{configMap: {name: 'page'}}, source]}}]},
    ]),
    ['volumes[0].nfs', {volumes: [{name: 'a', nfs: {server: 'x', path: '/'}}]}],
    ['volumes[0].csi', {volumes: [{name: 'a', csi: {driver: 'x'}}]}],
    ['volumes[0].ephemeral', {volumes: [{name: 'a', ephemeral: {volumeClaimTemplate: {spec: {}}}}]}],
    ['volumes[0].hostPath.path', {volumes: [{name: 'a', hostPath: {path: '/etc'}}]}],
    ['volumes[0].hostPath.path', {volumes: [{name: 'a', hostPath: {path: '/volumes/nginx-logs/../..'}}]}],
    ['volumes[0].hostPath.path', {volumes: [{name: 'a', hostPath: {}}]}],
    ['volumes[0].hostPath.type', {volumes: [{name: 'a', hostPath: {path: '/', type: 'Socket'}}]}],
    ['nodeSelector[labrador.dev/x]', {nodeSelector: {'labrador.dev/x': 'y'}}],
    [
      'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces',
      podAffinity({namespaces: ['x']}),
    ],
    [
      'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaceSelector',
      podAffinity({namespaceSelector: {}}),
    ],
    [
      'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey',
      podAffinity({topologyKey: 'x'}),
    ],
    [`${required}[0].matchFields`, nodeAffinity([{matchFields: [matchName('node-2')]}])],
    [`${required}[0]`, nodeAffinity([{}])],
    [
      `${required}[0].matchExpressions[0].key`,
      nodeAffinity([{matchExpressions: [{key: 'labrador.dev/x', operator: 'Exists'}]}]),
    ],
    ['affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchFields', preferredNode],
    [required, nodeAffinity([])],
    [`${required}[0].matchExpressions[0]`, nodeAffinity([{matchExpressions: [{operator: 'Exists'}]}])],
  ])('%s is refused', (path, podSpec) => {
    const {code, message, next} = refusalOf(writeIn({...podSpec, containers: [{name: 'a', image: 'busybox:1.36'}]}));
    expect(code).toBe('refused');
    expect(message).toMatch(/^daemonset\.yaml line \d+: /);
    expect(message.replace(/^.*? line \d+: /, '').startsWith(`${at}.${path} `)).toBe(true);
    expect(next).toMatch(/[.?]$/);
  });

  const notOfNode = 'your Pods keep to the nodes of your sandbox';
  const container = {name: 'a', image: 'busybox:1.36'};
  const port = {containerPort: 80};
  test.each<[string, object, object, string]>([
    ['tolerations', {tolerations: [{operator: 'Exists'}]}, {}, `left out AT.tolerations: ${notOfNode}`],
    [
      'priorities',
      {priorityClassName: 'system-node-critical', priority: 1000, preemptionPolicy: 'Never'},
      {},
      'left out AT.priorityClassName, AT.priority, AT.preemptionPolicy: all learners are equal',
    ],
    [
      'ports of the node',
      {containers: [{...container, ports: [{...port, hostPort: 80, hostIP: '0.0.0.0'}]}]},
      {containers: [{...container, ports: [port]}]},
      'left out AT.containers[0].ports[0].hostPort, AT.containers[0].ports[0].hostIP: the node is shared with other learners',
    ],
    [
      'an account by both its names',
      {serviceAccount: 'robot', serviceAccountName: 'default'},
      {serviceAccountName: 'default'},
      'left out AT.serviceAccount: it is the old name of serviceAccountName',
    ],
    [
      'a longer grace period',
      {terminationGracePeriodSeconds: 1800},
      {terminationGracePeriodSeconds: 60},
      'AT.terminationGracePeriodSeconds is 60, the most that there is: a sandbox must be able to end its Pods soon',
    ],
  ])('%s are left out or narrowed, and told', (_what, podSpec, kept, note) => {
    const {object, notes} = admitYaml(writeIn({containers: [container], ...podSpec}));
    const {affinity: _affinity, automountServiceAccountToken: _token, ...admitted} = Object(podSpecOf(object));
    expect(admitted).toEqual({containers: [container], ...kept});
    expect(notes.map((said) => said.replace(/^\w+ a: /u, ''))).toEqual([note.replaceAll('AT', at)]);
  });

  test('the old name of the account is taken as today’s', () => {
    const {object, notes} = admitYaml(writeIn({containers: [container], serviceAccount: 'robot'}));
    expect(podSpecOf(object)).toMatchObject({serviceAccountName: 'robot'});
    expect(podSpecOf(object)).not.toHaveProperty('serviceAccount');
    expect(notes[0]).toMatch(/ a: serviceAccount is the old name of serviceAccountName, and taken as that$/u);
  });

  test('a container may have back what it would have without a word, and nothing else', () => {
    const capabilities = {drop: ['ALL'], add: ['NET_BIND_SERVICE', 'CHOWN']};
    const securityContext = {allowPrivilegeEscalation: true, capabilities};
    const {object, notes} = admitYaml(writeIn({containers: [{...container, securityContext}]}));
    expect(podSpecOf(object)).toMatchObject({containers: [{securityContext}]});
    expect(notes).toEqual([]);
    const beyond = writeIn({containers: [{...container, securityContext: {capabilities: {add: ['SYS_TIME']}}}]});
    expect(refusalOf(beyond)).toMatchObject({
      message: expect.stringMatching(
        /add\[0\] SYS_TIME is not allowed here: a container may add only capabilities that it has anyway/u,
      ),
      next: expect.stringMatching(/^Allowed: CHOWN, .*NET_BIND_SERVICE/u),
    });
  });

  describe.each(['containers', 'initContainers'])('in %s', (list) => {
    test.each<[string, object]>([
      ['image', {image: 'nginx:latest'}],
      ['image', {image: 'docker.io/evil/nginx:1.18-alpine'}],
      ['securityContext.privileged', {securityContext: {privileged: true}}],
      ['securityContext.capabilities.add[0]', {securityContext: {capabilities: {add: ['NET_ADMIN']}}}],
      ['securityContext.capabilities.add[1]', {securityContext: {capabilities: {add: ['CHOWN', 'NET_RAW']}}}],
      ['securityContext.capabilities.add[0]', {securityContext: {capabilities: {add: ['CAP_SYS_ADMIN']}}}],
      ['securityContext.procMount', {securityContext: {procMount: 'Unmasked'}}],
      [
        'volumeMounts[0].mountPropagation',
        {volumeMounts: [{name: 'a', mountPath: '/a', mountPropagation: 'Bidirectional'}]},
      ],
      ['volumeDevices', {volumeDevices: []}],
      ['workingDir', {workingDir: '/proc/self/fd/8'}],
      ['workingDir', {workingDir: '//./proc/1/cwd'}],
      [
        'env[0].valueFrom.secretKeyRef.name',
        {env: [{name: 'A', valueFrom: {secretKeyRef: {name: 'default-token-x7k2p', key: 'token'}}}]},
      ],
      ['envFrom[0].secretRef.name', {envFrom: [{secretRef: {name: 'default-token-x7k2p'}}]}],
      ['livenessProbe.httpGet.host', {livenessProbe: {httpGet: {host: '10.0.0.1', port: 80}}}],
      ['readinessProbe.tcpSocket.host', {readinessProbe: {tcpSocket: {host: '10.0.0.1', port: 80}}}],
      ['livenessProbe.terminationGracePeriodSeconds', {livenessProbe: {terminationGracePeriodSeconds: 3600}}],
      ['lifecycle.preStop.httpGet', {lifecycle: {preStop: {httpGet: {path: '/', port: 80}}}}],
      ['lifecycle.postStart.httpGet', {lifecycle: {postStart: {httpGet: {path: '/', port: 80}}}}],
      ['resources.limits.nvidia', {resources: {limits: {nvidia: 1}}}],
      ['resources.limits.hugepages-2Mi', {resources: {limits: {'hugepages-2Mi': '2Mi'}}}],
      ['resources.limits.cpu', {resources: {limits: {cpu: 0}}}],
      ['resources.limits.cpu', {resources: {limits: {cpu: '0m'}}}],
      ['resources.limits.memory', {resources: {limits: {memory: '-1Mi'}}}],
      ['resources.limits.memory', {resources: {limits: {memory: '0.0e9'}}}],
      ['resources.limits.memory', {resources: {limits: {memory: 'lots'}}}],
      ['restartPolicy', {restartPolicy: 'OnFailure'}],
    ])('%s is refused', (path, container) => {
      const {code, message} = refusalOf(writeIn({[list]: [{name: 'a', image: 'busybox:1.36', ...container}]}));
      expect(code).toBe('refused');
      expect(message.replace(/^.*? line \d+: /, '').startsWith(`${at}.${list}[0].${path} `)).toBe(true);
    });

    test.each(['subPath', 'subPathExpr'])('%s is for volumes that are none of the node’s', (field) => {
      const mounting = (source: object): string =>
        writeIn({
          containers: [{name: 'c', image: 'busybox:1.36'}],
          [list]: [{name: 'a', image: 'busybox:1.36', volumeMounts: [{name: 'a', mountPath: '/a', [field]: 'b'}]}],
          volumes: [{name: 'a', ...source}],
        });
      const {message, next} = refusalOf(mounting({hostPath: {path: '/volumes/nginx-logs'}}));
      expect(message).toContain(`${at}.${list}[0].volumeMounts[0].${field} is not allowed here`);
      expect(next).toBe('Mount the folder itself, without it, or use an emptyDir.');
      for (const source of [{emptyDir: {}}, {configMap: {name: 'x'}}, {secret: {secretName: 'x'}}]) {
        expect(JSON.stringify(admitYaml(mounting(source)).object)).toContain(`"${field}":"b"`);
      }
    });

    test('the host’s / is mounted read-only, with a note', () => {
      const {object, notes} = admitYaml(
        writeIn({
          [list]: [
            {name: 'a', image: 'busybox:1.36', volumeMounts: [{name: 'root', mountPath: '/x', readOnly: false}]},
          ],
          volumes: [{name: 'root', hostPath: {path: '/', type: 'Directory'}}],
        }),
      );
      const text = JSON.stringify(object);
      expect(text).toContain('{"name":"root","mountPath":"/x","readOnly":true}');
      expect(text).toContain(`{"path":"/var/lib/labrador/sandboxes/${namespace}","type":"DirectoryOrCreate"}`);
      expect(notes).toEqual([expect.stringContaining("the host's / is mounted read-only at /x")]);
    });

    test('a leaf that the lab lists stays writable', () => {
      const {object, notes} = admitYaml(
        writeIn({
          [list]: [{name: 'a', image: 'busybox:1.36', volumeMounts: [{name: 'logs', mountPath: '/x'}]}],
          volumes: [{name: 'logs', hostPath: {path: '/volumes/nginx-logs/', type: ''}}],
        }),
      );
      const text = JSON.stringify(object);
      expect(text).toContain('{"name":"logs","mountPath":"/x"}');
      expect(text).toContain(`{"path":"/var/lib/labrador/sandboxes/${namespace}/volumes/nginx-logs","type":""}`);
      expect(notes).toEqual([]);
    });
  });

  test('a mount without its volume is refused, since applying would merge it with what is there', () => {
    const containers = [{name: 'a', image: 'busybox:1.36', volumeMounts: [{name: 'root', mountPath: '/x'}]}];
    for (const podSpec of [{containers}, {initContainers: containers, volumes: [{name: 'other', emptyDir: {}}]}]) {
      expect(refusalOf(writeIn(podSpec)).message).toMatch(/volumeMounts\[0\]\.name names no volume of this Pod$/);
    }
  });

  test.each(['containers', 'initContainers'])('more %s than a node can take are refused', (list) => {
    const some = (count: number) =>
      Array.from({length: count}, (_, index) => ({name: `a${index}`, image: 'busybox:1.36'}));
    expect(() => admitYaml(writeIn({[list]: some(8)}))).not.toThrow();
    expect(refusalOf(writeIn({[list]: some(9)})).message).toMatch(new RegExp(`${list} may have no more than 8 items$`));
  });

  test('no token is mounted', () => {
    expect(podSpecOf(admitYaml(writeIn({})).object)['automountServiceAccountToken']).toBe(false);
  });

  test('what is harmless is kept as it is', () => {
    const harmless = {
      hostNetwork: false,
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 60,
      securityContext: {runAsUser: 1000, runAsNonRoot: true, fsGroup: 2000, seccompProfile: {type: 'RuntimeDefault'}},
      containers: [
        {
          name: 'a',
          image: 'busybox:1.36',
          args: ['a'],
          env: [
            {name: 'A', value: 'b'},
            {name: 'NODE', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}},
            {name: 'C', valueFrom: {configMapKeyRef: {name: 'c', key: 'd'}}},
          ],
          securityContext: {
            privileged: false,
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: {drop: ['ALL']},
          },
          readinessProbe: {httpGet: {path: '/', port: 'http'}, periodSeconds: 5},
          resources: {requests: {cpu: '10m'}, limits: {memory: '64Mi'}},
        },
      ],
      volumes: [
        {name: 'c', configMap: {name: 'c'}},
        {name: 'd', emptyDir: {sizeLimit: '1Mi'}},
      ],
    };
    const {object, notes} = admitYaml(writeIn(harmless));
    expect(podSpecOf(object)).toMatchObject(harmless);
    expect(notes).toEqual([]);
  });

  test('node labels become the sandbox’s own in selector, required and preferred affinity', () => {
    const expressions = [
      {key: 'disk', operator: 'Exists'},
      {key: 'kubernetes.io/hostname', operator: 'In', values: ['x']},
    ];
    const admitted = admitYaml(
      writeIn({
        nodeSelector: {'example.com/ip': 'public', 'kubernetes.io/os': 'linux'},
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: expressions}]},
            preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: expressions}}],
          },
        },
      }),
    );
    const mapped = [{...expressions[0], key: `${namespace}.node.labrador.dev/disk`}, expressions[1]];
    expect(podSpecOf(admitted.object)).toMatchObject({
      nodeSelector: {[`example.com.${namespace}.node.labrador.dev/ip`]: 'public', 'kubernetes.io/os': 'linux'},
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{matchExpressions: mapped, matchFields: [matchName('node-1')]}],
          },
          preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: mapped}}],
        },
      },
    });
  });

  test('each of the learner’s required terms is asked for on each node of the slice', () => {
    const terms = ['a', 'b'].map((key) => ({matchExpressions: [{key: `kubernetes.io/${key}`, operator: 'Exists'}]}));
    const {object} = admitYaml(writeIn(nodeAffinity(terms)), sandboxSpec({nodes: ['node-1', 'node-2']}));
    expect(podSpecOf(object)['affinity']).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: terms.flatMap((term) => [
            {...term, matchFields: [matchName('node-1')]},
            {...term, matchFields: [matchName('node-2')]},
          ]),
        },
      },
    });
  });

  test('an affinity that is almost ours is refused', () => {
    const yaml = writeIn(nodeAffinity([{matchFields: [matchName('node-1')]}, {matchFields: [matchName('node-3')]}]));
    const {object, positions} = readOne(yaml);
    const spec = sandboxSpec({nodes: ['node-1', 'node-2']});
    expect(() => admit(object, spec, positions)).toThrow(/matchFields is not allowed here/);
  });

  test('affinity to the sandbox’s own Pods is kept', () => {
    const affinity = podAffinity({labelSelector: {matchLabels: {app: 'nginx'}}});
    expect(podSpecOf(admitYaml(writeIn(affinity)).object)).toMatchObject(affinity);
  });
});

describe('metadata', () => {
  test.each([
    ['labels', 'app.kubernetes.io/name'],
    ['labels', 'helm.sh/chart'],
    ['labels', 'courselabs.co/lab'],
    ['labels', 'notistio.io/x'],
    ['annotations', 'prometheus.io/scrape'],
    ['annotations', 'com.configurable.configversion'],
    ['annotations', 'meta.helm.sh/release-name'],
    ['annotations', 'example.com.evil/x'],
  ])('of %s, %s is the learner’s own', (field, key) => {
    const metadata = {[field]: {[key]: 'x'}};
    expect(admitYaml(pod({}, metadata)).object).toMatchObject({metadata});
    expect(admitYaml(service({}, metadata)).object).toMatchObject({metadata});
  });

  const actedUpon = [
    ['labels', 'kubernetes.io/x'],
    ['labels', 'labrador.dev/workshop'],
    ['annotations', 'service.beta.kubernetes.io/x'],
    ['annotations', 'k8s.v1.cni.cncf.io/networks'],
    ['annotations', 'iam.amazonaws.com/role'],
    ['annotations', 'run.oci.handler'],
    ['annotations', 'io.katacontainers.config.x'],
    ['annotations', 'Sidecar.Istio.io/inject'],
    ['labels', 'sidecar.istio.io/inject'],
    ['labels', 'azure.workload.identity/use'],
    ['labels', 'eks.amazonaws.com/fargate-profile'],
  ] as const;
  const why = 'the cluster or an add-on of it may act on the key';

  const shownKey = (key: string): string => (/^[\w-]+$/u.test(key) ? `.${key}` : `[${key}]`);

  test.each(actedUpon)('of %s, %s is left out of what is no Pod, and told', (field, key) => {
    const {object, notes} = admitYaml(service({}, {[field]: {[key]: 'x', note: 'kept'}}));
    expect(object['metadata']).toEqual({name: 'a', namespace, [field]: {note: 'kept'}});
    expect(notes).toEqual([`Service a: left out metadata.${field}${shownKey(key)}: ${why}`]);
  });

  test.each(actedUpon.filter(([field]) => field === 'labels'))('of %s of a Pod, %s is refused', (field, key) => {
    const {message} = refusalOf(pod({}, {[field]: {[key]: 'x'}}));
    expect(message).toContain(`: metadata.labels${shownKey(key)} is not allowed here: ${why}`);
  });

  test.each(actedUpon.filter(([field]) => field === 'annotations'))('of %s of a Pod, %s is left out', (field, key) => {
    const {object} = admitYaml(pod({containers: []}, {[field]: {[key]: 'x', note: 'kept'}}));
    expect(object['metadata']).toEqual({name: 'a', namespace, annotations: {note: 'kept'}});
  });

  test.each<[string, object]>([
    ['finalizers', {finalizers: ['example.com/never']}],
    ['ownerReferences', {ownerReferences: []}],
    ['generateName', {generateName: 'a-'}],
    ['namespace', {namespace: 'Kube_System'}],
    ['namespace', {namespace: '../kube-system'}],
    ['namespace', {namespace: 'a'.repeat(64)}],
    ['clusterName', {clusterName: 'x'}],
  ])('%s is refused', (path, metadata) => {
    for (const yaml of [pod({}, metadata), service({}, metadata)]) {
      expect(refusalOf(yaml).message).toContain(`: metadata.${path} `);
    }
  });

  test.each<[string, object]>([
    ['labels[kubernetes.io/x]', {labels: {'kubernetes.io/x': 'y'}}],
    ['namespace', {namespace: 'kube-system'}],
    ['finalizers', {finalizers: ['example.com/never']}],
  ])('a template’s %s is refused', (path, metadata) => {
    expect(refusalOf(daemonSet({}, metadata)).message).toContain(`: spec.template.metadata.${path} `);
  });

  test('a template’s annotations are left out likewise', () => {
    const annotations = {'container.apparmor.security.beta.kubernetes.io/a': 'unconfined', note: 'kept'};
    const {object, notes} = admitYaml(daemonSet({}, {annotations}));
    expect(object['spec']).toMatchObject({template: {metadata: {annotations: {note: 'kept'}}}});
    expect(JSON.stringify(object)).not.toContain('apparmor');
    expect(notes[0]).toContain('left out spec.template.metadata.annotations[container.apparmor');
  });

  test('the namespace is the sandbox’s, whatever was left open', () => {
    for (const metadata of [{}, {namespace}]) {
      const {object, notes} = admitYaml(pod({}, metadata));
      expect(object['metadata']).toEqual({name: 'a', namespace});
      expect(notes).toEqual([]);
    }
  });

  test.each(['default', 'kube-system', 'labrador-spring-1002', 'whoami'])(
    'what was written for the namespace %s goes to the sandbox’s own, and that is said',
    (written) => {
      const {object, notes} = admitYaml(pod({}, {namespace: written}));
      expect(object['metadata']).toEqual({name: 'a', namespace});
      expect(notes).toEqual([`Pod a: goes to your own namespace, not to ${written}`]);
    },
  );

  test('own keys, recommended labels and harmless annotations are kept; kubectl’s bookkeeping goes without a word', () => {
    const kept = {
      labels: {app: 'a', 'kubernetes.courselabs.co': 'daemonsets', 'app.kubernetes.io/name': 'a', 'example.com/x': 'y'},
      annotations: {note: 'b', 'kubernetes.io/change-cause': 'c', 'example.com/x': 'y'},
    };
    const annotations = {...kept.annotations, 'kubectl.kubernetes.io/last-applied-configuration': '{}'};
    const {object, notes} = admitYaml(pod({}, {...kept, annotations}));
    expect(object['metadata']).toEqual({name: 'a', namespace, ...kept});
    expect(notes).toEqual([]);
  });

  test.each(['../../../kube-system/pods/x', '..', 'Web', 'a'.repeat(254)])('the name %s is refused', (name) => {
    const {message, next} = refusalOf(pod({}, {name}));
    expect(message).toMatch(/^daemonset\.yaml line 4: metadata\.name cannot be /);
    expect(next).toBe('Names have lower-case letters, digits, dots and hyphens.');
  });

  test('an object without a name is refused', () => {
    expect(refusalOf('apiVersion: v1\nkind: Pod\nmetadata: {}\n').message).toBe(
      'daemonset.yaml line 3: metadata.name is missing',
    );
  });
});

describe('a Deployment', () => {
  const written = (spec: object): string => {
    const {spec: given, ...rest} = readOne(deployment({containers: [{name: 'a', image: 'busybox:1.36'}]})).object;
    return write({...rest, spec: {...Object(given), ...spec}});
  };

  test('keeps how it is rolled out', () => {
    const rollout = {
      replicas: 3,
      strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge: '25%', maxUnavailable: 0}},
      minReadySeconds: 5,
      progressDeadlineSeconds: 60,
      revisionHistoryLimit: 2,
      paused: true,
    };
    expect(admitYaml(written(rollout)).object['spec']).toMatchObject(rollout);
  });

  test.each([
    ['spec.replicas', {replicas: 51}],
    ['spec.revisionHistoryLimit', {revisionHistoryLimit: 51}],
    ['spec.strategy.type', {strategy: {type: 'OnDelete'}}],
    ['spec.rollbackTo', {rollbackTo: {revision: 1}}],
  ])('is refused for %s', (path, spec) => {
    expect(refusalOf(written(spec)).message).toContain(path);
  });

  test('loses silently what its controller notes on it', () => {
    const annotations = {'deployment.kubernetes.io/revision': '2', note: 'mine'};
    const {object} = readOne(deployment({containers: [{name: 'a', image: 'busybox:1.36'}]}));
    const admitted = admitYaml(write({...object, metadata: {name: 'a', annotations}}));
    expect(admitted.object['metadata']).toMatchObject({annotations: {note: 'mine'}});
    expect(JSON.stringify(admitted)).not.toContain('deployment.kubernetes.io');
  });
});

describe('kinds', () => {
  test.each([
    ['Namespace', 'v1'],
    ['Endpoints', 'v1'],
    ['Node', 'v1'],
    ['constructor', 'v1'],
  ])('%s is refused', (kind, apiVersion) => {
    const {message, next} = refusalOf(write({apiVersion, kind, metadata: {name: 'a'}}));
    expect(message).toBe(`daemonset.yaml line 2: kind ${kind} is not allowed here`);
    expect(next).toBe(
      'Allowed: DaemonSet, Deployment, ReplicaSet, Pod, Service, StatefulSet, HorizontalPodAutoscaler, CronJob, Job, ConfigMap, Secret, PersistentVolumeClaim, PodDisruptionBudget, NetworkPolicy, ResourceQuota, LimitRange, Ingress, ServiceAccount, Role, RoleBinding.',
    );
  });

  test.each([
    ['ClusterRole', 'Write a Role, which is of your namespace: create role NAME --verb=get,list --resource=pods'],
    [
      'IngressClass',
      'There is no need for a class or a controller: write an Ingress, and ask by its hosts with /browse host:HOST',
    ],
    ['StorageClass', 'Volumes are made by the default class of the cluster: see get storageclass'],
  ])('%s is refused with the way that there is', (kind, next) => {
    expect(refusalOf(write({apiVersion: 'example.com/v1', kind, metadata: {name: 'a'}})).next).toBe(next);
  });

  test('a volume made by hand is refused with what to apply instead', () => {
    const hostPath = {path: '/etc'};
    const volume = {apiVersion: 'v1', kind: 'PersistentVolume', metadata: {name: 'a'}, spec: {hostPath}};
    const {message, next} = refusalOf(write(volume));
    expect(message).toMatch(/^daemonset\.yaml line 2: kind PersistentVolume is not allowed here: /);
    expect(next).toMatch(/^Apply a PersistentVolumeClaim alone/);
  });

  test('a claim is as the cluster makes its volume, and names none', () => {
    const claim = (spec: JsonObject): JsonObject => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {name: 'a'},
      spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}, ...spec},
    });
    const {object, notes} = admitYaml(write(claim({storageClassName: 'fast'})));
    expect(object['spec']).toEqual({accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}});
    const ofDefault = 'volumes are made by the default class of the cluster';
    expect(notes).toEqual([`PersistentVolumeClaim a: left out spec.storageClassName: ${ofDefault}`]);
    const newOne = 'a claim gets a new volume of its own, which the cluster makes';
    const byHand = {storageClassName: '', volumeName: 'a', selector: {matchLabels: {a: 'b'}}};
    const bound = admitYaml(write(claim(byHand)));
    expect(bound.object).toEqual(object);
    expect(bound.notes).toEqual([
      `PersistentVolumeClaim a: left out spec.storageClassName: ${ofDefault}`,
      `PersistentVolumeClaim a: left out spec.volumeName, spec.selector: ${newOne}`,
    ]);
    for (const spec of [{dataSource: {}}, {dataSourceRef: {}}]) {
      const [field = ''] = Object.keys(spec);
      expect(refusalOf(write(claim(spec))).message).toContain(`spec.${field} is not allowed here: ${newOne}`);
    }
    expect(refusalOf(write(claim({resources: {requests: {storage: '1 GB'}}}))).next).toBe('Write 1Gi.');
    expect(refusalOf(write(claim({accessModes: ['ReadWriteOne']}))).next).toBe('Did you mean ReadWriteOnce?');
  });

  test('a mount of a claim that each Pod of a StatefulSet gets is one of a volume', () => {
    const set = (volumeClaimTemplates: JsonValue): JsonObject => ({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: {name: 'db'},
      spec: {
        selector: {matchLabels: {app: 'db'}},
        volumeClaimTemplates,
        template: {
          metadata: {labels: {app: 'db'}},
          spec: {
            containers: [{name: 'a', image: 'busybox:1.36', volumeMounts: [{name: 'data', mountPath: '/data'}]}],
          },
        },
      },
    });
    const spec = {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '10Mi'}}};
    expect(admitYaml(write(set([{metadata: {name: 'data'}, spec}]))).notes).toEqual([]);
    expect(refusalOf(write(set([{metadata: {name: 'other'}, spec}]))).message).toContain('names no volume of this Pod');
    const annotations = {'volume.beta.kubernetes.io/storage-class': 'manual'};
    const annotated = admitYaml(write(set([{metadata: {name: 'data', annotations}, spec}])));
    expect(annotated.object['spec']).toMatchObject({
      volumeClaimTemplates: [{metadata: {name: 'data', annotations: {}}}],
    });
    expect(annotated.notes[0]).toContain('left out spec.volumeClaimTemplates[0].metadata.annotations');
  });

  test('a kind that is almost one is pointed out', () => {
    expect(refusalOf('apiVersion: apps/v1\nkind: Daemonset\nmetadata: {name: a}').next).toBe('Did you mean DaemonSet?');
  });

  test('another API version is refused with the right one', () => {
    const {message} = refusalOf('apiVersion: apps/v2\nkind: DaemonSet\nmetadata: {name: a}');
    expect(message).toBe('daemonset.yaml line 1: apiVersion must be apps/v1 for a DaemonSet');
  });

  test('an object that would fill the cluster’s memory is refused', () => {
    // what is stored has quotes that the YAML can do without
    const data = Object.fromEntries(Array.from({length: 5_600}, (_, at) => [`k${at}`, 'v']));
    const {message, next} = refusalOf(write({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}, data}));
    expect(message).toBe('daemonset.yaml line 1: the object is larger than 64 KiB');
    expect(next).toBe('Leave out what the lab does not need.');
  });

  test('a ConfigMap is admitted', () => {
    const {object} = admitYaml('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {"index.html": "<h1>"}');
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name: 'a', namespace},
      data: {'index.html': '<h1>'},
    });
  });
});

describe('a Secret', () => {
  const secretOf = (more: JsonObject): string =>
    write({apiVersion: 'v1', kind: 'Secret', metadata: {name: 'db'}, ...more});

  test('is admitted as the API server stores it', () => {
    const {object} = admitYaml(secretOf({data: {a: 'Yg=='}, stringData: {user: 'ada', a: 'c'}}));
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {name: 'db', namespace},
      data: {a: 'Yw==', user: 'YWRh'},
    });
  });

  test('whose values are not base64 is refused without a word of them', () => {
    const {message, next} = refusalOf(secretOf({data: {password: 'hunter2'}}));
    expect(message).toMatch(/data\.password is not base64$/);
    expect(next).toContain('stringData');
    expect(`${message} ${next ?? ''}`).not.toContain('hunter2');
  });

  test.each([
    ['type', {type: 'kubernetes.io/service-account-token'}],
    ['type', {type: 'bootstrap.kubernetes.io/token'}],
    ['metadata.name', {metadata: {name: 'learner-token-x7k2p'}}],
  ])('is refused for its %s', (path, more) => {
    expect(refusalOf(secretOf(more)).message).toContain(path);
  });
});

describe('fields', () => {
  test('a refusal names file, line and path', () => {
    const yaml = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: nginx
spec:
  template:
    spec:
      hostNetwork: true
`;
    expect(refusalOf(yaml).message).toBe(
      'daemonset.yaml line 8: spec.template.spec.hostNetwork is not allowed here: the node is shared with other learners',
    );
  });

  test('a mistyped field is pointed out', () => {
    const {message, next} = refusalOf(pod({contianers: []}));
    expect(message).toBe('daemonset.yaml line 6: spec.contianers is not a field that I know');
    expect(next).toBe('Did you mean containers?');
  });

  test.each(['constructor', 'toString', 'hasOwnProperty'])('%s is no field either', (field) => {
    expect(refusalOf(pod({[field]: 'x'})).message).toContain(`spec.${field} is not a field that I know`);
  });

  test.each<[object, string]>([
    [{containers: {}}, 'spec.containers must be a list'],
    [{containers: ['a']}, 'spec.containers[0] must be a mapping of fields'],
    [{containers: [{image: 1}]}, 'spec.containers[0].image must be text'],
    [{containers: [{name: 'a', env: [{name: 'A', value: 1}]}]}, 'spec.containers[0].env[0].value must be text'],
    [{containers: [{name: 'a', tty: 'maybe'}]}, 'spec.containers[0].tty must be true or false'],
    [{activeDeadlineSeconds: 1.5}, 'spec.activeDeadlineSeconds must be a whole number'],
    [{activeDeadlineSeconds: -1}, 'spec.activeDeadlineSeconds must be between 0 and'],
    [{nodeSelector: 'a=b'}, 'spec.nodeSelector must be a mapping'],
    [{nodeSelector: {a: true}}, 'spec.nodeSelector.a must be text'],
    [{containers: [null]}, 'spec.containers[0] must be'],
    [{restartPolicy: 'Allways'}, 'spec.restartPolicy Allways is not allowed here'],
  ])('%j is refused', (podSpec, said) => {
    expect(refusalOf(pod(podSpec)).message).toContain(said);
  });

  test('part of an object is refused, since applying would merge it with what is there', () => {
    const part =
      'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec:\n  updateStrategy: {type: OnDelete}\n';
    expect(refusalOf(part).message).toBe('daemonset.yaml line 4: spec.template.spec is missing');
  });

  test('an empty field is no field', () => {
    expect(podSpecOf(admitYaml(pod({tolerations: null, nodeSelector: null})).object)).not.toHaveProperty(
      'nodeSelector',
    );
  });
});

describe('a Service', () => {
  test.each<[string, object]>([
    ['externalIPs', {externalIPs: ['1.2.3.4']}],
    ['externalName', {externalName: 'example.com'}],
    ['type', {type: 'ExternalName'}],
  ])('may not have %s', (path, spec) => {
    expect(refusalOf(service(spec)).message).toContain(`: spec.${path} `);
  });

  test.each<[string, object, string]>([
    ['loadBalancerIP', {loadBalancerIP: '1.2.3.4'}, 'it would open a way past your sandbox'],
    ['loadBalancerSourceRanges', {loadBalancerSourceRanges: []}, 'it would open a way past your sandbox'],
    ['externalTrafficPolicy', {externalTrafficPolicy: 'Local'}, 'the cluster chooses it'],
    ['healthCheckNodePort', {healthCheckNodePort: 30000}, 'the cluster chooses it'],
    ['clusterIPs', {clusterIPs: ['10.96.0.10']}, 'the cluster chooses it'],
  ])('is made without %s, and that is told', (field, spec, why) => {
    const {object, notes} = admitYaml(service({...spec, selector: {app: 'a'}}));
    expect(object['spec']).toEqual({selector: {app: 'a'}});
    expect(notes).toEqual([`Service a: left out spec.${field}: ${why}`]);
  });

  test('gets its address from the cluster', () => {
    const {object, notes} = admitYaml(service({clusterIP: '10.96.0.10', ports: []}));
    expect(object['spec']).toEqual({ports: []});
    expect(notes).toEqual(['Service a: the cluster picks the address, not 10.96.0.10']);
  });

  const ports = [{port: 8010, targetPort: 80, nodePort: 30010}];

  test('gets its node port from the cluster', () => {
    const {object, notes} = admitYaml(service({type: 'NodePort', ports}));
    expect(object['spec']).toEqual({type: 'NodePort', ports: [{port: 8010, targetPort: 80, protocol: 'TCP'}]});
    expect(notes).toEqual(['Service a: the cluster picks the node port, not 30010']);
  });

  test('of type LoadBalancer becomes a ClusterIP, unless the lab keeps it', () => {
    const {object, notes} = admitYaml(service({type: 'LoadBalancer'}));
    expect(object['spec']).toEqual({type: 'ClusterIP'});
    expect(notes).toEqual(['Service a: becomes a ClusterIP, since sandboxes have no load balancers']);
    const kept = admitYaml(service({type: 'LoadBalancer'}), sandboxSpec({keepsLoadBalancer: true}));
    expect(kept.object['spec']).toEqual({type: 'LoadBalancer'});
    expect(kept.notes).toEqual([]);
  });

  test('may have as many ports as every node can hold rules for', () => {
    const many = (count: number) => Array.from({length: count}, (_, index) => ({port: 80 + index}));
    expect(() => admitYaml(service({ports: many(10)}))).not.toThrow();
    expect(refusalOf(service({ports: many(11)})).message).toContain(': spec.ports may have no more than 10 items');
  });

  test('may be headless', () => {
    expect(admitYaml(service({clusterIP: 'None'})).object['spec']).toEqual({clusterIP: 'None'});
  });
});

describe('what `get -o yaml` showed', () => {
  const live = {uid: 'x', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z', managedFields: []};

  test('a Service is admitted without what the cluster wrote', () => {
    const spec = {
      type: 'NodePort',
      clusterIP: '10.96.0.5',
      clusterIPs: ['10.96.0.5'],
      externalTrafficPolicy: 'Cluster',
      ports: [{port: 80, protocol: 'TCP', nodePort: 31234}],
      selector: {app: 'a'},
    };
    const {object, notes} = admitYaml(service(spec, live));
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {name: 'a', namespace},
      spec: {type: 'NodePort', ports: [{port: 80, protocol: 'TCP'}], selector: {app: 'a'}},
    });
    expect(notes).toEqual([
      'Service a: left out what the cluster writes itself: metadata.uid, metadata.resourceVersion, metadata.creationTimestamp, metadata.managedFields, spec.clusterIPs, spec.externalTrafficPolicy',
    ]);
  });

  test('a Pod is admitted without where and as whom it ran', () => {
    const yaml = pod(
      {
        nodeName: 'node-7',
        serviceAccount: 'learner',
        tolerations: [{operator: 'Exists'}],
        priority: 0,
        containers: [{name: 'a', image: 'busybox:1.36'}],
      },
      {...live, ownerReferences: [], annotations: {'kubernetes.io/limit-ranger': 'x'}},
    );
    const {object} = admitYaml(`${yaml}status:\n  phase: Running\n`);
    expect(Object.keys(object)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    expect(Object.keys(podSpecOf(object))).toEqual(['containers', 'automountServiceAccountToken', 'affinity']);
  });

  test('what would endanger others is refused all the same', () => {
    expect(() => admitYaml(pod({hostNetwork: true}, live))).toThrow(/hostNetwork/);
    expect(() => admitYaml(service({externalIPs: ['1.2.3.4']}, live))).toThrow(/externalIPs/);
  });
});

function matchName(node: string) {
  return {key: 'metadata.name', operator: 'In', values: [node]};
}

function nodeAffinity(nodeSelectorTerms: object[]) {
  return {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms}}}};
}

function podAffinity(term: object) {
  const terms = [{topologyKey: 'kubernetes.io/hostname', ...term}];
  return {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: terms}}};
}

function podSpecOf(object: JsonObject): JsonObject {
  const spec = object['spec'] as JsonObject;
  const template = spec['template'] as JsonObject | undefined;
  return template === undefined ? spec : (template['spec'] as JsonObject);
}
