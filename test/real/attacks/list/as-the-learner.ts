import {patchTypes, type ApiRequest} from '#src/cluster/api/api-request.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {OtherAttack} from '../attack.ts';
import {harmlessPodSpec} from '../mischiefs.ts';
import {watched} from '../outside.ts';
import {ask, isRightsRefusal} from '../raw-request.ts';
import type {World} from '../world.ts';

const rbac = 'rbac.authorization.k8s.io/v1';
const others = 'other learners';
const rights = 'rights in the cluster';
const theNode = 'the node';
const theCluster = 'the cluster';
/** What other sandboxes and the cluster consist of is there; what an attack makes is not. */
const made = 'made-by-mallory';

interface Request {
  readonly name: string;
  readonly threat: string;
  readonly method?: ApiRequest['method'];
  /** As it is shown; `OWN` and `OTHER` stand for namespaces, `POD` for Ada's Pod, `MINE` for Mallory's, `NODE` for hers. */
  readonly path: string;
  readonly body?: (world: World) => JsonObject;
  /** Newer versions do not serve it to anybody. */
  readonly isOfOldVersions?: boolean;
}

const toPath = (path: string, {mallory, ada}: World): string =>
  path
    .replace('OWN', `namespaces/${mallory.namespace}`)
    .replace('OTHER', `namespaces/${ada.namespace}`)
    .replace('POD', ada.pod.name)
    .replace('MINE', mallory.pod.name)
    .replace('NODE', mallory.node);

const read = (name: string, threat: string, ...paths: readonly string[]): readonly Request[] =>
  paths.map((path) => ({name, threat, path}));

const write = (
  name: string,
  threat: string,
  path: string,
  body: JsonObject | ((world: World) => JsonObject),
): Request => ({name, threat, method: 'POST', path, body: typeof body === 'function' ? body : () => body});

const change = (
  name: string,
  threat: string,
  path: string,
  body: JsonObject = {metadata: {labels: {a: 'b'}}},
): Request => ({
  name,
  threat,
  method: 'PATCH',
  path,
  body: () => body,
});

const remove = (name: string, threat: string, ...paths: readonly string[]): readonly Request[] =>
  paths.map((path) => ({
    name,
    threat,
    method: 'DELETE',
    path,
    body: () => ({kind: 'DeleteOptions', apiVersion: 'v1'}),
  }));

const pod: JsonObject = {apiVersion: 'v1', kind: 'Pod', metadata: {name: made}, spec: harmlessPodSpec};
const tokenRequest: JsonObject = {apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {}};
const binding =
  (kind: string, roleRef: JsonObject) =>
  ({mallory}: World): JsonObject => ({
    apiVersion: rbac,
    kind,
    metadata: {name: made},
    roleRef: {apiGroup: 'rbac.authorization.k8s.io', ...roleRef},
    subjects: [{kind: 'ServiceAccount', name: 'learner', namespace: mallory.namespace}],
  });

