import {named, request, type Step, type Theme} from '../step.ts';
import {template} from './objects.ts';

const corePath = '/api/v1/namespaces/NAMESPACE';
const appsPath = '/apis/apps/v1/namespaces/NAMESPACE';
const rbacPath = '/apis/rbac.authorization.k8s.io/v1/namespaces/NAMESPACE';
const policiesPath = '/apis/networking.k8s.io/v1/namespaces/NAMESPACE/networkpolicies';
const ingressesPath = '/apis/networking.k8s.io/v1/namespaces/NAMESPACE/ingresses';
const image = 'nginx:1.18-alpine';

/** What each kind's object is refused for, by what is wrong with it. Nothing is made of what is taken. */
function refusals(path: string, kind: string, wrong: Readonly<Record<string, object>>): Step[] {
  return Object.entries(wrong).map(([what, body]) =>
    named(`${kind}: ${what}`, request('POST', `${path}?dryRun=All`, {body: {kind, metadata: {name: 'x'}, ...body}})),
  );
}
const core = (plural: string, kind: string, wrong: Readonly<Record<string, object>>): Step[] =>
  refusals(`${corePath}/${plural}`, kind, withVersion('v1', wrong));
const apps = (plural: string, kind: string, wrong: Readonly<Record<string, object>>): Step[] =>
  refusals(`${appsPath}/${plural}`, kind, withVersion('apps/v1', wrong));
const rbac = (plural: string, kind: string, wrong: Readonly<Record<string, object>>): Step[] =>
  refusals(`${rbacPath}/${plural}`, kind, withVersion('rbac.authorization.k8s.io/v1', wrong));

function withVersion(apiVersion: string, wrong: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(Object.entries(wrong).map(([what, body]) => [what, {apiVersion, ...body}]));
}

const podWith = (container: object, spec: object = {}): object => ({
  spec: {containers: [{name: 'main', image: image, ...container}], ...spec},
});
const volume = (source: object): object =>
  podWith({volumeMounts: [{name: 'v', mountPath: '/v'}]}, {volumes: [{name: 'v', ...source}]});
const probe = (readinessProbe: object): object => podWith({readinessProbe});
const service = (spec: object): object => ({spec: {ports: [{port: 80}], ...spec}});
const workload = (spec: object): object => ({
  spec: {selector: {matchLabels: {app: 'x'}}, template: template('x'), ...spec},
});
const update = (rollingUpdate: object): object => workload({updateStrategy: {rollingUpdate}});
const ingressPath = (path: object, spec: object = {}): object => ({
  spec: {
    rules: [
      {
        http: {
          paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'web', port: {number: 80}}}, ...path}],
        },
      },
    ],
    ...spec,
  },
});
const rollout = (rollingUpdate: object): object => workload({strategy: {rollingUpdate}});
const requests = (amounts: object, limits: object = {}): object => podWith({resources: {requests: amounts, limits}});
const affinity = (nodeSelectorTerms: object[]): object =>
  podWith({}, {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms}}}});
const selects = (expression: object): object => affinity([{matchExpressions: [expression]}]);
const tolerates = (toleration: object): object => podWith({}, {tolerations: [toleration]});

const shared = {
  'no selector': workload({selector: undefined}),
  'an empty selector': workload({selector: {}}),
  'another app': workload({template: template('y')}),
  'a bad expression': workload({selector: {matchExpressions: [{key: 'app', operator: 'In'}]}}),
  'an unknown operator': workload({selector: {matchExpressions: [{key: 'app', operator: 'Near', values: ['x']}]}}),
  'a bad value': workload({selector: {matchLabels: {app: 'not valid'}}}),
  'a bad key': workload({selector: {matchLabels: {'not valid': 'x'}}}),
  'no template': workload({template: undefined}),
  'no containers': workload({template: template('x', {containers: []})}),
  'no image': workload({template: template('x', {}, {image: ''})}),
  'restarting never': workload({template: template('x', {restartPolicy: 'Never'})}),
  'with a deadline': workload({template: template('x', {activeDeadlineSeconds: 5})}),
  'too soon ready': workload({minReadySeconds: -1}),
};

