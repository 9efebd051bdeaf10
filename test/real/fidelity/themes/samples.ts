/** An object of each type that can be made, and a change of it. Its name, its namespace and its label are added. */
export interface Sample {
  kind: string;
  body: object;
  change: object;
  /** Fields that are compared, where a controller writes others whenever it gets to it. */
  only?: readonly string[];
  /** A line whose output matches when controllers have seen the object. */
  settled?: {line: string; matches: RegExp};
  /** Whether it goes some time after it was deleted, as a controller lets it go. */
  goesLater?: boolean;
}

/** Such Pods are made and never run, so nothing in them changes. */
const nowhere = {
  nodeSelector: {none: 'such'},
  automountServiceAccountToken: false,
  containers: [{name: 'main', image: 'nginx:1.18-alpine'}],
};
const template = {metadata: {labels: {app: 'row'}}, spec: nowhere};
const selector = {matchLabels: {app: 'row'}};
const rules = [{apiGroups: [''], resources: ['pods'], verbs: ['get', 'list']}];
const moreRules = [{apiGroups: [''], resources: ['pods'], verbs: ['get']}];
const subjects = [{kind: 'ServiceAccount', name: 'default', namespace: 'NAMESPACE'}];
const rbacGroup = 'rbac.authorization.k8s.io';
const labels = ['fidelity', 'merged', 'strategic', 'json', 'applied'].map((label) => `metadata.labels.${label}`);
const metadata = ['apiVersion', 'kind', 'metadata.name', 'metadata.labels', 'metadata.annotations.note'];

