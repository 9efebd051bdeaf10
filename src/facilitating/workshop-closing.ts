import {type Answer, said} from '#src/chat/answer.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {findLeaks} from '#src/cluster/node-agent/find-leaks.ts';
import {tokenTrustedMs} from '#src/discord/limits.ts';
import {sweepClosedWorkshops} from '#src/store/closed-workshops.ts';
import {isNotSaid} from '#src/store/said.ts';
import {facilitatorButtons} from '#src/views/facilitators/facilitator-buttons.ts';
import {renderCloseReport} from '#src/views/facilitators/render-status.ts';
import {plainText} from '#src/views/hostile-text.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import {isLive, recordDays, type Workshop} from '#src/workshop/workshop.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import type {TaskRunner} from './task-runner.ts';
import {inLanguage, words} from '#src/words/words.ts';

/** How long it is known what was said, in seconds: longer than closing takes. */
const saidSeconds = 24 * 3_600;
const theBot = {id: 'bot', name: 'Labrador'};

export interface WorkshopClosingOptions extends FacilitatorsOptions {
  readonly posts: ChannelPosts;
  readonly tasks: TaskRunner;
  /** Ends a learner's request for help; what is left is to close its thread. */
  readonly endHelp: (open: OpenWorkshop, learnerId: string) => Promise<(() => Promise<void>) | undefined>;
}

/** Closes workshops. Its first step is stored, and each other can be done again: whatever ended or broke it, it goes on. */
export class WorkshopClosing {
  readonly #options: WorkshopClosingOptions;
  /** Workshops that are on their way to the task which removes their sandboxes. */
  readonly #closing = new Set<string>();

  constructor(options: WorkshopClosingOptions) {
    this.#options = options;
  }

  /** Goes on with closing where it stopped, whatever stopped it. */
  async goOn(): Promise<void> {
    for (const open of this.#options.workshops.list()) {
      if (open.workshop.state === 'closing') await this.#removeSandboxes(open, theBot);
    }
  }

  /** Asked before a workshop is closed. */
  askToClose({workshop, directory}: OpenWorkshop): Answer {
    const {ask, button} = words().steering.close;
    const count = directory.list().length;
    return {
      kind: 'show',
      message: {
        content: ask({name: plainText(workshop.name), count, days: recordDays}),
        files: [],
        buttons: [{id: `${facilitatorButtons.close}:${workshop.id}`, label: button, style: 'danger'}],
      },
    };
  }

  /** Removes all sandboxes; what comes after that is done by `ended`. Twice is once. */
  async close(workshopId: string, by: SandboxTask['by']): Promise<Answer> {
    const begun = await this.#beginToClose(workshopId, by, isLive);
    return said(begun ? words().steering.close.begun : words().steering.notLive);
  }

  /** Closes it when its time has come, unless it was just given more. */
  async closeAtItsEnd(workshopId: string, by: SandboxTask['by']): Promise<void> {
    await this.#beginToClose(
      workshopId,
      by,
      (now) => isLive(now) && now.endsAt !== undefined && now.endsAt <= Date.now(),
    );
  }

  async #beginToClose(workshopId: string, by: SandboxTask['by'], isDue: (now: Workshop) => boolean): Promise<boolean> {
    const {workshops, log} = this.#options;
    const open = workshops.find(workshopId);
    if (open === undefined) return false;
    // from here on it goes on by itself
    const changed = await workshops.change(workshopId, (now) => (isDue(now) ? {state: 'closing'} : undefined));
    if (changed === undefined) return false;
    await this.#removeSandboxes(open, by).catch((error: unknown) => log('closing goes on a little later', error));
    return true;
  }

  /** Each step of it can be done again: the next look goes on where it stopped. */
  async #removeSandboxes(open: OpenWorkshop, by: SandboxTask['by']): Promise<void> {
    const {queue, posts, tasks} = this.#options;
    const {workshopId, workshop} = open;
    if (this.#closing.has(workshopId) || tasks.isClosing(workshopId)) return;
    this.#closing.add(workshopId);
    try {
      const learners = await open.learners.list();
      await queue.resume(learners.map(({namespace}) => namespace));
      if (await this.#isNew(open, 'closing')) {
        const text = inLanguage(workshop.language, () => words().steering.close.toClass);
        await posts.post(workshop.channels.participants, plainMessage(text), ['closing', workshopId]);
      }
      await this.#endLines(open);
      await tasks.add({
        workshopId,
        kind: 'close',
        by: {id: by.id, name: by.name},
        learnerIds: learners.map(({id}) => id),
      });
    } finally {
      this.#closing.delete(workshopId);
    }
  }

  /** All sandboxes of a workshop are removed: what is left of it is told, and its channels are free. */
  async ended(task: SandboxTask, results: ReadonlyMap<string, TaskResult>): Promise<void> {
    const {workshops, identities, posts, store, log} = this.#options;
    const open = workshops.find(task.workshopId);
    if (task.kind !== 'close' || open === undefined) return;
    const {name, channels, language} = open.workshop;
    const looked = {workshopId: task.workshopId, lab: open.lab};
    const leaks = await inLanguage(language, async () => findLeaks(identities, looked)).catch((error: unknown) => {
      log('what a workshop left in the cluster could not be looked for', error);
      return undefined;
    });
    // told before it is closed: nobody goes on with what is
    if (await this.#isNew(open, 'closed')) {
      const report = inLanguage(language, () => renderCloseReport(name, [...results.values()], leaks));
      await posts.post(channels.facilitators, report, ['closed', task.workshopId]);
    }
    // what is stored as closed is nobody's any more, and neither is what it shows
    await open.clear();
    await workshops.change(task.workshopId, () => ({state: 'closed', closedAt: Date.now()}));
    await workshops.remove(task.workshopId);
    await sweepClosedWorkshops(store, Date.now()).catch((error: unknown) =>
      log('what a closed workshop left in Redis is deleted a little later', error),
    );
  }

  /** Whether it was not said before, by this bot or another. */
  async #isNew({workshopId}: OpenWorkshop, what: string): Promise<boolean> {
    return isNotSaid(this.#options.store, {workshopId, what, seconds: saidSeconds});
  }

  /** Who waits is told that it is for nothing. */
  async #endLines(open: OpenWorkshop): Promise<void> {
    const {moved, endHelp} = this.#options;
    for (const {learnerId, reply} of await open.places.list()) {
      await open.places.remove(learnerId);
      moved(open, [{learnerId}]);
      await this.#tellClosed(reply);
    }
    for (const {learnerId, reply} of await open.help.list()) {
      const closeThread = await endHelp(open, learnerId);
      if (reply !== undefined) await this.#tellClosed(reply);
      await closeThread?.();
    }
  }

  async #tellClosed(reply: ReplyTarget): Promise<void> {
    const {replies, log} = this.#options;
    if (Date.now() - reply.createdAt > tokenTrustedMs) return;
    const told = inLanguage(reply.language, () => plainMessage(words().wall.place.lineClosed));
    await replies.edit(reply, told).catch((error: unknown) => log('somebody in line was not told', error));
  }
}
