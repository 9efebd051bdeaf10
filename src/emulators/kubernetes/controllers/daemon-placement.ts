import {isEqual} from '../json.ts';
import type {DaemonSet, Node} from '../objects/cluster-objects.ts';
import type {Affinity, Pod, PodSpec, Toleration} from '../objects/pod.ts';
import {daemonTolerations, daemonNodeOf, matchesNode, untoleratedTaint} from './node-fit.ts';

/** A DaemonSet's Pods by the node that each is for, wherever it runs yet. */
export function groupByNode(owned: readonly Pod[]): Map<string, Pod[]> {
  const result = new Map<string, Pod[]>();
  for (const pod of owned) {
    const nodeName = daemonNodeOf(pod);
    if (nodeName !== undefined) result.set(nodeName, [...(result.get(nodeName) ?? []), pod]);
  }
  return result;
}

/** Whether a new Pod belongs on the node. */
export function shouldRun(set: DaemonSet, node: Node): boolean {
  const spec = tolerant(set.spec.template.spec);
  return matchesNode(spec, node) && untoleratedTaint(spec, node, ['NoSchedule', 'NoExecute']) === undefined;
}

/** Whether a Pod that is there may stay. */
export function shouldContinue(set: DaemonSet, node: Node): boolean {
  const spec = tolerant(set.spec.template.spec);
  return matchesNode(spec, node) && untoleratedTaint(spec, node, ['NoExecute']) === undefined;
}

function tolerant(spec: PodSpec): PodSpec {
  const own = spec.tolerations ?? [];
  const added: Toleration[] = daemonTolerations.filter((one) => !own.some((other) => isEqual(one, other)));
  return {...spec, tolerations: [...own, ...added]};
}

/** The template with the node written into its required affinity, in place of any other choice by name. */
export function daemonPodSpec(template: PodSpec, nodeName: string): PodSpec {
  const spec = tolerant(template);
  const onNode = {key: 'metadata.name', operator: 'In', values: [nodeName]};
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = (required?.nodeSelectorTerms ?? [{}]).map(({matchExpressions}) =>
    matchExpressions === undefined ? {matchFields: [onNode]} : {matchExpressions, matchFields: [onNode]},
  );
  const affinity: Affinity = {
    ...spec.affinity,
    nodeAffinity: {
      ...spec.affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: terms},
    },
  };
  return {...spec, affinity};
}
