import type {Asker} from '#src/chat/asker.ts';
import type {Facilitating} from '#src/chat/facilitating.ts';
import type {LiveCards} from '#src/classroom/live-cards.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import type {Labs, OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {Places} from '#src/classroom/places.ts';
import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {InteractionReplies} from '#src/discord/interaction-replies.ts';
import type {Log} from '#src/lifecycle/log.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import type {Answers} from '#src/store/answers.ts';
import type {Cards} from '#src/store/cards.ts';
import type {Clicks} from '#src/store/clicks.ts';
import type {LateAnswers} from '#src/store/late-answers.ts';
import type {MemoryWatch} from '#src/store/redis-memory.ts';
import type {Store} from '#src/store/store.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {FacilitatorsRole} from './require-who.ts';
import type {Learner} from '#src/workshop/workshop.ts';

/** What people are answered with. */
export interface Rooms {
  readonly labs: Labs;
  readonly store: Store;
  readonly workshops: OpenWorkshops;
  readonly places: Places;
  readonly queue: CommandQueue;
  readonly watch: SandboxWatch;
  readonly answers: Answers;
  readonly lateAnswers: LateAnswers;
  readonly replies: InteractionReplies;
  readonly cards: Cards;
  readonly liveCards: LiveCards;
  readonly clicks: Clicks;
  readonly memory: Pick<MemoryWatch, 'isNearlyFull'>;
  readonly facilitators: FacilitatorsRoom;
  readonly role: FacilitatorsRole;
  readonly log: Log;
}

/** What answers people asks of what facilitators do, which stands on it. */
export interface FacilitatorsRoom {
  readonly at: (from: AtWorkshop) => Facilitating;
  readonly help: {
    /** Puts a learner in line, or says anew what they need. @returns their place, from 1; undefined when somebody is on it */
    readonly ask: (
      open: OpenWorkshop,
      request: {readonly learner: Learner; readonly what: string; readonly reply: ReplyTarget},
    ) => Promise<number | undefined>;
    /** From 1; undefined when they are not in line. */
    readonly placeOf: (open: OpenWorkshop, learnerId: string) => Promise<number | undefined>;
    /** Takes somebody off the line. */
    readonly end: (open: OpenWorkshop, learnerId: string) => Promise<(() => Promise<void>) | undefined>;
  };
}

/** Who asks, and which workshop they mean; undefined where none is open. */
export interface AtWorkshop {
  readonly asker: Asker;
  readonly reply: ReplyTarget;
  readonly open: OpenWorkshop | undefined;
}
