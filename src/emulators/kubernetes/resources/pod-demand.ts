import type {Container, Pod} from '../objects/pod.ts';
import {parseQuantity} from '../schema/quantity.ts';

/**
 * How much of something a Pod asks for. Init containers run one after another before the others: the largest of them,
 * or all the others together.
 *
 * @param name as a quota names it: `cpu`, `requests.cpu`, `limits.memory`
 */
export function demandOfPod({spec}: Pod, name: string): number {
  const amount = (container: Container): number => parseQuantity(demandOfContainer(container, name) ?? '0');
  const together = spec.containers.reduce((sum, container) => sum + amount(container), 0);
  return Math.max(together, ...(spec.initContainers ?? []).map(amount));
}

export function demandOfContainer({resources}: Container, name: string): string | undefined {
  const [kind, resource] = name.includes('.') ? name.split('.') : ['requests', name];
  return resources?.[kind === 'limits' ? 'limits' : 'requests']?.[resource ?? ''];
}
