import {describe, expect, it} from 'vitest';
import {suggestKubectl} from '#src/operations/kubectl/autocomplete-kubectl.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {operationSchema} from '#src/operations/operation.ts';
import type {ResourceTypeName} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {files} from './lab.ts';

function refusalOf(line: string): UserError {
  try {
    parseKubectl(line, {files});
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`accepted: ${line}`);
}

const nginx = {type: 'daemonsets', name: 'nginx'};
const web = {type: 'deployments', name: 'web'};
const rollout = {kind: 'rollout', targets: [nginx], watch: true};
const set = {kind: 'set', printing: {dryRun: 'none', ignored: []}};
const env = {of: 'env', containers: '*', set: [], remove: [], prefix: '', overwrite: true, list: false};
const wait = {kind: 'wait', resources: [{type: 'pods', name: 'x'}], timeoutSeconds: 30};

describe('a line', () => {
  it.for<[string, object]>([
    ['rollout status ds nginx', {...rollout, action: 'status'}],
    [
      'rollout status ds/nginx --watch=false --timeout=1m30s',
      {...rollout, action: 'status', watch: false, timeoutSeconds: 90},
    ],
    ['rollout history ds/nginx --revision=2', {...rollout, action: 'history', revision: 2}],
    ['rollout undo ds/nginx --to-revision=0', {...rollout, action: 'undo'}],
    ['rollout restart ds/nginx deploy/web', {...rollout, action: 'restart', targets: [nginx, web]}],
    ['rollout restart deployment', {...rollout, action: 'restart', targets: [{type: 'deployments'}]}],
    ['rollout status deploy/web ds/nginx', {...rollout, action: 'status', targets: [web, nginx]}],
    [
      'rollout undo deploy,ds -l app=web',
      {
        ...rollout,
        action: 'undo',
        targets: [
          {type: 'deployments', selector: 'app=web'},
          {type: 'daemonsets', selector: 'app=web'},
        ],
      },
    ],
    ['scale deploy web --replicas=3', {kind: 'scale', targets: [web], replicas: 3}],
    [
      'scale --replicas 0 --current-replicas 2 deploy/web',
      {kind: 'scale', targets: [web], replicas: 0, currentReplicas: 2},
    ],
    [
      'set image ds/nginx nginx=nginx:1.18-alpine',
      {...set, targets: [nginx], change: {of: 'image', images: {nginx: 'nginx:1.18-alpine'}}},
    ],
    [
      "set image deploy web '*=busybox:1.36' --record --dry-run",
      {
        ...set,
        targets: [web],
        change: {of: 'image', images: {'*': 'busybox:1.36'}},
        printing: {dryRun: 'client', ignored: ['--record']},
      },
    ],
    [
      'set env deploy/web ds/nginx A=b=c B= C- -c main -e D=e',
      {
        ...set,
        targets: [web, nginx],
        change: {
          ...env,
          containers: 'main',
          set: [
            {name: 'D', value: 'e'},
            {name: 'A', value: 'b=c'},
            {name: 'B', value: ''},
          ],
          remove: ['C'],
        },
      },
    ],
    ['set env deploy web --list', {...set, targets: [web], change: {...env, list: true}}],
    [
      'set env deploy/web --from=cm/settings --keys=a,b --prefix=P_ --overwrite=false',
      {
        ...set,
        targets: [web],
        change: {...env, from: {configMap: 'settings', keys: ['a', 'b']}, prefix: 'P_', overwrite: false},
      },
    ],
    [
      'set resources deploy/web --limits cpu=200m,memory=1.5Gi --requests=cpu=1',
      {
        ...set,
        targets: [web],
        change: {of: 'resources', containers: '*', limits: {cpu: '200m', memory: '1.5Gi'}, requests: {cpu: '1'}},
      },
    ],
    [
      `patch ds nginx -p '{"spec":{"minReadySeconds":5}}'`,
      {kind: 'patch', targets: [nginx], change: {type: 'strategic', patch: {spec: {minReadySeconds: 5}}}},
    ],
    [
      `patch ds/nginx --type merge -p 'spec: {minReadySeconds: 5}'`,
      {kind: 'patch', targets: [nginx], change: {type: 'merge', patch: {spec: {minReadySeconds: 5}}}},
    ],
    [
      `patch ds/nginx --type=json --patch='[{"op":"remove","path":"/spec/x"}]'`,
      {kind: 'patch', targets: [nginx], change: {type: 'json', patch: [{op: 'remove', path: '/spec/x'}]}},
    ],
    [
      'annotate deploy,svc -l app=web owner=ada',
      {
        kind: 'annotate',
        targets: [
          {type: 'deployments', selector: 'app=web'},
          {type: 'services', selector: 'app=web'},
        ],
        set: {owner: 'ada'},
        remove: [],
        overwrite: false,
      },
    ],
    ['scale deploy --all --replicas=0', {kind: 'scale', targets: [{type: 'deployments'}], replicas: 0}],
    ['set env deploy --all --list', {...set, targets: [{type: 'deployments'}], change: {...env, list: true}}],
    [
      "annotate ds/nginx note='a b' old- --overwrite",
      {kind: 'annotate', targets: [nginx], set: {note: 'a b'}, remove: ['old'], overwrite: true},
    ],
    [
      'label deploy web tier=front',
      {
        kind: 'label',
        type: 'deployments',
        names: ['web'],
        all: false,
        set: {tier: 'front'},
        remove: [],
        overwrite: false,
      },
    ],
    [
      'label pod x --list',
      {kind: 'label', type: 'pods', names: ['x'], all: false, set: {}, remove: [], overwrite: false, list: true},
    ],
    [
      'annotate ds --all --list a=b',
      {
        kind: 'annotate',
        targets: [{type: 'daemonsets'}],
        set: {a: 'b'},
        remove: [],
        overwrite: false,
        list: true,
      },
    ],
    ['wait --for=create pod/x --timeout=-1s', {...wait, for: {kind: 'create'}, timeoutSeconds: 604_800}],
    [
      'wait pod/x --for=condition=Ready --for=create',
      {...wait, for: {kind: 'condition', type: 'Ready', status: 'true'}, also: [{kind: 'create'}]},
    ],
    ['wait --for=condition=Ready pod/x', {...wait, for: {kind: 'condition', type: 'Ready', status: 'true'}}],
    ['wait pod x --for=condition=Ready=False', {...wait, for: {kind: 'condition', type: 'Ready', status: 'False'}}],
    [
      'wait pods -l app=nginx --for=delete --timeout=60s',
      {...wait, resources: [{type: 'pods'}], selector: 'app=nginx', for: {kind: 'delete'}, timeoutSeconds: 60},
    ],
    [
      "wait pod/x --for=jsonpath='{.status.containerStatuses[0].ready}'=true",
      {...wait, for: {kind: 'jsonpath', path: '{.status.containerStatuses[0].ready}', equals: 'true'}},
    ],
    [
      `wait pod/x --for=jsonpath="{.metadata.labels.example\\\\.com/a}"`,
      {...wait, for: {kind: 'jsonpath', path: String.raw`{.metadata.labels.example\.com/a}`}},
    ],
  ])('%s is understood', ([line, expected]) => {
    const {operation} = parseKubectl(line, {files});
    expect(operation).toEqual(expected);
    expect(operationSchema.parse(JSON.parse(JSON.stringify(operation)))).toEqual(expected);
  });

  it.for([
    ['rollout', 'Say what to do', 'status, history, undo'],
    ['rollout stauts ds/nginx', 'There is no rollout “stauts”', 'Type: kubectl rollout status ds/nginx'],
    ['rollout undo ds/nginx --revision=1', 'rollout undo does not take --revision', '--to-revision'],
    ['rollout restart pod/x', 'A Pod is not rolled out', 'daemonset/NAME'],
    ['rollout undo', 'Say which object', 'daemonset/NAME'],
    ['rollout restart ds --all', 'a type alone means all of it', 'Type: kubectl rollout restart ds'],
    ['rollout restart ds/nginx -l app=nginx', 'cannot go together', ''],
    ['rollout status ds/nginx --timeout=soon', '--timeout takes a time', '60s'],
    ['scale ds/nginx --replicas=2', 'A DaemonSet has no replicas', 'deployment/NAME'],
    ['scale deploy/web', 'how many replicas', '--replicas=3'],
    ['scale deploy/web --replicas=many', '--replicas takes a whole number', '--replicas=1'],
    ['scale deploy/web --replicas=1 -n kube-system', 'own namespaces are not yours', 'Type: kubectl scale'],
    ['set selector ds/nginx A=b', 'kubectl set “selector” is not supported', 'image, env, resources'],
    ['set env ds/nginx', 'Say which variables', 'KEY=VALUE'],
    ['set env ds/nginx A=b A-', 'cannot be set and removed', ''],
    ['set env ds/nginx A=b web', 'is neither', 'KEY=VALUE'],
    ['set env ds/nginx 1A=b', 'cannot be the name of a variable', 'no digit in front'],
    ['set env ds/nginx --from=secret/x', '--from takes a ConfigMap', '--from=configmap/NAME'],
    ['set env ds/nginx A=b --limits=cpu=1', 'set env does not take --limits', 'set env'],
    ['set resources ds/nginx', 'Say how much', '--limits'],
    ['set resources ds/nginx --limits=cpu', '--limits takes RESOURCE=AMOUNT', '--limits=cpu=200m'],
    ['set resources ds/nginx --limits=cpu=lots', '--limits takes RESOURCE=AMOUNT', '--limits=cpu=200m'],
    ['set image ds/nginx', 'which container gets which image', 'CONTAINER=IMAGE'],
    ['set image svc/web a=b', 'A Service has no containers', 'set image'],
    ['patch ds/nginx', 'Say what to change', 'patch'],
    ['patch ds/nginx -p a --patch-file=b', 'cannot specify --patch and --patch-file together', ''],
    ['patch ds/nginx --patch-file=none.yaml', 'no file or folder “none.yaml”', ''],
    ["patch ds/nginx -p '{'", 'neither valid JSON nor valid YAML', 'quotes'],
    ["patch ds/nginx -p '{a: &x [1], b: [*x, *x]}'", 'neither valid JSON nor valid YAML', 'quotes'],
    ["patch ds/nginx -p 'text'", 'A patch is a mapping', 'patch'],
    ["patch ds/nginx --type=json -p '{}'", 'list of operations', '"op"'],
    ["patch ds/nginx --type=apply -p '{}'", '--type does not take “apply”', 'strategic, merge, json'],
    ["patch node/n -p '{}'", 'A Node cannot be patched', 'patch'],
    ['annotate ds/nginx', 'Say which annotations', 'key=value'],
    ['annotate node/n a=b', 'A Node cannot be annotated', 'annotate'],
    ['delete rc --all', 'rc stands for ReplicaSets here', 'delete rs NAME'],
    ['delete pods,ReplicationController -l app=web', 'ReplicationController stands for ReplicaSets', 'delete rs NAME'],
    ['annotate deploy web -l app=web a=b', 'cannot go together', ''],
    ['scale deploy --all -l app=web --replicas=1', 'cannot go together', ''],
    ['scale deploy --replicas=1', 'by its type and name', 'deployment/NAME'],
    ['wait pod/x', 'Say what to wait for, with --for', 'condition=Ready'],
    ['wait pods --for=delete', 'Say which objects', 'wait'],
    ['wait pod/x --for=luck', '--for does not take “luck”', 'jsonpath'],
    ["wait pod/x --for=jsonpath='{.a[}'", 'is not understood', 'containerStatuses'],
  ] as const)('%s is refused in one sentence with what to do', ([line, message, next]) => {
    const refusal = refusalOf(line);
    expect(refusal.message).toContain(message);
    expect(refusal.next ?? '').toContain(next);
  });
});

