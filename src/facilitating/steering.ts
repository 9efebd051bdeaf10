import {type Answer, said} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {ClassHint} from '#src/chat/facilitating.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import {findStep} from '#src/lab/lab.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import {Turns} from '#src/queue/turns.ts';
import {standingOf} from '#src/workshop/class-member.ts';
import {contentLimit, plainMessage, type ChatButton, type ChatMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import {cut} from '#src/views/cut.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {labButtons} from '#src/views/lab/step-buttons.ts';
import {mentioning} from '#src/views/mentioning.ts';
import type {SandboxTask} from '#src/workshop/sandbox-task.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {requireLive, type OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {TaskRunner} from './task-runner.ts';
import {inLanguage, words} from '#src/words/words.ts';

export interface SteeringParts {
  readonly workshops: OpenWorkshops;
  readonly queue: CommandQueue;
  readonly posts: ChannelPosts;
  readonly tasks: TaskRunner;
}

type LiveState = 'open' | 'paused';

/** Who does it, and by which interaction: what is posted of it is posted once. */
interface Deed {
  readonly asker: Asker;
  readonly act: string;
}

/** To which step; everybody who is behind it, or those named. */
interface FastForward {
  readonly stepId: string;
  readonly learnerIds?: readonly string[];
}

/** What facilitators do to a class while it goes on. What concerns learners is said to them in their channel. */
export class Steering {
  readonly #parts: SteeringParts;
  /** By workshop: nobody begins work in a sandbox between another's look at it and their beginning. */
  readonly #turns = new Turns();

  constructor(parts: SteeringParts) {
    this.#parts = parts;
  }

  async pause(open: OpenWorkshop, act: string): Promise<Answer> {
    // from here on its lanes are paused, by the next look at the latest
    const paused = await this.#change(open, {from: 'open', to: 'paused'});
    if (!paused) return said(words().steering.pause.already);
    await this.#parts.queue.pause(open.directory.list().map(({namespace}) => namespace));
    await this.#tell(open, () => plainMessage(words().steering.pause.toClass), [act]);
    return said(words().steering.pause.done);
  }

  async resume(open: OpenWorkshop, act: string): Promise<Answer> {
    const resumed = await this.#change(open, {from: 'paused', to: 'open'});
    if (!resumed) return said(words().steering.resume.not);
    await this.#parts.queue.resume(open.directory.list().map(({namespace}) => namespace));
    await this.#tell(open, () => plainMessage(words().steering.resume.toClass), [act]);
    return said(words().steering.resume.done);
  }

  async broadcast(open: OpenWorkshop, text: string, act: string): Promise<Answer> {
    const posted = await this.#tell(open, () => plainMessage(cut(`📣 ${text}`, contentLimit)), [act]);
    if (posted === undefined) throw new UserError('unavailable', words().steering.broadcast.notTaken);
    return said(words().steering.broadcast.done({channel: channelLink(open.workshop.channels.participants)}));
  }

  /** A hint for the step that each is at, or the same words for all. Who is stuck is named. */
  async hint(open: OpenWorkshop, {to, text}: ClassHint, act: string): Promise<Answer> {
    const now = Date.now();
    const stuck = open.members.list().filter((member) => standingOf(open.lab, member, now).stuckSince !== undefined);
    if (to === 'stuck' && stuck.length === 0) return said(words().steering.hint.nobodyStuck);
    const ids = stuck.map(({learner}) => learner.id);
    await this.#tellAll(open, act, () => {
      const {toClass, button} = words().steering.hint;
      const hint = text === undefined ? toClass : `\n${text}`;
      const buttons: ChatButton[] =
        text === undefined ? [{id: `${labButtons.hint}:`, label: button, style: 'primary'}] : [];
      const messages =
        to === 'all'
          ? [plainMessage(cut(`💡 ${hint}`, contentLimit))]
          : mentioning(ids, (whom) => `💡 ${whom} ${hint}`);
      return messages.map(({content, files, mentions = []}) => ({content, files, mentions, buttons}));
    });
    const {saidToAll, saidToStuck} = words().steering.hint;
    return said(to === 'all' ? saidToAll : saidToStuck({count: ids.length}));
  }

  async fastForward(open: OpenWorkshop, to: FastForward, by: Deed): Promise<Answer> {
    return this.#turns.take(open.workshopId, async () => this.#fastForward(open, to, by));
  }

  async reset(open: OpenWorkshop, learnerIds: readonly string[] | undefined, by: Deed): Promise<Answer> {
    return this.#turns.take(open.workshopId, async () => this.#reset(open, learnerIds, by));
  }

  /** Says to those whom it concerns that facilitators are about to work in their sandboxes; all are not named one by one. */
  async announce({workshopId, kind, learnerIds, stepId = '', announcement}: SandboxTask): Promise<void> {
    const open = this.#parts.workshops.find(workshopId);
    if (open === undefined || announcement === undefined) return;
    const {act, to} = announcement;
    const target = findStep(open.lab, stepId);
    const say = (): string => {
      const {reset, fastForward} = words().steering;
      if (kind === 'reset' || target === undefined) return reset[to];
      return fastForward[to]({number: target.index + 1, title: plainText(target.step.title)});
    };
    await this.#tellAll(open, act, () =>
      to === 'all' ? [plainMessage(say())] : mentioning(learnerIds, (whom) => `${whom} ${say()}`),
    );
  }

  async #fastForward(open: OpenWorkshop, {stepId, learnerIds}: FastForward, {asker, act}: Deed): Promise<Answer> {
    const {tasks} = this.#parts;
    const target = findStep(open.lab, stepId);
    if (target === undefined) throw new UserError('not-found', words().tasks.noSuchStep);
    const number = target.index + 1;
    const isBehind = (passed: Readonly<Record<string, unknown>>): boolean =>
      open.lab.steps.slice(0, target.index).some(({id}) => passed[id] === undefined);
    const members = open.members.list().filter(({learner}) => learnerIds?.includes(learner.id) ?? true);
    const behind = members.filter(
      ({state}) =>
        isBehind(state.passed) || (learnerIds !== undefined && currentStep(open.lab, state).step.id !== stepId),
    );
    const ids = behind.map(({learner}) => learner.id);
    if (ids.length === 0) return said(words().steering.fastForward.nobodyBehind({number}));
    this.#requireIdle(open, ids);
    await tasks.add({
      workshopId: open.workshopId,
      kind: 'fast-forward',
      by: {id: asker.id, name: asker.name},
      learnerIds: ids,
      stepId,
      announcement: {act, to: learnerIds === undefined ? 'all' : 'yours', isMade: false},
    });
    return said(words().steering.fastForward.begun({count: ids.length, number}));
  }

  async #reset(open: OpenWorkshop, learnerIds: readonly string[] | undefined, {asker, act}: Deed): Promise<Answer> {
    const {tasks} = this.#parts;
    const ids = learnerIds ?? open.directory.list().map(({id}) => id);
    if (ids.length === 0) return said(words().steering.reset.nobody);
    this.#requireIdle(open, ids);
    await tasks.add({
      workshopId: open.workshopId,
      kind: 'reset',
      by: {id: asker.id, name: asker.name},
      learnerIds: [...ids],
      announcement: {act, to: learnerIds === undefined ? 'all' : 'yours', isMade: false},
    });
    return said(words().steering.reset.begun({count: ids.length}));
  }

  /** @returns whether it was in that state, and is in the other now */
  async #change(open: OpenWorkshop, {from, to}: {readonly from: LiveState; readonly to: LiveState}): Promise<boolean> {
    const changed = await this.#parts.workshops.change(open.workshopId, (now) => {
      requireLive(now);
      return now.state === from ? {state: to} : undefined;
    });
    return changed !== undefined;
  }

  /** One work at a time in a sandbox: two would undo each other. */
  #requireIdle(open: OpenWorkshop, learnerIds: readonly string[]): void {
    requireLive(open.workshop);
    const busy = learnerIds.filter((id) => this.#parts.tasks.isBusy(open.workshopId, id));
    if (busy.length === 0) return;
    throw new UserError('conflict', words().steering.busy);
  }

  async #tellAll(open: OpenWorkshop, act: string, render: () => readonly ChatMessage[]): Promise<void> {
    for (const [index, message] of inLanguage(open.workshop.language, render).entries())
      await this.#tell(open, () => message, [act, String(index)]);
  }

  /** In the participants' channel, in its language. Answers undefined when the chat did not take it. */
  async #tell(
    {workshop}: OpenWorkshop,
    render: () => ChatMessage,
    act: readonly string[],
  ): Promise<string | undefined> {
    const message = inLanguage(workshop.language, render);
    return this.#parts.posts.post(workshop.channels.participants, message, ['steering', ...act]);
  }
}
