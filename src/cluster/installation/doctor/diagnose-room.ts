import type {LabPolicy} from '#src/sandbox/lab-policy.ts';
import {capacity, type SliceNode} from '#src/sandbox/namespace/slices.ts';
import type {Finding} from '#src/workshop/finding.ts';
import {words} from '#src/words/words.ts';

interface RoomRequest {
  readonly learners: number;
  readonly lab: Pick<LabPolicy, 'nodesPerSandbox' | 'podsPerNode'>;
}

/** Whether so many sandboxes fit onto the nodes, by the Pods that each node takes. */
export function diagnoseRoom(nodes: readonly SliceNode[], {learners, lab}: RoomRequest): Finding {
  const name = words().upkeep.checks.names.room;
  const fitting = capacity(nodes, lab);
  const room = words().doctor.room;
  const said = [
    room.fit({fitting, learners}),
    room.each({pods: lab.podsPerNode, nodes: lab.nodesPerSandbox}),
    ...nodes.map((node) => limitOf(node, lab)),
  ].join('\n');
  if (fitting >= learners) return {name, state: 'passed', said};
  return {name, state: 'failed', said, next: adviceFor(nodes, lab)};
}

/** What a node can hold, and what bounds it. */
function limitOf(node: SliceNode, lab: RoomRequest['lab']): string {
  const said = words().doctor.room;
  if (!node.isReady) return said.notReady({node: node.name});
  if (!node.isSchedulable) return said.takesNone({node: node.name});
  const sandboxes = capacity([node], {...lab, nodesPerSandbox: 1});
  const held = {node: node.name, learners: sandboxes, pods: node.allocatablePods};
  return node.otherPods === 0 ? said.holds(held) : said.holdsBeside({...held, others: node.otherPods});
}

function adviceFor(nodes: readonly SliceNode[], {nodesPerSandbox}: RoomRequest['lab']): string {
  const usable = nodes.filter(({isReady, isSchedulable}) => isReady && isSchedulable).length;
  if (usable < nodesPerSandbox) {
    return words().doctor.room.needs({nodes: nodesPerSandbox, usable});
  }
  return usable < nodes.length ? words().doctor.room.bringBack : words().doctor.room.add;
}