export const samples: Readonly<Record<string, Sample>> = {
  configmaps: {kind: 'ConfigMap', body: {data: {a: '1'}}, change: {data: {b: '2'}}},
  persistentvolumeclaims: {
    kind: 'PersistentVolumeClaim',
    // of a class that is not there, so nothing in it changes
    body: {
      spec: {accessModes: ['ReadWriteOnce'], storageClassName: 'none', resources: {requests: {storage: '1Mi'}}},
    },
    change: {metadata: {annotations: {note: 'changed'}}},
    goesLater: true,
  },
  persistentvolumes: {
    kind: 'PersistentVolume',
    body: {
      spec: {
        capacity: {storage: '1Mi'},
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'by-hand',
        hostPath: {path: '/tmp/by-hand', type: ''},
      },
    },
    change: {spec: {persistentVolumeReclaimPolicy: 'Delete'}},
    only: [...metadata, ...labels, 'spec'],
    goesLater: true,
  },
  statefulsets: {
    kind: 'StatefulSet',
    body: {spec: {replicas: 0, serviceName: 'row', selector, template}},
    change: {spec: {minReadySeconds: 3}},
    only: [...metadata, ...labels, 'spec'],
  },
  storageclasses: {
    kind: 'StorageClass',
    body: {provisioner: 'example.com/none'},
    change: {allowVolumeExpansion: true},
  },
  endpoints: {
    kind: 'Endpoints',
    body: {subsets: [{addresses: [{ip: '10.1.2.3'}], ports: [{name: 'http', port: 80}]}]},
    change: {subsets: [{notReadyAddresses: [{ip: '10.1.2.4'}], ports: [{name: 'http', port: 80, protocol: 'TCP'}]}]},
  },
  events: {
    kind: 'Event',
    body: {
      involvedObject: {apiVersion: 'v1', kind: 'Pod', name: 'web', namespace: 'NAMESPACE'},
      reason: 'Tested',
      message: 'it was tested',
      type: 'Normal',
      count: 1,
      source: {component: 'fidelity'},
    },
    change: {count: 2},
  },
  limitranges: {
    kind: 'LimitRange',
    body: {spec: {limits: [{type: 'Container', max: {memory: '64Mi'}}]}},
    change: {spec: {limits: [{type: 'Container', max: {memory: '128Mi'}, min: {memory: '1Mi'}}]}},
  },
  namespaces: {
    kind: 'Namespace',
    body: {},
    change: {metadata: {annotations: {note: 'changed'}}},
    // Later versions than the real cluster's add a label of their own.
    only: ['kind', 'metadata.name', ...labels, 'metadata.annotations.note', 'metadata.finalizers', 'spec'],
  },
  nodes: {
    kind: 'Node',
    body: {spec: {unschedulable: true, taints: [{key: 'fidelity', effect: 'NoSchedule'}]}},
    change: {metadata: {annotations: {note: 'changed'}}},
    only: [...metadata, 'spec.unschedulable'],
  },
  pods: {
    kind: 'Pod',
    body: {spec: nowhere},
    change: {metadata: {annotations: {note: 'changed'}}},
    settled: {line: 'get pod row -o jsonpath={.status.conditions[0].reason}', matches: /Unschedulable/},
    only: [...metadata, 'spec', 'status.phase', 'status.qosClass', 'status.conditions.0.reason'],
  },
  resourcequotas: {
    kind: 'ResourceQuota',
    body: {spec: {hard: {'count/secrets': '9'}, scopes: ['BestEffort']}},
    change: {metadata: {annotations: {note: 'changed'}}},
    only: [...metadata, 'spec'],
  },
  secrets: {kind: 'Secret', body: {stringData: {a: '1'}}, change: {data: {b: 'Mg=='}}},
  serviceaccounts: {
    kind: 'ServiceAccount',
    body: {automountServiceAccountToken: false},
    change: {automountServiceAccountToken: true},
    only: [...metadata, 'automountServiceAccountToken'],
  },
  services: {
    kind: 'Service',
    body: {spec: {type: 'ExternalName', externalName: 'example.org'}},
    change: {spec: {externalName: 'example.com'}},
  },
  controllerrevisions: {kind: 'ControllerRevision', body: {revision: 1, data: {spec: {a: '1'}}}, change: {revision: 2}},
  daemonsets: {
    kind: 'DaemonSet',
    body: {spec: {selector: selector, template: template}},
    change: {spec: {minReadySeconds: 1}},
    only: [...metadata, 'metadata.generation', 'spec.selector', 'spec.template', 'spec.minReadySeconds'],
  },
  deployments: {
    kind: 'Deployment',
    body: {spec: {replicas: 0, selector: selector, template: template}},
    change: {spec: {minReadySeconds: 1}},
    only: [...metadata, 'metadata.generation', 'spec'],
  },
  replicasets: {
    kind: 'ReplicaSet',
    body: {spec: {replicas: 0, selector: selector, template: template}},
    change: {spec: {minReadySeconds: 1}},
    only: [...metadata, 'metadata.generation', 'spec', 'status.replicas'],
  },
  horizontalpodautoscalers: {
    kind: 'HorizontalPodAutoscaler',
    body: {spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'none'}, maxReplicas: 3}},
    change: {spec: {minReplicas: 2}},
    only: [...metadata, 'spec', 'status.desiredReplicas'],
  },
  poddisruptionbudgets: {
    kind: 'PodDisruptionBudget',
    body: {spec: {selector, minAvailable: '50%'}},
    change: {spec: {minAvailable: 1}},
    only: [...metadata, 'metadata.generation', 'spec', 'status.disruptionsAllowed'],
  },
  cronjobs: {
    kind: 'CronJob',
    body: {
      spec: {
        schedule: '0 0 29 2 *',
        jobTemplate: {spec: {template: {spec: {...nowhere, restartPolicy: 'Never'}}}},
      },
    },
    change: {spec: {suspend: true}},
    only: [...metadata, 'metadata.generation', 'spec', 'status'],
  },
  jobs: {
    kind: 'Job',
    body: {spec: {suspend: true, template: {spec: {...nowhere, restartPolicy: 'Never'}}}},
    change: {spec: {backoffLimit: 1}},
    settled: {line: 'get job row -o jsonpath={.status.conditions[0].type}', matches: /Suspended/},
    only: [
      'kind',
      'metadata.name',
      'metadata.annotations.note',
      'metadata.finalizers',
      'metadata.generation',
      'spec.backoffLimit',
      'spec.suspend',
      'status.conditions.0.type',
    ],
    // the garbage collector lifts its finalizer `orphan`
    goesLater: true,
  },
  leases: {
    kind: 'Lease',
    body: {spec: {holderIdentity: 'somebody', leaseDurationSeconds: 10}},
    change: {spec: {holderIdentity: 'another'}},
  },
  endpointslices: {
    kind: 'EndpointSlice',
    body: {
      addressType: 'IPv4',
      endpoints: [{addresses: ['10.1.2.3'], conditions: {ready: true}}],
      ports: [{name: 'http', port: 80, protocol: 'TCP'}],
    },
    change: {endpoints: [{addresses: ['10.1.2.4'], conditions: {ready: false}}]},
  },
  ingressclasses: {
    kind: 'IngressClass',
    body: {spec: {controller: 'example.com/controller'}},
    change: {spec: {parameters: {kind: 'Settings', name: 'some'}}},
  },
  ingresses: {
    kind: 'Ingress',
    body: {
      spec: {
        ingressClassName: 'none',
        rules: [
          {
            host: 'row.local',
            http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'row', port: {number: 80}}}}]},
          },
        ],
      },
    },
    change: {spec: {tls: [{hosts: ['row.local'], secretName: 'row'}]}},
  },
  networkpolicies: {
    kind: 'NetworkPolicy',
    body: {spec: {podSelector: {}, ingress: [{ports: [{port: 80}]}]}},
    change: {spec: {podSelector: {matchLabels: {app: 'web'}}}},
  },
  clusterroles: {kind: 'ClusterRole', body: {rules: rules}, change: {rules: moreRules}},
  clusterrolebindings: {
    kind: 'ClusterRoleBinding',
    body: {roleRef: {apiGroup: rbacGroup, kind: 'ClusterRole', name: 'view'}, subjects: subjects},
    change: {subjects: [{apiGroup: rbacGroup, kind: 'User', name: 'nobody'}]},
  },
  roles: {kind: 'Role', body: {rules: rules}, change: {rules: moreRules}},
  rolebindings: {
    kind: 'RoleBinding',
    body: {roleRef: {apiGroup: rbacGroup, kind: 'ClusterRole', name: 'view'}, subjects: subjects},
    change: {subjects: [{apiGroup: rbacGroup, kind: 'User', name: 'nobody'}]},
  },
};
