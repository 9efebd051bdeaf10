import {type Answer, said} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {ClassHint} from '#src/chat/facilitating.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import {findStep} from '#src/lab/lab.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import {Turns} from '#src/queue/turns.ts';
import {standingOf} from '#src/views/channel/class-member.ts';
import {contentLimit, plainMessage, type ChatButton, type ChatMessage} from '#src/chat/chat-message.ts';
import {channelLink} from '#src/chat/mention.ts';
import {cut} from '#src/views/cut.ts';
import {plainText} from '#src/views/hostile-text.ts';
import {labButtons} from '#src/views/lab/step-buttons.ts';
import {mentioning} from '#src/views/mentioning.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {requireLive, type OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {TaskRunner} from './task-runner.ts';

export interface SteeringParts {
  readonly workshops: OpenWorkshops;
  readonly queue: CommandQueue;
  readonly posts: ChannelPosts;
  readonly tasks: TaskRunner;
}

type LiveState = 'open' | 'paused';

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

  async pause(open: OpenWorkshop): Promise<Answer> {
    // from here on its lanes are paused, by the next look at the latest
    const paused = await this.#change(open, {from: 'open', to: 'paused'});
    if (!paused) return said('It is paused already.');
    await this.#parts.queue.pause(open.directory.list().map(({namespace}) => namespace));
    await this.#tell(
      open,
      plainMessage('⏸ The workshop is paused. What you type is kept and runs, in its order, when it goes on.'),
    );
    return said('Paused: nothing new runs. `/workshop resume` goes on.');
  }

  async resume(open: OpenWorkshop): Promise<Answer> {
    const resumed = await this.#change(open, {from: 'paused', to: 'open'});
    if (!resumed) return said('It is not paused.');
    await this.#parts.queue.resume(open.directory.list().map(({namespace}) => namespace));
    await this.#tell(open, plainMessage('▶ The workshop goes on.'));
    return said('It goes on.');
  }

  async broadcast(open: OpenWorkshop, text: string): Promise<Answer> {
    const posted = await this.#tell(open, plainMessage(cut(`📣 ${text}`, contentLimit)));
    if (posted === undefined)
      throw new UserError('unavailable', 'The chat did not take it. Check what I may do there.');
    return said(`Said in ${channelLink(open.workshop.channels.participants)}.`);
  }

  /** A hint for the step that each is at, or the same words for all. Who is stuck is named. */
  async hint(open: OpenWorkshop, {to, text}: ClassHint): Promise<Answer> {
    const now = Date.now();
    const stuck = open.members.list().filter((member) => standingOf(open.lab, member, now).stuckSince !== undefined);
    if (to === 'stuck' && stuck.length === 0) return said('Nobody is stuck just now.');
    const ids = stuck.map(({learner}) => learner.id);
    const words = text === undefined ? 'There is a hint for the step that you are at.' : `\n${text}`;
    const buttons: ChatButton[] =
      text === undefined ? [{id: `${labButtons.hint}:`, label: 'Show my hint', style: 'primary'}] : [];
    const messages =
      to === 'all'
        ? [plainMessage(cut(`💡 ${words}`, contentLimit))]
        : mentioning(ids, (whom) => `💡 ${whom} ${words}`);
    for (const message of messages) await this.#tell(open, {...message, buttons});
    return said(
      to === 'all' ? 'Said to all.' : `Said to the ${ids.length} who ${ids.length === 1 ? 'is' : 'are'} stuck.`,
    );
  }

  async fastForward(open: OpenWorkshop, to: FastForward, asker: Asker): Promise<Answer> {
    return this.#turns.take(open.workshopId, async () => this.#fastForward(open, to, asker));
  }

  async reset(open: OpenWorkshop, learnerIds: readonly string[] | undefined, asker: Asker): Promise<Answer> {
    return this.#turns.take(open.workshopId, async () => this.#reset(open, learnerIds, asker));
  }

  async #fastForward(open: OpenWorkshop, {stepId, learnerIds}: FastForward, asker: Asker): Promise<Answer> {
    const {tasks} = this.#parts;
    const target = findStep(open.lab, stepId);
    if (target === undefined) throw new UserError('not-found', 'The lab has no such step.');
    const isBehind = (passed: Readonly<Record<string, unknown>>): boolean =>
      open.lab.steps.slice(0, target.index).some(({id}) => passed[id] === undefined);
    const members = open.members.list().filter(({learner}) => learnerIds?.includes(learner.id) ?? true);
    const behind = members.filter(
      ({state}) =>
        isBehind(state.passed) || (learnerIds !== undefined && currentStep(open.lab, state).step.id !== stepId),
    );
    const ids = behind.map(({learner}) => learner.id);
    if (ids.length === 0) return said(`Nobody is behind step ${target.index + 1}.`);
    this.#requireIdle(open, ids);
    await this.#announce(
      open,
      learnerIds,
      `⏩ A facilitator moves ${learnerIds === undefined ? 'everybody who is not there yet' : 'your sandbox'} to step ${target.index + 1}: **${plainText(target.step.title)}**. The solutions of the steps before are played.`,
    );
    await tasks.add({
      workshopId: open.workshopId,
      kind: 'fast-forward',
      by: {id: asker.id, name: asker.name},
      learnerIds: ids,
      stepId,
    });
    return said(`Moving ${ids.length} to step ${target.index + 1}; how far it is shows in the facilitators’ channel.`);
  }

  async #reset(open: OpenWorkshop, learnerIds: readonly string[] | undefined, asker: Asker): Promise<Answer> {
    const {tasks} = this.#parts;
    const ids = learnerIds ?? open.directory.list().map(({id}) => id);
    if (ids.length === 0) return said('Nobody has a sandbox.');
    this.#requireIdle(open, ids);
    const whose = learnerIds === undefined ? 'all sandboxes' : 'your sandbox';
    await this.#announce(
      open,
      learnerIds,
      `🔄 A facilitator resets ${whose} to the start of the step that you are at.`,
    );
    await tasks.add({
      workshopId: open.workshopId,
      kind: 'reset',
      by: {id: asker.id, name: asker.name},
      learnerIds: [...ids],
    });
    return said(`Resetting ${ids.length}; how far it is shows in the facilitators’ channel.`);
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
    throw new UserError('conflict', 'Facilitators are at work in these sandboxes already.', {
      next: 'Wait for its end, or cancel it in the facilitators’ channel.',
    });
  }

  /** To those learners, or to all, who are not named one by one. */
  async #announce(open: OpenWorkshop, learnerIds: readonly string[] | undefined, text: string): Promise<void> {
    const messages =
      learnerIds === undefined ? [plainMessage(text)] : mentioning(learnerIds, (whom) => `${whom} ${text}`);
    for (const message of messages) await this.#tell(open, message);
  }

  /** In the participants' channel. Answers undefined when the chat did not take it. */
  async #tell({workshop}: OpenWorkshop, message: ChatMessage): Promise<string | undefined> {
    return this.#parts.posts.post(workshop.channels.participants, message);
  }
}
