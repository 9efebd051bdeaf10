/** Something that a learner sends: a line, or manifests by `/apply`. */
export type Sent = {readonly line: string} | {readonly yaml: string};

const kubectl = (command: string): Sent => ({line: `/kubectl command:${command}`});
const sh = (target: string, script: string): Sent => kubectl(`exec ${target} -- sh -c "${script}"`);

const repeat = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({length: count}, (_, at) => make(at));

/** A workload of one container, in YAML's flow style. */
const workload = (
  kind: 'DaemonSet' | 'Deployment',
  name: string,
  {container, replicas, labels = `app: ${name}`}: {container: string; replicas?: number; labels?: string},
): Sent => ({
  yaml: `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, labels: {${labels}}}
spec:
  ${replicas === undefined ? '' : `replicas: ${replicas}\n  `}selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      terminationGracePeriodSeconds: 1
      containers: [{name: main, ${container}}]
`,
});

const runs = (script: string): string => `image: 'busybox:1.36', command: [sh, -c, '${script}']`;

const configMap = (name: string, keys: number, bytes: number): Sent => ({
  yaml: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n${repeat(keys, (at) => `  k${at}: ${'v'.repeat(bytes)}`).join('\n')}\n`,
});

/** The lines that somebody sends who is up to no good, who is lost, or who just tries what happens. */
export function worstLines(lab: 'daemonsets' | 'troubleshooting'): readonly Sent[] {
  const app = lab === 'daemonsets' ? 'daemonset/nginx' : 'deployment/web-1';
  const own = lab === 'daemonsets' ? ofDaemonSets : ofTroubleshooting;
  return [...own, ...ofBoth(app)];
}

const ofDaemonSets: readonly Sent[] = [
  kubectl('apply -f labs/daemonsets/specs/nginx'),
  kubectl('apply -f labs/daemonsets/specs/nginx/update-bad'),
  kubectl('apply -f labs/daemonsets/specs/nginx/update-good'),
  kubectl('apply -f labs/daemonsets/specs/nginx/update-subset'),
  kubectl('apply -f labs/daemonsets/specs/sleep-with-hostPath.yaml'),
  kubectl('rollout restart daemonset/nginx'),
  kubectl('rollout undo daemonset/nginx'),
  kubectl('rollout history daemonset/nginx'),
  kubectl('rollout status daemonset/nginx --timeout=20s'),
  kubectl('set image daemonset/nginx nginx=busybox:1.36'),
  kubectl('set image daemonset/nginx nginx=nginx:1.18-alpine'),
  kubectl('delete daemonset nginx --cascade=orphan'),
];

const ofTroubleshooting: readonly Sent[] = [
  kubectl('apply -f labs/troubleshooting/specs'),
  ...repeat(6, (at) => kubectl(`apply -f labs/troubleshooting/specs/site-${at + 1}.yaml`)),
  ...repeat(6, (at) => kubectl(`scale deployment/web-${at + 1} --replicas=${20 - at}`)),
  kubectl('scale deployment --all --replicas=0'),
  kubectl('set image deployment/web-1 web=ngnix:1.18-alpine'),
  kubectl('set image deployment/web-1 web=nginx:1.18-alpine'),
  kubectl('rollout restart deployment'),
  kubectl('rollout status deployment/web-5 --timeout=20s'),
  kubectl('rollout undo deployment/web-1 --to-revision=1'),
];

const ofBoth = (app: string): readonly Sent[] => [
  // what prints without an end
  ...[10_000, 50_000, 200_000].map((count) => sh(app, `seq 1 ${count}`)),
  sh(app, 'yes | head -c 20000000'),
  sh(app, 'yes'),
  sh(app, 'while true; do echo x; done'),
  sh(app, 'cat /dev/zero | head -c 5000000'),
  sh(app, 'cat /dev/urandom | head -c 300000'),
  sh(app, 'dd if=/dev/zero of=/tmp/full bs=1M count=500'),
  sh(app, 'for i in $(seq 1 3000); do echo $i > /tmp/f$i; done'),
  sh(app, 'a=x; while true; do a=$a$a; done'),
  sh(app, 'f() { f | f & }; f'),
  sh(app, 'find / '),
  sh(app, 'sleep 300'),
  sh(app, 'kill 1'),
  sh(app, 'kill -9 -1'),
  sh(app, 'rm -rf /'),
  sh(app, 'wget -qO- http://localhost | head -c 10'),
  sh(app, 'echo $((1/0)); exit 3'),
  // Pods that work against themselves
  workload('DaemonSet', 'spam', {container: runs('yes spam | head -c 4000000; exit 1')}),
  workload('DaemonSet', 'crash', {container: runs('exit 1')}),
  workload('DaemonSet', 'chatter', {container: runs('while true; do seq 1 500; sleep 1; done')}),
  workload('Deployment', 'hungry', {replicas: 3, container: `${runs('sleep 600')}, resources: {limits: {cpu: '8'}}`}),
  workload('Deployment', 'huge', {replicas: 50, container: runs('sleep 600')}),
  workload('Deployment', 'absent', {replicas: 2, container: `image: 'nothing:like-it'`}),
  workload('Deployment', 'labelled', {
    replicas: 2,
    container: runs('sleep 600'),
    labels: repeat(60, (at) => `l${at}: v${'x'.repeat(40)}`).join(', '),
  }),
  workload('Deployment', 'failing-probe', {
    replicas: 2,
    container: `${runs('sleep 600')}, readinessProbe: {exec: {command: ['false']}, periodSeconds: 1}`,
  }),
  kubectl('scale deployment/huge --replicas=1000'),
  kubectl('scale deployment/hungry --replicas=20'),
  kubectl('scale deployment/labelled --replicas=0'),
  kubectl('scale deployment/labelled --replicas=9'),
  kubectl('rollout restart daemonset/spam'),
  kubectl('rollout restart daemonset/chatter'),
  kubectl('delete pods --all --force --grace-period=0'),
  kubectl('delete pods --all --wait=false'),
  kubectl('delete deployments,daemonsets --all'),
  kubectl('delete deployment huge hungry labelled absent failing-probe --ignore-not-found'),
  kubectl('delete daemonset spam crash chatter --ignore-not-found'),
  kubectl('delete configmaps --all'),
  // much to keep
  ...repeat(8, (at) => configMap(`large-${at}`, 400, 100)),
  configMap('too-large', 5_000, 30),
  ...repeat(10, (at) => kubectl(`annotate ${app} note-${at}=${'n'.repeat(700)} --overwrite`)),
  ...repeat(10, (at) => kubectl(`label ${app} tag-${at}=${at} --overwrite`)),
  ...repeat(6, (at) => kubectl(`patch ${app} -p '{"metadata":{"annotations":{"p${at}":"${'p'.repeat(500)}"}}}'`)),
  // much to read
  kubectl('get all -o yaml'),
  kubectl('get pods -o yaml'),
  kubectl('get pods -o json'),
  kubectl('get pods -o wide --show-labels'),
  kubectl('get events'),
  kubectl('get events -o yaml'),
  kubectl('events'),
  kubectl('describe pods'),
  kubectl('describe nodes'),
  kubectl(`describe ${app}`),
  kubectl('describe configmaps'),
  kubectl('get configmaps -o yaml'),
  kubectl('logs -l app=spam --tail=100000'),
  kubectl('logs -l app=chatter --tail=100000'),
  kubectl('logs -l app=chatter -f'),
  kubectl('logs -l app=crash --previous'),
  kubectl(`logs ${app}`),
  kubectl('get pods -w'),
  kubectl('get pods --watch'),
  kubectl('wait --for=condition=Ready pod --all --timeout=30s'),
  kubectl('wait --for=delete pod --all --timeout=5s'),
  kubectl('top pods'),
  kubectl('explain pod.spec.containers'),
  // what is refused, or means nothing
  ...repeat(4, (at) => kubectl(`get ${'x'.repeat(300 * (at + 1))}`)),
  kubectl('get pods -A'),
  kubectl('get secrets -n kube-system'),
  kubectl('delete namespace default'),
  kubectl('exec'),
  kubectl('run evil --image=evil'),
  kubectl('edit deployment web-1'),
  kubectl('port-forward svc/web-1 8080:80'),
  kubectl('get pods | grep -v Running | wc -l'),
  kubectl('get pods; rm -rf /'),
  kubectl('get pods && echo $(cat /etc/passwd)'),
  kubectl('apply -f https://example.com/evil.yaml'),
  kubectl('apply -f ../../../etc/passwd'),
  kubectl('create -f -'),
  kubectl('\u202Eget pods'),
  kubectl('get pods \u0000'),
  kubectl('get pods -l "app in (a,b,c'),
  kubectl("get pods -o jsonpath='{.items[*].metadata.name}'"),
  kubectl(`get pods -l ${repeat(60, (at) => `k${at}=v${at}`).join(',')}`),
  {yaml: '}{'},
  {yaml: `a: &a [x, x]\n${repeat(20, (at) => `b${at}: &b${at} [*a, *a]`).join('\n')}\n`},
  {yaml: `${'- '.repeat(500)}x`},
  {yaml: 'kind: List\nitems: []\n'},
  {yaml: `${repeat(200, (at) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many-${at}}`).join('\n---\n')}\n`},
  {
    yaml: 'apiVersion: v1\nkind: Pod\nmetadata: {name: host}\nspec: {hostNetwork: true, containers: [{name: a, image: "busybox:1.36"}]}\n',
  },
  // the lab itself
  {line: '/browse'},
  {line: '/browse path:/nothing/here'},
  {line: '/lab show'},
  {line: '/lab hint'},
  {line: '/lab check'},
  {line: '/lab steps'},
  {line: '/lab solution'},
  {line: '/lab reset'},
  {line: '/help-me what:Everything is on fire'},
  {line: '/me export'},
  {line: '/cancel'},
];
