import {describe, expect, test} from 'vitest';
import {admit} from '#src/sandbox/policy/policy.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {toLearnerNode, toLearnerNodeLabels, toLearnerObject, toLearnerText} from '#src/sandbox/policy/write-back.ts';
import {namespace, readOne, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec({nodes: ['node-1', 'node-2']});
const folder = `/var/lib/labrador/sandboxes/${namespace}`;
const domain = `${namespace}.node.labrador.dev`;
const otherSandbox = sandboxNamespace('spring', '10012');

describe('a text of the cluster’s', () => {
  test.each([
    [`${domain}/disk=fast`, 'disk=fast'],
    [`a=b,example.com.${domain}/disk=fast,${domain}/x=y`, 'a=b,example.com/disk=fast,x=y'],
    [`f:${domain}/disk`, 'f:disk'],
    [`Node-Selectors:  ${domain}/disk=fast`, 'Node-Selectors:  disk=fast'],
    [`path: ${folder}/volumes/nginx-logs`, 'path: /volumes/nginx-logs'],
    [`hostPath "${folder}" is not a directory`, 'hostPath "/" is not a directory'],
    [folder, '/'],
    [`mkdir ${folder}.`, 'mkdir /.'],
    [`${folder}/`, '/'],
    [`in ${namespace} nothing is found`, `in ${namespace} nothing is found`],
    [`${folder}2/volumes`, `${folder}2/volumes`],
    [`${otherSandbox}.node.labrador.dev/x`, `${otherSandbox}.node.labrador.dev/x`],
    [`x-${domain}/x`, `x-${domain}/x`],
  ])('%s reads %s', (written, shown) => {
    expect(toLearnerText(written, spec)).toBe(shown);
  });
});

const yaml = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: a
  namespace: ${namespace}
spec:
  selector:
    matchLabels: {app: a}
  template:
    metadata:
      labels: {app: a}
    spec:
      nodeSelector:
        disk: fast
        example.com/ip: public
        kubernetes.io/os: linux
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions:
              - {key: disk, operator: Exists}
            - matchExpressions:
              - {key: example.com/ip, operator: Exists}
      containers:
      - name: a
        image: busybox:1.36
        volumeMounts:
        - {name: logs, mountPath: /logs}
        - {name: root, mountPath: /root, readOnly: true}
      volumes:
      - name: logs
        hostPath: {path: /volumes/nginx-logs}
      - name: root
        hostPath: {path: /, type: Directory}
`;

describe('an object', () => {
  const {object, positions} = readOne(yaml);
  const admitted = admit(object, spec, positions).object;

  test('that was admitted is shown as it was written', () => {
    expect(admitted).not.toEqual(object);
    expect(toLearnerObject(admitted, spec)).toEqual(object);
  });

  test('in a list is too, without its kind on the wire', () => {
    const {kind: _kind, apiVersion: _apiVersion, ...item} = admitted;
    const list = {kind: 'DaemonSetList', apiVersion: 'apps/v1', items: [item]};
    expect(toLearnerObject(list, spec)).toEqual({...list, items: [object]});
    expect(toLearnerObject({kind: 'List', items: [admitted]}, spec)).toEqual({kind: 'List', items: [object]});
  });

  test('of a DaemonSet’s history is too', () => {
    const revision = (data: object) => ({kind: 'ControllerRevision', apiVersion: 'apps/v1', data, revision: 1});
    expect(toLearnerObject(revision({spec: admitted['spec']}), spec)).toEqual(revision({spec: object['spec']}));
  });

  test('loses an affinity that was only ours', () => {
    const bare = readOne('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}');
    const shown = toLearnerObject(admit(bare.object, spec, bare.positions).object, spec);
    expect(shown['spec']).toEqual({containers: []});
  });

  test('loses the node that a DaemonSet’s controller pinned it to', () => {
    const matchFields = [{key: 'metadata.name', operator: 'In', values: ['node-2']}];
    const required = {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields}]}};
    const pod = {kind: 'Pod', spec: {containers: [], affinity: {nodeAffinity: required}}};
    expect(toLearnerObject(pod, spec)['spec']).toEqual({containers: []});
  });

  test('is shown without managedFields', () => {
    const live = {kind: 'Pod', metadata: {name: 'a', managedFields: [{manager: 'x'}]}};
    expect(toLearnerObject(live, spec)).toEqual({kind: 'Pod', metadata: {name: 'a'}});
  });

  test('that the policy did not make keeps its affinity', () => {
    const pod = {kind: 'Pod', spec: {affinity: {nodeAffinity: {}, podAffinity: {}}}};
    expect(toLearnerObject(pod, spec)).toEqual(pod);
  });
});

describe('a node', () => {
  const labels = {
    'kubernetes.io/hostname': 'node-1',
    'node.kubernetes.io/instance-type': 'small',
    [`${domain}/disk`]: 'fast',
    [`example.com.${domain}/ip`]: 'public',
    [`${otherSandbox}.node.labrador.dev/disk`]: 'slow',
    [`example.com.${otherSandbox}.node.labrador.dev/ip`]: 'private',
    'labrador.dev/pool': 'a',
    disk: 'the operator’s',
  };
  const shown = {
    'kubernetes.io/hostname': 'node-1',
    'node.kubernetes.io/instance-type': 'small',
    disk: 'fast',
    'example.com/ip': 'public',
  };

  test('has the labels that the learner’s Pods can select it by, and nobody else’s', () => {
    expect(toLearnerNodeLabels(labels, spec)).toEqual(shown);
  });

  test('is shown without what tells of other sandboxes', () => {
    const metadata = {name: 'node-1', labels, annotations: {a: 'b'}, managedFields: [{fieldsV1: labels}]};
    const status = {allocatable: {pods: '110'}};
    expect(toLearnerNode({kind: 'Node', metadata, status}, spec)).toEqual({
      kind: 'Node',
      metadata: {name: 'node-1', labels: shown},
      status,
    });
  });
});
