import {isDeepStrictEqual} from 'node:util';
import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {UserError} from '#src/operations/user-error.ts';
import {Turns} from '#src/queue/turns.ts';
import type {Store} from '#src/store/store.ts';
import {Workshops} from '#src/store/workshops.ts';
import {isLive, type Learner, type Workshop} from '#src/workshop/workshop.ts';
import {OpenWorkshop, type WorkshopScreen} from './open-workshop.ts';
import {words} from '#src/words/words.ts';

/** Labs by their names. */
export type Labs = ReadonlyMap<string, Lab>;

export type WorkshopChange = Partial<Omit<Workshop, 'id'>>;

export interface OpenWorkshopsOptions {
  readonly labs: Labs;
  readonly store: Store;
  /** What this Labrador is called in the cluster, as `installationId` has it. */
  readonly installation: string;
  readonly watch: SandboxWatch;
  readonly log: Log;
}

/** Who asks, and where: ids of the user, of the server, of the channel, and of the channel that a thread hangs from. */
export interface Place {
  readonly id: string;
  readonly guildId: string | undefined;
  readonly channelIds: readonly string[];
}

export const noWorkshop = (): UserError => new UserError('no-workshop', words().steering.noWorkshop);

/** @throws UserError `conflict` for a workshop that is being closed */
export function requireLive(workshop: Workshop): void {
  if (!isLive(workshop)) throw new UserError('conflict', words().steering.notLive);
}

const ending = (): UserError => new UserError('unavailable', words().steering.restarting);

/** The workshops that are not closed, and which of them somebody means. */
export class OpenWorkshops {
  readonly installation: string;
  readonly #options: OpenWorkshopsOptions;
  readonly #stored: Workshops;
  readonly #open = new Map<string, OpenWorkshop>();
  readonly #turns = new Turns();
  #screen: WorkshopScreen | undefined;
  #isEnding = false;

  constructor(options: OpenWorkshopsOptions) {
    this.#options = options;
    this.installation = options.installation;
    this.#stored = new Workshops(options.store);
  }

  /** Reads those that were open before. */
  async load(): Promise<void> {
    for (const workshop of await this.#stored.list()) if (workshop.state !== 'closed') await this.#add(workshop);
  }

  /** Begins to show them. */
  async show(screen: WorkshopScreen): Promise<void> {
    this.#screen = screen;
    for (const open of this.#open.values()) await open.show(screen);
  }

  /**
   * Keeps the workshop and begins it. It is made in its turn: what `make` sees open stays so until this one is.
   * @returns undefined when it is not served here
   */
  async open(make: () => Promise<Workshop>): Promise<OpenWorkshop | undefined> {
    return this.#inTurn(async () => {
      const workshop = await make();
      await this.#stored.put(workshop);
      return this.#begin(workshop);
    });
  }

