import {sidecarsOf, type Pod, type PodStatus} from '../objects/pod.ts';
import {demandOfPod} from '../resources/pod-demand.ts';
import {formatQuantity} from '../schema/quantity.ts';

/** What a node has set aside for a Pod, and what the Pod may use: its containers' shares together. */
export function podResources(pod: Pod): Pick<PodStatus, 'allocatedResources' | 'resources'> {
  const all = [...pod.spec.containers, ...sidecarsOf(pod.spec)].map(({resources}) => resources ?? {});
  const namesIn = (kind: 'limits' | 'requests'): string[] =>
    [...new Set(all.flatMap((resources) => Object.keys(resources[kind] ?? {})))].sort();
  const sums = (kind: 'limits' | 'requests', names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, formatQuantity(demandOfPod(pod, `${kind}.${name}`), name)]));
  const requested = namesIn('requests');
  // One container without a limit leaves the Pod without.
  const limited = namesIn('limits').filter((name) => all.every(({limits}) => limits?.[name] !== undefined));
  const requests = sums('requests', requested);
  return {
    ...(requested.length === 0 ? {} : {allocatedResources: requests}),
    resources: {
      ...(limited.length === 0 ? {} : {limits: sums('limits', limited)}),
      ...(requested.length === 0 ? {} : {requests}),
    },
  };
}
