import {type Answer, said} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {Press} from '#src/chat/press.ts';
import type {CommandAction} from '#src/chat/slash-command.ts';
import {UserError} from '#src/operations/user-error.ts';
import {boardButton} from '#src/views/channel/render-board.ts';
import {letterButton} from '#src/views/facilitators/render-help-request.ts';
import {readFacilitatorButton, facilitatorPrefix} from '#src/views/facilitators/facilitator-buttons.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {FacilitatorAct} from '#src/workshop/facilitator-act.ts';
import type {StaffPorts} from '#src/answering/answer-interactions.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {showPlace} from '#src/answering/show-place.ts';
import {ChannelPosts} from './channel-posts.ts';
import {runDoctor} from './doctor.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {HelpLine} from './help-line.ts';
import {askForLook, look, requireLearner, showLearner} from './show-learner.ts';
import {Leftovers} from './leftovers.ts';
import {Lifetimes} from './lifetimes.ts';
import {askToForget, exportOwn, exportRecord, forgetButton, forgetOwn} from './records.ts';
import {MemoryNotices} from './memory-notices.ts';
import {Neighbours} from './neighbours.ts';
import {Reaper} from './reaper.ts';
import {Steering} from './steering.ts';
import {TaskRunner} from './task-runner.ts';
import {Upkeep} from './upkeep.ts';
import {WorkshopKeeper} from './workshop-keeper.ts';

const isBoardButton = (customId: string): boolean => customId.startsWith(`${boardButton}:`);

/**
 * What facilitators do, and what learners ask of them. Whoever asks for what is a facilitator's must have the role: that is
 * checked here, once for commands and windows and once for buttons and selects, whatever the chat lets people see.
 */
export class Facilitators implements StaffPorts {
  readonly #parts: FacilitatorsOptions;
  readonly #tasks: TaskRunner;
  readonly #keeper: WorkshopKeeper;
  readonly #steering: Steering;
  readonly #help: HelpLine;
  readonly #lifetimes: Lifetimes;
  readonly #reaper: Reaper;
  readonly #neighbours: Neighbours;
  readonly #leftovers: Leftovers;
  readonly #memoryNotices: MemoryNotices;
  readonly #upkeep: Upkeep;

