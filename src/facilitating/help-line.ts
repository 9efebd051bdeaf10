import {Events} from 'discord.js';
import {said, type Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {PrivateThreads} from '#src/discord/private-threads.ts';
import {tokenTrustedMs} from '#src/discord/limits.ts';
import {UserError} from '#src/operations/user-error.ts';
import {Turns} from '#src/queue/turns.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import {Letters} from '#src/store/letters.ts';
import {contentLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {mention, roleMention} from '#src/chat/mention.ts';
import {
  letterButton,
  renderAnswer,
  renderHelpRequest,
  renderOfferStart,
  renderTaken,
  renderThreadStart,
} from '#src/views/facilitators/render-help-request.ts';
import {cut} from '#src/views/cut.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {HelpWaiting} from '#src/workshop/waiting.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {inLanguage, words} from '#src/words/words.ts';

type HelpLineParts = Pick<
  FacilitatorsOptions,
  'role' | 'store' | 'workshops' | 'replies' | 'chat' | 'moved' | 'log'
> & {
  readonly posts: ChannelPosts;
  readonly threads: PrivateThreads;
};

/** Those who meet in a thread, and what stands in it first. */
interface Meeting {
  readonly learner: Learner;
  readonly facilitator: Pick<Asker, 'id' | 'name'>;
  readonly message: ChatMessage;
}

interface HelpRequest {
  readonly learner: Learner;
  readonly what: string;
  readonly reply: ReplyTarget;
}

/** A request that a facilitator takes care of. */
type TakenHelp = HelpWaiting & {readonly takenBy: NonNullable<HelpWaiting['takenBy']>};

/** Learners in line for a facilitator, and facilitators who take them. */
export class HelpLine {
  readonly #parts: HelpLineParts;
  readonly #letters: Letters;
  /** By who asks: what is kept of a request is read, told and written in one turn. */
  readonly #turns = new Turns();

  constructor(parts: HelpLineParts) {
    this.#parts = parts;
    this.#letters = new Letters(parts.store);
  }

  /** A thread that is archived or deleted is a request that is done, whoever closed it. */
  start(): void {
    const {chat, log} = this.#parts;
    const closed = (threadId: string): void => {
      this.#endOfThread(threadId).catch((error: unknown) => log('a closed thread was not noted', error));
    };
    chat.on(Events.ThreadUpdate, (_before, thread) => thread.archived === true && closed(thread.id));
    chat.on(Events.ThreadDelete, (thread) => closed(thread.id));
    // what was closed while nobody listened is told by no event
    const compare = (): void => {
      this.#endOfClosed().catch((error: unknown) => log('whether help threads are open is not known', error));
    };
    chat.on(Events.ShardReady, compare);
    compare();
  }

  /** Among those whom nobody takes care of yet, from 1; undefined for who is not among them. */
  async placeOf(open: OpenWorkshop, learnerId: string): Promise<number | undefined> {
    const waiting = (await open.help.list()).filter(({takenBy}) => takenBy === undefined);
    const index = waiting.findIndex((one) => one.learnerId === learnerId);
    return index < 0 ? undefined : index + 1;
  }

  /** Puts a learner in line, or says anew what they need; they keep their place. @returns their place, from 1 */
  async ask(open: OpenWorkshop, request: HelpRequest): Promise<number | undefined> {
    return this.#inTurn(open, request.learner.id, async () => this.#ask(open, request));
  }

  /** Takes care of somebody: in a private thread, or by private replies where the chat gives none. */
  async take(open: OpenWorkshop, learnerId: string, facilitator: Asker): Promise<Answer> {
    return this.#inTurn(open, learnerId, async () => this.#take(open, learnerId, facilitator));
  }

  /**
   * A private thread with a learner, who need not have asked for it; it is closed as that of one who did.
   * @returns its id; undefined where the chat gives none
   * @throws UserError `conflict` where another facilitator is with them
   */
  async offer(open: OpenWorkshop, learner: Learner, facilitator: Asker): Promise<string | undefined> {
    return this.#inTurn(open, learner.id, async () => this.#offer(open, learner, facilitator));
  }

  async #ask(open: OpenWorkshop, {learner, what, reply}: HelpRequest): Promise<number | undefined> {
    const line = open.help;
    const before = await line.find(learner.id);
    const {step} = currentStep(open.lab, await open.states.find(learner));
    const waiting: HelpWaiting = {
      ...before,
      learnerId: learner.id,
      learnerName: learner.name,
      since: before?.since ?? Date.now(),
      reply,
      what,
      step: step.id,
    };
    await line.put(waiting);
    await this.#tell(open, waiting);
    open.boardChanged();
    return this.placeOf(open, learner.id);
  }

  async #take(open: OpenWorkshop, learnerId: string, facilitator: Asker): Promise<Answer> {
    const waiting = await open.help.find(learnerId);
    if (waiting === undefined) throw new UserError('not-found', words().help.noMore);
    requireFree(waiting, facilitator);
    const learner = open.directory.find(learnerId);
    if (learner === undefined) throw new UserError('not-found', words().help.left);
    const message = await this.#stateOf(open, waiting);
    const threadId =
      waiting.takenBy?.threadId ??
      (await this.#openThread(open, {
        learner,
        facilitator,
        message: inLanguage(open.workshop.language, () => renderThreadStart(waiting, facilitator, message)),
      }));
    const {id, name} = facilitator;
    const taken = {...waiting, takenBy: {id, name, ...(threadId === undefined ? {} : {threadId})}};
    await this.#keepTaken(open, taken);
    return {kind: 'show', message: renderAnswer(taken, message)};
  }

  async #offer(open: OpenWorkshop, learner: Learner, facilitator: Asker): Promise<string | undefined> {
    const before = await open.help.find(learner.id);
    requireFree(before, facilitator);
    if (before?.takenBy?.threadId !== undefined) return before.takenBy.threadId;
    const {step} = currentStep(open.lab, await open.states.find(learner));
    const message = inLanguage(open.workshop.language, () => renderOfferStart(learner.id));
    const threadId = await this.#openThread(open, {learner, facilitator, message});
    if (threadId === undefined) return undefined;
    const {id, name} = facilitator;
    const unasked = {learnerId: learner.id, learnerName: learner.name, since: Date.now(), what: '', step: step.id};
    await this.#keepTaken(open, {...unasked, ...before, takenBy: {id, name, threadId}});
    return threadId;
  }

  /** Everybody hears of it. */
  async #keepTaken(open: OpenWorkshop, taken: TakenHelp): Promise<void> {
    const {replies, log} = this.#parts;
    const {reply, takenBy} = taken;
    await open.help.put(taken);
    await this.#tell(open, taken);
    await this.#moved(open);
    if (reply === undefined || Date.now() - reply.createdAt >= tokenTrustedMs) return;
    const told = inLanguage(reply.language, () => renderTaken(takenBy.name, takenBy.threadId));
    // the thread or the mention tells them too
    await replies.edit(reply, told).catch((error: unknown) => log('who was taken could not be told', error));
  }

  /** @returns the thread's id; undefined where the chat gives none */
  async #openThread(open: OpenWorkshop, {learner, facilitator, message}: Meeting): Promise<string | undefined> {
    return this.#parts.threads.open({
      channelId: open.workshop.channels.participants,
      name: inLanguage(open.workshop.language, () => words().help.threadName({name: learner.name})).slice(0, 100),
      memberIds: [facilitator.id, learner.id],
      message,
    });
  }

  /** Where there is no thread: what a facilitator writes reaches the learner alone. */
  async answer(
    open: OpenWorkshop,
    {learnerId, text, from}: {readonly learnerId: string; readonly text: string; readonly from: string},
  ): Promise<Answer> {
    const {posts} = this.#parts;
    const {answered, buttons} = inLanguage(open.workshop.language, () => words().help);
    const letterId = await this.#letters.keep({userId: learnerId, from, text});
    const sentId = await posts.post(
      open.workshop.channels.participants,
      {
        content: answered({whom: mention(learnerId)}),
        files: [],
        buttons: [{id: `${letterButton}:${letterId}`, label: buttons.show, style: 'primary'}],
        mentions: [learnerId],
      },
      ['letter', letterId],
    );
    if (sentId === undefined) {
      throw new UserError('unavailable', words().help.notSent);
    }
    return said(words().help.sent);
  }

  /**
   * Takes somebody off the line.
   * @returns what closes their thread, for after the last word in it: any that comes later opens it again; undefined when they
   * were not in line
   */
  async end(open: OpenWorkshop, learnerId: string): Promise<(() => Promise<void>) | undefined> {
    return this.#inTurn(open, learnerId, async () => this.#end(open, learnerId));
  }

  async #end(open: OpenWorkshop, learnerId: string): Promise<(() => Promise<void>) | undefined> {
    const line = open.help;
    const waiting = await line.find(learnerId);
    if (waiting === undefined) return undefined;
    await line.remove(learnerId);
    await this.#tell(open, waiting, true);
    await this.#moved(open, [waiting]);
    return async () => this.closeThread(waiting.takenBy?.threadId);
  }

  async closeThread(threadId: string | undefined): Promise<void> {
    if (threadId !== undefined) await this.#parts.threads.close(threadId);
  }

  /** Who has left needs no help. */
  async endOfWhoLeft(): Promise<void> {
    for (const open of this.#parts.workshops.list()) {
      for (const {learnerId} of await open.help.list()) {
        if ((await open.learners.find(learnerId)) === undefined) await (await this.end(open, learnerId))?.();
      }
    }
  }

  async #endOfThread(threadId: string): Promise<void> {
    for (const open of this.#parts.workshops.list()) {
      const found = (await open.help.list()).find(({takenBy}) => takenBy?.threadId === threadId);
      // it is closed
      if (found !== undefined) await this.end(open, found.learnerId);
    }
  }

  async #endOfClosed(): Promise<void> {
    const {workshops, threads} = this.#parts;
    for (const open of workshops.list()) {
      for (const {learnerId, takenBy} of await open.help.list()) {
        if (takenBy?.threadId !== undefined && !(await threads.isOpen(takenBy.threadId)))
          await this.end(open, learnerId);
      }
    }
  }

  /** The facilitators' channel has one message for each request, from its beginning to its end. */
  async #tell(open: OpenWorkshop, waiting: HelpWaiting, hasEnded = false): Promise<void> {
    const state = hasEnded ? undefined : await this.#stateOf(open, waiting);
    const request = inLanguage(open.workshop.language, () => renderHelpRequest(waiting, state));
    const message = waiting.messageId === undefined && !hasEnded ? this.#notifying(open, request) : request;
    const messageId = await this.#parts.posts.put(open.workshop.channels.facilitators, message, {
      messageId: waiting.messageId,
      purpose: ['help', open.workshopId, waiting.learnerId, String(waiting.since)],
    });
    if (!hasEnded && messageId !== undefined && messageId !== waiting.messageId) {
      await open.help.put({...waiting, messageId});
    }
  }

  /** Only a new message notifies: an edit takes the role's name out again. */
  #notifying({workshop}: OpenWorkshop, request: ChatMessage): ChatMessage {
    const roleId = workshop.notifies === true ? this.#parts.role.of(workshop.guildId)?.id : undefined;
    if (roleId === undefined) return request;
    const content = cut(`${roleMention(roleId)} ${request.content}`, contentLimit);
    return {...request, content, mentionedRoles: [roleId]};
  }

  /** How the learner stands just now, as the wall would show it. */
  async #stateOf(open: OpenWorkshop, {learnerId, step}: HelpWaiting) {
    const member = open.members.find(learnerId);
    const openChecks =
      member === undefined
        ? []
        : await inLanguage(open.workshop.language, async () => open.guide.openChecks(member.learner, step));
    const recent = await open.progressLog.recent(learnerId);
    return {lab: open.lab, member, openChecks, recent, now: Date.now()};
  }

  async #inTurn<Result>(open: OpenWorkshop, learnerId: string, act: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(`${open.workshopId}:${learnerId}`, act);
  }

  async #moved(open: OpenWorkshop, gone: readonly HelpWaiting[] = []): Promise<void> {
    this.#parts.moved(open, [...(await open.help.list()), ...gone]);
  }
}

/** @throws UserError `conflict` for who is another facilitator's */
function requireFree(waiting: HelpWaiting | undefined, facilitator: Pick<Asker, 'id'>): void {
  const takenBy = waiting?.takenBy;
  if (takenBy === undefined || takenBy.id === facilitator.id) return;
  throw new UserError('conflict', words().help.taken({name: takenBy.name}));
}