/** What is refused for what stands in it, kind by kind. */
export const refusedObjects: Theme = {
  name: 'refused-objects',
  steps: [
    ...core('pods', 'Pod', {
      'no spec': {},
      'no name of a container': podWith({name: ''}),
      'a long name of a container': podWith({name: 'a'.repeat(64)}),
      'two of a name': {
        spec: {
          containers: [
            {name: 'main', image: image},
            {name: 'main', image: image},
          ],
        },
      },
      'an image with a space': podWith({image: ' nginx'}),
      'a port of none': podWith({ports: [{}]}),
      'a port of 0': podWith({ports: [{containerPort: 0}]}),
      'a protocol': podWith({ports: [{containerPort: 80, protocol: 'HTTP'}]}),
      'a long port name': podWith({ports: [{containerPort: 80, name: 'a-very-long-port-name'}]}),
      'a port name of digits': podWith({ports: [{containerPort: 80, name: '80'}]}),
      'two port names': podWith({
        ports: [
          {containerPort: 80, name: 'web'},
          {containerPort: 81, name: 'web'},
        ],
      }),
      'a nameless variable': podWith({env: [{value: 'x'}]}),
      'a variable of a bad name': podWith({env: [{name: 'a=b', value: 'x'}]}),
      'a variable of two sources': podWith({
        env: [{name: 'a', value: 'x', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}}],
      }),
      'a variable of an unknown field': podWith({env: [{name: 'a', valueFrom: {fieldRef: {fieldPath: 'spec.none'}}}]}),
      'a mount without a path': podWith({volumeMounts: [{name: 'v'}]}, {volumes: [{name: 'v', emptyDir: {}}]}),
      'two mounts at a path': podWith(
        {
          volumeMounts: [
            {name: 'v', mountPath: '/v'},
            {name: 'v', mountPath: '/v'},
          ],
        },
        {volumes: [{name: 'v', emptyDir: {}}]},
      ),
      'a mount of no volume': podWith({volumeMounts: [{name: 'none', mountPath: '/v'}]}),
      'a volume of two kinds': volume({emptyDir: {}, hostPath: {path: '/'}}),
      'a volume without a name': podWith({}, {volumes: [{emptyDir: {}}]}),
      'a folder without a path': volume({hostPath: {}}),
      'a folder of an unknown type': volume({hostPath: {path: '/', type: 'Folder'}}),
      'a ConfigMap without a name': volume({configMap: {}}),
      'a Secret without a name': volume({secret: {}}),
      'a claim without a name': volume({persistentVolumeClaim: {}}),
      'a key without a path': volume({configMap: {name: 'x', items: [{key: 'a'}]}}),
      'a path that leads out': volume({configMap: {name: 'x', items: [{key: 'a', path: '../b'}]}}),
      'a probe of nothing': probe({}),
      'a probe of two ways': probe({exec: {command: ['ls']}, httpGet: {port: 80}}),
      'a probe of no port': probe({httpGet: {path: '/'}}),
      'a probe of port 0': probe({tcpSocket: {port: 0}}),
      'a probe of no command': probe({exec: {}}),
      'a probe too often': probe({exec: {command: ['ls']}, periodSeconds: -1}),
      'a probe of a bad scheme': probe({httpGet: {port: 80, scheme: 'FTP'}}),
      'a liveness of two': podWith({livenessProbe: {exec: {command: ['ls']}, successThreshold: 2}}),
      'too little memory': requests({memory: '-1'}),
      'more than its limit': requests({cpu: '2'}, {cpu: '1'}),
      'an unknown resource': requests({time: '1'}),
      'no quantity': requests({memory: '1X'}),
      'a DNS policy': podWith({}, {dnsPolicy: 'Sometimes'}),
      'a bad ServiceAccount': podWith({}, {serviceAccountName: 'Not A Name'}),
      'an unknown ServiceAccount': podWith({}, {serviceAccountName: 'none'}),
      'an unknown class': podWith({}, {priorityClassName: 'none'}),
      'a bad node': podWith({}, {nodeName: 'Not A Name'}),
      'a bad selector': podWith({}, {nodeSelector: {'not valid': 'x'}}),
      'a bad selected value': podWith({}, {nodeSelector: {a: 'not valid'}}),
      'no deadline': podWith({}, {activeDeadlineSeconds: 0}),
      'a bad host name': podWith({}, {hostname: 'Not A Name'}),
      'no terms': affinity([]),
      'a term of no values': selects({key: 'a', operator: 'In'}),
      'a term of needless values': selects({key: 'a', operator: 'Exists', values: ['x']}),
      'a term of two numbers': selects({key: 'a', operator: 'Gt', values: ['1', '2']}),
      'a term of no operator': selects({key: 'a', operator: 'Near', values: ['1']}),
      'a toleration of no key': tolerates({operator: 'Equal', value: 'x'}),
      'a toleration of a value': tolerates({key: 'a', operator: 'Exists', value: 'x'}),
      'a toleration of an effect': tolerates({key: 'a', operator: 'Exists', effect: 'Sometimes'}),
      'a toleration for a while': tolerates({key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5}),
      'an unknown operator of a toleration': tolerates({key: 'a', operator: 'Near', value: 'x'}),
      'an init container of the same name': podWith({}, {initContainers: [{name: 'main', image: image}]}),
      'an init container that restarts': podWith(
        {},
        {initContainers: [{name: 'first', image: image, restartPolicy: 'Sometimes'}]},
      ),
      'text for a number': podWith({}, {terminationGracePeriodSeconds: 'long'}),
      'text for a list': podWith({command: 'ls'}),
      'a number for text': podWith({command: [7]}),
      'a list for an object': {spec: []},
    }),
    ...core('services', 'Service', {
      'no ports': {spec: {}},
      'a port of 0': service({ports: [{port: 0}]}),
      'a port too high': service({ports: [{port: 99_999}]}),
      'two ports alike': service({
        ports: [
          {name: 'a', port: 80},
          {name: 'b', port: 80},
        ],
      }),
      'two of a name': service({
        ports: [
          {name: 'a', port: 80},
          {name: 'a', port: 81},
        ],
      }),
      'nameless ports': service({ports: [{port: 80}, {port: 81}]}),
      'a bad port name': service({ports: [{name: 'Not A Name', port: 80}]}),
      'a protocol': service({ports: [{port: 80, protocol: 'HTTP'}]}),
      'a bad target': service({ports: [{port: 80, targetPort: 'Not A Name'}]}),
      'a target too high': service({ports: [{port: 80, targetPort: 99_999}]}),
      'a type': service({type: 'Sometimes'}),
      'a node port it cannot have': service({ports: [{port: 80, nodePort: 30_999}]}),
      'a node port out of range': service({type: 'NodePort', ports: [{port: 80, nodePort: 80}]}),
      'a cluster IP': service({clusterIP: 'here'}),
      'a cluster IP elsewhere': service({clusterIP: '8.8.8.8'}),
      'no external name': {spec: {type: 'ExternalName'}},
      'a bad external name': {spec: {type: 'ExternalName', externalName: 'Not A Name'}},
      'an affinity': service({sessionAffinity: 'Sometimes'}),
      'a bad selector': service({selector: {'not valid': 'x'}}),
      'a bad selected value': service({selector: {a: 'not valid'}}),
      'headless at a node port': service({type: 'NodePort', clusterIP: 'None'}),
      'a name of digits': {metadata: {name: '1x'}, ...service({})},
      'a traffic policy': service({type: 'NodePort', externalTrafficPolicy: 'Sometimes'}),
    }),
    ...core('configmaps', 'ConfigMap', {
      'a bad key': {data: {'not valid': 'x'}},
      'a key twice': {data: {a: 'x'}, binaryData: {a: 'eA=='}},
      'a bad base64': {binaryData: {a: '%'}},
      'a number': {data: {a: 1}},
      'a list': {data: ['a']},
    }),
    ...core('secrets', 'Secret', {
      'a bad key': {data: {'not valid': 'eA=='}},
      'a bad base64': {data: {a: '%'}},
      'a TLS pair of none': {type: 'kubernetes.io/tls'},
      'a Docker login of none': {type: 'kubernetes.io/dockerconfigjson'},
      'a token of nobody': {type: 'kubernetes.io/service-account-token'},
      'a password of none': {type: 'kubernetes.io/basic-auth'},
    }),
    ...core('resourcequotas', 'ResourceQuota', {
      'less than none': {spec: {hard: {pods: '-1'}}},
      'half of one': {spec: {hard: {pods: '0.5'}}},
      'an unknown resource': {spec: {hard: {time: '1'}}},
      'no quantity': {spec: {hard: {pods: 'many'}}},
      'an unknown scope': {spec: {hard: {pods: '1'}, scopes: ['Sometimes']}},
      'two scopes that exclude each other': {spec: {hard: {pods: '1'}, scopes: ['BestEffort', 'NotBestEffort']}},
    }),
    ...core('limitranges', 'LimitRange', {
      'a type': {spec: {limits: [{type: 'Sometimes'}]}},
      'two of a type': {spec: {limits: [{type: 'Container'}, {type: 'Container'}]}},
      'least above most': {spec: {limits: [{type: 'Container', min: {cpu: '2'}, max: {cpu: '1'}}]}},
      'default above most': {spec: {limits: [{type: 'Container', default: {cpu: '2'}, max: {cpu: '1'}}]}},
      'a default for Pods': {spec: {limits: [{type: 'Pod', default: {cpu: '2'}}]}},
    }),
    ...core('serviceaccounts', 'ServiceAccount', {
      'a bad name': {metadata: {name: 'Not A Name'}},
      'text for a choice': {automountServiceAccountToken: 'yes'},
    }),
    ...core('endpoints', 'Endpoints', {
      'no addresses': {subsets: [{ports: [{port: 80}]}]},
      'a bad address': {subsets: [{addresses: [{ip: 'here'}], ports: [{port: 80}]}]},
      'a loopback': {subsets: [{addresses: [{ip: '127.0.0.1'}], ports: [{port: 80}]}]},
      'a port of 0': {subsets: [{addresses: [{ip: '10.1.2.3'}], ports: [{port: 0}]}]},
      'a protocol': {subsets: [{addresses: [{ip: '10.1.2.3'}], ports: [{port: 80, protocol: 'HTTP'}]}]},
      'nameless ports': {subsets: [{addresses: [{ip: '10.1.2.3'}], ports: [{port: 80}, {port: 81}]}]},
    }),
    ...apps('daemonsets', 'DaemonSet', {
      ...shared,
      'a strategy': workload({updateStrategy: {type: 'Sometimes'}}),
      'none unavailable': update({maxUnavailable: 0}),
      'both ways': update({maxUnavailable: 1, maxSurge: 1}),
      'more than all': update({maxUnavailable: '200%'}),
      'no percentage': update({maxUnavailable: 'half'}),
      'less than none': update({maxUnavailable: -1}),
      'no history': workload({revisionHistoryLimit: -1}),
    }),
    ...apps('deployments', 'Deployment', {
      ...shared,
      'less than none': workload({replicas: -1}),
      'half of one': workload({replicas: 0.5}),
      many: workload({replicas: 'many'}),
      'a strategy': workload({strategy: {type: 'Sometimes'}}),
      'recreating bit by bit': workload({strategy: {type: 'Recreate', rollingUpdate: {maxSurge: 1}}}),
      'that can never begin': rollout({maxSurge: 0, maxUnavailable: 0}),
      'more than all': rollout({maxUnavailable: '200%'}),
      'no percentage': rollout({maxSurge: 'half'}),
      'no history': workload({revisionHistoryLimit: -1}),
      'no time': workload({progressDeadlineSeconds: 0}),
      'not time enough': workload({minReadySeconds: 10, progressDeadlineSeconds: 5}),
    }),
    ...apps('replicasets', 'ReplicaSet', {...shared, 'less than none': workload({replicas: -1})}),
    ...rbac('roles', 'Role', {
      'no verbs': {rules: [{apiGroups: [''], resources: ['pods']}]},
      'no resources': {rules: [{apiGroups: [''], verbs: ['get']}]},
      'no groups': {rules: [{resources: ['pods'], verbs: ['get']}]},
      'a path': {rules: [{nonResourceURLs: ['/healthz'], verbs: ['get']}]},
    }),
    ...rbac('rolebindings', 'RoleBinding', {
      'no role': {},
      'an unknown kind of role': {roleRef: {kind: 'Rule', name: 'x'}},
      'no name of the role': {roleRef: {kind: 'Role', name: ''}},
      'an unknown kind of subject': {
        roleRef: {kind: 'ClusterRole', name: 'view'},
        subjects: [{kind: 'Robot', name: 'x'}],
      },
      'a nameless subject': {roleRef: {kind: 'ClusterRole', name: 'view'}, subjects: [{kind: 'User'}]},
    }),
    ...refusals(
      policiesPath,
      'NetworkPolicy',
      withVersion('networking.k8s.io/v1', {
        'a port too high': {spec: {podSelector: {}, ingress: [{ports: [{port: 99_999}]}]}},
        'a protocol': {spec: {podSelector: {}, ingress: [{ports: [{port: 80, protocol: 'HTTP'}]}]}},
        'a policy type': {spec: {podSelector: {}, policyTypes: ['Sideways']}},
        'a peer of nothing': {spec: {podSelector: {}, ingress: [{from: [{}]}]}},
        'a bad block': {spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 'here'}}]}]}},
        'a bad selector': {spec: {podSelector: {matchLabels: {'not valid': 'x'}}}},
      }),
    ),
    ...refusals(
      ingressesPath,
      'Ingress',
      withVersion('networking.k8s.io/v1', {
        'nothing to send anything to': {spec: {}},
        'no rules at all': {spec: {rules: []}},
        'a host that is an address': {spec: {rules: [{host: '10.0.0.1'}]}},
        'a host of capitals': {spec: {rules: [{host: 'Web.local'}]}},
        'a star within a host': {spec: {rules: [{host: 'a.*.local'}]}},
        'no paths': {spec: {rules: [{http: {paths: []}}]}},
        'no type of path': ingressPath({pathType: undefined}),
        'another type of path': ingressPath({pathType: 'Suffix'}),
        'no path': ingressPath({path: undefined}),
        'a relative path': ingressPath({path: 'web', pathType: 'ImplementationSpecific'}),
        'a path with two slashes': ingressPath({path: '/a//b', pathType: 'Exact'}),
        'a path that leads up': ingressPath({path: '/a/..'}),
        'no backend': ingressPath({backend: {}}),
        'no Service': ingressPath({backend: {service: {port: {number: 80}}}}),
        'a Service of capitals': ingressPath({backend: {service: {name: 'Web', port: {number: 80}}}}),
        'no port': ingressPath({backend: {service: {name: 'web'}}}),
        'two ports': ingressPath({backend: {service: {name: 'web', port: {name: 'http', number: 80}}}}),
        'a port too high': ingressPath({backend: {service: {name: 'web', port: {number: 99_999}}}}),
        'a bad name of a port': ingressPath({backend: {service: {name: 'web', port: {name: 'HTTP'}}}}),
        'a backend of nothing': {spec: {defaultBackend: {resource: {kind: '', name: ''}}}},
        'two backends': {
          spec: {defaultBackend: {service: {name: 'web', port: {number: 80}}, resource: {kind: 'Bucket', name: 'x'}}},
        },
        'a bad name of a Secret': {...ingressPath({}, {tls: [{hosts: ['web.local'], secretName: 'No_Name'}]})},
        'a bad host of TLS': {...ingressPath({}, {tls: [{hosts: ['*']}]})},
        'a bad class': {...ingressPath({}, {ingressClassName: 'No_Class'})},
        'two classes': {
          ...ingressPath({}, {ingressClassName: 'one'}),
          metadata: {name: 'x', annotations: {'kubernetes.io/ingress.class': 'other'}},
        },
      }),
    ),
    ...refusals(
      '/apis/networking.k8s.io/v1/ingressclasses',
      'IngressClass',
      withVersion('networking.k8s.io/v1', {
        'no controller': {spec: {}},
        'a controller of no domain': {spec: {controller: 'nginx'}},
        'a bad domain': {spec: {controller: 'No_Domain/x'}},
        'parameters of another scope': {
          spec: {controller: 'example.com/x', parameters: {kind: 'Settings', name: 'x', scope: 'Planet'}},
        },
        'parameters of no namespace': {
          spec: {controller: 'example.com/x', parameters: {kind: 'Settings', name: 'x', scope: 'Namespace'}},
        },
      }),
    ),
  ],
};
