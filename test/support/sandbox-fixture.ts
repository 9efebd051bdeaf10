import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {Positions} from '#src/sandbox/yaml/positions.ts';
import {sandboxNamespace, sandboxSpecSchema, type SandboxSpec} from '#src/sandbox/sandbox.ts';

export const namespace = sandboxNamespace('spring', '1001');

/** A sandbox on one node; `changes` replace parts of it. */
export function sandboxSpec(changes: {nodes?: string[]; keepsLoadBalancer?: boolean} = {}): SandboxSpec {
  return sandboxSpecSchema.parse({
    namespace,
    workshop: 'spring',
    learner: {id: '1001', name: 'Ada'},
    nodes: changes.nodes ?? ['node-1'],
    lab: {
      lab: 'daemonsets',
      images: ['nginx:1.18-alpine', 'busybox:1.36'],
      hostPathLeaves: ['/volumes/nginx-logs'],
      podsPerNode: 6,
      nodesPerSandbox: 1,
      keepsLoadBalancer: changes.keepsLoadBalancer ?? false,
    },
  });
}

/** The only object of a text that a learner might apply. */
export function readOne(yaml: string, name = 'daemonset.yaml'): {object: JsonObject; positions: Positions} {
  const [manifest] = readManifests({name, yaml});
  if (manifest === undefined) throw new Error('no object');
  return manifest;
}
