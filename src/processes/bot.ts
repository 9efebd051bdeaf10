import {Client, Events, GatewayIntentBits, type Guild} from 'discord.js';
import {ChannelType, Routes} from 'discord-api-types/v10';
import {commands} from '../../commands/index.ts';
import type {Identities} from '../cluster/identities.ts';
import {SandboxWatch} from '../cluster/sandbox-watch.ts';
import {ConfigError} from '../config.ts';
import {ChannelMessage} from '../discord/channel-message.ts';
import {InteractionReplies} from '../discord/interaction-replies.ts';
import {InteractionRouter} from '../discord/interaction-router.ts';
import {restOptions} from '../discord/rest-options.ts';
import type {Lab} from '../lab/lab.ts';
import type {Logger} from '../observability/logger.ts';
import {CommandQueue} from '../queue/command-queue.ts';
import type {QueueConnection} from '../queue/queue-connection.ts';
import {Answers} from '../store/answers.ts';
import {AppTimes} from '../store/app-times.ts';
import {Cards} from '../store/cards.ts';
import {becomeLeader, type Leadership} from '../store/leader-lock.ts';
import {Learners} from '../store/learners.ts';
import {PinnedMessages} from '../store/pinned-messages.ts';
import {ProgressLog} from '../store/progress-log.ts';
import type {Store} from '../store/store.ts';
import {renderBoard} from '../views/channel/render-board.ts';
import {renderWall} from '../views/channel/render-wall.ts';
import {openWorkshopId} from '../workshop/workshop.ts';
import {createPorts} from './bot-ports.ts';
import type {Closable} from './closing.ts';
import {Directory} from './directory.ts';
import {LiveCards} from './live-cards.ts';

/** The least time between two edits of a channel's message, in ms: about what Discord gives a channel. */
const channelSpacingMs = 1_100;

export interface BotOptions {
  readonly connection: QueueConnection;
  readonly store: Store;
  readonly identities: Identities;
  readonly discord: {readonly token: string; readonly api: string; readonly guildId: string | undefined};
  readonly channels: {readonly workshop: string; readonly facilitators: string};
  readonly lab: Lab;
  readonly log: Logger;
}

export interface Bot extends Closable {
  /** What it can't do its work without and has not, a word each. */
  readonly missing: () => readonly string[];
  /** Resolves when commands are answered; rejects with what makes that impossible. */
  readonly ready: Promise<void>;
  /** Resolves when another bot took the lead: this process has nothing more to do. */
  readonly lost: Promise<void>;
}

type ActiveBot = Closable & Pick<Bot, 'missing'>;

/** The one process that opens the gateway, watches the cluster and edits cards; others wait for the lock. */
export function startBot(options: BotOptions): Bot {
  const stop = new AbortController();
  let isLeading = false;
  let active: ActiveBot | undefined;
  const start = async (): Promise<Leadership> => {
    const leadership = await becomeLeader(options.store, stop.signal);
    isLeading = true;
    active = await lead(options);
    return leadership;
  };
  const started = start();
  const untilLost = async (): Promise<void> => {
    const leadership = await started.catch(() => undefined);
    // a bot that never led has nothing to lose
    await new Promise<void>((resolve) => {
      leadership?.lost.addEventListener('abort', () => resolve(), {once: true});
    });
  };
  const ready = started.then(() => undefined);
  ready.catch(() => undefined);
  return {
    // standing by is all that is asked of a bot that does not lead
    missing: () => active?.missing() ?? (isLeading ? ['gateway'] : []),
    ready,
    lost: untilLost(),
    close: async () => {
      stop.abort(new Error('closing'));
      const leadership = await started.catch(() => undefined);
      await active?.close();
      await leadership?.release();
    },
  };
}

