import {Client, Events, GatewayIntentBits} from 'discord.js';
import {Routes} from 'discord-api-types/v10';
import {commands} from '../../commands/index.ts';
import type {Identities} from '../cluster/identities.ts';
import {SandboxWatch} from '../cluster/sandbox-watch.ts';
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
import {Clicks} from '../store/clicks.ts';
import {LabStates} from '../store/lab-states.ts';
import {becomeLeader, type Leadership} from '../store/leader-lock.ts';
import {Learners} from '../store/learners.ts';
import {onHint} from '../store/on-hint.ts';
import {ProgressLog} from '../store/progress-log.ts';
import type {Store} from '../store/store.ts';
import type {ChatMessage} from '../views/chat-message.ts';
import type {StepCard} from '../workshop/card.ts';
import {openWorkshopId} from '../workshop/workshop.ts';
import {createPorts} from './bot-ports.ts';
import {ChannelViews} from './channel-views.ts';
import {ClassBoard} from './class-board.ts';
import {ClassMembers} from './class-members.ts';
import {ClosingStack, type Closable} from './closing.ts';
import {Directory} from './directory.ts';
import {LabGuide} from './lab-guide.ts';
import {LabProgress} from './lab-progress.ts';
import {LiveCards} from './live-cards.ts';
import {findTextChannel, logIn} from './log-in.ts';

export interface BotOptions {
  readonly connection: QueueConnection;
  readonly store: Store;
  readonly identities: Identities;
  readonly discord: {readonly token: string; readonly api: string; readonly guildId: string | undefined};
  readonly channels: {readonly workshop: string; readonly facilitators: string};
  /** The name of the role whose members are facilitators. */
  readonly facilitatorsRole: string;
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
  const closing = new ClosingStack(warn);
  try {
    const client = new Client({intents: [GatewayIntentBits.Guilds], rest: restOptions(discord.api)});
    client.on(Events.Error, (error) => warn('the gateway', error));
    const learners = new Learners(store, openWorkshopId);
    const answers = new Answers(store);
    const cards = new Cards(store);
    const replies = new InteractionReplies(discord.api);
    const queue = new CommandQueue(connection);
    closing.add('queue', async () => queue.close());
    const directory = new Directory(learners, warn);
    closing.add('directory', async () => directory.close());
    await directory.start();
    const watch = watchSandboxes({identities, appTimes: new AppTimes(store), warn});
    closing.add('watch', async () => watch.close());
    const states = new LabStates(store, openWorkshopId);
    const guide = new LabGuide({lab, watch, states});
    const progressLog = new ProgressLog(store, openWorkshopId);
    const members = new ClassMembers({lab, directory, watch, states, guide});
    const board = new ClassBoard({lab, members, progress: progressLog, guide});
    const renderStep = async (card: StepCard, hasEnded: boolean): Promise<ChatMessage | undefined> => {
      const learner = directory.list().find(({namespace}) => namespace === card.namespace);
      if (learner === undefined) return undefined;
      return guide.render(learner, card.step, {checkedAt: card.checkedAt, hasEnded});
    };
    const liveCards = new LiveCards({cards, answers, watch, replies, renderStep, log: warn});
    closing.add('cards', async () => liveCards.close());
    const ports = createPorts({
      lab,
      queue,
      watch,
      learners,
      directory,
      answers,
      cards,
      liveCards,
      guide,
      board,
      facilitatorsRole: options.facilitatorsRole,
      clicks: new Clicks(store),
    });
    const router = new InteractionRouter({
      commands,
      replies,
      ports,
      log: (fields, message) => log.warn(fields, message),
    });
    client.on(Events.InteractionCreate, (interaction) => void router.handle(interaction));

    // what comes in from here on is answered: everything that takes part in that stands by now
    closing.add('gateway', async () => client.destroy());
    const guild = await logIn(client, discord);
    await client.rest.put(Routes.applicationGuildCommands(client.application?.id ?? '', guild.id), {
      body: commands.map(({definition}) => definition),
    });

    const views = new ChannelViews({
      rest: client.rest,
      store,
      lab,
      directory,
      members,
      board,
      progress: progressLog,
      guildId: guild.id,
      workshopChannel: findTextChannel(guild, options.channels.workshop),
      facilitatorsChannel: findTextChannel(guild, options.channels.facilitators),
      log: warn,
    });
    closing.add('channel views', async () => views.close());

    const progress = new LabProgress({
      guide,
      directory,
      liveCards,
      rest: client.rest,
      channelId: findTextChannel(guild, options.channels.workshop),
      log: warn,
    });
    closing.add('lab progress', async () => progress.close());
    const namespaceChanged = (namespace: string): void => {
      liveCards.touch(namespace);
      progress.touch(namespace);
      views.podsChanged(namespace);
    };
    watch.start({
      namespaceChanged,
      nodeLabelsChanged: (node) => {
        for (const {nodes, namespace} of directory.list()) if (nodes.includes(node)) namespaceChanged(namespace);
      },
    });
    progress.start();
    const learnerChanged = async (learnerId: string): Promise<void> => {
      const namespace = directory.find(learnerId)?.namespace;
      if (namespace !== undefined) progress.touch(namespace);
      return Promise.resolve();
    };
    closing.add('progress hints', await onHint(store, progressLog.changesChannel, learnerChanged));
    await liveCards.start();
    await views.start();
    closing.add('card hints', await onHint(store, cards.hintChannel, async () => liveCards.reload()));
    await waitForSync(watch);
    return {
      missing: () => [...(client.isReady() ? [] : ['gateway']), ...(watch.isSynced ? [] : ['watch'])],
      close: async () => closing.close(),
    };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

function watchSandboxes({
  identities,
  appTimes,
  warn,
}: {
  identities: Identities;
  appTimes: AppTimes;
  warn: (message: string, error?: unknown) => void;
}): SandboxWatch {
  return new SandboxWatch({
    identities,
    log: warn,
    onService: ({namespace, service, isUp, at}) => {
      const writing = isUp ? appTimes.setUp(namespace, service) : appTimes.setDown(namespace, service, at);
      writing.catch((error: unknown) => warn('an app’s time was not kept', error));
    },
  });
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
