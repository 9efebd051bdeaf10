import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';
import {Exec, type KubeConfig} from '@kubernetes/client-node';
import {client, covering, kubectl, named, request, settle, type Condition, type Step, type Theme} from '../step.ts';
import {daemonSet, deployment, pod, template} from './objects.ts';

const namespacePath = '/api/v1/namespaces/NAMESPACE';
const appsPath = '/apis/apps/v1/namespaces/NAMESPACE';
const mergePatchType = 'application/merge-patch+json';
const condition = {type: 'Fidelity', status: 'True', reason: 'Tested', message: 'it was tested'};
const nowhere = {nodeSelector: {none: 'such'}};
const nothing = {replicas: 0, template: template('idle', nowhere)};

/** Reads, replaces and patches the status of an object, which leaves its spec alone. */
function statusRows(path: string, {status, only}: {status: object; only: readonly string[]}): Step[] {
  return [
    request('GET', `${path}/status`, {only}),
    request('PATCH', `${path}/status`, {
      body: {status, metadata: {labels: {not: 'this'}}},
      contentType: mergePatchType,
      only,
    }),
    request('PUT', `${path}/status`, {
      // Controllers write to it meanwhile.
      change: {metadata: {resourceVersion: null}, spec: {changed: true}, status},
      only,
    }),
    request('PUT', `${path}/status?of=old`, {change: {metadata: {resourceVersion: '1'}}}),
  ];
}

/** @param one the object as kubectl names it */
function scaleRows(path: string, one: string): (Step | Condition)[] {
  return [
    request('GET', `${path}/scale`),
    request('PATCH', `${path}/scale`, {
      body: {spec: {replicas: 1}},
      contentType: mergePatchType,
      only: ['kind', 'spec'],
    }),
    // While its controller still counts Pods, what was read is old at once.
    settle(
      `get ${one} -o jsonpath='{.metadata.generation}={.status.observedGeneration} {.status.replicas}'`,
      /^(\d+)=\1 1$/,
    ),
    request('PUT', `${path}/scale`, {change: {spec: {replicas: 0}}, only: ['kind', 'spec']}),
    request('PUT', `${path}/scale?of=less`, {change: {spec: {replicas: -1}}}),
  ];
}

