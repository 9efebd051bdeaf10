import {z} from 'zod';
import {listOf} from '#src/kubernetes/list-of.ts';
import {containerStatusSchema} from '../container-status.ts';
import {podSchema, podStatusSchema} from '../schema.ts';
import {podSpecSchema, resourcesSchema, type Amounts, type Container} from '../pod-spec.ts';
import {addQuantities, maxQuantity, parseQuantity, type Quantity} from '#src/kubernetes/quantity.ts';

/** Amounts of resources by their names, such as `cpu`. */
export type QuantityMap = ReadonlyMap<string, Quantity>;
type AmountKind = 'requests' | 'limits';

const containerStatusesSchema = listOf(
  containerStatusSchema.extend({
    allocatedResources: z.record(z.string(), z.string()).nullish(),
    resources: resourcesSchema.nullish(),
  }),
);

/** A Pod, with what says what it takes of its node. */
export const measuredPodSchema = podSchema.extend({
  spec: podSpecSchema,
  status: podStatusSchema
    .extend({containerStatuses: containerStatusesSchema, initContainerStatuses: containerStatusesSchema})
    .prefault({}),
});
type MeasuredPod = z.infer<typeof measuredPodSchema>;

const none: QuantityMap = new Map();
/** Of these a Pod may say as a whole what it asks for. */
const podLevel = (name: string): boolean => name === 'cpu' || name === 'memory' || name.startsWith('hugepages-');

/**
 * What a Pod asks for and may have at most; where it `isActual`, also what its containers were given when they were
 * resized, whichever is more.
 * @see https://github.com/kubernetes/component-helpers/blob/master/resource/helpers.go
 */
export function podAmounts(pod: MeasuredPod, kind: AmountKind, {isActual}: {isActual: boolean}): QuantityMap {
  const {overhead, resources} = pod.spec;
  const wanted = isActual ? actualAmounts(pod, kind) : containersAmounts(pod, ({resources: own}) => own[kind]);
  const amounts = new Map(wanted);
  for (const [name, amount] of toQuantities(resources?.[kind])) if (podLevel(name)) amounts.set(name, amount);
  for (const [name, amount] of toQuantities(overhead)) {
    const known = amounts.get(name);
    if (kind === 'limits' && (known === undefined || known.thousandths === 0n)) continue;
    amounts.set(name, known === undefined ? amount : addQuantities(known, amount));
  }
  return amounts;
}

/** The most of what is written, what was allocated, and what runs; what can never be given counts for nothing. */
function actualAmounts(pod: MeasuredPod, kind: AmountKind): QuantityMap {
  const {conditions, containerStatuses, initContainerStatuses} = pod.status;
  const isInfeasible = conditions.find(({type}) => type === 'PodResizePending')?.reason === 'Infeasible';
  const statusOf = ({name}: Container) =>
    [...containerStatuses, ...initContainerStatuses].find((status) => status.name === name);
  const written = ({resources}: Container): Amounts | null | undefined => resources[kind];
  const unlessInfeasible = (container: Container): Amounts | null | undefined =>
    isInfeasible ? undefined : written(container);
  const allocated = (container: Container): Amounts | null | undefined =>
    statusOf(container)?.allocatedResources ?? unlessInfeasible(container);
  const running = (container: Container): Amounts | null | undefined =>
    statusOf(container)?.resources?.[kind] ??
    (kind === 'requests' ? allocated(container) : unlessInfeasible(container));
  return [...(isInfeasible ? [] : [written]), ...(kind === 'requests' ? [allocated] : []), running]
    .map((amountsOf) => containersAmounts(pod, amountsOf))
    .reduce((one, other) => combine(one, other, maxQuantity), none);
}

/**
 * The containers of a Pod together. Init containers run one after another before the others, beside the sidecars that
 * started before them: what counts is the most that it has at a time.
 */
function containersAmounts(
  {spec: {containers, initContainers}}: MeasuredPod,
  amountsOf: (container: Container) => Amounts | null | undefined,
): QuantityMap {
  let together = containers.map((container) => toQuantities(amountsOf(container))).reduce(sum, none);
  let sidecars = none;
  let most = none;
  for (const container of initContainers ?? []) {
    const own = toQuantities(amountsOf(container));
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
