import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import {Turns} from '#src/queue/turns.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {chooseSlice} from '#src/sandbox/namespace/slices.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import {isLive, type Learner} from '#src/workshop/workshop.ts';
import type {OpenWorkshop} from './open-workshop.ts';
import type {OpenWorkshops} from './open-workshops.ts';
import {toSandboxSpec} from './sandbox-spec.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {words} from '#src/words/words.ts';

/** How often it is looked whether there is room for those in line, in ms. */
const serveMs = 2_000;

/** Places in a line of that workshop changed: what shows them is out of date, also to who was in it until now. */
export type Moved = (open: OpenWorkshop, line: readonly {readonly learnerId: string}[]) => void;

export interface PlacesOptions {
  readonly workshops: OpenWorkshops;
  readonly watch: Pick<SandboxWatch, 'isSynced' | 'nodes'>;
  readonly queue: CommandQueue;
  readonly moved: Moved;
  readonly log: Log;
}

export interface Joining {
  readonly id: string;
  readonly name: string;
  readonly reply: ReplyTarget;
}

/** The learner, or their place in line from 1. */
export type Joined = {readonly learner: Learner} | {readonly place: number};

/**
 * Gives out sandboxes, one after the other over all workshops: two who join together must not both get the last place. Who
 * finds no room waits in line, and is given a sandbox when there is some.
 */
export class Places {
  readonly #options: PlacesOptions;
  readonly #turns = new Turns();
  readonly #services = new Repeated({
    work: async () => this.#serveAll(),
    everyMs: serveMs,
    failed: (error) => this.#options.log('the lines for sandboxes could not be served', error),
  });

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  start(): void {
    this.#services.start();
  }

  async close(): Promise<void> {
    await this.#services.close();
    await this.#turns.settled();
  }

  /** @throws UserError `no-workshop` when it takes nobody any more, `unavailable` while the cluster is not known */
  async join(open: OpenWorkshop, joining: Joining): Promise<Joined> {
    return this.#next(async () => this.#join(open, joining));
  }

  /** The command that makes their sandbox is in line. */
  async begun(open: OpenWorkshop, learnerId: string): Promise<void> {
    await open.starts.remove(learnerId);
  }

  /** From 1; undefined when they are not in line. */
  async placeOf(open: OpenWorkshop, learnerId: string): Promise<number | undefined> {
    const index = (await open.places.list()).findIndex((waiting) => waiting.learnerId === learnerId);
    return index < 0 ? undefined : index + 1;
  }

  async count(open: OpenWorkshop): Promise<number> {
    return (await open.places.list()).length;
  }

  async leave(open: OpenWorkshop, learnerId: string): Promise<void> {
    await this.#next(async () => {
      if (await open.places.remove(learnerId)) await this.#tellMoved(open, [learnerId]);
    });
  }

  async #join(open: OpenWorkshop, {id, name, reply}: Joining): Promise<Joined> {
    const known = await open.learners.find(id);
    if (known !== undefined) {
      open.directory.add(known);
      return {learner: known};
    }
    if (!isLive(open.workshop)) {
      throw new UserError('no-workshop', words().steering.nobodyJoins);
    }
    const line = open.places;
    const waiting = await line.list();
    const place = waiting.findIndex(({learnerId}) => learnerId === id);
    const isNext = waiting.length === 0 || place === 0;
    const nodes = isNext ? await this.#room(open) : undefined;
    if (nodes !== undefined) {
      await open.starts.put({learnerId: id, learnerName: name, since: Date.now(), reply});
      const learner = await this.#give(open, {id, name, nodes});
      await line.remove(id);
      return {learner};
    }
    await line.put({learnerId: id, learnerName: name, since: waiting[place]?.since ?? Date.now(), reply});
    open.boardChanged();
    return {place: place < 0 ? waiting.length + 1 : place + 1};
  }

  /** @returns the nodes for one more sandbox; undefined when there is no room */
  async #room({workshop, lab, learners}: OpenWorkshop): Promise<string[] | undefined> {
    const {watch, workshops} = this.#options;
    if (!watch.isSynced) {
      throw new UserError('unavailable', words().answering.clusterAway);
    }
    if (workshop.capacity !== undefined && (await learners.list()).length >= workshop.capacity) return undefined;
    const {nodesPerSandbox, podsPerNode} = lab;
    const taken = await workshops.takenNodes();
    const nodes = chooseSlice({nodes: watch.nodes(), taken, nodesPerSandbox, podsPerNode});
    return Array.isArray(nodes) ? nodes : undefined;
  }

  /** @returns undefined while there is no room */
  async #giveNext(open: OpenWorkshop, who: {readonly id: string; readonly name: string}): Promise<Learner | undefined> {
    const nodes = this.#options.watch.isSynced ? await this.#room(open) : undefined;
    return nodes === undefined ? undefined : this.#give(open, {...who, nodes});
  }

  async #give(
    {workshopId, learners, directory}: OpenWorkshop,
    {id, name, nodes}: {readonly id: string; readonly name: string; readonly nodes: string[]},
  ): Promise<Learner> {
    const namespace = sandboxNamespace(workshopId, id);
    const learner = await learners.join({id, name, namespace, nodes, joinedAt: Date.now()});
    directory.add(learner);
    return learner;
  }

  async #serveAll(): Promise<void> {
    for (const open of this.#options.workshops.list()) {
      if (isLive(open.workshop)) await this.#next(async () => this.#serve(open));
    }
  }

  /** Every step of it can be done again: the command has the id of the interaction that asked. */
  async #serve(open: OpenWorkshop): Promise<void> {
    for (const {learnerId, reply} of await open.starts.list()) {
      const learner = await open.learners.find(learnerId);
      if (learner !== undefined) await this.#submitStart(open, learner, reply);
      await open.starts.remove(learnerId);
    }
    const line = open.places;
    const served: string[] = [];
    for (const {learnerId, learnerName, reply} of await line.list()) {
      const learner =
        // given their place by a bot that ended before it put their command in line
        (await open.learners.find(learnerId)) ?? (await this.#giveNext(open, {id: learnerId, name: learnerName}));
      if (learner === undefined) break;
      await this.#submitStart(open, learner, reply);
      await line.remove(learnerId);
      served.push(learnerId);
    }
    if (served.length > 0) await this.#tellMoved(open, served);
  }

  async #submitStart(open: OpenWorkshop, learner: Learner, reply: ReplyTarget): Promise<void> {
    const sandbox = toSandboxSpec(learner, open);
    const command = startCommand(learner.namespace);
    const isPaused = open.workshop.state === 'paused';
    await this.#options.queue.submit({id: reply.interactionId, ...command, sandbox, reply}, {isPaused});
  }

  /** @param gone who was in line until now */
  async #tellMoved(open: OpenWorkshop, gone: readonly string[]): Promise<void> {
    this.#options.moved(open, [...(await open.places.list()), ...gone.map((learnerId) => ({learnerId}))]);
  }

  async #next<Result>(act: () => Promise<Result>): Promise<Result> {
    return this.#turns.take('places', act);
  }
}

/** What makes a learner's sandbox. */
const startCommand = (namespace: string) => ({
  line: `kubectl create namespace ${namespace}`,
  operation: {kind: 'start' as const},
});
