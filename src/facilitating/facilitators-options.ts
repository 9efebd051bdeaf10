import type {Client} from 'discord.js';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {CommandLinks} from '#src/discord/command-links.ts';
import type {FacilitatorRoles} from '#src/discord/facilitator-roles.ts';
import type {InteractionReplies} from '#src/discord/interaction-replies.ts';
import type {RoomNames} from '#src/discord/make-rooms.ts';
import type {Log} from '#src/lifecycle/log.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import type {Cards} from '#src/store/cards.ts';
import type {MemoryWatch} from '#src/store/redis-memory.ts';
import type {Store} from '#src/store/store.ts';
import type {Labs, OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {Moved, Places} from '#src/classroom/places.ts';

/** What the work of facilitators is done with. */
export interface FacilitatorsOptions {
  readonly store: Store;
  readonly workshops: OpenWorkshops;
  readonly queue: CommandQueue;
  readonly watch: SandboxWatch;
  readonly places: Places;
  readonly cards: Cards;
  readonly labs: Labs;
  readonly replies: InteractionReplies;
  readonly links: CommandLinks;
  readonly server: ApiServer;
  readonly identities: Identities;
  readonly moved: Moved;
  readonly memory: MemoryWatch;
  /** What this process can't do its work without, a word each, and whether it is there. */
  readonly parts: () => Promise<ReadonlyMap<string, boolean>>;
  readonly role: FacilitatorRoles;
  /** What the channels and the role are called that a server is looked through for. */
  readonly roomNames: RoomNames;
  readonly chat: Client;
  readonly log: Log;
}
