import {setTimeout as sleep} from 'node:timers/promises';
import type {RESTOptions} from '@discordjs/rest';
import {Events, type Client} from 'discord.js';
import {commands} from '#commands/index.ts';
import {menuCommands} from '#commands/menu/index.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {listEvents} from '#src/cluster/operations/objects/list-events.ts';
import {FacilitatorRoles} from '#src/discord/facilitator-roles.ts';
import {gatewayClient, isConnected, watchGateway} from '#src/discord/gateway-client.ts';
import {CommandLinks} from '#src/discord/command-links.ts';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {InteractionRouter} from '#src/discord/interaction-router.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {TooLateNotices} from '#src/discord/too-late-notices.ts';
import {Servers} from '#src/discord/servers.ts';
import type {Logger} from '#src/observability/logger.ts';
import type {Parts} from '#src/observability/health-server.ts';
import type {Metrics} from '#src/observability/metrics.ts';
import {CommandQueue} from '#src/queue/command-queue.ts';
import {endsWithin} from '#src/lifecycle/ends-within.ts';
import {isRedisAway} from '#src/lifecycle/is-redis-away.ts';
import {isRedisRefusing} from '#src/lifecycle/redis-trouble.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';
import {homeOf, sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {Answers} from '#src/store/answers.ts';
import {AppTimes} from '#src/store/app-times.ts';
import {Cards} from '#src/store/cards.ts';
import {Clicks} from '#src/store/clicks.ts';
import {FencedRedis} from '#src/store/fenced-redis.ts';
import {installationId} from '#src/store/installation.ts';
import {LateAnswers} from '#src/store/late-answers.ts';
import {becomeLeader, type Leadership} from '#src/store/leader-lock.ts';
import {onNudge} from '#src/store/on-nudge.ts';
import type {MemoryWatch} from '#src/store/redis-memory.ts';
import {KnownRoles} from '#src/store/known-roles.ts';
import {RegisteredCommands} from '#src/store/registered-commands.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {answerInteractions} from '#src/answering/answer-interactions.ts';
import {ClosingStack, type Closable} from '#src/lifecycle/closing-stack.ts';
import {EndOfProcess, exitCodes} from '#src/lifecycle/end-of-process.ts';
import {Facilitators} from '#src/facilitating/facilitators.ts';
import {heldBack} from './held-back.ts';
import {keepDefaultWorkshop} from './keep-default-workshop.ts';
import type {RateLimits} from '#src/answering/command-rate.ts';
import {InteractionIntake} from '#src/answering/interaction-intake.ts';
import {LiveCards} from '#src/classroom/live-cards.ts';
import {openGateway} from '#src/start/open-gateway.ts';
import {OpenWorkshops, type Labs} from '#src/classroom/open-workshops.ts';
import {Places, type Moved} from '#src/classroom/places.ts';
import {measureClasses} from './measure-classes.ts';
import {renderLiveCard} from './render-live-card.ts';
import {watchedRequests} from './watched-requests.ts';
import {untilSynced, watchSandboxes} from './watch-sandboxes.ts';
import {sayWhatIsAway} from '#src/answering/say-what-is-away.ts';

export interface BotOptions {
  /** For the lock alone. What a leader does goes through connections of its own, on which Redis checks that it leads. */
  readonly store: Store;
  readonly redis: {readonly url: string; readonly prefix: string};
  readonly server: ApiServer;
  readonly identities: Identities;
  readonly discord: {readonly token: string; readonly api: string; readonly guildId: string | undefined};
  readonly channels: {readonly workshop: string; readonly facilitators: string};
  /** The name of the role whose members are facilitators. */
  readonly facilitatorsRole: string;
  readonly labs: Labs;
  /** The lab of the workshop that is open from the start. */
  readonly defaultLab: string;
  /** Commands and clicks that one person, and one server, may send in 15 s. */
  readonly rateLimits: RateLimits;
  /** How full Redis is. */
  readonly memory: MemoryWatch;
  /** What this process can't do its work without, and whether it is there. */
  readonly parts: () => Promise<Parts>;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Hears a line when a far end is waited for, why, and when it is no longer. */
  readonly sayWaiting: (line: string) => void;
}

export interface Bot extends Closable {
  /** False while it stands by. */
  readonly isLeading: () => boolean;
  /** What it can't do its work without, beside the far ends, and whether it is there. */
  readonly parts: () => Parts;
  /** Resolves when commands are answered; rejects with what makes that impossible. */
  readonly ready: Promise<void>;
  /** Resolves with why this process has nothing more to do: another bot took the lead, or the chat lets this one in no more. */
  readonly lost: Promise<EndOfProcess>;
}

/** How long what still starts may take to end, and what was taken in, in ms. */
const startCloseMs = 2_000;
const intakeCloseMs = 3_500;
/** How long a bot waits that could not start, as a far end went away meanwhile, in ms. */
const anewMs = 2_000;
/** All of closing a bot, in ms. */
export const botCloseMs = 8_000;

type ActiveBot = Closable & Pick<Bot, 'parts'>;

/** The one process that opens the gateway, watches the cluster and edits cards; others wait for the lock. */
export function startBot(options: BotOptions): Bot {
  const stop = new AbortController();
  const ended = new AbortController();
  const lost = Promise.withResolvers<EndOfProcess>();
  const end = (reason: string): void => {
    const refused = new EndOfProcess(reason, exitCodes.refused);
    lost.resolve(refused);
    ended.abort(refused);
  };
  let leadership: Leadership | undefined;
  let active: ActiveBot | undefined;
  /** Leads, if its far ends stay there; otherwise answers that they do not. */
  const tryToLead = async (): Promise<boolean> => {
    const led = await becomeLeader(options.store, stop.signal);
    leadership = led;
    options.metrics.leading.set(1);
    // from the first moment on: starting takes longer than a lease lasts
    const overtaken = new EndOfProcess('another bot took the lead', exitCodes.again);
    led.lost.addEventListener('abort', () => lost.resolve(overtaken), {once: true});
    try {
      const starting = AbortSignal.any([led.lost, ended.signal, stop.signal]);
      active = await lead(options, led, {end, starting});
      return true;
    } catch (error) {
      leadership = undefined;
      await led.release();
      // what it failed of then is that
      ended.signal.throwIfAborted();
      stop.signal.throwIfAborted();
      if (led.lost.aborted || !isAway(error)) throw error;
      options.log.warn({error}, 'what the bot starts with is away by now: it starts anew');
      return false;
    }
  };
  const start = async (): Promise<void> => {
    while (!(await tryToLead())) {
      await sleep(anewMs, undefined, {signal: stop.signal}).catch(() => stop.signal.throwIfAborted());
    }
  };
  const ready = start();
  ready.catch(() => undefined);
  return {
    isLeading: () => leadership !== undefined,
    // standing by is all that is asked of a bot that does not lead
    parts: () => active?.parts() ?? new Map(leadership === undefined ? [] : [['gateway', false]]),
    ready,
    lost: lost.promise,
    close: async () => {
      stop.abort(new Error('closing'));
      await endsWithin(
        ready.catch(() => undefined),
        startCloseMs,
      );
      await active?.close();
      await leadership?.release();
    },
  };
}

/** Whether it is a far end that has no answer: it comes back. */
const isAway = (error: unknown): boolean =>
  isRedisAway(error) || isRedisRefusing(error) || error instanceof ClusterUnavailableError;

interface Ends {
  readonly end: (reason: string) => void;
  /** Aborts when starting has no use any more. */
  readonly starting: AbortSignal;
}

/** A channel; of a thread, the one that it hangs from as well. */
function channelAndParent(chat: Client, channelId: string): string[] {
  const channel = chat.channels.cache.get(channelId);
  return [channelId, ...(channel?.isThread() === true ? [channel.parentId ?? ''] : [])];
}

/** The server of a channel or of a thread. */
function guildOf(chat: Client, channelId: string): string | undefined {
  const channel = chat.channels.cache.get(channelId);
  return channel !== undefined && 'guildId' in channel ? (channel.guildId ?? undefined) : undefined;
}

async function lead(options: BotOptions, {fence, isHeld, lost}: Leadership, {end, starting}: Ends): Promise<ActiveBot> {
  const {redis, identities, discord, labs, memory, metrics, log} = options;
  const warn = (message: string, error?: unknown): void => log.warn({error}, message);
  const closing = new ClosingStack(warn);
  try {
    const {outages} = options.store;
    const store = openStore(redis.url, redis.prefix, {fence, outages});
    closing.add('store of the leader', store.close);
    const connection = openQueueConnection(redis.url, redis.prefix, {
      open: (url, own) => new FencedRedis(url, own, fence),
      outages,
    });
    closing.add('queue connection of the leader', async () => {
      connection.redis.disconnect();
      await Promise.resolve();
    });
    const watched = watchedRequests(metrics, end);
    // what views show of their own accord is a leader's; what was typed while this bot led is answered in any case
    const asked = (own: Partial<RESTOptions>): Partial<RESTOptions> => heldBack(watched(own), isHeld);
    const client = gatewayClient(asked(restOptions(discord.api)));
    watchGateway(client, {
      ended: end,
      shardChanged: (shard, isUp) => metrics.gatewayShardUp.set({shard}, isUp ? 1 : 0),
      log: warn,
    });
    const answers = new Answers(store, memory);
    const cards = new Cards(store);
    const links = new CommandLinks((channelId) => guildOf(client, channelId));
    const replies = new InteractionReplies(discord.api, asked, links);
    const answerReplies = new InteractionReplies(discord.api, watched, links, (kind, afterMs) =>
      metrics.firstAnswerSeconds.observe({kind}, afterMs / 1_000),
    );
    const queue = new CommandQueue(connection);
    closing.add('queue', async () => queue.close());
    const watch = watchSandboxes({
      identities,
      appTimes: new AppTimes(store),
      lost: () => metrics.watchRestarts.inc(),
      warn,
    });
    closing.add('watch', async () => watch.close());
    const workshops = new OpenWorkshops({labs, store, installation: await installationId(store), watch, log: warn});
    closing.add('workshops', async () => workshops.close());
    await workshops.load();
    const liveCards: LiveCards = new LiveCards({
      cards,
      answers,
      watch,
      replies,
      isOwned: (namespace) => workshops.ofNamespace(namespace) !== undefined,
      render: async (card, hasEnded) => renderLiveCard(card, hasEnded, {workshops, places, facilitators}),
      daemonSetEvents: async (sandbox) =>
        listEvents({kind: 'DaemonSet'}, {sandbox, identities, signal: AbortSignal.timeout(2_000)}),
      log: warn,
    });
    closing.add('cards', async () => liveCards.close());
    const moved: Moved = (open, line) => {
      open.boardChanged();
      for (const {learnerId} of line) liveCards.touch(sandboxNamespace(open.workshopId, learnerId));
    };
    const places = new Places({workshops, watch, queue, moved, log: warn});
    closing.add('places', async () => places.close());
    const role = new FacilitatorRoles({
      chat: client,
      wanted: options.facilitatorsRole,
      kept: new KnownRoles(store),
      log: warn,
    });
    const facilitators = new Facilitators({
      store,
      workshops,
      queue,
      watch,
      places,
      cards,
      labs,
      replies,
      links,
      server: options.server,
      identities,
      moved,
      memory,
      parts: options.parts,
      role,
      roomNames: {
        participants: options.channels.workshop,
        facilitators: options.channels.facilitators,
        role: options.facilitatorsRole,
      },
      chat: client,
      log: warn,
    });
    closing.add('facilitators', async () => facilitators.close());
    const rooms = {
      labs,
      store,
      workshops,
      places,
      queue,
      watch,
      answers,
      lateAnswers: new LateAnswers(store),
      replies: answerReplies,
      cards,
      liveCards,
      clicks: new Clicks(store),
      memory,
      facilitators,
      role,
      log: warn,
    };
    const tooLate = new TooLateNotices({
      rest: client.rest,
      links,
      languageIn: (channelId) => workshops.at(channelAndParent(client, channelId))?.workshop.language,
      log: warn,
    });
    closing.add('notices', async () => tooLate.close());
    const router = new InteractionRouter({
      replies: answerReplies,
      answering: sayWhatIsAway(answerInteractions({commands, menuCommands, rooms, rateLimits: options.rateLimits})),
      tooLate: (sent) => {
        metrics.tooLate.inc();
        tooLate.add(sent);
      },
      bug: () => metrics.bugs.inc({where: 'interaction'}),
      log: (fields, message) => log.warn(fields, message),
    });
    const intake = new InteractionIntake({
      handle: async (interaction) => router.handle(interaction),
      mayAct: isHeld,
      lost,
      replies: answerReplies,
      giveUp: () => queue.giveUp(),
    });
    // what was taken in is answered before what answers it is closed
    closing.add('interactions', async () => intake.close(), intakeCloseMs);
    client.on(Events.InteractionCreate, (interaction) => intake.take(interaction));

    // what comes in from here on is answered: everything that takes part in that stands by now
    closing.add('gateway', async () => client.destroy());
    starting.throwIfAborted();
    await openGateway(client, {token: discord.token, signal: starting, log: warn, sayWaiting: options.sayWaiting});
    starting.throwIfAborted();
    const registeredCommands = new RegisteredCommands(store);
    const servers = new Servers({
      chat: client,
      onlyId: discord.guildId,
      commands: [...commands, ...menuCommands].map(({definition}) => definition),
      registered: async (guildId, ids) => {
        links.set(guildId, ids);
        await registeredCommands.set(guildId, ids);
      },
      invited: async (guild) => facilitators.greet(guild),
      log: warn,
    });
    await role.start();
    await servers.start();

    const namespaceChanged = (namespace: string): void => {
      const home = homeOf(namespace);
      liveCards.touch(home);
      workshops.namespaceChanged(home);
    };
    watch.start({
      namespaceChanged,
      nodeLabelsChanged: (node) => {
        for (const namespace of workshops.nodeChanged(node)) namespaceChanged(namespace);
      },
    });
    await liveCards.start();
    await workshops.show({
      rest: client.rest,
      links,
      guildId: servers.list()[0]?.id ?? '',
      liveCards,
      isSteered: (workshopId, learnerId) => facilitators.isSteered(workshopId, learnerId),
    });
    await keepDefaultWorkshop({
      chat: client,
      servers,
      workshops,
      lab: options.defaultLab,
      channelNames: {participants: options.channels.workshop, facilitators: options.channels.facilitators},
      log: warn,
    });
    closing.add('card nudges', await onNudge(store, cards.nudgeChannel, async () => liveCards.reload()));
    await untilSynced(watch, starting);
    places.start();
    await facilitators.start();
    await facilitators.greetAll(servers.list());
    const measuring = measureClasses({store, workshops, isHeld, metrics, log: warn});
    closing.add('measuring of classes', measuring.close);
    return {
      parts: () =>
        new Map([
          ['lease', isHeld()],
          ['gateway', isConnected(client)],
          ['watch', watch.isSynced],
        ]),
      close: async () => closing.close(),
    };
  } catch (error) {
    await closing.close();
    throw error;
  }
}