/** Each subresource of the support matrix: status, scale, eviction, tokens, logs, HTTP and commands in a container. */
export const subresources: Theme = {
  name: 'subresources',
  steps: [
    kubectl('create -f -', pod('web', {labels: {app: 'nginx'}})),
    kubectl('create -f -', pod('idle', {spec: nowhere})),
    kubectl('expose pod web --port=80 --name=web'),
    kubectl('create service loadbalancer balanced --tcp=80'),
    kubectl('create -f -', daemonSet('idle', {template: template('idle', nowhere)})),
    kubectl('create -f -', deployment('idle', nothing)),
    named(
      'a ReplicaSet',
      kubectl('create -f -', {
        ...deployment('alone', {...nothing, template: template('alone', nowhere)}),
        kind: 'ReplicaSet',
      }),
    ),
    kubectl('create -f -', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {name: 'idle', labels: {app: 'idle'}},
      spec: {suspend: true, template: template('idle', {...nowhere, restartPolicy: 'Never'})},
    }),
    kubectl('create ingress idle --class=none --rule=web.local/*=web:80'),
    kubectl('create cronjob idle --image=busybox:1.36 --schedule="0 0 29 2 *"'.replaceAll('"', "'")),
    kubectl('create -f -', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: {name: 'idle', labels: {app: 'idle'}},
      spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'none'}, maxReplicas: 2},
    }),
    kubectl('create pdb idle --selector=app=none --min-available=1'),
    kubectl('create quota idle --hard=count/secrets=9'),
    kubectl('create -f -', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: {name: 'numbered'},
      spec: {
        replicas: 0,
        serviceName: 'numbered',
        selector: {matchLabels: {app: 'numbered'}},
        template: template('numbered', nowhere),
      },
    }),
    kubectl('create -f -', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {name: 'idle'},
      spec: {accessModes: ['ReadWriteOnce'], storageClassName: 'none', resources: {requests: {storage: '1Mi'}}},
    }),
    kubectl('create -f -', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {name: 'NAMESPACE-idle'},
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'by-hand',
        capacity: {storage: '1Mi'},
        hostPath: {path: '/tmp/idle', type: ''},
      },
    }),
    settle('get pv NAMESPACE-idle -o jsonpath={.status.phase}', /Available/),
    settle('get pod web --no-headers', /1\/1 +Running/),
    settle('get endpoints web --no-headers', /:80/),
    settle("get pod idle -o jsonpath='{.status.conditions[0].reason}'", /Unschedulable/),
    settle("get ds/idle deploy/idle rs/alone -o jsonpath='{.items[*].status.observedGeneration}'", /^1 1 1$/),
    settle("get quota idle -o jsonpath='{.status.hard}'", /9/),

    ...statusRows('/api/v1/namespaces/NAMESPACE', {status: {}, only: ['metadata.name', 'spec', 'status']}),
    ...statusRows(`${namespacePath}/pods/idle`, {
      status: {conditions: [condition]},
      only: ['metadata.name', 'metadata.labels', 'spec.nodeSelector', 'status.phase', 'status.conditions'],
    }),
    request('PATCH', `${namespacePath}/services/web/status?of=no-balancer`, {
      body: {status: {loadBalancer: {ingress: [{ip: '10.1.2.3'}]}}},
      contentType: mergePatchType,
    }),
    ...statusRows(`${namespacePath}/services/balanced`, {
      status: {loadBalancer: {ingress: [{ip: '10.1.2.3'}]}},
      only: ['metadata.name', 'metadata.labels', 'spec.ports', 'status.loadBalancer'],
    }),
    ...statusRows(`${namespacePath}/resourcequotas/idle`, {
      status: {},
      only: ['metadata.name', 'metadata.labels', 'spec', 'status'],
    }),
    ...statusRows('/apis/networking.k8s.io/v1/namespaces/NAMESPACE/ingresses/idle', {
      status: {loadBalancer: {ingress: [{hostname: 'web.local'}]}},
      only: ['metadata.name', 'metadata.labels', 'metadata.generation', 'spec', 'status'],
    }),
    ...statusRows('/apis/autoscaling/v2/namespaces/NAMESPACE/horizontalpodautoscalers/idle', {
      status: {},
      only: ['metadata.name', 'metadata.labels', 'spec.maxReplicas'],
    }),
    ...statusRows('/apis/policy/v1/namespaces/NAMESPACE/poddisruptionbudgets/idle', {
      status: {},
      only: ['metadata.name', 'metadata.labels', 'metadata.generation', 'spec'],
    }),
    // nobody writes over it without saying which version they know
    request('PUT', '/apis/policy/v1/namespaces/NAMESPACE/poddisruptionbudgets/idle/status?of=now', {
      change: {status: {}},
      only: ['metadata.name', 'metadata.labels', 'metadata.generation', 'spec'],
    }),
    ...statusRows('/apis/batch/v1/namespaces/NAMESPACE/cronjobs/idle', {
      status: {},
      only: ['metadata.name', 'metadata.labels', 'metadata.generation', 'spec.schedule', 'status'],
    }),
    ...statusRows('/apis/batch/v1/namespaces/NAMESPACE/jobs/idle', {
      status: {},
      only: ['metadata.name', 'metadata.labels', 'metadata.generation', 'spec.suspend'],
    }),
    ...statusRows(`${appsPath}/daemonsets/idle`, {
      status: {conditions: [condition]},
      only: ['metadata.labels', 'metadata.generation', 'status.desiredNumberScheduled', 'status.conditions'],
    }),
    ...statusRows(`${appsPath}/deployments/idle`, {
      status: {},
      only: ['metadata.labels', 'metadata.generation', 'spec'],
    }),
    ...statusRows(`${appsPath}/replicasets/alone`, {
      status: {conditions: [condition]},
      only: ['metadata.labels', 'metadata.generation', 'status.replicas', 'status.conditions'],
    }),
    ...statusRows(`${namespacePath}/persistentvolumeclaims/idle`, {
      status: {},
      only: ['metadata.labels', 'spec', 'status.phase'],
    }),
    ...statusRows('/api/v1/persistentvolumes/NAMESPACE-idle', {
      status: {},
      only: ['metadata.labels', 'spec.capacity', 'status.phase'],
    }),
    kubectl('delete pv NAMESPACE-idle'),
    ...statusRows(`${appsPath}/statefulsets/numbered`, {
      status: {conditions: [condition]},
      only: ['metadata.labels', 'metadata.generation', 'status.replicas'],
    }),
    ...scaleRows(`${appsPath}/statefulsets/numbered`, 'statefulset/numbered'),
    ...scaleRows(`${appsPath}/deployments/idle`, 'deployment/idle'),
    ...scaleRows(`${appsPath}/replicasets/alone`, 'replicaset/alone'),

    request('GET', `${namespacePath}/pods/web/log`, {accept: 'text/plain, */*'}),
    request('GET', `${namespacePath}/pods/web/log?tailLines=0`),
    request('GET', `${namespacePath}/pods/web/log?container=none`),
    request('GET', `${namespacePath}/pods/web/log?tailLines=many`),
    request('GET', `${namespacePath}/pods/web/log?tailLines=-1`),
    request('GET', `${namespacePath}/pods/web/log?previous=true`),
    request('GET', `${namespacePath}/pods/web/proxy/no-such-page`),
    request('GET', `${namespacePath}/pods/web:80/proxy/no-such-page`),
    request('GET', `${namespacePath}/pods/none/proxy/`),
    kubectl("exec web -- sh -c 'echo hello > /usr/share/nginx/html/index.html'"),
    request('GET', `${namespacePath}/pods/web/proxy/`, {accept: '*/*'}),
    request('GET', `${namespacePath}/services/web/proxy/`, {accept: '*/*'}),
    request('GET', `${namespacePath}/services/web:80/proxy/index.html`, {accept: '*/*'}),
    request('GET', `${namespacePath}/services/web:81/proxy/`),
    request('GET', `${namespacePath}/services/http:web:80/proxy/`, {accept: '*/*'}),

    covering('v1/pods/exec create', kubectl('exec web -- echo hello')),
    client('runs a command', (config, namespace) => run(config, namespace, ['echo', 'hello']), ['v1/pods/exec get']),
    client('runs a command that fails', (config, namespace) =>
      run(config, namespace, ['sh', '-c', 'echo no >&2; exit 7']),
    ),
    client('runs a command that is not there', (config, namespace) => run(config, namespace, ['no-such-program'])),

    request('POST', `${namespacePath}/serviceaccounts/default/token`, {
      body: {spec: {audiences: ['https://kubernetes.default.svc'], expirationSeconds: 3600}},
      only: ['kind', 'spec.expirationSeconds', 'spec.audiences'],
    }),
    request('POST', `${namespacePath}/serviceaccounts/default/token?of=short`, {body: {spec: {expirationSeconds: 1}}}),
    request('POST', `${namespacePath}/serviceaccounts/none/token`, {body: {}}),
    kubectl('auth can-i get pods --subresource=log'),
    request('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      body: {spec: {resourceAttributes: {verb: 'get', resource: 'pods', namespace: 'NAMESPACE'}}},
      only: ['kind', 'status.allowed'],
    }),
    request('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews?of=nothing', {body: {spec: {}}}),
    request('POST', '/apis/authorization.k8s.io/v1/namespaces/NAMESPACE/localsubjectaccessreviews', {
      body: {
        spec: {
          user: 'system:serviceaccount:NAMESPACE:default',
          groups: ['system:authenticated'],
          resourceAttributes: {verb: 'get', resource: 'pods', namespace: 'NAMESPACE'},
        },
      },
      only: ['kind', 'status.allowed'],
    }),
    request('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', {
      body: {spec: {namespace: 'NAMESPACE'}},
      only: ['kind', 'spec', 'status.incomplete'],
    }),
    request('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews?of=nothing', {body: {spec: {}}}),
    request('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {body: {}, only: ['kind', 'apiVersion']}),
    request('POST', `${namespacePath}/pods/web/eviction?dryRun=All`, {body: {metadata: {name: 'web'}}}),
    request('POST', `${namespacePath}/pods/none/eviction`, {
      body: {apiVersion: 'policy/v1beta1', kind: 'Eviction', metadata: {name: 'none'}},
    }),
    request('POST', `${namespacePath}/pods/web/eviction`, {
      body: {apiVersion: 'policy/v1beta1', kind: 'Eviction', metadata: {name: 'web'}},
    }),
    settle('get pod web --ignore-not-found -o name', /^$/),
    request('GET', `${namespacePath}/services/web/proxy/?of=nothing`),
  ],
};

async function run(config: KubeConfig, namespace: string, command: string[]): Promise<unknown> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const {promise: ended, resolve: end, reject: fail} = Promise.withResolvers<unknown>();
  const socket = await new Exec(config).exec(namespace, 'web', 'main', command, stdout, stderr, null, false, end);
  socket.once('close', () => fail(new Error('The connection was closed without a status.')));
  const status = await ended;
  stdout.end();
  stderr.end();
  return {status, stdout: await text(stdout), stderr: await text(stderr)};
}
