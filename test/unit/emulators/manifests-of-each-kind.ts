import type {JsonObject} from '#src/emulators/kubernetes/json.ts';

const labels = {app: 'web', tier: 'front'};
const probe = {httpGet: {path: '/', port: 'http'}, periodSeconds: 1};

const claimSpec: JsonObject = {
  accessModes: ['ReadWriteOnce'],
  resources: {requests: {storage: '1Mi'}},
  volumeMode: 'Filesystem',
};

const podSpec: JsonObject = {
  containers: [
    {
      name: 'main',
      image: 'nginx:1.18-alpine',
      ports: [{name: 'http', containerPort: 80}],
      env: [
        {name: 'PLAIN', value: 'x'},
        {name: 'NODE', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}},
        {name: 'KEY', valueFrom: {configMapKeyRef: {name: 'none', key: 'key', optional: true}}},
      ],
      envFrom: [{configMapRef: {name: 'none', optional: true}}],
      resources: {requests: {cpu: '10m', memory: '16Mi'}, limits: {memory: '64Mi'}},
      livenessProbe: probe,
      readinessProbe: probe,
      volumeMounts: [{name: 'host', mountPath: '/host', readOnly: true}],
    },
  ],
  initContainers: [{name: 'first', image: 'busybox', command: ['sh', '-c', 'echo']}],
  volumes: [
    {name: 'host', hostPath: {path: '/tmp', type: 'Directory'}},
    {name: 'map', configMap: {name: 'none', optional: true, items: [{key: 'a', path: 'b'}]}},
    {name: 'empty', emptyDir: {sizeLimit: '1Mi'}},
    {name: 'disk', persistentVolumeClaim: {claimName: 'subject', readOnly: true}},
  ],
  nodeSelector: {'kubernetes.io/os': 'linux'},
  tolerations: [{key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 5}],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{matchExpressions: [{key: 'kubernetes.io/os', operator: 'In', values: ['linux']}]}],
      },
    },
  },
  terminationGracePeriodSeconds: 0,
};
const template: JsonObject = {metadata: {labels}, spec: podSpec};
const selector: JsonObject = {
  matchLabels: {app: 'web'},
  matchExpressions: [{key: 'tier', operator: 'In', values: ['front']}],
};
const rules = [{verbs: ['get'], apiGroups: [''], resources: ['pods'], resourceNames: ['one']}];
const subjects = [{kind: 'User', name: 'someone', apiGroup: 'rbac.authorization.k8s.io'}];
const roleRef = (kind: string): JsonObject => ({apiGroup: 'rbac.authorization.k8s.io', kind, name: 'view'});

