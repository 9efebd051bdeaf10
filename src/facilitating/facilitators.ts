import type {Guild} from 'discord.js';
import type {AtWorkshop, FacilitatorsRoom} from '#src/answering/rooms.ts';
import {PrivateThreads} from '#src/discord/private-threads.ts';
import {isNotSaidInServer} from '#src/store/said.ts';
import {lackingRooms} from '#src/discord/make-rooms.ts';
import {ChannelPosts} from './channel-posts.ts';
import {Facilitator} from './facilitator.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {greet, missingIn} from './greet.ts';
import {HelpLine} from './help-line.ts';
import {Leftovers} from './leftovers.ts';
import {Lifetimes} from './lifetimes.ts';
import {MemoryNotices} from './memory-notices.ts';
import {Neighbours} from './neighbours.ts';
import {NodeNotices} from './node-notices.ts';
import {Reaper} from './reaper.ts';
import {RightsNotices} from './rights-notices.ts';
import {ServerChanges} from './server-changes.ts';
import {Steering} from './steering.ts';
import {TaskRunner} from './task-runner.ts';
import {Upkeep} from './upkeep.ts';
import {WorkshopClosing} from './workshop-closing.ts';
import {WorkshopKeeper} from './workshop-keeper.ts';

/** For how long a server is not told again, in seconds. */
const greeting = {what: 'greeting', seconds: 180 * 24 * 3_600};

/** What facilitators do, what learners ask of them, and what goes on in workshops by itself. */
export class Facilitators implements FacilitatorsRoom {
  /** Learners in line for a facilitator. */
  readonly help: HelpLine;
  readonly #options: FacilitatorsOptions;
  readonly #posts: ChannelPosts;
  readonly #threads: PrivateThreads;
  readonly #tasks: TaskRunner;
  readonly #keeper: WorkshopKeeper;
  readonly #closing: WorkshopClosing;
  readonly #steering: Steering;
  readonly #lifetimes: Lifetimes;
  readonly #reaper: Reaper;
  readonly #neighbours: Neighbours;
  readonly #leftovers: Leftovers;
  readonly #memoryNotices: MemoryNotices;
  readonly #nodeNotices: NodeNotices;
  readonly #upkeep: Upkeep;

  constructor(options: FacilitatorsOptions) {
    this.#options = options;
    const {store, workshops, queue, log, chat, links} = options;
    const posts = new ChannelPosts(chat.rest, links, log);
    this.#posts = posts;
    this.#tasks = new TaskRunner({
      store,
      workshops,
      queue,
      posts,
      announce: async (task) => this.#steering.announce(task),
      ended: async (task, results) => this.#closing.ended(task, results),
      log,
    });
    this.#keeper = new WorkshopKeeper({...options, posts});
    this.#closing = new WorkshopClosing({
      ...options,
      posts,
      tasks: this.#tasks,
      endHelp: async (open, learnerId) => this.help.end(open, learnerId),
    });
    this.#steering = new Steering({workshops, queue, posts, tasks: this.#tasks});
    this.#threads = new PrivateThreads(chat, links, log);
    this.help = new HelpLine({...options, posts, threads: this.#threads});
    this.#neighbours = new Neighbours({...options, posts});
    this.#reaper = new Reaper({...options, posts, isAlone: () => this.#neighbours.isAlone});
    this.#memoryNotices = new MemoryNotices({...options, posts});
    this.#nodeNotices = new NodeNotices({...options, posts});
    this.#leftovers = new Leftovers({store, workshops, log});
    const [tasks, closing] = [this.#tasks, this.#closing];
    this.#upkeep = new Upkeep({...options, tasks, closing, keeper: this.#keeper, help: this.help});
    this.#lifetimes = new Lifetimes({store, workshops, posts, tasks, closing, log});
  }

  async start(): Promise<void> {
    this.#threads.start();
    this.help.start();
    new ServerChanges({...this.#options, posts: this.#posts}).start();
    await this.#upkeep.start();
    await new RightsNotices({...this.#options, posts: this.#posts}).start();
    this.#lifetimes.start();
    this.#reaper.start();
    this.#neighbours.start();
    this.#leftovers.start();
    this.#memoryNotices.start();
    this.#nodeNotices.start();
  }

  /** Says in a server that has just invited the bot how to begin. */
  async greet(guild: Guild): Promise<void> {
    // told whether it was or not; the next start need not tell it again
    await isNotSaidInServer(this.#options.store, guild.id, greeting);
    await greet(guild, String(guild.joinedTimestamp), {...this.#options, posts: this.#posts});
  }

  /** The same to servers that invited it while it was not there, once; one that has a workshop knows. */
  async greetAll(guilds: readonly Guild[]): Promise<void> {
    const {store, workshops, role, roomNames, log} = this.#options;
    for (const guild of guilds) {
      const isReady = (): boolean =>
        workshops.listOf(guild.id).length > 0 ||
        (lackingRooms(guild, roomNames, role.of(guild.id)).length === 0 &&
          missingIn(guild, this.#options).length === 0);
      if (!guild.available || isReady() || !(await isNotSaidInServer(store, guild.id, greeting))) continue;
      await greet(guild, 'start', {...this.#options, posts: this.#posts}).catch((error: unknown) =>
        log(`the server ${guild.name} was not greeted`, error),
      );
    }
  }

  async close(): Promise<void> {
    this.#tasks.close();
    const repeated = [
      this.#memoryNotices,
      this.#nodeNotices,
      this.#leftovers,
      this.#reaper,
      this.#lifetimes,
      this.#upkeep,
    ];
    await Promise.all([...repeated, this.#neighbours].map(async (one) => one.close()));
  }

  at(from: AtWorkshop): Facilitator {
    return new Facilitator(from, {
      options: this.#options,
      keeper: this.#keeper,
      closing: this.#closing,
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
