import {kubectl, named, settle, watch, type Theme} from '../step.ts';

const listPods = 'get pods -l app=nginx --no-headers';
/** One Pod alone, which is fully up. */
const up = settle(listPods, /^\S+\s+1\/1\s+Running\s+\S+\s+\S+\n$/);
const none = settle(listPods, /No resources found/);
/** Down for the second time at least: what it is called meanwhile depends on when the node last looked. */
const crashing = settle(listPods, /^\S+\s+0\/1\s+(Completed|CrashLoopBackOff)\s+[1-9].*\n$/);
const counted = settle('get daemonset nginx --no-headers', /^nginx\s+1\s+1\s+1\s+1\s+1\s/);
const routed = settle('get endpoints nginx-np --no-headers', /:80/);
const unrouted = settle('get endpoints nginx-np --no-headers', /^nginx-np\s+(<none>\s+)?\w+$/m);
const watchPods = 'get pods -l app=nginx --watch';

/** Every line of the lab's text, hints and solution, with the lab's own files. */
export const theLab: Theme = {
  name: 'the-lab',
  steps: [
    watch(watchPods, 'apply -f labs/daemonsets/specs/nginx', up),
    kubectl('apply -f labs/daemonsets/specs/nginx'),
    counted,
    kubectl('get daemonset'),
    kubectl('get po -l app=nginx -o wide'),
    routed,
    kubectl('get endpoints nginx-np'),
    kubectl('get svc'),
    named('the first page', kubectl('get --raw /api/v1/namespaces/NAMESPACE/services/nginx-np:http/proxy/')),
    kubectl('exec daemonset/nginx -- ls /var/log/nginx'),
    kubectl('rollout status daemonset/nginx'),
    watch(watchPods, 'apply -f labs/daemonsets/specs/nginx/update-bad', crashing),
    unrouted,
    named('no page', kubectl('get --raw /api/v1/namespaces/NAMESPACE/services/nginx-np:http/proxy/')),
    named('of what crashes', kubectl('logs -l app=nginx')),
    named('crashing', kubectl('exec daemonset/nginx -- ls')),
    watch(watchPods, 'apply -f labs/daemonsets/specs/nginx/update-good', up),
    kubectl('apply -f labs/daemonsets/specs/nginx/update-good'),
    named('of what runs', kubectl('logs -l app=nginx')),
    kubectl('logs daemonset/nginx -c init-html'),
    kubectl('exec daemonset/nginx -- cat /usr/share/nginx/html/index.html'),
    routed,
    named('the written page', kubectl('get --raw /api/v1/namespaces/NAMESPACE/services/nginx-np:http/proxy/')),
    watch(watchPods, 'apply -f labs/daemonsets/specs/nginx/update-subset', none),
    settle('get daemonset nginx --no-headers', /^nginx\s+0\s+0\s+0\s+0\s+0\s/),
    named('of no node', kubectl('get pods -l app=nginx')),
    kubectl('get ds nginx'),
    named('without Pods', kubectl('exec daemonset/nginx -- ls /var/log/nginx')),
    watch(watchPods, 'label node NODE kubernetes.courselabs.co.ip=public', up),
    kubectl('label node NODE kubernetes.courselabs.co.ip=public'),
    kubectl('label node NODE kubernetes.courselabs.co.ip=private'),
    kubectl('exec daemonset/nginx -- ls /var/log/nginx -1'),
    watch(
      'get pods --watch',
      'apply -f labs/daemonsets/specs/sleep-with-hostPath.yaml',
      settle('get pod sleep', /Running/),
    ),
    kubectl('get po -l app -o wide'),
    kubectl('exec pod/sleep -- ls /node-root/volumes/nginx-logs'),
    kubectl('exec pod/sleep -- ls -l /node-root/volumes/nginx-logs'),
    kubectl('exec daemonset/nginx -- ls -l /var/log/nginx'),
    kubectl('exec pod/sleep -- touch /node-root/here'),
    watch(
      watchPods,
      'apply -f labs/daemonsets/solution/daemonset-update-on-delete.yaml',
      settle('get ds nginx --no-headers', / 0 /),
    ),
    kubectl('get ds'),
    named('updated on deletion', kubectl('rollout status daemonset/nginx')),
    watch(watchPods, 'delete pod POD', up),
    named('after the replacement', kubectl('exec daemonset/nginx -- cat /usr/share/nginx/html/index.html')),
    kubectl('rollout history daemonset/nginx'),
    kubectl('get controllerrevisions --sort-by=.revision'),
    kubectl('delete ds nginx --cascade=orphan'),
    named('after it is gone', kubectl('get ds')),
    named('orphaned', kubectl('get pods -l app=nginx')),
    named('gone', kubectl('exec daemonset/nginx -- ls')),
    kubectl('apply -f labs/daemonsets/solution/daemonset-update-on-delete.yaml'),
    counted,
    named('adopted', kubectl('get pods -l app=nginx')),
    kubectl('delete svc,ds,po -l kubernetes.courselabs.co=daemonsets --grace-period=1'),
    none,
    kubectl('get svc,ds,po'),
    kubectl('label node NODE kubernetes.courselabs.co.ip-'),
    named('again', kubectl('label node NODE kubernetes.courselabs.co.ip-')),
  ],
};