  /**
   * Changes the workshop by what `decide` makes of it as it is in its turn; undefined leaves it.
   * @returns the workshop as it became; undefined when it was left
   * @throws UserError `no-workshop` when it is closed by then, and what `decide` throws
   */
  async change(id: string, decide: (now: Workshop) => WorkshopChange | undefined): Promise<Workshop | undefined> {
    return this.#inTurn(async () => {
      const open = this.#open.get(id);
      if (open === undefined) throw noWorkshop();
      const change = decide(open.workshop);
      if (change === undefined) return undefined;
      const changed = {...open.workshop, ...change};
      await this.#stored.put(changed);
      open.workshop = changed;
      return changed;
    });
  }

  /**
   * Takes over what is stored. A change that had no answer in time may have been made all the same.
   * @returns all workshops, those that are closed included
   */
  async refresh(): Promise<Workshop[]> {
    return this.#inTurn(async () => {
      const all = await this.#stored.list();
      for (const workshop of all) {
        const open = this.#open.get(workshop.id);
        if (open === undefined) {
          if (workshop.state !== 'closed' && this.#options.labs.has(workshop.lab)) await this.#begin(workshop);
        } else if (!isDeepStrictEqual(open.workshop, workshop)) open.workshop = workshop;
      }
      return all;
    });
  }

  /** Ends what was going on for it here. It stays in the store. */
  async remove(id: string): Promise<void> {
    const open = this.#open.get(id);
    this.#open.delete(id);
    await open?.close();
  }

  /** Those that are closed included. */
  async listAll(): Promise<Workshop[]> {
    return this.#stored.list();
  }

  /** In the order in which they were opened. */
  list(): OpenWorkshop[] {
    return [...this.#open.values()].sort((a, b) => a.workshop.openedAt - b.workshop.openedAt);
  }

  /** Those of a server; one that does not say where it is belongs to all. */
  listOf(guildId: string | undefined): OpenWorkshop[] {
    return this.list().filter(({workshop}) => workshop.guildId === undefined || workshop.guildId === guildId);
  }

  find(id: string): OpenWorkshop | undefined {
    return this.#open.get(id);
  }

  /** The one whose channel it is. */
  at(channelIds: readonly string[]): OpenWorkshop | undefined {
    return this.list().find(({workshop: {channels}}) =>
      channelIds.some((id) => id === channels.participants || id === channels.facilitators),
    );
  }

  /**
   * The one that somebody means: that of the channel, else the one of that server that they joined last, else its only one.
   * @throws UserError `unavailable` once this bot is at its end: what is open is not known here any more
   */
  of({id, guildId, channelIds}: Place): OpenWorkshop | undefined {
    if (this.#isEnding) throw ending();
    const here = this.at(channelIds);
    if (here !== undefined) return here;
    const inServer = this.listOf(guildId);
    const joined = inServer
      .map((open) => ({open, joinedAt: open.directory.find(id)?.joinedAt}))
      .filter(({joinedAt}) => joinedAt !== undefined)
      .sort((a, b) => (b.joinedAt ?? 0) - (a.joinedAt ?? 0));
    if (joined[0] !== undefined) return joined[0].open;
    return inServer.length === 1 ? inServer[0] : undefined;
  }

  /** Whose sandbox it is, and in which workshop. */
  ofNamespace(namespace: string): {readonly open: OpenWorkshop; readonly learner: Learner} | undefined {
    for (const open of this.#open.values()) {
      const learner = open.directory.findByNamespace(namespace);
      if (learner !== undefined) return {open, learner};
    }
    return undefined;
  }

  /** How many sandboxes own each node, those of all workshops. Read from the store: a place is given out once. */
  async takenNodes(): Promise<Map<string, number>> {
    const taken = new Map<string, number>();
    for (const {learners} of this.#open.values()) {
      for (const {nodes} of await learners.list()) {
        for (const node of nodes) taken.set(node, (taken.get(node) ?? 0) + 1);
      }
    }
    return taken;
  }

  namespaceChanged(namespace: string): void {
    this.ofNamespace(namespace)?.open.namespaceChanged(namespace);
  }

  /** Labels of that node changed: the sandboxes on it look another way. */
  nodeChanged(node: string): string[] {
    const learners = this.list().flatMap(({directory}) => directory.list());
    return learners.filter(({nodes}) => nodes.includes(node)).map(({namespace}) => namespace);
  }

  async close(): Promise<void> {
    this.#isEnding = true;
    for (const id of [...this.#open.keys()].reverse()) await this.remove(id);
  }

  async #begin(workshop: Workshop): Promise<OpenWorkshop | undefined> {
    const open = await this.#add(workshop);
    if (this.#screen !== undefined) await open?.show(this.#screen);
    return open;
  }

  /** What changes them is done one after the other: what is stored and what is here stay the same. */
  async #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    return this.#turns.take('workshops', act);
  }

  async #add(workshop: Workshop): Promise<OpenWorkshop | undefined> {
    const {labs, store, watch, log} = this.#options;
    const lab = labs.get(workshop.lab);
    if (lab === undefined) {
      log(`the workshop ${workshop.id} is not served: its lab ${workshop.lab} is not there`);
      return undefined;
    }
    const open = new OpenWorkshop({workshop, lab, store, watch, log});
    await open.load();
    this.#open.set(workshop.id, open);
    return open;
  }
}
