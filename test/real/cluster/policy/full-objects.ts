import type {JsonObject} from '#src/kubernetes/json.ts';

const template = (spec: JsonObject): JsonObject => ({metadata: {labels: {app: 'full'}}, spec});
const selector = {matchLabels: {app: 'full'}};

const podTerm = {labelSelector: selector, topologyKey: 'kubernetes.io/hostname'};
const podTerms = {
  requiredDuringSchedulingIgnoredDuringExecution: [podTerm],
  preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: podTerm}],
};

const container = (name: string): JsonObject => ({
  name,
  image: 'busybox:1.36',
  command: ['true'],
  ports: [{containerPort: name.length}],
  env: [
    {name: 'A', value: 'a'},
    {name: 'C', valueFrom: {secretKeyRef: {name: 'full', key: 'a', optional: true}}},
  ],
  envFrom: [
    {prefix: 'B_', configMapRef: {name: 'full', optional: true}},
    {prefix: 'D_', secretRef: {name: 'full', optional: true}},
  ],
  resources: {limits: {cpu: '100m', memory: '32Mi'}, requests: {cpu: '10m'}},
  volumeMounts: [{name: 'scratch', mountPath: '/scratch'}],
  securityContext: {capabilities: {drop: ['ALL']}},
});

/** The spec of Pods with something in every part that may be there. */
const podSpec: JsonObject = {
  terminationGracePeriodSeconds: 60,
  securityContext: {runAsUser: 1000},
  containers: [container('main')],
  initContainers: [container('first')],
  volumes: [
    {name: 'scratch', emptyDir: {sizeLimit: '1Mi'}},
    {name: 'page', configMap: {name: 'full', optional: true, items: [{key: 'a', path: 'a'}]}},
    {name: 'keys', secret: {secretName: 'full', optional: true, items: [{key: 'a', path: 'a'}]}},
    {name: 'self', downwardAPI: {items: [{path: 'name', fieldRef: {fieldPath: 'metadata.name'}}]}},
    {
      name: 'all',
      projected: {
        sources: [
          {configMap: {name: 'full', optional: true, items: [{key: 'a', path: 'a'}]}},
          {secret: {name: 'full', optional: true, items: [{key: 'a', path: 'b'}]}},
          {downwardAPI: {items: [{path: 'name', fieldRef: {fieldPath: 'metadata.name'}}]}},
        ],
      },
    },
    {name: 'logs', hostPath: {path: '/volumes/nginx-logs', type: 'DirectoryOrCreate'}},
  ],
  affinity: {podAffinity: podTerms, podAntiAffinity: podTerms},
};

const claimSpec: JsonObject = {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Mi'}}};

/** One object of each kind that learners may apply, as a learner writes it. */
export const fullObjects: readonly JsonObject[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {name: 'full'},
    spec: {
      selector,
      template: template(podSpec),
      updateStrategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 1}},
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name: 'full'},
    spec: {
      replicas: 0,
      selector,
      template: template(podSpec),
      strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge: 1}},
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {name: 'full'},
    spec: {replicas: 0, selector, template: template(podSpec)},
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {name: 'full'},
    spec: {
      replicas: 0,
      selector,
      serviceName: 'full',
      template: template(podSpec),
      updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 1}},
      volumeClaimTemplates: [{metadata: {name: 'data'}, spec: claimSpec}],
    },
  },
  {apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: {name: 'full'}, spec: claimSpec},
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {name: 'full'},
    spec: {
      scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'full'},
      minReplicas: 1,
      maxReplicas: 2,
      metrics: [
        {type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 50}}},
        {
          type: 'ContainerResource',
          containerResource: {name: 'cpu', container: 'nginx', target: {type: 'AverageValue', averageValue: '1'}},
        },
      ],
      behavior: {scaleUp: {policies: [{type: 'Pods', value: 1, periodSeconds: 15}]}},
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: {name: 'full'},
    spec: {selector: {matchLabels: {app: 'full'}}, minAvailable: 1},
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {name: 'full'},
    automountServiceAccountToken: true,
    imagePullSecrets: [{name: 'full'}],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: {name: 'full'},
    rules: [{apiGroups: [''], resources: ['pods'], resourceNames: ['full'], verbs: ['get', 'update']}],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: {name: 'full'},
    roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'bound'},
    subjects: [{kind: 'ServiceAccount', name: 'full', namespace: 'default'}],
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {name: 'full'},
    spec: {
      podSelector: {matchLabels: {app: 'full'}},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            {ipBlock: {cidr: '10.0.0.0/8', except: ['10.1.0.0/16']}},
            {podSelector: {matchLabels: {app: 'alone'}}},
          ],
          ports: [{protocol: 'TCP', port: 80}],
        },
        {},
      ],
      egress: [
        {
          to: [
            {
              namespaceSelector: {matchLabels: {'kubernetes.io/metadata.name': 'default'}},
              podSelector: {matchExpressions: [{key: 'app', operator: 'In', values: ['full']}]},
            },
          ],
          ports: [{protocol: 'UDP', port: 53, endPort: 54}],
        },
        {},
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: {name: 'full'},
    spec: {
      hard: {pods: '4', 'requests.cpu': '1', 'limits.memory': '1Gi'},
      scopes: ['NotBestEffort', 'NotTerminating'],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: {name: 'full'},
    spec: {
      limits: [
        {
          type: 'Container',
          max: {cpu: '400m', memory: '128Mi', 'ephemeral-storage': '256Mi'},
          default: {cpu: '200m', memory: '64Mi'},
          min: {cpu: '10m'},
          defaultRequest: {cpu: '100m', memory: '32Mi'},
          maxLimitRequestRatio: {cpu: '4'},
        },
        {type: 'Pod', max: {cpu: '2'}},
        {type: 'PersistentVolumeClaim', min: {storage: '1Mi'}},
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {name: 'full'},
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: {service: {name: 'full', port: {name: 'http'}}},
      tls: [{hosts: ['full.local'], secretName: 'full'}],
      rules: [
        {
          host: 'full.local',
          http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'full', port: {number: 80}}}}]},
        },
      ],
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {name: 'full'},
    spec: {
      schedule: '0 0 29 2 *',
      suspend: true,
      jobTemplate: {
        metadata: {labels: {app: 'alone'}},
        spec: {template: template({...podSpec, restartPolicy: 'Never'})},
      },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {name: 'full'},
    spec: {
      suspend: true,
      completionMode: 'Indexed',
      completions: 1,
      template: {metadata: {labels: {app: 'alone'}}, spec: {...podSpec, restartPolicy: 'Never'}},
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {name: 'full'},
    type: 'Opaque',
    data: {a: 'Yg=='},
  },
  // a ReplicaSet that finds it by its label would take it for one too many
  {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'full', labels: {app: 'alone'}}, spec: podSpec},
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {name: 'full'},
    spec: {
      type: 'NodePort',
      selector: {app: 'full'},
      ports: [{name: 'http', port: 80, targetPort: 'http'}],
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}},
    },
  },
  {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'full'}, data: {a: 'a'}, binaryData: {b: 'Yg=='}},
];