/** What a manifest of each kind that is served says besides its name: as much as may be left out or be wrong. */
export const partsOfKind: Readonly<Record<string, JsonObject>> = {
  ConfigMap: {data: {a: 'b'}, binaryData: {c: 'ZA=='}, immutable: false},
  Endpoints: {
    subsets: [{addresses: [{ip: '10.1.2.3', targetRef: {kind: 'Pod', name: 'x'}}], ports: [{name: 'http', port: 80}]}],
  },
  Event: {involvedObject: {kind: 'Pod', name: 'x', namespace: 'fuzz'}, reason: 'Why', message: 'So', count: 1},
  LimitRange: {
    spec: {limits: [{type: 'Container', max: {cpu: '1'}, default: {cpu: '1'}, defaultRequest: {cpu: '10m'}}]},
  },
  Namespace: {spec: {finalizers: ['kubernetes']}},
  Node: {
    spec: {podCIDR: '10.9.0.0/24', taints: [{key: 'a', value: 'b', effect: 'NoSchedule'}], unschedulable: true},
    status: {
      capacity: {cpu: '1', pods: '10'},
      conditions: [
        {type: 'Ready', status: 'True', reason: 'x', message: 'y', lastTransitionTime: '2024-01-01T00:00:00Z'},
      ],
      addresses: [{type: 'InternalIP', address: '10.0.0.1'}],
      nodeInfo: {kubeletVersion: 'v1.37.0'},
    },
  },
  Pod: {
    spec: podSpec,
    status: {
      phase: 'Running',
      conditions: [{type: 'Ready', status: 'True', lastTransitionTime: '2024-01-01T00:00:00Z'}],
      containerStatuses: [{name: 'main', ready: true, restartCount: 1, image: 'x', imageID: 'y', state: {running: {}}}],
    },
  },
  ResourceQuota: {spec: {hard: {pods: '10', cpu: '1', 'count/configmaps': '1k'}, scopes: ['NotTerminating']}},
  Secret: {type: 'Opaque', data: {a: 'Yg=='}, stringData: {c: 'd'}, immutable: false},
  ServiceAccount: {automountServiceAccountToken: false, secrets: [{name: 'x'}]},
  Service: {
    spec: {
      type: 'NodePort',
      selector: {app: 'web'},
      ports: [
        {name: 'http', port: 80, targetPort: 'http', protocol: 'TCP'},
        {name: 'dns', port: 53, protocol: 'UDP'},
      ],
      sessionAffinity: 'ClientIP',
    },
  },
  ControllerRevision: {data: {spec: {a: 1}}, revision: 1},
  DaemonSet: {
    spec: {
      selector,
      template,
      updateStrategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: '50%', maxSurge: 0}},
      minReadySeconds: 1,
      revisionHistoryLimit: 1,
    },
    status: {currentNumberScheduled: 0, desiredNumberScheduled: 1, numberMisscheduled: 0, numberReady: 0},
  },
  Deployment: {
    spec: {
      replicas: 1,
      selector,
      template,
      strategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 1, maxSurge: '25%'}},
      minReadySeconds: 1,
      revisionHistoryLimit: 1,
      progressDeadlineSeconds: 60,
      paused: false,
    },
    status: {conditions: [{type: 'Available', status: 'True'}], replicas: 1},
  },
  ReplicaSet: {
    spec: {replicas: 1, selector, template, minReadySeconds: 1},
    status: {conditions: [{type: 'ReplicaFailure', status: 'True'}], replicas: 1},
  },
  StatefulSet: {
    spec: {
      replicas: 2,
      selector,
      template,
      serviceName: 'web',
      podManagementPolicy: 'Parallel',
      updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 1, maxUnavailable: '50%'}},
      persistentVolumeClaimRetentionPolicy: {whenDeleted: 'Delete', whenScaled: 'Retain'},
      ordinals: {start: 1},
      minReadySeconds: 1,
      revisionHistoryLimit: 2,
      volumeClaimTemplates: [{metadata: {name: 'data', labels}, spec: claimSpec}],
    },
    status: {replicas: 1, readyReplicas: 1, currentRevision: 'web-1', conditions: [{type: 'a', status: 'True'}]},
  },
  PersistentVolumeClaim: {
    spec: {...claimSpec, storageClassName: 'standard', selector},
    status: {phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: {storage: '1Mi'}},
  },
  PersistentVolume: {
    spec: {
      capacity: {storage: '1Mi'},
      accessModes: ['ReadWriteOnce'],
      hostPath: {path: '/tmp', type: ''},
      claimRef: {namespace: 'fuzz', name: 'subject'},
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: 'manual',
    },
    status: {phase: 'Available', message: 'a', reason: 'b'},
  },
  StorageClass: {
    provisioner: 'kubernetes.io/host-path',
    parameters: {a: 'b'},
    reclaimPolicy: 'Delete',
    mountOptions: ['ro'],
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  },
  HorizontalPodAutoscaler: {
    spec: {
      scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'subject'},
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [
        {type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 50}}},
        {
          type: 'ContainerResource',
          containerResource: {name: 'memory', container: 'main', target: {type: 'AverageValue', averageValue: '64Mi'}},
        },
      ],
      behavior: {
        scaleUp: {selectPolicy: 'Min', policies: [{type: 'Pods', value: 1, periodSeconds: 15}]},
        scaleDown: {stabilizationWindowSeconds: 60, tolerance: '50m'},
      },
    },
    status: {desiredReplicas: 1, conditions: [{type: 'AbleToScale', status: 'True'}]},
  },
  PodDisruptionBudget: {
    spec: {selector, minAvailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow'},
    status: {disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 1, expectedPods: 1},
  },
  CronJob: {
    spec: {
      schedule: '*/5 0-3 * jan mon-fri',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
      suspend: false,
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        metadata: {labels},
        spec: {template: {metadata: {labels}, spec: {...podSpec, restartPolicy: 'Never'}}},
      },
    },
    status: {lastScheduleTime: '2024-01-01T00:00:00Z'},
  },
  Job: {
    spec: {
      template: {metadata: {labels}, spec: {...podSpec, restartPolicy: 'Never'}},
      parallelism: 1,
      completions: 2,
      completionMode: 'Indexed',
      backoffLimit: 1,
      activeDeadlineSeconds: 60,
      ttlSecondsAfterFinished: 60,
      suspend: true,
    },
    status: {conditions: [{type: 'Suspended', status: 'True'}], active: 0},
  },
  SelfSubjectReview: {},
  LocalSubjectAccessReview: {
    spec: {
      user: 'system:serviceaccount:fuzz:default',
      groups: ['system:serviceaccounts'],
      resourceAttributes: {verb: 'get', resource: 'pods', namespace: 'fuzz'},
    },
  },
  SelfSubjectAccessReview: {spec: {resourceAttributes: {verb: 'get', resource: 'pods', namespace: 'fuzz'}}},
  SelfSubjectRulesReview: {spec: {namespace: 'fuzz'}},
  Lease: {spec: {holderIdentity: 'x', leaseDurationSeconds: 1, renewTime: '2024-01-01T00:00:00.000000Z'}},
  EndpointSlice: {
    addressType: 'IPv4',
    endpoints: [{addresses: ['10.1.2.3'], conditions: {ready: true}, targetRef: {kind: 'Pod', name: 'x'}}],
    ports: [{name: 'http', port: 80, protocol: 'TCP'}],
  },
  IngressClass: {
    spec: {
      controller: 'example.com/controller',
      parameters: {apiGroup: 'example.com', kind: 'Settings', name: 'x', scope: 'Namespace', namespace: 'fuzz'},
    },
  },
  Ingress: {
    spec: {
      ingressClassName: 'none',
      defaultBackend: {service: {name: 'web', port: {number: 80}}},
      tls: [{hosts: ['web.local'], secretName: 'x'}],
      rules: [
        {
          host: 'web.local',
          http: {
            paths: [
              {path: '/', pathType: 'Prefix', backend: {service: {name: 'web', port: {name: 'http'}}}},
              {path: '/files', pathType: 'Exact', backend: {resource: {apiGroup: 'x.io', kind: 'Bucket', name: 'x'}}},
            ],
          },
        },
        {host: '*.web.local'},
      ],
    },
    status: {loadBalancer: {ingress: [{ip: '10.1.2.3'}, {hostname: 'web.local'}]}},
  },
  NetworkPolicy: {
    spec: {
      podSelector: selector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: '10.0.0.0/8', except: ['10.1.0.0/16']}}]}],
      egress: [{to: [{namespaceSelector: {matchLabels: labels}}], ports: [{protocol: 'TCP', port: 80, endPort: 90}]}],
    },
  },
  ClusterRole: {rules, aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: 'b'}}]}},
  ClusterRoleBinding: {subjects, roleRef: roleRef('ClusterRole')},
  Role: {rules},
  RoleBinding: {subjects, roleRef: roleRef('Role')},
};
