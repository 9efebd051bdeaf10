/** A node as far as it matters for how many sandboxes it can hold. */
export interface SliceNode {
  readonly name: string;
  readonly isReady: boolean;
  readonly isSchedulable: boolean;
  /** Pods that the node takes in all (`status.allocatable.pods`). */
  readonly allocatablePods: number;
  /** Pods on it that belong to no sandbox. */
  readonly otherPods: number;
}

interface SliceSize {
  readonly nodesPerSandbox: number;
  readonly podsPerNode: number;
}

export interface SliceRequest extends SliceSize {
  readonly nodes: readonly SliceNode[];
  /** How many sandboxes already own each node, by its name. */
  readonly taken: ReadonlyMap<string, number>;
}

/** Why there is no slice: so many nodes are needed, and so many have room. */
export interface NoSlice {
  readonly full: {readonly needed: number; readonly free: number};
}

interface Room {
  readonly name: string;
  readonly sandboxes: number;
  /** Sandboxes that still fit. */
  readonly free: number;
}

/**
 * The nodes for one more sandbox: those with the fewest sandboxes, then by name. When that would leave room that no
 * later sandbox could use (a sandbox needs several different nodes), those with the most room.
 */
export function chooseSlice({nodes, taken, nodesPerSandbox, podsPerNode}: SliceRequest): string[] | NoSlice {
  const rooms = nodes.map((node): Room => {
    const sandboxes = taken.get(node.name) ?? 0;
    return {name: node.name, sandboxes, free: Math.max(0, sandboxesOn(node, podsPerNode) - sandboxes)};
  });
  const free = rooms.filter((room) => room.free > 0);
  if (free.length < nodesPerSandbox) return {full: {needed: nodesPerSandbox, free: free.length}};
  const spread = free
    .toSorted((one, other) => one.sandboxes - other.sandboxes || byName(one, other))
    .slice(0, nodesPerSandbox);
  if (sandboxesLeft(rooms, spread, nodesPerSandbox) === sandboxesThatFit(freeOf(rooms), nodesPerSandbox) - 1) {
    return spread.map(({name}) => name);
  }
  const roomiest = free.toSorted((one, other) => other.free - one.free || byName(one, other));
  return roomiest.slice(0, nodesPerSandbox).map(({name}) => name);
}

/** How many sandboxes the nodes can hold when they hold none yet. */
export function capacity(nodes: readonly SliceNode[], {nodesPerSandbox, podsPerNode}: SliceSize): number {
  return sandboxesThatFit(
    nodes.map((node) => sandboxesOn(node, podsPerNode)),
    nodesPerSandbox,
  );
}

function sandboxesOn({isReady, isSchedulable, allocatablePods, otherPods}: SliceNode, podsPerNode: number): number {
  if (!isReady || !isSchedulable) return 0;
  return Math.max(0, Math.floor((allocatablePods - otherPods) / podsPerNode));
}

/** The most sandboxes of `size` different nodes each, given how many fit on each node. */
function sandboxesThatFit(free: readonly number[], size: number): number {
  let fitting = Math.floor(free.reduce((sum, places) => sum + places, 0) / size);
  // A node can serve each sandbox once, so its places beyond the number of sandboxes are of no use.
  while (fitting > 0 && free.reduce((sum, places) => sum + Math.min(places, fitting), 0) < fitting * size) fitting -= 1;
  return fitting;
}

function sandboxesLeft(rooms: readonly Room[], chosen: readonly Room[], size: number): number {
  const left = rooms.map((room) => (chosen.includes(room) ? room.free - 1 : room.free));
  return sandboxesThatFit(left, size);
}

function freeOf(rooms: readonly Room[]): number[] {
  return rooms.map(({free}) => free);
}

function byName(one: {readonly name: string}, other: {readonly name: string}): number {
  return one.name < other.name ? -1 : 1;
}
