import {kubectl, request, type Theme} from '../step.ts';
import {nodeRows} from './type-rows.ts';

const node = '/api/v1/nodes/NAMESPACE-status';
const mergePatchType = 'application/merge-patch+json';
const condition = {type: 'Fidelity', status: 'True', reason: 'Tested', message: 'it was tested'};
const only = ['metadata.name', 'metadata.labels', 'spec.unschedulable', 'status.addresses'];

/** Nodes as objects: what is read of those that run, and every verb of their rows on one that no machine stands behind. */
export const nodes: Theme = {
  name: 'nodes',
  steps: [
    kubectl('get nodes -o name'),
    kubectl("get nodes -o jsonpath='{.items[0].metadata.name}'"),
    kubectl('get nodes --no-headers -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints'),
    kubectl('get nodes -l kubernetes.io/hostname=NODE -o name'),
    kubectl('get nodes -L kubernetes.io/hostname,none -o name'),
    kubectl('get nodes -o jsonpath=\'{.items[*].status.conditions[?(@.type=="Ready")].status}\''),
    kubectl(
      "get node OTHER_NODE -o jsonpath='{.metadata.labels.kubernetes\\.io/hostname} {.metadata.labels.kubernetes\\.io/os}'",
    ),
    kubectl('annotate node OTHER_NODE fidelity.note=1'),
    kubectl('annotate node OTHER_NODE fidelity.note=2'),
    kubectl('annotate node OTHER_NODE fidelity.note-'),
    ...nodeRows,
    request('POST', '/api/v1/nodes?of=status', {
      body: {metadata: {name: 'NAMESPACE-status', labels: {fidelity: 'NAMESPACE'}}, spec: {unschedulable: true}},
      only,
    }),
    request('GET', `${node}/status`, {only}),
    request('PATCH', `${node}/status`, {
      body: {status: {conditions: [condition], addresses: [{type: 'Hostname', address: 'fidelity'}]}},
      contentType: 'application/strategic-merge-patch+json',
      only,
    }),
    request('PATCH', `${node}/status?of=spec`, {
      body: {spec: {unschedulable: false}},
      contentType: mergePatchType,
      only,
    }),
    request('PUT', `${node}/status`, {
      // Controllers write to the node meanwhile.
      change: {metadata: {resourceVersion: null}, status: {addresses: [{type: 'Hostname', address: 'other'}]}},
      only,
    }),
    kubectl('delete node NAMESPACE-status'),
  ],
  finally: ['annotate node OTHER_NODE fidelity.note-', 'delete node -l fidelity=NAMESPACE'],
};
