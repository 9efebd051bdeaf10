import type {Pod} from '../objects/pod.ts';
import {parseQuantity} from '../schema/quantity.ts';

/** What containers are to use, whatever runs in them. */
export interface UsageOrder {
  namespace: string;
  /** Whether it is of a Pod with these labels. */
  selects: (labels: Readonly<Record<string, string>>) => boolean;
  /** Their name; all containers when left out. */
  container?: string | undefined;
  cpu?: string | undefined;
  memory?: string | undefined;
  /** Whether it is what all of the Pods use together, each its part, as those do that share a load. */
  isShared: boolean;
}

/** What was ordered of one container, for itself. */
export interface OrderedAmounts {
  cores?: number;
  bytes?: number;
}

/** What was ordered at `/_emulator/usage`: the latest order that concerns a container counts. */
export class OrderedUsage {
  #orders: UsageOrder[] = [];

  add(order: UsageOrder): void {
    this.#orders.unshift(order);
  }

  clear(): void {
    this.#orders = [];
  }

  /** @param running all Pods of its namespace that run */
  of(pod: Pod, container: string, running: readonly Pod[]): OrderedAmounts {
    const concerns = (order: UsageOrder, other: Pod): boolean =>
      order.namespace === other.metadata.namespace && order.selects(other.metadata.labels ?? {});
    const order = this.#orders.find(
      (one) => concerns(one, pod) && (one.container === undefined || one.container === container),
    );
    if (order === undefined) return {};
    const parts = order.isShared ? Math.max(1, running.filter((other) => concerns(order, other)).length) : 1;
    return {
      ...(order.cpu === undefined ? {} : {cores: parseQuantity(order.cpu) / parts}),
      ...(order.memory === undefined ? {} : {bytes: parseQuantity(order.memory) / parts}),
    };
  }
}
