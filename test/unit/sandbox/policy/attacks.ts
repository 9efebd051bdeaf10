import type {JsonObject} from '#src/kubernetes/json.ts';
import {namespace} from '#test/support/sandbox-fixture.ts';

/** Where in an object a field is set. */
export type Place =
  | 'claim'
  | 'podSpec'
  | 'container'
  | 'mount'
  | 'volume'
  | 'metadata'
  | 'spec'
  | 'root'
  | 'port'
  | 'probe'
  | 'handler'
  | 'env'
  | 'rule'
  | 'roleRef'
  | 'subject'
  | 'quota'
  | 'limit';

/** What was or could be tried to get out of a sandbox: fields and values, and where each would have its effect. */
export const attacks: readonly (readonly [Place, JsonObject])[] = [
  ...(
    [
      {storageClassName: ''},
      {storageClassName: 'manual'},
      {volumeName: 'of-somebody-else'},
      {selector: {matchLabels: {of: 'somebody-else'}}},
      {dataSource: {kind: 'PersistentVolumeClaim', name: 'of-somebody-else'}},
      {dataSourceRef: {kind: 'PersistentVolumeClaim', name: 'data', namespace: 'labrador-spring-1002'}},
      {volumeAttributesClassName: 'fast'},
      {volumeMode: 'Block'},
    ] satisfies JsonObject[]
  ).map((attack) => ['claim', attack] as const),
  ...(
    [
      {hostNetwork: true},
      {hostPID: true},
      {hostIPC: true},
      {hostUsers: false},
      {nodeName: 'node-2'},
      {tolerations: [{operator: 'Exists'}]},
      {priorityClassName: 'system-node-critical'},
      {priority: 2_000_000_000},
      {preemptionPolicy: 'PreemptLowerPriority'},
      {serviceAccountName: 'learner'},
      {serviceAccount: 'learner'},
      {automountServiceAccountToken: true},
      {automountServiceAccountToken: null},
      {imagePullSecrets: [{name: 'learner-token-x7k2p'}]},
      {ephemeralContainers: [{name: 'debug', image: 'busybox:1.36', securityContext: {privileged: true}}]},
      {initContainers: [{name: 'a', image: 'evil', securityContext: {privileged: true}}]},
      {containers: [{name: 'a', image: 'evil'}]},
      {containers: {'0': {name: 'a', image: 'evil'}}},
      {securityContext: {sysctls: [{name: 'kernel.shm_rmid_forced', value: '1'}]}},
      {securityContext: {seLinuxOptions: {level: 's0'}}},
      {securityContext: {seccompProfile: {type: 'Unconfined'}}},
      {securityContext: {windowsOptions: {hostProcess: true}}},
      {terminationGracePeriodSeconds: 86_400},
      {schedulerName: 'mine'},
      {runtimeClassName: 'kata'},
      {topologySpreadConstraints: [{maxSkew: 1, topologyKey: 'x', whenUnsatisfiable: 'DoNotSchedule'}]},
      {initContainers: [{name: 'a', image: 'busybox:1.36', restartPolicy: 'Never'}]},
      {containers: [{name: 'a', image: 'busybox:1.36', restartPolicy: 'Always'}]},
      {dnsPolicy: 'ClusterFirstWithHostNet'},
      {dnsPolicy: 'Default'},
      {dnsConfig: {nameservers: ['6.6.6.6']}},
      {resourceClaims: [{name: 'gpu'}]},
      {nodeSelector: {'labrador-spring-1002.node.labrador.dev/disk': 'fast'}},
      {nodeSelector: {'labrador.dev/learner': '1002'}},
      {affinity: null},
      {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}}},
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{matchFields: [{key: 'metadata.name', operator: 'In', values: ['node-2']}]}],
            },
          },
        },
      },
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {matchFields: [{key: 'metadata.name', operator: 'In', values: ['node-1']}]},
                {matchFields: [{key: 'metadata.name', operator: 'NotIn', values: ['node-1']}]},
              ],
            },
          },
        },
      },
      {
        affinity: {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 1,
                preference: {
                  matchExpressions: [{key: 'disk', operator: 'Exists'}],
                  matchFields: [{key: 'metadata.name', operator: 'In', values: ['node-2']}],
                },
              },
            ],
          },
        },
      },
      {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: 'zone'}]}}},
      {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              {topologyKey: 'kubernetes.io/hostname', namespaceSelector: {}, namespaces: ['kube-system']},
            ],
          },
        },
      },
      {volumes: [{name: 'root', hostPath: {path: '/etc'}}]},
      {
        volumes: [
          {name: 'root', emptyDir: {}},
          {name: 'root', hostPath: {path: '/'}},
        ],
      },
      {volumes: [{name: 'root', hostPath: {path: '/'}, emptyDir: {}}]},
      {volumes: []},
      {volumes: {}},
    ] satisfies JsonObject[]
  ).map((attack) => ['podSpec', attack] as const),
  ...(
    [
      {workingDir: '/proc/self/fd/8'},
      {image: 'evil'},
      {image: 'nginx:1.18-alpine@sha256:0000'},
      {image: ['nginx:1.18-alpine']},
      {securityContext: {privileged: true}},
      {securityContext: {privileged: 'true'}},
      {securityContext: {capabilities: {add: ['SYS_ADMIN']}}},
      {securityContext: {capabilities: {add: ['CHOWN', 'NET_RAW']}}},
      {securityContext: {capabilities: {add: ['ALL']}}},
      {securityContext: {procMount: 'Unmasked'}},
      {securityContext: {seccompProfile: {type: 'Localhost', localhostProfile: '../../x'}}},
      {securityContext: {appArmorProfile: {type: 'Unconfined'}}},
      {ports: [{containerPort: 80, hostPort: 80}]},
      {volumeMounts: [{name: 'root', mountPath: '/x', readOnly: false}]},
      {volumeMounts: [{name: 'root', mountPath: '/x', readOnly: 'true'}]},
      {volumeMounts: [{name: 'elsewhere', mountPath: '/x'}]},
      {volumeMounts: [{mountPath: '/x'}]},
      {volumeDevices: [{name: 'a', devicePath: '/dev/sda'}]},
      {envFrom: [{secretRef: {name: 'learner-token-x7k2p'}}]},
      {env: [{name: 'A', valueFrom: {secretKeyRef: {name: 'learner-token-x7k2p', key: 'token'}}}]},
      {resources: {limits: {cpu: '0', memory: '0'}}},
      {resources: {limits: {cpu: 0}}},
      {resources: {limits: {memory: '0e9'}}},
      {resources: {limits: {memory: '-1'}}},
      {resources: {limits: {'hugepages-2Mi': '1Gi'}}},
      {resources: {limits: {'nvidia.com/gpu': 1}}},
      {resources: {claims: [{name: 'gpu'}]}},
      {livenessProbe: {httpGet: {host: '169.254.169.254', port: 80}}},
      {lifecycle: {postStart: {httpGet: {path: '/', port: 80}}}},
      {lifecycle: {preStop: {tcpSocket: {host: '10.0.0.1', port: 22}}}},
      {lifecycle: {preStop: {sleep: {seconds: 86_400}}}},
    ] satisfies JsonObject[]
  ).map((attack) => ['container', attack] as const),
  ...(
    [
      {hostPath: {path: '/'}},
      {hostPath: {path: '/etc/kubernetes'}},
      {hostPath: {path: '/volumes/nginx-logs/../..'}},
      {hostPath: {path: '/volumes/nginx-logs/x'}},
      {hostPath: {path: '/volumes'}},
      {hostPath: {path: '/var/lib/labrador/sandboxes/labrador-spring-1002'}},
      {hostPath: {path: `/var/lib/labrador/sandboxes/${namespace}/../labrador-spring-1002`}},
      {hostPath: {path: `/var/lib/labrador/sandboxes/${namespace}2`}},
      {hostPath: {path: '/var/run/docker.sock', type: 'Socket'}},
      {hostPath: {type: 'Directory'}},
      {hostPath: ['/']},
      {hostPath: {path: 7}},
      {secret: {secretName: 'learner-token-x7k2p'}},
      {projected: {sources: [{serviceAccountToken: {path: 'token'}}]}},
      {projected: {sources: [{configMap: {name: 'page'}}, {serviceAccountToken: {path: 'token'}}]}},
      {projected: {sources: [{configMap: {name: 'page'}, serviceAccountToken: {path: 'token'}}]}},
      {projected: {sources: [{secret: {name: 'learner-token-x7k2p'}}]}},
      {projected: {sources: [{clusterTrustBundle: {name: 'a', path: 'a'}}]}},
      {projected: {sources: [{podCertificate: {signerName: 'a/b', keyType: 'ED25519'}}]}},
      {csi: {driver: 'x'}},
      {nfs: {server: '10.0.0.1', path: '/'}},
      {iscsi: {targetPortal: 'x', iqn: 'x', lun: 0}},
      {gitRepo: {repository: 'x', directory: '..'}},
      {flexVolume: {driver: 'x'}},
      {ephemeral: {volumeClaimTemplate: {spec: {}}}},
      {persistentVolumeClaim: {claimName: 'x', namespace: 'labrador-spring-1002'}},
      {image: {reference: 'evil'}},
      {emptyDir: {medium: 'HugePages'}},
    ] satisfies JsonObject[]
  ).map((attack) => ['volume', attack] as const),
  ...(
    [
      {name: 'logs', subPath: '..'},
      {name: 'logs', subPath: 'a'},
      {name: 'root', readOnly: true, subPath: 'volumes'},
      {name: 'logs', subPathExpr: '$(A)'},
      {mountPropagation: 'Bidirectional'},
      {readOnly: false},
      {name: 'root'},
      {name: 'elsewhere'},
    ] satisfies JsonObject[]
  ).map((attack) => ['mount', attack] as const),
  ...(
    [
      {namespace: 'kube-system'},
      {namespace: 'labrador-spring-1002'},
      {namespace: ''},
      {namespace: null},
      {name: '../../../kube-system/pods/x'},
      {name: '..'},
      {name: 'other'},
      {name: 7},
      {generateName: 'a-'},
      {finalizers: ['example.com/never']},
      {ownerReferences: [{apiVersion: 'v1', kind: 'Node', name: 'node-1', uid: 'u'}]},
      {deletionTimestamp: '2026-01-01T00:00:00Z'},
      {uid: 'u-1'},
      {resourceVersion: '7'},
      {managedFields: [{manager: 'labrador'}]},
      {labels: {'labrador.dev/workshop': 'other'}},
      {labels: {'pod-security.kubernetes.io/enforce': 'privileged'}},
      {labels: {'kubernetes.io/metadata.name': 'x'}},
      {labels: {'Istio.io/rev': 'x'}},
      {labels: {'sidecar.istio.io/inject': 'true'}},
      {labels: {'azure.com/x': 'x'}},
      {labels: {app: 1}},
      {annotations: {'cert-manager.io/cluster-issuer': 'x'}},
      {annotations: {'vault.hashicorp.com/agent-inject': 'true'}},
      {annotations: {'reflector.v1.k8s.emberstack.com/reflects': 'kube-system/x'}},
      {annotations: {'linkerd.io/inject': 'enabled'}},
      {annotations: {'container.apparmor.security.beta.kubernetes.io/a': 'unconfined'}},
      {annotations: {'seccomp.security.alpha.kubernetes.io/pod': 'unconfined'}},
      {annotations: {'k8s.v1.cni.cncf.io/networks': 'host'}},
      {annotations: {'io.kubernetes.cri-o.userns-mode': 'auto'}},
      {annotations: {'run.oci.keep_original_groups': '1'}},
      {annotations: {'iam.amazonaws.com/role': 'admin'}},
      {annotations: {'io.katacontainers.config.hypervisor.path': '/bin/sh'}},
      {annotations: {'service.beta.kubernetes.io/aws-load-balancer-internal': 'false'}},
      {annotations: {'kubernetes.io/service-account.name': 'learner'}},
      {name: 'learner-token-x7k2p'},
      {annotations: ['note']},
    ] satisfies JsonObject[]
  ).map((attack) => ['metadata', attack] as const),
  ...(
    [
      {externalIPs: ['10.0.0.1']},
      {externalName: 'kubernetes.default.svc'},
      {type: 'ExternalName', externalName: 'x'},
      {loadBalancerIP: '10.0.0.1'},
      {clusterIP: '10.96.0.1'},
      {clusterIPs: ['10.96.0.1']},
      {ports: [{port: 80, nodePort: 22}]},
      {healthCheckNodePort: 30_000},
      {externalTrafficPolicy: 'Local'},
      {template: null},
      {template: {spec: null}},
      {template: {spec: {containers: []}}},
      {replicas: 1_000_000},
      {replicas: -1},
      {revisionHistoryLimit: 1_000_000},
      {successfulJobsHistoryLimit: 1_000_000},
      {jobTemplate: {spec: {template: {spec: {containers: []}}}}},
      {jobTemplate: null},
      {parallelism: 1_000_000},
      {completions: 1_000_000},
      {backoffLimit: 1_000_000},
      {manualSelector: true, selector: {matchLabels: {app: 'nginx'}}},
      {managedBy: 'example.com/mine'},
    ] satisfies JsonObject[]
  ).map((attack) => ['spec', attack] as const),
  ...(
    [
      {kind: 'Namespace'},
      {kind: 'List', items: []},
      {kind: 'Pod'},
      {kind: 'pod'},
      {kind: 'Endpoints', subsets: []},
      {kind: 'ClusterRoleBinding', roleRef: {}},
      {kind: 'RoleBinding', metadata: {name: 'labrador-bot'}},
      {kind: 'RoleBinding', metadata: {name: 'learner'}},
      {kind: 'ServiceAccount', metadata: {name: 'learner'}},
      {kind: 'ServiceAccount', metadata: {name: 'a'.repeat(58)}},
      {secrets: [{name: 'learner-token-x7k2p'}]},
      {aggregationRule: {clusterRoleSelectors: [{}]}},
      {apiVersion: 'extensions/v1beta1'},
      {apiVersion: 'apps/v1beta1'},
      {apiVersion: 'networking.k8s.io/v1beta1'},
      {status: {podIP: '10.0.0.1', loadBalancer: {ingress: [{ip: '10.0.0.1'}]}}},
      {spec: null},
      {spec: []},
      {metadata: []},
      {metadata: {}},
      {type: 'kubernetes.io/service-account-token'},
      {kind: 'Secret', type: 'kubernetes.io/service-account-token'},
      {stringData: {a: 'b'}},
      {data: {a: 'x'.repeat(70_000)}},
      {subsets: [{addresses: [{ip: '10.0.0.1'}]}]},
      {items: [{apiVersion: 'v1', kind: 'Pod'}]},
    ] satisfies JsonObject[]
  ).map((attack) => ['root', attack] as const),
  ['port', {hostPort: 80}],
  ['port', {hostIP: '0.0.0.0'}],
  ['port', {nodePort: 30_000}],
  ['handler', {host: '169.254.169.254'}],
  ['probe', {terminationGracePeriodSeconds: 86_400}],
  ['env', {valueFrom: {secretKeyRef: {name: 'learner-token-x7k2p', key: 'token'}}}],
  ...(
    [
      {verbs: ['*']},
      {verbs: ['bind', 'escalate', 'impersonate']},
      {apiGroups: ['*'], resources: ['*']},
      {resources: ['*/exec']},
      {nonResourceURLs: ['/metrics']},
    ] satisfies JsonObject[]
  ).map((attack) => ['rule', attack] as const),
  ['roleRef', {kind: 'ClusterRole', name: 'cluster-admin'}],
  ['roleRef', {kind: 'ClusterRole', name: 'labrador-learner'}],
  ['roleRef', {apiGroup: 'example.com'}],
  ['subject', {kind: 'ServiceAccount', name: 'learner', namespace: 'labrador-spring-1002'}],
  ['subject', {kind: 'ServiceAccount', name: 'learner', namespace: `${namespace}2`}],
  ['subject', {kind: 'ServiceAccount', name: 'labrador', namespace: 'labrador-system'}],
  ['subject', {kind: 'User', name: 'system:anonymous', namespace: null}],
  ['subject', {kind: 'Group', name: 'system:authenticated', apiGroup: 'rbac.authorization.k8s.io'}],
  ...(
    [
      {scopes: ['PriorityClass']},
      {scopes: ['CrossNamespacePodAffinity']},
      {scopeSelector: {matchExpressions: [{scopeName: 'PriorityClass', operator: 'Exists'}]}},
      {hard: {'count/networkpolicies.networking.k8s.io': '0'}},
      {hard: {'count/roles.rbac.authorization.k8s.io': '0'}},
      {hard: {'count/rolebindings.rbac.authorization.k8s.io': '0'}},
      {hard: {'count/serviceaccounts': 0}},
      {hard: {'count/events': '0'}},
      {hard: {'count/events.events.k8s.io': '0'}},
      {hard: {'count/limitranges': '0'}},
      {hard: {resourcequotas: '0'}},
      {hard: {'count/resourcequotas': '0'}},
      {hard: {'COUNT/EVENTS': '0'}},
      {hard: {'count/leases.coordination.k8s.io': '0'}},
      {hard: {'requests.nvidia.com/gpu': '4'}},
      {hard: {'gold.storageclass.storage.k8s.io/requests.storage': '1Ti'}},
      {hard: {'hugepages-2Mi': '1Gi'}},
    ] satisfies JsonObject[]
  ).map((attack) => ['quota', attack] as const),
  ...(
    [
      {type: 'example.com/device', max: {'example.com/device': '9'}},
      {default: {'ephemeral-storage': '0'}},
      {default: {'ephemeral-storage': 0}},
      {default: {cpu: '0m'}},
      {max: {'ephemeral-storage': '0.0'}},
      {max: {'nvidia.com/gpu': '9'}},
    ] satisfies JsonObject[]
  ).map((attack) => ['limit', attack] as const),
  ['env', {valueFrom: {fileKeyRef: {volumeName: 'root', path: 'etc/shadow', key: 'a'}}}],
];
