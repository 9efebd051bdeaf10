import type {RESTOptions} from '@discordjs/rest';
import {Events} from 'discord.js';
import {commands} from '#commands/index.ts';
import {menuCommands} from '#commands/menu/index.ts';
import {listEvents} from '#src/cluster/operations/objects/list-events.ts';
import {channelAndParent, guildOf} from '#src/discord/channel-places.ts';
import {FacilitatorRoles} from '#src/discord/facilitator-roles.ts';
import {gatewayClient, isConnected} from '#src/discord/gateway-client.ts';
import {CommandLinks} from '#src/discord/command-links.ts';
import {InteractionAges} from '#src/discord/interaction-ages.ts';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {InteractionRouter} from '#src/discord/interaction-router.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {TooLateNotices} from '#src/discord/too-late-notices.ts';
import {Servers} from '#src/discord/servers.ts';
import type {Parts} from '#src/observability/health-server.ts';
import {CommandQueue} from '#src/queue/command-queue.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';
import {homeOf, sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {Answers} from '#src/store/answers.ts';
import {AppTimes} from '#src/store/app-times.ts';
import {Cards} from '#src/store/cards.ts';
import {Clicks} from '#src/store/clicks.ts';
import {FencedRedis} from '#src/store/fenced-redis.ts';
import {GatewayEnds} from '#src/store/gateway-ends.ts';
import {installationId} from '#src/store/installation.ts';
import {LateAnswers} from '#src/store/late-answers.ts';
import type {Leadership} from '#src/store/leader-lock.ts';
import {onNudge} from '#src/store/on-nudge.ts';
import {KnownRoles} from '#src/store/known-roles.ts';
import {RegisteredCommands} from '#src/store/registered-commands.ts';
import {openStore} from '#src/store/store.ts';
import {answerInteractions} from '#src/answering/answer-interactions.ts';
import {backgroundLog, isOfRedis} from '#src/lifecycle/background-log.ts';
import {ClosingStack, type Closable} from '#src/lifecycle/closing-stack.ts';
import {Facilitators} from '#src/facilitating/facilitators.ts';
import {heldBack, HeldBackError} from './held-back.ts';
import {keepDefaultWorkshop} from './keep-default-workshop.ts';
import {InteractionIntake} from '#src/answering/interaction-intake.ts';
import {LiveCards} from '#src/classroom/live-cards.ts';
import {isOfChat} from '#src/start/chat-trouble.ts';
import {openGateway} from '#src/start/open-gateway.ts';
import {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import {Places, type Moved} from '#src/classroom/places.ts';
import {lateChannel} from '#src/workshop/late-channel.ts';
import {measureClasses} from './measure-classes.ts';
import {renderLiveCard} from './render-live-card.ts';
import {tellGateway} from './tell-gateway.ts';
import {watchedRequests} from './watched-requests.ts';
import {untilSynced, watchSandboxes} from './watch-sandboxes.ts';
import {sayWhatIsAway} from '#src/answering/say-what-is-away.ts';
import type {BotOptions} from './bot-options.ts';

/** How long what was taken in may take to end, in ms. */
const intakeCloseMs = 3_500;

export interface ActiveBot extends Closable {
  /** What it can't do its work without, beside the far ends, and whether it is there. */
  readonly parts: () => Parts;
}

interface Ends {
  readonly end: (reason: string) => void;
  /** Aborts when starting has no use any more. */
  readonly starting: AbortSignal;
}

/** Takes up all that a bot does that leads. It ends itself when it can't. */
export async function lead(
  options: BotOptions,
  {fence, isHeld, lost}: Leadership,
  {end, starting}: Ends,
): Promise<ActiveBot> {
  const {redis, identities, discord, outages, labs, memory, metrics, log} = options;
  const warn = backgroundLog(log, [
    {outages: options.store.outages, isOf: (error) => isOfRedis(error) || error instanceof HeldBackError},
    {outages: outages.chat, isOf: isOfChat},
  ]);
  const closing = new ClosingStack(warn);
  try {
    const {outages: redisOutages} = options.store;
    const store = openStore(redis.url, redis.prefix, {fence, outages: redisOutages});
    closing.add('store of the leader', store.close);
    const connection = openQueueConnection(redis.url, redis.prefix, {
      open: (url, own) => new FencedRedis(url, own, fence),
      outages: redisOutages,
    });
    closing.add('queue connection of the leader', async () => {
      connection.redis.disconnect();
      await Promise.resolve();
    });
    const ages = new InteractionAges();
    const date = (madeAt: number): void => ages.hear({madeAt, receivedAt: Date.now()});
    const watched = watchedRequests({metrics, chat: outages.chat, end, date});
    // what views show of their own accord is a leader's; what was typed while this bot led is answered in any case
    const asked = (own: Partial<RESTOptions>): Partial<RESTOptions> => heldBack(watched(own), isHeld);
    const client = gatewayClient(asked(restOptions(discord.api)), warn);
    const ends = new GatewayEnds(store, discord.token);
    const told = tellGateway(client, {api: discord.api, chat: outages.chat, metrics, ends, end, warn});
    closing.add('what is said of the gateway', told.close);
    const answers = new Answers(store, memory);
    const cards = new Cards(store);
    const links = new CommandLinks((channelId) => guildOf(client, channelId));
    const replies = new InteractionReplies(discord.api, asked, links);
    const answerReplies = new InteractionReplies(discord.api, watched, links, (kind, afterMs) =>
      metrics.firstAnswerSeconds.observe({kind}, afterMs / 1_000),
    );
    const queue = new CommandQueue(connection);
    closing.add('queue', async () => queue.close());
    const {watch, close: endWatch} = watchSandboxes({
      identities,
      server: options.server,
      cluster: outages.cluster,
      appTimes: new AppTimes(store),
      lost: () => metrics.watchRestarts.inc(),
      warn,
    });
    closing.add('watch', endWatch);
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
      eventsAbout: async (kind, sandbox) =>
        listEvents({kind}, {sandbox, identities, signal: AbortSignal.timeout(2_000)}),
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
    const lateAnswers = new LateAnswers(store);
    const rooms = {
      labs,
      store,
      workshops,
      places,
      queue,
      watch,
      answers,
      lateAnswers,
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
      removeIn: async (message, ms) => lateAnswers.mentions.removeIn(message, ms),
      log: warn,
    });
    closing.add('notices', async () => tooLate.close());
    const router = new InteractionRouter({
      ages,
      replies: answerReplies,
      answering: sayWhatIsAway(answerInteractions({commands, menuCommands, rooms, rateLimits: options.rateLimits})),
      tooLate: ({asker, reply}) => {
        metrics.tooLate.inc();
        const {userId, interactionId, language} = reply;
        const channelId = lateChannel({reply}, workshops.of(asker)?.workshop);
        tooLate.add({channelId, userId, interactionId, language});
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
    client.on(Events.InteractionCreate, (interaction) => {
      tooLate.heardOf(interaction.user.id);
      intake.take(interaction);
    });

    // what comes in from here on is answered: everything that takes part in that stands by now
    closing.add('gateway', async () => client.destroy());
    starting.throwIfAborted();
    await openGateway(client, {
      token: discord.token,
      signal: starting,
      ends: async () => ends.list(),
      log: warn,
      sayWaiting: options.sayWaiting,
    });
    starting.throwIfAborted();
    const registeredCommands = new RegisteredCommands(store);
    // those of an earlier start stay what they were while a server takes none
    for (const [guildId, ids] of await registeredCommands.list()) links.set(guildId, ids);
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
    closing.add('servers', async () => Promise.resolve(servers.close()));
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
