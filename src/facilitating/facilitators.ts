import type {Guild} from 'discord.js';
import type {AtWorkshop, FacilitatorsRoom} from '#src/answering/rooms.ts';
import {PrivateThreads} from '#src/discord/private-threads.ts';
import {ChannelPosts} from './channel-posts.ts';
import {Facilitator} from './facilitator.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {greet} from './greet.ts';
import {HelpLine} from './help-line.ts';
import {Leftovers} from './leftovers.ts';
import {Lifetimes} from './lifetimes.ts';
import {MemoryNotices} from './memory-notices.ts';
import {Neighbours} from './neighbours.ts';
import {Reaper} from './reaper.ts';
import {ServerChanges} from './server-changes.ts';
import {Steering} from './steering.ts';
import {TaskRunner} from './task-runner.ts';
import {tellMissingRights} from './tell-missing-rights.ts';
import {Upkeep} from './upkeep.ts';
import {WorkshopKeeper} from './workshop-keeper.ts';

/** What facilitators do, what learners ask of them, and what goes on in workshops by itself. */
export class Facilitators implements FacilitatorsRoom {
  /** Learners in line for a facilitator. */
  readonly help: HelpLine;
  readonly #options: FacilitatorsOptions;
  readonly #posts: ChannelPosts;
  readonly #threads: PrivateThreads;
  readonly #tasks: TaskRunner;
  readonly #keeper: WorkshopKeeper;
  readonly #steering: Steering;
  readonly #lifetimes: Lifetimes;
  readonly #reaper: Reaper;
  readonly #neighbours: Neighbours;
  readonly #leftovers: Leftovers;
  readonly #memoryNotices: MemoryNotices;
  readonly #upkeep: Upkeep;

  constructor(options: FacilitatorsOptions) {
    this.#options = options;
    const {store, workshops, queue, log, chat} = options;
    const posts = new ChannelPosts(chat.rest, log);
    this.#posts = posts;
    this.#tasks = new TaskRunner({
      store,
      workshops,
      queue,
      posts,
      ended: async (task, results) => this.#keeper.ended(task, results),
      log,
    });
    this.#keeper = new WorkshopKeeper({...options, posts, tasks: this.#tasks});
    this.#steering = new Steering({workshops, queue, posts, tasks: this.#tasks});
    this.#threads = new PrivateThreads(chat, log);
    this.help = new HelpLine({...options, posts, threads: this.#threads});
    this.#reaper = new Reaper({...options, posts});
    this.#neighbours = new Neighbours({...options, posts});
    this.#memoryNotices = new MemoryNotices({...options, posts});
    this.#leftovers = new Leftovers({store, workshops, log});
    this.#upkeep = new Upkeep({...options, tasks: this.#tasks, keeper: this.#keeper, help: this.help});
    this.#lifetimes = new Lifetimes({store, workshops, posts, tasks: this.#tasks, keeper: this.#keeper, log});
  }

  async start(): Promise<void> {
    this.#threads.start();
    this.help.start();
    new ServerChanges({...this.#options, posts: this.#posts}).start();
    await this.#upkeep.start();
    await tellMissingRights({...this.#options, posts: this.#posts});
    this.#lifetimes.start();
    this.#reaper.start();
    this.#neighbours.start();
    this.#leftovers.start();
    this.#memoryNotices.start();
  }

  /** Says in a server that has just invited the bot how to begin. */
  async greet(guild: Guild): Promise<void> {
    await greet(guild, {...this.#options, posts: this.#posts});
  }

  async close(): Promise<void> {
    this.#tasks.close();
    const repeated = [this.#memoryNotices, this.#leftovers, this.#reaper, this.#lifetimes, this.#upkeep];
    await Promise.all([...repeated, this.#neighbours].map(async (one) => one.close()));
  }

  at(from: AtWorkshop): Facilitator {
    return new Facilitator(from, {
      options: this.#options,
      keeper: this.#keeper,
      steering: this.#steering,
      help: this.help,
      tasks: this.#tasks,
    });
  }

  /** Whether facilitators are at work in that learner's sandbox: what is passed there is not the learner's doing. */
  isSteered(workshopId: string, learnerId: string): boolean {
    return this.#tasks.isBusy(workshopId, learnerId);
  }
}