  constructor(parts: FacilitatorsOptions) {
    this.#parts = parts;
    const {store, workshops, queue, log, chat} = parts;
    const posts = new ChannelPosts(chat.rest, log);
    this.#tasks = new TaskRunner({
      store,
      workshops,
      queue,
      posts,
      ended: async (task, results) => this.#keeper.ended(task, results),
      log,
    });
    this.#keeper = new WorkshopKeeper({...parts, posts, tasks: this.#tasks});
    this.#steering = new Steering({workshops, queue, posts, tasks: this.#tasks});
    this.#help = new HelpLine({...parts, posts});
    this.#reaper = new Reaper({...parts, posts});
    this.#neighbours = new Neighbours({...parts, posts});
    this.#memoryNotices = new MemoryNotices({...parts, posts});
    this.#leftovers = new Leftovers({store, workshops, log});
    this.#upkeep = new Upkeep({...parts, tasks: this.#tasks, keeper: this.#keeper, help: this.#help});
    this.#lifetimes = new Lifetimes({store, workshops, posts, tasks: this.#tasks, keeper: this.#keeper, log});
  }

  async start(): Promise<void> {
    this.#help.start();
    await this.#upkeep.start();
    this.#lifetimes.start();
    this.#reaper.start();
    this.#neighbours.start();
    this.#leftovers.start();
    this.#memoryNotices.start();
  }

  async close(): Promise<void> {
    this.#tasks.close();
    const repeated = [this.#memoryNotices, this.#leftovers, this.#reaper, this.#lifetimes, this.#upkeep];
    await Promise.all([...repeated, this.#neighbours].map(async (one) => one.close()));
  }

  async act(
    action: Extract<CommandAction, {kind: 'facilitate' | 'help' | 'me'}>,
    asker: Asker,
    reply: ReplyTarget,
  ): Promise<Answer> {
    switch (action.kind) {
      case 'help':
        return this.#askForHelp(action.what, asker, reply);
      case 'me':
        return action.what === 'export' ? exportOwn(asker, this.#parts) : askToForget(asker, this.#parts);
      case 'facilitate':
        this.#requireRole(asker);
        return this.#facilitate(action.act, asker, reply);
    }
  }

  async press(press: Press): Promise<Answer | undefined> {
    const {customId, asker} = press;
    if (customId.startsWith(facilitatorPrefix) || isBoardButton(customId)) this.#requireRole(asker);
    if (isBoardButton(customId)) {
      const {board} = this.#parts.workshops.require(asker);
      return {kind: 'show', message: await board.page(Number(customId.slice(boardButton.length + 1)))};
    }
    if (customId === forgetButton) return forgetOwn(asker, this.#parts);
    if (customId.startsWith(`${letterButton}:`)) {
      const message = await this.#help.letter(customId.slice(letterButton.length + 1), asker);
      return message === undefined ? undefined : {kind: 'show', message};
    }
    return this.#pressStaff(press);
  }

  isInPlace(customId: string): boolean {
    return isBoardButton(customId) || customId === forgetButton || readFacilitatorButton(customId)?.button === 'close';
  }

  async helpPlace(open: OpenWorkshop, learnerId: string): Promise<number | undefined> {
    return this.#help.placeOf(open, learnerId);
  }

  async leaveHelp(open: OpenWorkshop, learnerId: string): Promise<void> {
    await this.#help.end(open, learnerId);
  }

  /** Whether facilitators are at work in that learner's sandbox: what is passed there is not the learner's doing. */
  isSteered(workshopId: string, learnerId: string): boolean {
    return this.#tasks.isBusy(workshopId, learnerId);
  }

  #requireRole({roles}: Asker): void {
    const {role} = this.#parts;
    if (roles.includes(role)) return;
    throw new UserError('refused', `This is for those who have the role ${role}.`);
  }

  async #askForHelp(what: string, asker: Asker, reply: ReplyTarget): Promise<Answer> {
    const open = this.#parts.workshops.require(asker);
    const learner = open.directory.find(asker.id);
    if (learner === undefined) {
      throw new UserError('no-sandbox', 'You are not in the workshop yet.', {next: 'Type /lab start to join it.'});
    }
    const place = await this.#help.ask(open, {learner, what, reply});
    if (place === undefined) return said('A facilitator is on it already; what you wrote was passed on.');
    return showPlace({open, of: 'help', place, asker, reply}, this.#parts);
  }

  async #facilitate(act: FacilitatorAct, asker: Asker, reply: ReplyTarget): Promise<Answer> {
    const {workshops} = this.#parts;
    if (act.kind === 'open') return this.#keeper.open(act, asker);
    if (act.kind === 'export') return exportRecord(asker, this.#parts);
    const open = workshops.require(asker);
    if (act.kind !== 'status' && act.kind !== 'learner' && act.kind !== 'look' && act.kind !== 'doctor') {
      await this.#record(open, act, asker);
    }
    switch (act.kind) {
      case 'close':
        return this.#keeper.askToClose(open);
      case 'extend':
        return this.#keeper.extend(open, act);
      case 'status':
        return this.#keeper.status(open);
      case 'doctor':
        return runDoctor(open, act, this.#parts);
      case 'learner':
        return showLearner(open, act.learnerId, this.#parts);
      case 'broadcast':
        return this.#steering.broadcast(open, act.text);
      case 'hint':
        return this.#steering.hint(open, act);
      case 'pause':
        return this.#steering.pause(open);
      case 'resume':
        return this.#steering.resume(open);
      case 'fast-forward': {
        const step = open.lab.steps[act.step - 1];
        if (step === undefined) {
          throw new UserError('bad-input', `The lab has ${open.lab.steps.length} steps.`, {next: 'Give one of them.'});
        }
        return this.#steering.fastForward(open, {stepId: step.id}, asker);
      }
      case 'reset': {
        const learnerIds = act.learnerId === undefined ? undefined : [requireLearner(open, act.learnerId).id];
        return this.#steering.reset(open, learnerIds, asker);
      }
      case 'look':
        return look(open, {...act, asker, reply}, this.#parts);
      case 'answer':
        return {kind: 'show', message: await this.#help.answer(open, {...act, from: asker.name})};
    }
  }

  async #pressStaff(press: Press): Promise<Answer | undefined> {
    const pressed = readFacilitatorButton(press.customId);
    if (pressed === undefined) return undefined;
    const {asker} = press;
    const {button, argument} = pressed;
    const open = this.#parts.workshops.require(asker);
    switch (button) {
      case 'close':
        return this.#keeper.close(argument, asker);
      case 'cancelTask': {
        const isCancelled = await this.#tasks.cancel(argument);
        return said(isCancelled ? 'Cancelling: what is not done yet stays as it is.' : 'It has ended already.');
      }
      case 'look':
        return askForLook(requireLearner(open, argument));
      case 'thread': {
        const learner = requireLearner(open, argument);
        const text = `<@${learner.id}>, a facilitator would like to talk to you.`;
        const message = {content: text, files: [], buttons: [], mentions: [learner.id]};
        const threadId = await this.#help.openThread(open, {learner, facilitator: asker, message});
        if (threadId === undefined) return askForAnswer(argument, 'The chat gives no thread just now: write to them');
        return said(`<#${threadId}> is open for the two of you.`);
      }
      case 'reset':
        await this.#record(open, {kind: 'reset', learnerId: argument}, asker);
        return this.#steering.reset(open, [requireLearner(open, argument).id], asker);
      case 'move': {
        const [stepId = ''] = press.values;
        const learner = requireLearner(open, argument);
        return this.#steering.fastForward(open, {stepId, learnerIds: [learner.id]}, asker);
      }
      case 'take':
        return this.#help.take(open, argument, asker);
      case 'answer':
        return askForAnswer(argument, 'Answer privately');
      case 'done':
        return said((await this.#help.end(open, argument)) ? 'Done.' : 'It was done already.');
    }
  }

  async #record(open: OpenWorkshop, act: FacilitatorAct, {id, name}: Asker): Promise<void> {
    const {kind, ...rest} = act;
    const what = [`/workshop ${kind}`, ...Object.entries(rest).map(([key, value]) => `${key}:${String(value)}`)].join(
      ' ',
    );
    const learnerId = 'learnerId' in act ? act.learnerId : undefined;
    await open.progressLog.record({
      kind: 'facilitator',
      by: {id, name},
      what,
      at: Date.now(),
      ...(learnerId === undefined ? {} : {learnerId}),
    });
  }
}

/** A window for words to one learner. It is submitted as `/workshop`. */
const askForAnswer = (learnerId: string, title: string): Answer => ({
  kind: 'ask',
  window: {
    id: `workshop:answer:${learnerId}`,
    title,
    field: {
      id: 'text',
      label: 'Your words',
      description: 'They see it when they press a button below their mention in the channel.',
      isLong: true,
      maxLength: 1_500,
    },
  },
});
