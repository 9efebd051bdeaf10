import type {LabPolicy} from '#src/sandbox/lab-policy.ts';
import {capacity, type SliceNode} from '#src/sandbox/namespace/slices.ts';
import type {Finding} from '#src/workshop/finding.ts';

const name = 'room';

interface RoomRequest {
  readonly learners: number;
  readonly lab: Pick<LabPolicy, 'nodesPerSandbox' | 'podsPerNode'>;
}

/** Whether so many sandboxes fit onto the nodes, by the Pods that each node takes. */
export function diagnoseRoom(nodes: readonly SliceNode[], {learners, lab}: RoomRequest): Finding {
  const fitting = capacity(nodes, lab);
  const said = [
    `${fitting} learners fit; ${learners} are expected.`,
    `Each has ${counted(lab.podsPerNode, 'Pod')} on each of ${counted(lab.nodesPerSandbox, 'node')}.`,
    ...nodes.map((node) => limitOf(node, lab)),
  ].join('\n');
  if (fitting >= learners) return {name, state: 'passed', said};
  return {name, state: 'failed', said, next: adviceFor(nodes, lab)};
}

/** What a node can hold, and what bounds it. */
function limitOf(node: SliceNode, lab: RoomRequest['lab']): string {
  if (!node.isReady) return `${node.name}: none, it is not ready.`;
  if (!node.isSchedulable) return `${node.name}: none, it takes no Pods (cordoned or tainted).`;
  const sandboxes = capacity([node], {...lab, nodesPerSandbox: 1});
  const others = node.otherPods === 0 ? '' : `, ${node.otherPods} of them taken by others`;
  return `${node.name}: ${counted(sandboxes, 'learner')}, it takes ${counted(node.allocatablePods, 'Pod')}${others}.`;
}

function adviceFor(nodes: readonly SliceNode[], {nodesPerSandbox}: RoomRequest['lab']): string {
  const usable = nodes.filter(({isReady, isSchedulable}) => isReady && isSchedulable).length;
  if (usable < nodesPerSandbox) {
    return `A sandbox needs ${counted(nodesPerSandbox, 'node')} that ${nodesPerSandbox === 1 ? 'takes' : 'take'} Pods; there ${usable === 1 ? 'is' : 'are'} ${usable}. Add nodes.`;
  }
  const isAway = usable < nodes.length ? 'Bring back the nodes that are away, add' : 'Add';
  return `${isAway} nodes, or let each take more Pods (the kubelet's maxPods).`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
