import {kubectl, named, settle, watch, type Condition, type Theme} from '../step.ts';
import {configMap, pod, shellPod} from './objects.ts';

const is = (name: string, matches: RegExp): Condition => settle(`get pod ${name} --no-headers`, matches);
const statusOf = (name: string) =>
  kubectl(
    `get pod ${name} -o jsonpath='{.status.phase} {.status.containerStatuses[0].state.*.reason} {.status.containerStatuses[0].state.*.exitCode} {.status.containerStatuses[0].lastState.*.reason} {.status.containerStatuses[0].lastState.*.exitCode}'`,
  );
const busybox = {image: 'busybox:1.36', ports: []};

/** What containers do: how they start, end and fail, what they print, see and answer. */
export const containers: Theme = {
  name: 'containers',
  steps: [
    kubectl('create -f -', configMap('settings', {colour: 'blue', 'page.html': 'from a ConfigMap\n'})),
    kubectl('create secret generic hidden --from-literal=word=secret'),
    named(
      'that prints',
      kubectl('create -f -', shellPod('prints', 'echo one; sleep 1; echo two >&2; sleep 1; echo three')),
    ),
    named('that fails', kubectl('create -f -', shellPod('fails', 'echo bad >&2; exit 3'))),
    named(
      'that crashes',
      kubectl('create -f -', shellPod('crashes', 'echo again; exit 1', {spec: {restartPolicy: 'Always'}})),
    ),
    named(
      'that recovers',
      kubectl(
        'create -f -',
        shellPod('recovers', 'test -e /data/x && echo second && sleep 3600; touch /data/x; echo first; exit 1', {
          spec: {restartPolicy: 'Always', terminationGracePeriodSeconds: 1, volumes: [{name: 'data', emptyDir: {}}]},
          container: {volumeMounts: [{name: 'data', mountPath: '/data'}]},
        }),
      ),
    ),
    named(
      'without its program',
      kubectl('create -f -', pod('no-program', {container: {...busybox, command: ['no-such-program']}})),
    ),
    named('without its image', kubectl('create -f -', pod('no-image', {container: {image: 'ngnix:no-such-tag'}}))),
    named(
      'without its ConfigMap',
      kubectl('create -f -', shellPod('no-settings', 'true', {container: {envFrom: [{configMapRef: {name: 'none'}}]}})),
    ),
    named(
      'whose init container fails',
      kubectl(
        'create -f -',
        pod('init-fails', {
          spec: {restartPolicy: 'Never', initContainers: [{name: 'first', image: 'busybox:1.36', command: ['false']}]},
        }),
      ),
    ),
    named(
      'with init containers',
      kubectl(
        'create -f -',
        pod('inits', {
          spec: {
            initContainers: [
              {
                name: 'first',
                image: 'busybox:1.36',
                command: ['sh', '-c', 'echo first > /work/index.html'],
                volumeMounts: [{name: 'work', mountPath: '/work'}],
              },
              {
                name: 'second',
                image: 'busybox:1.36',
                command: ['sh', '-c', 'cat /work/index.html; echo second >> /work/index.html'],
                volumeMounts: [{name: 'work', mountPath: '/work'}],
              },
            ],
            volumes: [{name: 'work', emptyDir: {}}],
          },
          container: {volumeMounts: [{name: 'work', mountPath: '/usr/share/nginx/html'}]},
        }),
      ),
    ),
    named(
      'of two containers',
      kubectl(
        'create -f -',
        pod('two', {
          spec: {
            containers: [
              {name: 'web', image: 'nginx:1.18-alpine'},
              {name: 'side', image: 'busybox:1.36', command: ['sh', '-c', 'echo beside; sleep 1000']},
            ],
          },
        }),
      ),
    ),
    named(
      'that sees its surroundings',
      kubectl(
        'create -f -',
        shellPod('sees', 'echo $COLOUR $WORD $NAME $SPACE; cat /settings/page.html; sleep 1000', {
          container: {
            env: [
              {name: 'COLOUR', valueFrom: {configMapKeyRef: {name: 'settings', key: 'colour'}}},
              {name: 'WORD', valueFrom: {secretKeyRef: {name: 'hidden', key: 'word'}}},
              {name: 'NAME', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}},
              {name: 'SPACE', value: 'in-$(NAME)'},
            ],
            volumeMounts: [{name: 'settings', mountPath: '/settings'}],
          },
          spec: {volumes: [{name: 'settings', configMap: {name: 'settings'}}]},
        }),
      ),
    ),
    named(
      'that is never ready',
      kubectl(
        'create -f -',
        pod('unready', {
          labels: {app: 'unready'},
          container: {readinessProbe: {httpGet: {path: '/none', port: 80}, periodSeconds: 1}},
        }),
      ),
    ),
    named(
      'that is killed',
      kubectl(
        'create -f -',
        shellPod('unlive', 'sleep 1000', {
          spec: {restartPolicy: 'Always'},
          container: {livenessProbe: {exec: {command: ['false']}, periodSeconds: 1, failureThreshold: 1}},
        }),
      ),
    ),
    kubectl('expose pod unready --port=80'),

    is('prints', /Completed/),
    // the phase may be told after the container
    settle("get pod prints -o jsonpath='{.status.phase}'", /^Succeeded$/),
    kubectl('get pod prints'),
    statusOf('prints'),
    kubectl('logs prints'),
    kubectl('logs prints --tail=1'),
    kubectl('logs prints --timestamps'),
    kubectl('logs prints --since=1h'),
    kubectl('logs prints -f'),
    kubectl('logs prints --limit-bytes=3'),
    named('ended', kubectl('exec prints -- ls')),
    is('fails', /Error/),
    settle("get pod fails -o jsonpath='{.status.phase}'", /^Failed$/),
    kubectl('get pod fails'),
    statusOf('fails'),
    kubectl('logs fails'),
    settle("get pod crashes -o jsonpath='{.status.containerStatuses[0].restartCount}'", /[1-9]/),
    kubectl(
      "get pod crashes -o jsonpath='{.status.phase} {.status.containerStatuses[0].lastState.terminated.reason} {.status.containerStatuses[0].lastState.terminated.exitCode}'",
    ),
    kubectl('logs crashes'),
    // of one that goes round, what it printed the last time but one is gone while it waits
    is('recovers', /^recovers\s+1\/1\s+Running\s+1 /),
    kubectl('logs recovers'),
    kubectl('logs recovers --previous'),
    is('no-program', /RunContainerError|CrashLoopBackOff/),
    kubectl('logs no-program'),
    is('no-image', /ImagePullBackOff/),
    statusOf('no-image'),
    kubectl('logs no-image'),
    is('no-settings', /CreateContainerConfigError/),
    kubectl('get pod no-settings'),
    kubectl('logs no-settings'),
    is('init-fails', /Init:Error/),
    kubectl('get pod init-fails'),
    kubectl('logs init-fails'),
    kubectl('logs init-fails -c first'),
    is('inits', /1\/1 +Running/),
    kubectl('logs inits -c second'),
    kubectl('logs inits -c first'),
    kubectl('exec inits -- cat /usr/share/nginx/html/index.html'),
    kubectl(
      "get pod inits -o jsonpath='{.status.initContainerStatuses[*].state.terminated.reason} {.status.conditions[*].type}'",
    ),
    is('two', /2\/2 +Running/),
    kubectl('get pod two'),
    kubectl('logs two'),
    kubectl('logs two -c side'),
    kubectl('logs two --all-containers --prefix'),
    kubectl('exec two -c side -- ls /'),
    named('the first of two', kubectl('exec two -- ls /usr/share/nginx/html')),
    is('sees', /Running/),
    kubectl('logs sees'),
    kubectl('exec sees -- cat /settings/page.html'),
    kubectl('exec sees -- ls /settings'),
    kubectl('exec sees -- env'),
    kubectl('exec sees -- touch /settings/new'),
    kubectl("exec sees -- sh -c 'exit 5'"),
    kubectl("exec sees -- sh -c 'kill -9 $$'"),
    kubectl('exec sees -- wc -l /settings/page.html'),
    kubectl("exec sees -- sh -c 'ls /none || echo none there'"),
    kubectl("exec sees -- sh -c 'for i in 1 2 3; do echo $i; done | tail -n 2'"),
    kubectl('exec sees -- hostname'),
    kubectl('exec sees -- cat /etc/hostname'),
    kubectl('exec sees -- id'),
    {
      ...named('what is typed', kubectl('exec -i sees -- cat')),
      kind: 'kubectl',
      line: 'exec -i sees -- cat',
      input: 'typed\n',
    },
    kubectl('exec sees ls'),
    is('unready', /0\/1 +Running/),
    settle("get endpoints unready -o jsonpath='{.subsets[*].notReadyAddresses[*].ip}'", /\d/),
    kubectl('get endpoints unready'),
    kubectl(
      'get pod unready -o jsonpath=\'{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].reason}\'',
    ),
    settle("get pod unlive -o jsonpath='{.status.containerStatuses[0].restartCount}'", /[1-9]/),
    kubectl(
      "get pod unlive -o jsonpath='{.status.containerStatuses[0].lastState.terminated.reason} {.status.containerStatuses[0].lastState.terminated.exitCode}'",
    ),
    kubectl('describe configmap settings'),
    kubectl('describe secret hidden'),
    watch('get pod two --watch', 'delete pod two', settle('get pod two --ignore-not-found -o name', /^$/)),
  ],
};
