import type {Container, Pod} from '../objects/pod.ts';
import {parseQuantity} from '../schema/quantity.ts';

/**
 * How much of something a Pod asks for. Init containers run one after another before the others, beside the sidecars
 * among them that have begun: the most that run at a time.
 *
 * @param name as a quota names it: `cpu`, `requests.cpu`, `limits.memory`
 */
export function demandOfPod({spec}: Pod, name: string): number {
  const amount = (container: Container): number => parseQuantity(demandOfContainer(container, name) ?? '0');
  let sidecars = 0;
  let most = 0;
  for (const container of spec.initContainers ?? []) {
    most = Math.max(most, sidecars + amount(container));
    if (container.restartPolicy === 'Always') sidecars += amount(container);
  }
  const together = spec.containers.reduce((sum, container) => sum + amount(container), sidecars);
  return Math.max(together, most);
}

export function demandOfContainer({resources}: Container, name: string): string | undefined {
  const [kind, resource] = name.includes('.') ? name.split('.') : ['requests', name];
  return resources?.[kind === 'limits' ? 'limits' : 'requests']?.[resource ?? ''];
}
