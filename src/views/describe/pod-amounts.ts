import type {z} from 'zod';
import type {Amounts, Container, podSpecSchema} from './pod-spec.ts';
import {addQuantities, maxQuantity, parseQuantity, type Quantity} from './quantity.ts';

/** Amounts of resources by their names, such as `cpu`. */
export type QuantityMap = ReadonlyMap<string, Quantity>;

/**
 * What a Pod asks for and may have at most. Init containers run one after another before the others, beside the
 * sidecars that started before them: what counts is the most that it has at a time.
 */
export function podAmounts(
  {containers, initContainers}: z.infer<typeof podSpecSchema>,
  kind: 'requests' | 'limits',
): QuantityMap {
  const amounts = (container: Container): QuantityMap => toQuantities(container.resources[kind]);
  let together = containers.map(amounts).reduce(sum, new Map());
  let sidecars: QuantityMap = new Map();
  let most: QuantityMap = new Map();
  for (const container of initContainers ?? []) {
    const own = amounts(container);
    if (container.restartPolicy === 'Always') {
      together = sum(together, own);
      sidecars = sum(sidecars, own);
      most = combine(most, sidecars, maxQuantity);
    } else {
      most = combine(most, sum(own, sidecars), maxQuantity);
    }
  }
  return combine(together, most, maxQuantity);
}

/** The amounts of several Pods together. */
export function sum(one: QuantityMap, other: QuantityMap): QuantityMap {
  return combine(one, other, addQuantities);
}

function combine(one: QuantityMap, other: QuantityMap, how: (a: Quantity, b: Quantity) => Quantity): QuantityMap {
  const combined = new Map(one);
  for (const [name, amount] of other) {
    const known = combined.get(name);
    combined.set(name, known === undefined ? amount : how(known, amount));
  }
  return combined;
}

function toQuantities(amounts: Amounts | null | undefined): QuantityMap {
  return new Map(Object.entries(amounts ?? {}).map(([name, amount]) => [name, parseQuantity(amount)]));
}