const requests: readonly Request[] = [
  ...read(
    'reading what is another learner’s',
    others,
    '/api/v1/OTHER/pods',
    '/api/v1/OTHER/pods/POD',
    '/api/v1/OTHER/pods/POD/log',
    '/api/v1/OTHER/configmaps/private',
    '/api/v1/OTHER/services',
    '/api/v1/OTHER/events',
    '/api/v1/OTHER/endpoints',
    '/apis/apps/v1/OTHER/daemonsets',
    '/apis/apps/v1/OTHER/controllerrevisions',
    '/api/v1/OTHER/services/nginx-np:8010/proxy/',
    '/api/v1/OTHER/pods/POD/proxy/',
    '/api/v1/OTHER/secrets',
    '/apis/batch/v1/OTHER/jobs',
    '/apis/batch/v1/OTHER/cronjobs',
    '/apis/autoscaling/v2/OTHER/horizontalpodautoscalers',
    '/apis/policy/v1/OTHER/poddisruptionbudgets',
    '/apis/metrics.k8s.io/v1beta1/OTHER/pods',
    '/apis/metrics.k8s.io/v1beta1/pods',
    '/apis/metrics.k8s.io/v1beta1/nodes',
    '/api/v1/OTHER/resourcequotas',
    '/api/v1/pods',
    '/api/v1/configmaps',
    '/api/v1/events',
    '/apis/apps/v1/daemonsets',
  ),
  write('a Pod for another learner', others, '/api/v1/OTHER/pods', pod),
  write('a command in another learner’s Pod', others, '/api/v1/OTHER/pods/POD/exec?command=id&stdout=true', {}),
  write('a session with another learner’s Pod', others, '/api/v1/OTHER/pods/POD/attach?stdout=true', {}),
  write('a port of another learner’s Pod', others, '/api/v1/OTHER/pods/POD/portforward', {}),
  change('changing another learner’s object', others, '/apis/apps/v1/OTHER/daemonsets/nginx'),
  change('changing another learner’s object', others, '/api/v1/OTHER/configmaps/private'),
  ...remove(
    'deleting another learner’s object',
    others,
    '/api/v1/OTHER/pods/POD',
    '/apis/apps/v1/OTHER/daemonsets/nginx',
    '/api/v1/OTHER/configmaps',
    '/api/v1/OTHER',
  ),
  ...read(
    'reading the cluster’s own',
    theCluster,
    '/api/v1/namespaces/kube-system/pods',
    '/api/v1/namespaces/kube-system/configmaps',
    '/api/v1/namespaces/labrador-system/pods',
    '/api/v1/namespaces/default/pods',
    '/api/v1/namespaces',
    '/apis/coordination.k8s.io/v1/leases',
    '/apis/rbac.authorization.k8s.io/v1/clusterroles',
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
    '/apis/storage.k8s.io/v1/storageclasses',
    '/api/v1/persistentvolumes',
    '/apis/certificates.k8s.io/v1/certificatesigningrequests',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    '/metrics',
    '/debug/pprof/',
  ),
  ...read('reading the cluster’s own', theCluster, '/logs/').map((one) => ({...one, isOfOldVersions: true})),
  write('a Pod in kube-system', theCluster, '/api/v1/namespaces/kube-system/pods', pod),
  write('a Pod in labrador-system', theCluster, '/api/v1/namespaces/labrador-system/pods', pod),
  write('a Pod in labrador-nodes', theCluster, '/api/v1/namespaces/labrador-nodes/pods', pod),
  ...remove('ending the node agents', others, '/apis/apps/v1/namespaces/labrador-nodes/daemonsets/labrador-node-agent'),
  ...read(
    'reading Secrets',
    rights,
    '/api/v1/secrets',
    '/api/v1/namespaces/kube-system/secrets',
    '/api/v1/namespaces/labrador-system/secrets',
  ),
  write('a Secret that is filled with a token', rights, '/api/v1/OWN/secrets', {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/service-account-token',
    metadata: {name: made, annotations: {'kubernetes.io/service-account.name': 'learner'}},
  }),
  write('a token for the own account', rights, '/api/v1/OWN/serviceaccounts/learner/token', tokenRequest),
  write('a token for the Pods’ account', rights, '/api/v1/OWN/serviceaccounts/default/token', tokenRequest),
  write(
    'a token for the bot’s account',
    rights,
    '/api/v1/namespaces/labrador-system/serviceaccounts/labrador/token',
    tokenRequest,
  ),
  ...read(
    'reading another’s accounts and roles',
    others,
    '/api/v1/OTHER/serviceaccounts',
    `/apis/${rbac}/OTHER/roles`,
    `/apis/${rbac}/OTHER/rolebindings`,
  ),
  write('an account in another’s sandbox', others, '/api/v1/OTHER/serviceaccounts', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {name: made},
  }),
  write('what another’s account may', others, '/apis/authorization.k8s.io/v1/OTHER/localsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'LocalSubjectAccessReview',
    spec: {user: 'ada', resourceAttributes: {verb: 'get', resource: 'pods'}},
  }),
  ...[
    {apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create']},
    {apiGroups: [''], resources: ['resourcequotas', 'limitranges'], verbs: ['patch', 'delete']},
    {apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate']},
    {apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: ['bind', 'escalate']},
    {apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['patch']},
  ].map((rule) =>
    write('a role with more than one has', rights, `/apis/${rbac}/OWN/roles`, {
      apiVersion: rbac,
      kind: 'Role',
      metadata: {name: made},
      rules: [rule],
    }),
  ),
  write(
    'the bot’s way into the sandbox',
    rights,
    `/apis/${rbac}/OWN/rolebindings`,
    binding('RoleBinding', {kind: 'ClusterRole', name: 'labrador-impersonate-learner'}),
  ),
  write('a role with all', rights, `/apis/${rbac}/OWN/roles`, {
    apiVersion: rbac,
    kind: 'Role',
    metadata: {name: made},
    rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}],
  }),
  write(
    'the role of administrators',
    rights,
    `/apis/${rbac}/OWN/rolebindings`,
    binding('RoleBinding', {kind: 'ClusterRole', name: 'cluster-admin'}),
  ),
  write(
    'the role of administrators, everywhere',
    rights,
    `/apis/${rbac}/clusterrolebindings`,
    binding('ClusterRoleBinding', {kind: 'ClusterRole', name: 'cluster-admin'}),
  ),
  change('the own role', rights, `/apis/${rbac}/clusterroles/labrador-learner`, {
    rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}],
  }),
  change('the own limits', others, '/api/v1/OWN/resourcequotas/sandbox', {spec: {hard: {pods: '999'}}}),
  write('a quota of one’s own', others, '/api/v1/OWN/resourcequotas', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: {name: made},
    spec: {hard: {'count/networkpolicies.networking.k8s.io': '0'}},
  }),
  write('limits of one’s own', others, '/api/v1/OWN/limitranges', {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: {name: made},
    spec: {limits: [{type: 'Container', default: {'ephemeral-storage': '0'}}]},
  }),
  change('the own limits of containers', others, '/api/v1/OWN/limitranges/sandbox', {spec: {limits: []}}),
  ...remove(
    'the own limits',
    others,
    '/api/v1/OWN/resourcequotas/sandbox',
    '/api/v1/OWN/limitranges/sandbox',
    '/apis/networking.k8s.io/v1/OWN/networkpolicies/sandbox',
  ),
  write('a network policy that opens all', others, '/apis/networking.k8s.io/v1/OWN/networkpolicies', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {name: made},
    spec: {podSelector: {}, policyTypes: ['Egress'], egress: [{}]},
  }),
  write('a class of Ingresses', others, '/apis/networking.k8s.io/v1/ingressclasses', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: {name: made},
    spec: {controller: 'k8s.io/ingress-nginx'},
  }),
  change('where the hosts of an Ingress are', others, '/apis/networking.k8s.io/v1/OWN/ingresses/x/status', {
    status: {loadBalancer: {ingress: [{ip: '203.0.113.1'}]}},
  }),
  change('the own namespace', others, '/api/v1/OWN', {
    metadata: {labels: {'labrador.dev/workshop': 'another'}},
  }),
  ...remove('the own namespace', others, '/api/v1/OWN'),
  change('endpoints with another’s address', others, '/api/v1/OWN/endpoints/nginx-np', {subsets: []}),
  write('endpoints with another’s address', others, '/api/v1/OWN/endpoints', {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {name: made},
    subsets: [{addresses: [{ip: '169.254.169.254'}], ports: [{port: 80}]}],
  }),
  write('events that never were', others, '/api/v1/OWN/events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {name: made},
    involvedObject: {kind: 'Pod', name: 'x'},
  }),
  change('a debugging container', theNode, '/api/v1/OWN/pods/MINE/ephemeralcontainers', {
    spec: {ephemeralContainers: [{name: made, image: 'busybox:1.36', securityContext: {privileged: true}}]},
  }),
  write('eviction', others, '/api/v1/OWN/pods/MINE/eviction', {
    apiVersion: 'policy/v1beta1',
    kind: 'Eviction',
    metadata: {name: made},
  }),
  write('attaching to a container', theNode, '/api/v1/OWN/pods/MINE/attach?stdout=true', {}),
  write('forwarding a port', theNode, '/api/v1/OWN/pods/MINE/portforward', {}),
  ...read('the proxy to a Pod', theNode, '/api/v1/OWN/pods/MINE/proxy/'),
  change('a Pod’s address', others, '/api/v1/OWN/pods/MINE/status', {status: {podIP: '10.0.0.1'}}),
  write('binding a Pod to a node', others, '/api/v1/OWN/pods/MINE/binding', {
    apiVersion: 'v1',
    kind: 'Binding',
    metadata: {name: made},
    target: {kind: 'Node', name: 'not-mine'},
  }),
  change('a revision of before', theNode, '/apis/apps/v1/OWN/controllerrevisions/none', {revision: 9}),
  write('a Job whose Pods own the node', theNode, '/apis/batch/v1/OWN/jobs', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {name: made},
    spec: {template: {spec: {...harmlessPodSpec, hostPID: true, restartPolicy: 'Never'}}},
  }),
  write('a StatefulSet whose Pods own the node', theNode, '/apis/apps/v1/OWN/statefulsets', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {name: made},
    spec: {
      serviceName: 'x',
      selector: {matchLabels: {a: 'b'}},
      template: {metadata: {labels: {a: 'b'}}, spec: {...harmlessPodSpec, hostPID: true}},
    },
  }),
  write('a claim on a disk made by hand', others, '/api/v1/OWN/persistentvolumeclaims', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {name: made},
    spec: {accessModes: ['ReadWriteOnce'], storageClassName: '', resources: {requests: {storage: '1Gi'}}},
  }),
  write('an Ingress', others, '/apis/networking.k8s.io/v1/OWN/ingresses', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {name: made},
    spec: {defaultBackend: {service: {name: 'nginx-np', port: {number: 80}}}},
  }),
  ...read(
    'reading nodes',
    theNode,
    '/api/v1/nodes',
    '/api/v1/nodes/NODE',
    '/api/v1/nodes/NODE/proxy/pods',
    '/api/v1/nodes/NODE/proxy/logs/',
  ),
  change('changing a node', theNode, '/api/v1/nodes/NODE', {spec: {unschedulable: true}}),
  ...remove('deleting a node', theNode, '/api/v1/nodes/NODE'),
  write('a certificate as an administrator', rights, '/apis/certificates.k8s.io/v1/certificatesigningrequests', {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: {name: made},
    spec: {request: 'eA==', signerName: 'kubernetes.io/kube-apiserver-client', usages: ['client auth']},
  }),
  write('asking whose a token is', rights, '/apis/authentication.k8s.io/v1/tokenreviews', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: {token: 'x'},
  }),
];

