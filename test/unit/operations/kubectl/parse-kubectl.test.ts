import {describe, expect, it} from 'vitest';
import {longestLine, parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {operationSchema} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import {files} from './lab.ts';

const parse = (line: string) => parseKubectl(line, {files});

function refusalOf(line: string): UserError {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`accepted: ${line}`);
}

function isOperationOrRefusal(line: string): boolean {
  try {
    return operationSchema.safeParse(parse(line).operation).success;
  } catch (error) {
    return error instanceof UserError;
  }
}

/** Of several times, those that nothing else came in between. */
function leastMs(line: string): number {
  const times = Array.from({length: 20}, () => {
    const startedAt = performance.now();
    isOperationOrRefusal(line);
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}

const get = {kind: 'get', output: 'table', showLabels: false, watch: false};
const del = {kind: 'delete', resources: [], sources: [], all: false, ignoreNotFound: false, cascade: 'background'};
const logs = {kind: 'logs', previous: false};
const label = {kind: 'label', names: [], all: false, set: {}, remove: [], overwrite: false};

describe('a key with a prefix', () => {
  it.each(['app.kubernetes.io/name', 'helm.sh/chart', 'courselabs.co/lab'])(
    'is understood in every place: %s',
    (key) => {
      expect(parse(`get pods -l ${key}=web`).operation).toMatchObject({kind: 'get', selector: `${key}=web`});
      expect(parse(`label pod web ${key}=web`).operation).toMatchObject({kind: 'label', set: {[key]: 'web'}});
      expect(parse(`label pod web ${key}-`).operation).toMatchObject({kind: 'label', remove: [key]});
      expect(parse(`annotate deployment web ${key}=web`).operation).toMatchObject({
        kind: 'annotate',
        set: {[key]: 'web'},
      });
    },
  );
});
const nginx = {type: 'daemonsets', name: 'nginx'};
const source = (name: string) => ({name, yaml: `# ${name}`});
const firstNode = "$(kubectl get nodes -o jsonpath='{.items[0].metadata.name}')";

describe("the lab's text", () => {
  it.for([
    [
      'kubectl apply -f labs/daemonsets/specs/nginx',
      {kind: 'apply', sources: [source('specs/nginx/daemonset.yaml'), source('specs/nginx/services.yaml')]},
    ],
    ['kubectl get daemonset', {...get, resources: [{type: 'daemonsets'}]}],
    [
      'kubectl get po -l app=nginx -o wide',
      {...get, resources: [{type: 'pods'}], selector: 'app=nginx', output: 'wide'},
    ],
    ['kubectl get endpoints nginx-np', {...get, resources: [{type: 'endpoints', name: 'nginx-np'}]}],
    [
      'kubectl apply -f labs/daemonsets/specs/nginx/update-bad',
      {kind: 'apply', sources: [source('specs/nginx/update-bad/daemonset-bad-command.yaml')]},
    ],
    [
      'kubectl get pods -l app=nginx --watch',
      {...get, resources: [{type: 'pods'}], selector: 'app=nginx', watch: true},
    ],
    [
      'kubectl apply -f labs/daemonsets/specs/nginx/update-good',
      {kind: 'apply', sources: [source('specs/nginx/update-good/daemonset-init-container.yaml')]},
    ],
    ['kubectl logs -l app=nginx', {...logs, selector: 'app=nginx'}],
    [
      'kubectl exec daemonset/nginx -- cat /usr/share/nginx/html/index.html',
      {kind: 'exec', target: nginx, command: ['cat', '/usr/share/nginx/html/index.html']},
    ],
    [
      'kubectl apply -f labs/daemonsets/specs/nginx/update-subset',
      {kind: 'apply', sources: [source('specs/nginx/update-subset/daemonset-node-selector.yaml')]},
    ],
    [
      `kubectl label node ${firstNode} kubernetes.courselabs.co.ip=public`,
      {...label, type: 'nodes', names: [{type: 'nodes', item: 0}], set: {'kubernetes.courselabs.co.ip': 'public'}},
    ],
    ['kubectl delete ds nginx --cascade=orphan', {...del, resources: [nginx], cascade: 'orphan'}],
    ['kubectl delete ds nginx --cascade=false', {...del, resources: [nginx], cascade: 'orphan'}],
    [
      'kubectl apply -f labs/daemonsets/solution/daemonset-update-on-delete.yaml',
      {kind: 'apply', sources: [source('solution/daemonset-update-on-delete.yaml')]},
    ],
    [
      'kubectl exec daemonset/nginx -- ls /var/log/nginx',
      {kind: 'exec', target: nginx, command: ['ls', '/var/log/nginx']},
    ],
    [
      'kubectl apply -f labs/daemonsets/specs/sleep-with-hostPath.yaml',
      {kind: 'apply', sources: [source('specs/sleep-with-hostPath.yaml')]},
    ],
    ['kubectl get po -l app -o wide', {...get, resources: [{type: 'pods'}], selector: 'app', output: 'wide'}],
    [
      'kubectl exec daemonset/nginx -- ls -l /var/log/nginx',
      {kind: 'exec', target: nginx, command: ['ls', '-l', '/var/log/nginx']},
    ],
    [
      'kubectl exec pod/sleep -- ls -l /node-root/volumes/nginx-logs',
      {kind: 'exec', target: {type: 'pods', name: 'sleep'}, command: ['ls', '-l', '/node-root/volumes/nginx-logs']},
    ],
    [
      'kubectl delete svc,ds,po -l kubernetes.courselabs.co=daemonsets',
      {
        ...del,
        resources: [{type: 'services'}, {type: 'daemonsets'}, {type: 'pods'}],
        selector: 'kubernetes.courselabs.co=daemonsets',
      },
    ],
  ] as const)('reads %s as it stands, and without kubectl', ([line, operation]) => {
    expect(parse(line)).toEqual({line, operation});
    expect(parse(line.replace('kubectl ', ''))).toEqual({line, operation});
    expect(operationSchema.parse(operation)).toEqual(operation);
  });
});

describe('what is typed', () => {
  it.for([
    ['$ kubectl get pods', 'kubectl get pods'],
    ['  Kubectl   Get  pods ', 'kubectl get pods'],
    ['`kubectl get pods`', 'kubectl get pods'],
    ['```kubectl get pods```', 'kubectl get pods'],
    ['get pods —watch', 'kubectl get pods --watch'],
    ['get pods –watch –l app=nginx', 'kubectl get pods --watch -l app=nginx'],
    ['get pods —l app=nginx', 'kubectl get pods -l app=nginx'],
    ['get\u00a0pods\u2003-l\u202fapp=nginx', 'kubectl get pods -l app=nginx'],
    ['get pods\u200b', 'kubectl get pods'],
    ['get pods ‑w', 'kubectl get pods -w'],
    ['get pod nginx–x7k2p', 'kubectl get pod nginx-x7k2p'],
    ['delete ds nginx —cascade=orphan', 'kubectl delete ds nginx --cascade=orphan'],
    ['exec daemonset/nginx —it — ls –la', 'kubectl exec daemonset/nginx -it -- ls -la'],
    ['exec daemonset/nginx -- sh -c “ls | wc -l”', 'kubectl exec daemonset/nginx -- sh -c "ls | wc -l"'],
    [
      'label node $(kubectl get nodes -o jsonpath=‘{.items[0].metadata.name}’) a=b',
      `kubectl label node ${firstNode} a=b`,
    ],
    ['get pods \\\n  -l app=nginx', 'kubectl get pods -l app=nginx'],
    ['get pods \\\r\n  -l app=nginx', 'kubectl get pods -l app=nginx'],
    ['get pods \\ -l app=nginx', 'kubectl get pods -l app=nginx'],
    ['get pods # all of them', 'kubectl get pods'],
    ['get pods -o name && echo', 'kubectl get pods -o name'],
    ['get cm a -o jsonpath={.data.b} | base64 -d; echo ""', 'kubectl get cm a -o jsonpath={.data.b} | base64 -d'],
    ["exec web -- sh -c 'ls; echo'", "kubectl exec web -- sh -c 'ls; echo'"],
    ['exec web -- kubectl get pods', 'kubectl exec web -- kubectl get pods'],
    ['# the Pods\nget pods\n\n# that is all', 'kubectl get pods'],
  ] as const)('is shown for %j as %s', ([typed, line]) => {
    expect(parse(typed).line).toBe(line);
  });
});

describe('get', () => {
  it.for([
    ['get DaemonSets', {resources: [{type: 'daemonsets'}]}],
    ['get daemonset.apps/nginx', {resources: [nginx]}],
    ['get ds.apps nginx', {resources: [nginx]}],
    ['get daemonsets.v1.apps', {resources: [{type: 'daemonsets'}]}],
    ['get ev', {resources: [{type: 'events'}]}],
    ['get cm,controllerrevisions', {resources: [{type: 'configmaps'}, {type: 'controllerrevisions'}]}],
    ['get pods,po', {resources: [{type: 'pods'}]}],
    ['get deploy,rs', {resources: [{type: 'deployments'}, {type: 'replicasets'}]}],
    ['get deployments.apps web', {resources: [{type: 'deployments', name: 'web'}]}],
    ['get endpointslices', {resources: [{type: 'endpointslices'}]}],
    [
      'get all',
      {
        resources: [
          {type: 'pods'},
          {type: 'services'},
          {type: 'daemonsets'},
          {type: 'deployments'},
          {type: 'replicasets'},
          {type: 'statefulsets'},
          {type: 'horizontalpodautoscalers'},
          {type: 'cronjobs'},
          {type: 'jobs'},
        ],
      },
    ],
    [
      'get pod/a svc/b',
      {
        resources: [
          {type: 'pods', name: 'a'},
          {type: 'services', name: 'b'},
        ],
      },
    ],
    [
      'get pod/a pod/b',
      {
        resources: [
          {type: 'pods', name: 'a'},
          {type: 'pods', name: 'b'},
        ],
      },
    ],
    [
      'get pods,svc a',
      {
        resources: [
          {type: 'pods', name: 'a'},
          {type: 'services', name: 'a'},
        ],
      },
    ],
    ['get po -owide', {resources: [{type: 'pods'}], output: 'wide'}],
    ['get po -o=yaml', {resources: [{type: 'pods'}], output: 'yaml'}],
    ['get po --output json', {resources: [{type: 'pods'}], output: 'json'}],
    ['get po --output=name', {resources: [{type: 'pods'}], output: 'name'}],
    ['get po -lapp=nginx', {resources: [{type: 'pods'}], selector: 'app=nginx'}],
    ['get po -l=app=nginx', {resources: [{type: 'pods'}], selector: 'app=nginx'}],
    ['get --selector app=nginx po', {resources: [{type: 'pods'}], selector: 'app=nginx'}],
    ["get po -l 'app in (nginx, web)'", {resources: [{type: 'pods'}], selector: 'app in (nginx, web)'}],
    ["get po -l ''", {resources: [{type: 'pods'}]}],
    ['get po -wl app=nginx', {resources: [{type: 'pods'}], selector: 'app=nginx', watch: true}],
    ['get po -w=false --show-labels', {resources: [{type: 'pods'}], showLabels: true}],
    [`get node ${firstNode}`, {resources: [{type: 'nodes', name: {type: 'nodes', item: 0}}]}],
    [
      `get pod "$(kubectl get po -l app=nginx -o jsonpath="{.items[2].metadata.name}")"`,
      {resources: [{type: 'pods', name: {type: 'pods', selector: 'app=nginx', item: 2}}]},
    ],
    [`get node/${firstNode}`, {resources: [{type: 'nodes', name: {type: 'nodes', item: 0}}]}],
  ] as const)('understands %s', ([line, expected]) => {
    expect(parse(line).operation).toEqual({...get, ...expected});
  });
});

describe('reading', () => {
  const described = {kind: 'describe', matchesPrefix: false} as const;

  it.for([
    ['describe pod sleep', {...described, resources: [{type: 'pods', name: 'sleep'}], matchesPrefix: true}],
    ['describe pod/sleep', {...described, resources: [{type: 'pods', name: 'sleep'}]}],
    [
      'describe deploy a b',
      {
        ...described,
        resources: [
          {type: 'deployments', name: 'a'},
          {type: 'deployments', name: 'b'},
        ],
      },
    ],
    ['describe rs -l app=web', {...described, resources: [{type: 'replicasets'}], selector: 'app=web'}],
    ['describe nodes --show-events=false', {...described, resources: [{type: 'nodes'}], showEvents: false}],
    ['describe pods --show-events', {...described, resources: [{type: 'pods'}], showEvents: true}],
    ['events', {kind: 'events', types: []}],
    ['events --for deploy/web', {kind: 'events', for: {type: 'deployments', name: 'web'}, types: []}],
    ['events --types=warning,Normal', {kind: 'events', types: ['Warning', 'Normal']}],
    [
      'get events --field-selector involvedObject.name=web,type!=Normal --sort-by=.lastTimestamp',
      {
        ...get,
        resources: [{type: 'events'}],
        fieldSelector: 'involvedObject.name=web,type!=Normal',
        sortBy: '{.lastTimestamp}',
      },
    ],
    [
      "get pods --sort-by='{.status.containerStatuses[0].restartCount}'",
      {...get, resources: [{type: 'pods'}], sortBy: '{.status.containerStatuses[0].restartCount}'},
    ],
    ['logs deploy/web', {kind: 'logs', target: {type: 'deployments', name: 'web'}, previous: false}],
    ['exec rs/web -- ls', {kind: 'exec', target: {type: 'replicasets', name: 'web'}, command: ['ls']}],
  ] as const)('understands %s', ([line, expected]) => {
    expect(parse(line).operation).toEqual(expected);
    expect(operationSchema.parse(expected)).toEqual(expected);
  });
});

describe('the other verbs', () => {
  it.for([
    ['apply -f specs/nginx/daemonset.yaml', {kind: 'apply', sources: [source('specs/nginx/daemonset.yaml')]}],
    [
      'apply --filename=./specs/nginx/update-bad/',
      {kind: 'apply', sources: [source('specs/nginx/update-bad/daemonset-bad-command.yaml')]},
    ],
    ['apply -f specs', {kind: 'apply', sources: [source('specs/sleep-with-hostPath.yaml')]}],
    [
      'apply -f specs/nginx/services.yaml,specs/nginx/daemonset.yaml',
      {kind: 'apply', sources: [source('specs/nginx/services.yaml'), source('specs/nginx/daemonset.yaml')]},
    ],
    [
      'apply -f specs/nginx/../sleep-with-hostPath.yaml',
      {kind: 'apply', sources: [source('specs/sleep-with-hostPath.yaml')]},
    ],
    ['delete pods --all', {...del, resources: [{type: 'pods'}], all: true}],
    [
      'delete clusterrole,po,pv,ClusterRole -l a=b',
      {...del, resources: [{type: 'pods'}], selector: 'a=b', clusterTypes: ['clusterroles', 'persistentvolumes']},
    ],
    ['delete crd --all', {...del, all: true, clusterTypes: ['customresourcedefinitions']}],
    ['delete rc web', {...del, resources: [{type: 'replicasets', name: 'web'}]}],
    [
      'delete pod/a svc/b --ignore-not-found',
      {
        ...del,
        resources: [
          {type: 'pods', name: 'a'},
          {type: 'services', name: 'b'},
        ],
        ignoreNotFound: true,
      },
    ],
    ['delete -f specs/nginx/services.yaml', {...del, sources: [source('specs/nginx/services.yaml')]}],
    ['delete ds nginx --cascade', {...del, resources: [nginx]}],
    ['delete ds nginx --grace-period=0 --force', {...del, resources: [nginx], ignored: ['--force', '--grace-period']}],
    ['delete ds nginx --wait=false', {...del, resources: [nginx], ignored: ['--wait']}],
    ['delete ds nginx --cascade=true', {...del, resources: [nginx]}],
    ['delete ds nginx --cascade=foreground', {...del, resources: [nginx], cascade: 'foreground'}],
    ['logs nginx-x7k2p', {...logs, target: {type: 'pods', name: 'nginx-x7k2p'}}],
    ['logs daemonset/nginx -c init-html', {...logs, target: nginx, container: 'init-html'}],
    ['logs pod/sleep sleep -p', {...logs, target: {type: 'pods', name: 'sleep'}, container: 'sleep', previous: true}],
    ['logs pod sleep', {...logs, target: {type: 'pods', name: 'sleep'}}],
    ['logs daemonset nginx init-html', {...logs, target: nginx, container: 'init-html'}],
    ['logs ds nginx -c init-html', {...logs, target: nginx, container: 'init-html'}],
    ['logs sleep pod', {...logs, target: {type: 'pods', name: 'sleep'}, container: 'pod'}],
    ['logs -f sleep', {...logs, target: {type: 'pods', name: 'sleep'}, follow: true}],
    ['logs --follow -l app=web --tail=5', {...logs, selector: 'app=web', tail: 5, follow: true}],
    [
      'logs ds/nginx --all-containers --prefix --timestamps --since=1m30s',
      {...logs, target: nginx, allContainers: true, prefix: true, timestamps: true, sinceSeconds: 90},
    ],
    ['logs sleep --follow=false --since=0', {...logs, target: {type: 'pods', name: 'sleep'}}],
    ['logs sleep --tail=0', {...logs, target: {type: 'pods', name: 'sleep'}, tail: 0}],
    ['logs sleep --tail -1', {...logs, target: {type: 'pods', name: 'sleep'}}],
    [
      'exec sleep -c sleep -- ls',
      {kind: 'exec', target: {type: 'pods', name: 'sleep'}, container: 'sleep', command: ['ls']},
    ],
    ['exec -it ds/nginx -- nginx -v', {kind: 'exec', target: nginx, command: ['nginx', '-v']}],
    [
      'exec ds/nginx -i -t -- sh -c "ls | wc -l > /tmp/n; echo \\"done\\""',
      {kind: 'exec', target: nginx, command: ['sh', '-c', 'ls | wc -l > /tmp/n; echo "done"']},
    ],
    [`exec ds/nginx -- sh -ec 'echo $HOME *'`, {kind: 'exec', target: nginx, command: ['sh', '-ec', 'echo $HOME *']}],
    ['exec ds/nginx -- sh /start.sh', {kind: 'exec', target: nginx, command: ['sh', '/start.sh']}],
    [`exec ds/nginx -- echo a\\ b ''`, {kind: 'exec', target: nginx, command: ['echo', 'a b', '']}],
    [
      'label node a b x=1 y- --overwrite',
      {...label, type: 'nodes', names: ['a', 'b'], set: {x: '1'}, remove: ['y'], overwrite: true},
    ],
    ['label pod/a example.com/x=', {...label, type: 'pods', names: ['a'], set: {'example.com/x': ''}}],
    [
      'label pods --all constructor=a toString-',
      {...label, type: 'pods', all: true, set: {constructor: 'a'}, remove: ['toString']},
    ],
    ['label pods -l app=nginx x=y', {...label, type: 'pods', selector: 'app=nginx', set: {x: 'y'}}],
  ] as const)('understands %s', ([line, operation]) => {
    expect(parse(line).operation).toEqual(operation);
  });
});

describe('what is refused', () => {
  it.for([
    ['get pods | xargs echo', 'Type: kubectl get pods'],
    ['get pods|sed x', 'Type: kubectl get pods'],
    ['get pods; get svc', 'Type: kubectl get pods'],
    ['get pods && get svc', 'Type: kubectl get pods'],
    ['get pods &', 'Type: kubectl get pods'],
    ['get pods > pods.txt', 'Type: kubectl get pods'],
    ['get pods 2>/dev/null', 'Type: kubectl get pods'],
    ['Get pods < x', 'Type: kubectl get pods'],
    ['exec ds/nginx -- ls | xargs echo', "Type: kubectl exec ds/nginx -- sh -c 'ls | xargs echo'"],
    ['get pods\nget svc', 'Type: kubectl get pods'],
    ['kubectl get pods kubectl get svc', 'Type: kubectl get pods'],
    ['gte pods', 'Type: kubectl get pods'],
    ['aply -f specs/nginx', 'Type: kubectl apply -f specs/nginx'],
    ['describe events', 'Type: kubectl get events -o yaml'],
    ['describe', 'Type: kubectl describe pods'],
    ['events pod/sleep', 'Write events, or events --for pod/NAME.'],
    ['events --for sleep', 'Write --for pod/NAME.'],
    ['events --types Info', 'It takes Normal and Warning.'],
    ['events -w', 'Type: kubectl events'],
    ["get pods --sort-by='{.a}{.b}'", 'Write --sort-by=.metadata.creationTimestamp'],
    ['get nodes --field-selector a=b', 'Select them by their labels, with -l.'],
    ['get pods --field-selector running', 'Write it like involvedObject.name=web'],
    [
      'frobnicate node-1',
      'The verbs are get, describe, explain, events, apply, create, replace, diff, run, expose, delete, logs, exec, cp, label, rollout, scale, autoscale, top, set, patch, annotate, wait, auth, config, api-resources, api-versions, cluster-info, version.',
    ],
    ['get daemonest', 'Did you mean daemonset?'],
    ['get pods --wach', 'Type: kubectl get pods --watch'],
    ['get pods -n kube-system', 'Type: kubectl get pods'],
    ['get pods --namespace=kube-system -o wide', 'Type: kubectl get pods -o wide'],
    ['-n kube-system get pods', 'Type: kubectl get pods'],
    ['-nkube-public get pods', 'Type: kubectl get pods'],
    ['describe pods -A', 'Type: kubectl describe pods'],
    ['get pod web -A', 'Write -n NAMESPACE in place of -A.'],
    ['get pods -A --watch', 'Type: kubectl get pods -A'],
    ['get pods --as root', 'Type: kubectl get pods'],
    ['get pods --context x', 'Type: kubectl get pods'],
    ['get pods --kubeconfig=/x', 'Type: kubectl get pods'],
    ['events -w', 'Type: kubectl events'],
    ['apply -R -f specs', 'Type: kubectl apply -f specs'],
    ['apply specs/nginx', 'Type: kubectl apply -f specs/nginx'],
    ['apply', 'Type: kubectl apply -f specs/nginx'],
    ['apply -f specs/ngnix', 'The nearest that it has: specs/nginx'],
    ['apply -f daemonset.yml', 'specs/nginx/daemonset.yaml'],
    ['exec -it ds/nginx -- sh', 'Type: kubectl exec ds/nginx -- ls'],
    ['exec ds/nginx -- /bin/bash -l', 'Type: kubectl exec ds/nginx -- ls'],
    ['exec ds/nginx ls /', 'Type: kubectl exec ds/nginx -- ls /'],
    ['get pod Nginx', 'Names are in lower case: nginx'],
    [
      'get pods -o xml',
      '-o takes wide, yaml, json, name, jsonpath=…, jsonpath-as-json=…, custom-columns=…, go-template=….',
    ],
    ['get', 'Type: kubectl get pods'],
    ['', 'Type: kubectl get pods'],
    ['get pods svc/a', 'Write pod/NAME, or pod NAME.'],
    ['delete pods', 'Write delete pod NAME, or delete pods -l app=nginx.'],
    ['delete -f mine.yaml', 'What you made of your own goes by its name: delete TYPE NAME.'],
    [
      'delete node x',
      'You can delete pods, services, daemonsets, deployments, replicasets, statefulsets, horizontalpodautoscalers, cronjobs, jobs, configmaps, secrets, persistentvolumeclaims, poddisruptionbudgets, networkpolicies, resourcequotas, limitranges, ingresses, serviceaccounts, roles, rolebindings.',
    ],
    ['label ep nginx a=b', 'Write label node NAME key=value, or key- to remove it.'],
    ['exec svc/x -- ls', 'Write pod/NAME, daemonset/NAME, deploy/NAME or rs/NAME.'],
  ] as const)('offers for %j what to do: %s', ([line, next]) => {
    expect(refusalOf(line).next).toContain(next);
  });

  it.for([
    ['get priorityclasses', 'unsupported'],
    ['label pv a b=c', 'unsupported'],
    ['delete sc standard', 'unsupported'],
    ['delete clusterrole,pod a', 'unsupported'],
    ['delete clusterrole,nothing -l a=b', 'unsupported'],
    ['delete nodes --all', 'unsupported'],
    ['delete clusterrole', 'unsupported'],
    ['get pods --watch -o yaml', 'unsupported'],
    ['get pods,svc --watch', 'bad-input'],
    ['get pods --show-labels -o name', 'bad-input'],
    ['get pods a -l b=c', 'bad-input'],
    ['get pods,svc --sort-by=.metadata.name', 'bad-input'],
    ['get pods -w --sort-by=.metadata.name', 'unsupported'],
    ['get pods a --field-selector status.phase=Running', 'bad-input'],
    ['describe pods a -l b=c', 'bad-input'],
    ['describe priorityclasses', 'unsupported'],
    ['describe pods -o yaml', 'unsupported'],
    ["get pods -l 'a in (b'", 'bad-input'],
    ['get pods -l', 'bad-input'],
    ['get pods -w=maybe', 'bad-input'],
    ['get pods/a/b', 'bad-input'],
    ['get /a', 'bad-input'],
    ['get pod/', 'bad-input'],
    ['delete pod a -l b=c', 'bad-input'],
    ['delete pods --all -l b=c', 'bad-input'],
    ['delete pod a -f specs/nginx', 'bad-input'],
    ['delete ds nginx --cascade=maybe', 'bad-input'],
    ['delete ds nginx --dry-run=client', 'unsupported'],
    ['delete', 'bad-input'],
    ['apply -f https://example.com/x.yaml', 'unsupported'],
    ['apply -f -', 'unsupported'],
    ['apply -f ../../etc/passwd', 'bad-input'],
    ['apply -f labs/other/specs/nginx', 'bad-input'],
    ['apply -f labs/daemonsets', 'bad-input'],
    ['logs', 'bad-input'],
    ['logs a b c', 'bad-input'],
    ['logs a -l b=c', 'bad-input'],
    ['logs a --tail=x', 'bad-input'],
    ['logs a --since=x', 'bad-input'],
    ['logs a -c b --all-containers', 'bad-input'],
    ['exec ds/nginx --', 'bad-input'],
    ['exec -- ls', 'bad-input'],
    ["exec ds/nginx -- ''", 'bad-input'],
    [`exec ds/nginx -- echo ${firstNode}`, 'unsupported'],
    ['label node a', 'bad-input'],
    ['label node a b=c d', 'bad-input'],
    ['label node a b=c b-', 'bad-input'],
    ['label node b=c', 'bad-input'],
    ['label node a --all b=c', 'bad-input'],
    ['label node a __proto__=c', 'bad-input'],
    ['label node a b=c=d', 'bad-input'],
    ['label node a b=-c', 'bad-input'],
  ] as const)('refuses %j as %s', ([line, code]) => {
    expect(refusalOf(line).code).toBe(code);
  });

  it.for([
    '$(ls)',
    'get pod $(ls)',
    'get pod $(kubectl delete pods --all)',
    "get pod $(kubectl get pods -o jsonpath='{.items[*].metadata.name}')",
    "get pod $(kubectl get pods -A -o jsonpath='{.items[0].metadata.name}')",
    "get pod $(kubectl get pods -o jsonpath='{.items[0].metadata.name}' | head)",
    "get pod $(kubectl get pods,svc -o jsonpath='{.items[0].metadata.name}')",
    `get pod x${firstNode}`,
    `get pod ${firstNode}x`,
    `get pods -l app=${firstNode}`,
    `get ${firstNode}`,
    'get pod $(kubectl get pods',
    'get pod "$(kubectl get pods)',
    'get pod `ls`',
    'get pod "`ls`"',
    'get pods $HOME',
    'get pods ${HOME}',
    'get pods "$HOME"',
    "get pods $'x'",
    'get pods *',
    'get pod nginx-?',
    'get pod [a]',
    'get pods (',
    "get pods 'a",
    'get pods "a',
    'get pods \u0000',
    'get pods \u001b[31m',
    'get pods \u0085 get svc',
    'get __proto__',
    'get constructor',
    'constructor',
    '__proto__ x',
    'get pods --__proto__',
    'get pods --constructor=x',
    'get pods -o __proto__',
    'get pods -',
    'get pods ---',
    'get pods -\ud800',
    '\ud800',
    '/etc/passwd',
    `get pod ${'a'.repeat(254)}`,
    `get pod ${'a '.repeat(60)}`,
    `get ${'pods,svc,ds '.repeat(60)}`,
    `label node a ${'b=c '.repeat(60)}`,
    `apply ${'-f specs/nginx '.repeat(60)}`,
    `exec ds/nginx -- ${'a '.repeat(300)}`,
    `get pods -l '${'a,'.repeat(500)}'`,
    `get pods -l '${'('.repeat(900)}'`,
    `get pods ${'\\'.repeat(1001)}`,
    `get pods ${'$('.repeat(900)}`,
    `get pods ${'"'.repeat(1001)}`,
    '-'.repeat(1900),
    '—'.repeat(1900),
    `get pods -l ${'a'.repeat(1900)}`,
    `get pods ${' '.repeat(longestLine)}`,
  ])('refuses hostile input %# with a sentence', (line) => {
    const refusal = refusalOf(line);
    expect(refusal.message).toMatch(/^\S.*\S$/u);
    expect(refusal.message.length + (refusal.next ?? '').length).toBeLessThan(1000);
  });

  it.each([
    ['get pods ', '\\'],
    ['get pods ', '$('],
    ['get pods ', '"'],
    ['get pods -l ', 'a,'],
    ['get pods -l ', '('],
    ['get ', 'pods,svc,ds '],
    ['exec ds/nginx -- ', 'a '],
    ['label node a ', 'b=c '],
    ['', '-'],
    ['', '—'],
    ['', '$ '],
    ['', ' '],
    ['patch ds/a -p ', '[{'],
  ])('takes time by the length of a line and not by its square: %j with many %j', (begin, part) => {
    const lineOf = (length: number): string => begin + part.repeat((length - begin.length) / part.length);
    const [short, long] = [longestLine / 16, longestLine].map((length) => leastMs(lineOf(length)));
    // its square would be 256
    expect((long ?? NaN) / (short ?? NaN)).toBeLessThan(64);
  });

  it('never fails otherwise, whatever is cut out of a line', () => {
    const lines = [
      `kubectl label node "${firstNode}" a=b c- --overwrite`,
      `exec -it daemonset/nginx -c x -- sh -c 'ls | wc' "a\\"b" \\`,
      "get po,svc —watch -l 'a in (b,c),!d' -o=wide",
    ];
    for (const line of lines) {
      for (let from = 0; from < line.length; from += 1) {
        for (const cut of [line.slice(from), line.slice(0, from), line.slice(0, from) + line.slice(from + 1)]) {
          expect(isOperationOrRefusal(cut)).toBe(true);
        }
      }
    }
  });
});