describe('suggestions', () => {
  const names: Partial<Record<ResourceTypeName, readonly string[]>> = {daemonsets: ['nginx'], deployments: ['web']};
  const known = {names: (type: ResourceTypeName) => names[type] ?? [], files};

  it.for([
    ['rollout ', ['rollout status', 'rollout history', 'rollout undo']],
    ['rollout undo ', ['rollout undo daemonset/nginx', 'rollout undo deployment/web', 'rollout undo --to-revision']],
    ['rollout status ds/', ['rollout status ds/nginx']],
    ['scale ', ['scale deployment/web']],
    ['scale deployment/web --r', ['scale deployment/web --replicas']],
    ['set ', ['set image', 'set env', 'set resources']],
    ['set env deployment/web --l', ['set env deployment/web --list']],
    ['set image d', ['set image daemonset/nginx', 'set image deployment/web']],
    ['patch ds/nginx --type=', ['patch ds/nginx --type=strategic']],
    ['wait --for=c', ['wait --for=condition=Ready', 'wait --for=condition=Available', 'wait --for=create']],
    ['wait d', ['wait deployment/web', 'wait daemonset/nginx']],
    ['annotate s', []],
  ] as const)('begin for %j with %j', ([partial, expected]) => {
    expect(suggestKubectl(partial, known).slice(0, Math.max(1, expected.length))).toEqual(expected);
  });
});