/** What the API server lets in would have an effect: it answers, or says what else is wrong with the request. */
const letIn = (attempt: Parameters<OtherAttack['effect']>[1]): string | undefined =>
  isRightsRefusal(attempt) || attempt.stoppedBy === 'admission policy'
    ? undefined
    : `the API server let it in: ${attempt.evidence}`;

/** Raw requests with the rights of `system:serviceaccount:OWN:learner`. */
export const asTheLearner: readonly OtherAttack[] = requests.map((tried) => {
  const {name, threat, method = 'GET', path, body, isOfOldVersions = false} = tried;
  const look = watched(async (world) => {
    const [pathname = '', search = ''] = toPath(path, world).split('?');
    const request: ApiRequest = {
      method,
      path: pathname,
      query: Object.fromEntries(new URLSearchParams(search)),
      ...(body === undefined ? {} : {body: body(world)}),
      ...(method === 'PATCH' ? {contentType: patchTypes.merge} : {}),
    };
    // what is read is there to be read
    if (method === 'GET' && !isOfOldVersions && !(await world.admin.canDo(request)))
      throw new Error(`${pathname} is nowhere to be read`);
    return ask(world.server.as(`system:serviceaccount:${world.mallory.namespace}:learner`), request);
  });
  return {
    group: 'as the learner’s account',
    name,
    threat,
    path: `${method} ${path}`,
    attempt: look.attempt,
    effect: async (world, attempt) => (await look.effect(world, attempt)) ?? letIn(attempt),
  };
});
