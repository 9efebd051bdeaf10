import {kubectl, named, settle, watch, type Condition, type Theme} from '../step.ts';
import {configMap, pod, shellPod} from './objects.ts';

const is = (name: string, matches: RegExp): Condition => settle(`get pod ${name} --no-headers`, matches);
const sidecar = (name: string, script: string, more: object = {}): object => ({
  name,
  image: 'busybox:1.36',
  command: ['sh', '-c', script],
  restartPolicy: 'Always',
  ...more,
});
const waits = "trap 'exit 0' TERM; while true; do sleep 1; done";
const mount = (mountPath: string, more: object = {}): object => ({name: 'work', mountPath, ...more});
const work = {volumes: [{name: 'work', emptyDir: {}}]};
const init = (more: object): object => ({name: 'init', image: 'busybox:1.36', command: ['true'], ...more});

/** Init containers that stay, hooks of containers, and parts of volumes. */
export const sidecars: Theme = {
  name: 'sidecars',
  steps: [
    kubectl('create -f -', configMap('settings', {colour: 'blue'})),
    named('that stays', kubectl('create -f -', pod('stays', {spec: {initContainers: [sidecar('proxy', waits)]}}))),
    named(
      'that is not ready',
      kubectl(
        'create -f -',
        pod('unready', {
          spec: {initContainers: [sidecar('proxy', waits, {readinessProbe: {exec: {command: ['false']}}})]},
        }),
      ),
    ),
    named(
      'that has not started',
      kubectl(
        'create -f -',
        pod('held', {
          spec: {
            initContainers: [
              sidecar('proxy', waits, {startupProbe: {exec: {command: ['false']}, failureThreshold: 1000}}),
            ],
          },
        }),
      ),
    ),
    named(
      'beside what ends',
      kubectl('create -f -', shellPod('ends', 'echo done', {spec: {initContainers: [sidecar('proxy', waits)]}})),
    ),
    named(
      'with hooks and parts of volumes',
      kubectl(
        'create -f -',
        pod('parts', {
          spec: {volumes: [...work.volumes, {name: 'settings', configMap: {name: 'settings'}}]},
          container: {
            env: [{name: 'OWN', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}}],
            lifecycle: {postStart: {exec: {command: ['sh', '-c', 'echo started > /all/log']}}},
            volumeMounts: [
              mount('/all'),
              mount('/own', {subPathExpr: 'of/$(OWN)'}),
              {name: 'settings', mountPath: '/etc/nginx/colour', subPath: 'colour'},
            ],
          },
        }),
      ),
    ),
    named(
      'with a part that no variable names',
      kubectl(
        'create -f -',
        pod('unnamed', {spec: work, container: {volumeMounts: [mount('/own', {subPathExpr: '$(NONE)'})]}}),
      ),
    ),
    named(
      'an init container with a probe',
      kubectl(
        'create -f -',
        pod('wrong', {spec: {initContainers: [init({livenessProbe: {exec: {command: ['true']}}, lifecycle: {}})]}}),
      ),
    ),
    named(
      'a part that is elsewhere',
      kubectl('create -f -', pod('wrong', {spec: work, container: {volumeMounts: [mount('/own', {subPath: '../a'})]}})),
    ),
    named(
      'a part that is the root',
      kubectl('create -f -', pod('wrong', {spec: work, container: {volumeMounts: [mount('/own', {subPath: '/a'})]}})),
    ),
    is('stays', /2\/2 +Running/),
    kubectl('get pod stays'),
    kubectl(
      "get pod stays -o jsonpath='{.status.initContainerStatuses[0].started} {.status.initContainerStatuses[0].ready}'",
    ),
    is('unready', /1\/2 +Running/),
    kubectl(
      'get pod unready -o jsonpath=\'{.status.phase} {.status.conditions[?(@.type=="ContainersReady")].message}\'',
    ),
    is('held', /0\/2 +Init:0\/1/),
    kubectl("get pod held -o jsonpath='{.status.phase}'"),
    settle("get pod ends -o jsonpath='{.status.phase}'", /Succeeded/),
    kubectl('get pod ends'),
    is('parts', /1\/1 +Running/),
    kubectl('exec parts -- cat /all/log /etc/nginx/colour'),
    kubectl('exec parts -- ls /all/of'),
    kubectl("exec parts -- sh -c 'echo x > /etc/nginx/colour'"),
    is('unnamed', /CreateContainerConfigError/),
    kubectl("get pod unnamed -o jsonpath='{.status.containerStatuses[0].state.waiting.message}'"),
    watch('get pod stays --watch', 'delete pod stays', settle('get pod stays --ignore-not-found -o name', /^$/)),
  ],
};
