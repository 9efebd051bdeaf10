import type {REST} from '@discordjs/rest';
import {time} from '#src/chat/time.ts';
import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {LabStates} from '#src/store/lab-states.ts';
import {Learners} from '#src/store/learners.ts';
import {onNudge} from '#src/store/on-nudge.ts';
import {ProgressLog} from '#src/store/progress-log.ts';
import type {Store} from '#src/store/store.ts';
import {WaitingLine} from '#src/store/waiting-line.ts';
import {helpWaitingSchema, placeWaitingSchema, type HelpWaiting, type PlaceWaiting} from '#src/workshop/waiting.ts';
import type {Workshop} from '#src/workshop/workshop.ts';
import type {CommandLinks} from '#src/discord/command-links.ts';
import {ChannelViews} from './channel-views.ts';
import {ClassBoard} from './class-board.ts';
import {ClassMembers} from './class-members.ts';
import {ClosingStack} from '#src/lifecycle/closing-stack.ts';
import {Directory} from './directory.ts';
import {LabGuide} from './lab-guide.ts';
import {LabProgress} from './lab-progress.ts';
import type {LiveCards} from './live-cards.ts';
import type {SandboxFrame} from './sandbox-spec.ts';
import {words} from '#src/words/words.ts';

export interface OpenWorkshopOptions {
  readonly workshop: Workshop;
  readonly lab: Lab;
  readonly store: Store;
  readonly watch: SandboxWatch;
  readonly log: Log;
}

/** Where a workshop is seen. */
export interface WorkshopScreen {
  readonly rest: REST;
  readonly links: CommandLinks;
  /** The server of a workshop that does not say. */
  readonly guildId: string;
  readonly liveCards: LiveCards;
  /** Whether facilitators are at work in a learner's sandbox. */
  readonly isSteered: (workshopId: string, learnerId: string) => boolean;
}

/** One workshop as the leading bot has it: its learners, how they stand to its lab, and what its channels show. */
export class OpenWorkshop implements SandboxFrame {
  readonly installation: string | undefined;
  readonly lab: Lab;
  readonly learners: Learners;
  readonly states: LabStates;
  readonly directory: Directory;
  readonly guide: LabGuide;
  readonly progressLog: ProgressLog;
  readonly members: ClassMembers;
  readonly board: ClassBoard;
  /** Who waits for a sandbox, and who for a facilitator. */
  readonly places: WaitingLine<PlaceWaiting>;
  /** Who is being given a sandbox, until the command that makes it is in line: whatever ends this bot, the next one puts it there. */
  readonly starts: WaitingLine<PlaceWaiting>;
  readonly help: WaitingLine<HelpWaiting>;
  readonly #options: OpenWorkshopOptions;
  readonly #closing: ClosingStack;
  #workshop: Workshop;
  #views: ChannelViews | undefined;
  #progress: LabProgress | undefined;

  constructor(options: OpenWorkshopOptions) {
    const {workshop, lab, store, watch, log} = options;
    const workshopId = workshop.id;
    this.#options = options;
    this.#workshop = workshop;
    this.#closing = new ClosingStack(log);
    this.installation = workshop.installation;
    this.lab = lab;
    this.learners = new Learners(store, workshopId);
    this.states = new LabStates(store, workshopId);
    this.progressLog = new ProgressLog(store, workshopId);
    this.directory = new Directory(this.learners, {
      log,
      left: (learner) => {
        this.guide.forget(learner);
        this.board.changed(learner.id);
      },
    });
    this.guide = new LabGuide({workshopId, installation: this.installation, lab, watch, states: this.states});
    this.members = new ClassMembers({lab, watch, directory: this.directory, states: this.states, guide: this.guide});
    this.places = new WaitingLine({store, workshopId, name: 'places', schema: placeWaitingSchema});
    this.starts = new WaitingLine({store, workshopId, name: 'starts', schema: placeWaitingSchema});
    this.help = new WaitingLine({store, workshopId, name: 'help', schema: helpWaitingSchema});
    this.board = new ClassBoard({
      lab,
      members: this.members,
      progress: this.progressLog,
      guide: this.guide,
      beside: async () => ({
        help: await this.help.list(),
        inLine: (await this.places.list()).length,
        ...noticeOf(this.#workshop),
      }),
    });
  }

  get workshop(): Workshop {
    return this.#workshop;
  }

  get workshopId(): string {
    return this.#workshop.id;
  }

  /** Takes over what facilitators have changed. */
  set workshop(workshop: Workshop) {
    this.#workshop = workshop;
    this.#views?.boardChanged();
  }

  /** Reads who is in it; from here on its learners are answered. */
  async load(): Promise<void> {
    this.#closing.add('directory', async () => this.directory.close());
    await this.directory.start();
  }

  /** Begins to keep its channels current, and to run the checks of its learners. */
  async show({rest, links, guildId, liveCards, isSteered}: WorkshopScreen): Promise<void> {
    const {store, lab, log} = this.#options;
    const {channels} = this.#workshop;
    const {directory, members, board, guide, progressLog} = this;
    const views = new ChannelViews({
      rest,
      links,
      store,
      lab,
      directory,
      members,
      board,
      progress: progressLog,
      workshopId: this.workshopId,
      guildId: this.#workshop.guildId ?? guildId,
      language: this.#workshop.language,
      workshopChannel: channels.participants,
      facilitatorsChannel: channels.facilitators,
      log,
    });
    this.#closing.add('channel views', async () => views.close());
    const progress = new LabProgress({
      guide,
      directory,
      liveCards,
      rest,
      links,
      channelId: channels.participants,
      language: this.#workshop.language,
      isTold: ({id}) => !isSteered(this.workshopId, id),
      log,
    });
    this.#closing.add('lab progress', async () => progress.close());
    progress.start();
    const learnerChanged = async (learnerId: string): Promise<void> => {
      const namespace = directory.find(learnerId)?.namespace;
      if (namespace !== undefined) progress.touch(namespace);
      return Promise.resolve();
    };
    this.#closing.add('progress nudges', await onNudge(store, progressLog.changesChannel, learnerChanged));
    await views.start();
    this.#views = views;
    this.#progress = progress;
  }

  /** Something of that sandbox changed. */
  namespaceChanged(namespace: string): void {
    this.#progress?.touch(namespace);
    this.#views?.podsChanged(namespace);
  }

  /** Something that only the board shows changed. */
  boardChanged(): void {
    this.#views?.boardChanged();
  }

  /** Takes what it shows off its channels, for whatever comes there next; the last that is seen of it is that it is closed. */
  async clear(): Promise<void> {
    this.#workshop = {...this.#workshop, state: 'closed'};
    await this.#views?.clear();
  }

  async close(): Promise<void> {
    await this.#closing.close();
  }
}

/** What facilitators must not forget. */
function noticeOf({state, endsAt}: Workshop): {notice?: string} {
  const said = words().board;
  const end = endsAt === undefined ? [] : [said.ends({ago: time(endsAt)})];
  switch (state) {
    case 'open':
      return end.length === 0 ? {} : {notice: end.join('')};
    case 'paused':
      return {notice: [said.paused, ...end].join(' · ')};
    case 'closing':
      return {notice: said.closing};
    case 'closed':
      return {notice: said.closed};
  }
}