async function lead(options: BotOptions): Promise<ActiveBot> {
  const {connection, store, identities, discord, lab, log} = options;
  const warn = (message: string, error?: unknown): void => log.warn({error}, message);
  const queue = new CommandQueue(connection);
  const learners = new Learners(store, openWorkshopId);
  const progress = new ProgressLog(store, openWorkshopId);
  const answers = new Answers(store);
  const cards = new Cards(store);
  const appTimes = new AppTimes(store);
  const directory = new Directory(learners, warn);
  const replies = new InteractionReplies(discord.api);

  let onPodChange = (_namespace: string): void => undefined;
  const watch = new SandboxWatch({
    identities,
    log: warn,
    onChange: (namespace) => onPodChange(namespace),
    onService: ({namespace, service, isUp, at}) => {
      const writing = isUp ? appTimes.setUp(namespace, service) : appTimes.setDown(namespace, service, at);
      writing.catch((error: unknown) => warn('an app’s time was not kept', error));
    },
  });
  const liveCards = new LiveCards({cards, answers, watch, replies, log: warn});
  const ports = createPorts({lab, queue, watch, learners, directory, answers, cards, liveCards});
  const router = new InteractionRouter({commands, replies, ports, log: (fields, message) => log.warn(fields, message)});

  const client = new Client({intents: [GatewayIntentBits.Guilds], rest: restOptions(discord.api)});
  client.on(Events.Error, (error) => warn('the gateway', error));
  client.on(Events.InteractionCreate, (interaction) => void router.handle(interaction));
  await directory.start();
  watch.start();
  const guild = await logIn(client, discord);
  await client.rest.put(Routes.applicationGuildCommands(client.application?.id ?? '', guild.id), {
    body: commands.map(({definition}) => definition),
  });

  const pinned = new PinnedMessages(store);
  const channelMessage = (name: string): ChannelMessage =>
    new ChannelMessage({
      rest: client.rest,
      channelId: findChannel(guild, name),
      find: async () => pinned.find(`${guild.id}:${name}`),
      remember: async (messageId) => pinned.set(`${guild.id}:${name}`, messageId),
      spacingMs: channelSpacingMs,
      log: warn,
    });
  const wall = channelMessage(options.channels.workshop);
  const board = channelMessage(options.channels.facilitators);
  const updateWall = (): void =>
    wall.update(async () => Promise.resolve(renderWall(directory.list(), (namespace) => watch.podsOf(namespace))));
  const updateBoard = (): void => board.update(async () => renderBoard(directory.list(), await progress.latest()));
  onPodChange = (namespace) => {
    liveCards.touch(namespace);
    updateWall();
  };

  const reloadDirectory = async (): Promise<void> => {
    await directory.reload();
    updateBoard();
    updateWall();
  };
  const hints = store.redis.duplicate();
  hints.on('error', () => undefined);
  hints.on('message', (channel) => {
    if (channel === cards.hintChannel) {
      void liveCards.reload();
    } else {
      void reloadDirectory();
    }
  });
  await hints.subscribe(cards.hintChannel, progress.changesChannel);
  await liveCards.start();
  updateWall();
  updateBoard();
  await waitForSync(watch);
  return {
    missing: () => [...(client.isReady() ? [] : ['gateway']), ...(watch.isSynced ? [] : ['watch'])],
    close: async () => {
      await client.destroy();
      hints.disconnect();
      wall.close();
      board.close();
      liveCards.close();
      directory.close();
      await watch.close();
      await queue.close();
    },
  };
}

/** @throws ConfigError when the token is refused, or the bot is in no guild or in several without being told which */
async function logIn(client: Client, {token, guildId}: BotOptions['discord']): Promise<Guild> {
  const ready = new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => resolve());
  });
  try {
    await client.login(token);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'TokenInvalid') {
      throw new ConfigError('The chat refuses DISCORD_TOKEN. Copy the bot’s token again from its application page.');
    }
    throw error;
  }
  await ready;
  const guilds = [...client.guilds.cache.values()];
  const guild = guildId === undefined ? guilds[0] : guilds.find(({id}) => id === guildId);
  if (guild === undefined) {
    throw new ConfigError('The bot is not in that server. Open its invite address first, then set DISCORD_GUILD_ID.');
  }
  if (guildId === undefined && guilds.length > 1) {
    throw new ConfigError('The bot is in several servers. Set DISCORD_GUILD_ID to the one it is to serve.');
  }
  return guild;
}

/** @throws ConfigError when there is no such channel */
function findChannel(guild: Guild, name: string): string {
  const channel = guild.channels.cache.find(
    (candidate) => candidate.name === name && candidate.type === ChannelType.GuildText,
  );
  if (channel === undefined) {
    throw new ConfigError(`There is no text channel #${name} that the bot can see. Make it, or name another one.`);
  }
  return channel.id;
}

async function waitForSync(watch: SandboxWatch): Promise<void> {
  const pollMs = 50;
  const deadline = Date.now() + 15_000;
  // a cluster that is away is no reason not to answer: commands say so, and the watch goes on trying
  while (!watch.isSynced && Date.now() < deadline) {
    await new Promise((resolve) => {
      setTimeout(resolve, pollMs);
    });
  }
}
