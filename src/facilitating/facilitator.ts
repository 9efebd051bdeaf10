import {said, shown, type Answer} from '#src/chat/answer.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import type {ClassHint, Extension, Facilitating, FacilitatorDeed, WorkshopToOpen} from '#src/chat/facilitating.ts';
import {channelLink} from '#src/chat/mention.ts';
import type {AtWorkshop} from '#src/answering/rooms.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {noWorkshop} from '#src/classroom/open-workshops.ts';
import {renderNoThread} from '#src/views/facilitators/render-help-request.ts';
import {answerWindow, lookWindow} from '#src/views/facilitators/windows.ts';
import {runDoctor} from './doctor.ts';
import {exportRecord} from './export-record.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import type {HelpLine} from './help-line.ts';
import {look} from './look.ts';
import {requireLearner} from './require-learner.ts';
import {setUpServer} from './set-up-server.ts';
import {showLearner} from './show-learner.ts';
import type {Steering} from './steering.ts';
import type {TaskRunner} from './task-runner.ts';
import type {WorkshopClosing} from './workshop-closing.ts';
import type {WorkshopKeeper} from './workshop-keeper.ts';
import {words} from '#src/words/words.ts';

export interface FacilitatorRooms {
  readonly options: FacilitatorsOptions;
  readonly keeper: WorkshopKeeper;
  readonly closing: WorkshopClosing;
  readonly steering: Steering;
  readonly help: HelpLine;
  readonly tasks: TaskRunner;
}

/** One facilitator at the workshop that they mean. */
export class Facilitator implements Facilitating {
  readonly #at: AtWorkshop;
  readonly #rooms: FacilitatorRooms;

  constructor(at: AtWorkshop, rooms: FacilitatorRooms) {
    this.#at = at;
    this.#rooms = rooms;
  }

  get #deed(): {readonly asker: AtWorkshop['asker']; readonly act: string} {
    return {asker: this.#at.asker, act: this.#at.reply.interactionId};
  }

  get #open(): OpenWorkshop {
    if (this.#at.open === undefined) throw noWorkshop();
    return this.#at.open;
  }

  async open(workshop: WorkshopToOpen): Promise<Answer> {
    return this.#rooms.keeper.open(workshop, this.#at.asker);
  }

  async setUpServer(): Promise<Answer> {
    return setUpServer(this.#at.asker, this.#rooms.options);
  }

  async exportRecord(): Promise<Answer> {
    return exportRecord(this.#at, this.#rooms.options);
  }

  async record({name, given}: FacilitatorDeed): Promise<void> {
    const {asker} = this.#at;
    const what = Object.entries(given).map(([key, value]) => `${key}:${String(value)}`);
    const learnerId = 'learnerId' in given && typeof given.learnerId === 'string' ? given.learnerId : undefined;
    await this.#open.progressLog.record({
      kind: 'facilitator',
      by: {id: asker.id, name: asker.name},
      what: [`/workshop ${name}`, ...what].join(' '),
      at: Date.now(),
      ...(learnerId === undefined ? {} : {learnerId}),
    });
  }

  async status(): Promise<Answer> {
    return this.#rooms.keeper.status(this.#open);
  }

  async doctor(learners: number | undefined): Promise<Answer> {
    return runDoctor(this.#open, learners, this.#rooms.options);
  }

  async extend(by: Extension): Promise<Answer> {
    return this.#rooms.keeper.extend(this.#open, by);
  }

  async askToClose(): Promise<Answer> {
    return this.#rooms.closing.askToClose(this.#open);
  }

  async close(workshopId: string): Promise<Answer> {
    return this.#rooms.closing.close(workshopId, this.#at.asker);
  }

  async pause(): Promise<Answer> {
    return this.#rooms.steering.pause(this.#open, this.#deed.act);
  }

  async resume(): Promise<Answer> {
    return this.#rooms.steering.resume(this.#open, this.#deed.act);
  }

  async broadcast(text: string): Promise<Answer> {
    return this.#rooms.steering.broadcast(this.#open, text, this.#deed.act);
  }

  async hint(hint: ClassHint): Promise<Answer> {
    return this.#rooms.steering.hint(this.#open, hint, this.#deed.act);
  }

  async fastForward({stepId, learnerId}: {readonly stepId: string; readonly learnerId?: string}): Promise<Answer> {
    const to = {stepId, ...(learnerId === undefined ? {} : {learnerIds: [requireLearner(this.#open, learnerId).id]})};
    return this.#rooms.steering.fastForward(this.#open, to, this.#deed);
  }

  async reset(learnerId: string | undefined): Promise<Answer> {
    const learnerIds = learnerId === undefined ? undefined : [requireLearner(this.#open, learnerId).id];
    return this.#rooms.steering.reset(this.#open, learnerIds, this.#deed);
  }

  async cancelTask(taskId: string): Promise<Answer> {
    const isCancelled = await this.#rooms.tasks.cancel(taskId);
    return said(isCancelled ? words().tasks.cancelling : words().tasks.endedAlready);
  }

  async showLearner(learnerId: string): Promise<Answer> {
    return showLearner(this.#open, learnerId, this.#rooms.options);
  }

  async askForLook(learnerId: string): Promise<Answer> {
    return {kind: 'ask', window: lookWindow(requireLearner(this.#open, learnerId))};
  }

  async look({learnerId, line}: {readonly learnerId: string; readonly line: string}): Promise<Answer> {
    const {asker, reply} = this.#at;
    return look(this.#open, {learnerId, line, asker, reply}, this.#rooms.options);
  }

  async openThread(learnerId: string): Promise<Answer> {
    const learner = requireLearner(this.#open, learnerId);
    const threadId = await this.#rooms.help.offer(this.#open, learner, this.#at.asker);
    if (threadId !== undefined) return said(words().facilitating.learner.threadOpen({thread: channelLink(threadId)}));
    // a window would be too late: a thread that is not given may take its time
    return shown(renderNoThread(learnerId, []));
  }

  async take(learnerId: string): Promise<Answer> {
    return this.#rooms.help.take(this.#open, learnerId, this.#at.asker);
  }

  async askForAnswer(learnerId: string): Promise<Answer> {
    // said before anything is written: it could not be sent
    if (this.#at.open === undefined) throw noWorkshop();
    return {kind: 'ask', window: answerWindow(learnerId, words().facilitating.windows.answer)};
  }

  async answer(letter: {readonly learnerId: string; readonly text: string}): Promise<Answer> {
    return this.#rooms.help.answer(this.#open, {...letter, from: this.#at.asker.name});
  }

  async endHelp(learnerId: string): Promise<Answer> {
    const {help} = this.#rooms;
    const closeThread = await help.end(this.#open, learnerId);
    const text = closeThread === undefined ? words().help.doneAlready : words().help.done;
    // whose answer is in a thread has opened that again
    const lastly = closeThread ?? (async () => help.closeThread(this.#at.asker.threadId));
    return {kind: 'show', message: plainMessage(text), lastly};
  }
}
