import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {findStep} from '#src/lab/lab.ts';
import type {Log} from '#src/lifecycle/log.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import {SandboxTasks} from '#src/store/sandbox-tasks.ts';
import type {Store} from '#src/store/store.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {renderTask} from '#src/views/facilitators/render-task.ts';
import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {ChannelPosts} from './channel-posts.ts';
import {TaskPlayer, type TaskAtWork} from './task-player.ts';
import {inLanguage} from '#src/words/words.ts';

/** Sandboxes at work at a time: more would only wait for the API server. */
const atOnce = 25;
/** How often outcomes are looked for, and how often the message is brought up to date, in ms. */
const pollMs = 500;
const showMs = 2_000;
/** How long until a task that broke goes on, in ms. */
const breakMs = 5_000;

export interface TaskRunnerOptions {
  readonly store: Store;
  readonly workshops: OpenWorkshops;
  readonly queue: CommandQueue;
  readonly posts: ChannelPosts;
  /** Says to those whom it concerns that it begins. The same again is said once. */
  readonly announce: (task: SandboxTask) => Promise<void>;
  /** What is left to do when a task has ended: closing a workshop goes on from there. */
  readonly ended: (task: SandboxTask, results: ReadonlyMap<string, TaskResult>) => Promise<void>;
  readonly log: Log;
}

/**
 * Does the same in many sandboxes, each in the lane of its learner, and shows how far it is. What it does is stored, so that
 * the next bot goes on where this one ends: ids of commands are made from the task's, and each runs once.
 */
export class TaskRunner {
  readonly #options: TaskRunnerOptions;
  readonly #tasks: SandboxTasks;
  readonly #running = new Map<string, TaskAtWork>();
  /** Those that may be stored yet. */
  readonly #ended = new Set<string>();
  readonly #closing = new AbortController();
  readonly #player: TaskPlayer;

  constructor(options: TaskRunnerOptions) {
    this.#options = options;
    this.#player = new TaskPlayer({queue: options.queue, closing: this.#closing.signal, log: options.log});
    this.#tasks = new SandboxTasks(options.store);
  }

  /** Goes on with what is stored and not at work here: an earlier bot's, or what was kept though nobody heard of it. */
  async goOn(): Promise<void> {
    const stored = await this.#tasks.list();
    for (const task of stored) this.#begin(task);
    const ids = new Set(stored.map(({id}) => id));
    for (const id of this.#ended) if (!ids.has(id)) this.#ended.delete(id);
  }

  close(): void {
    this.#closing.abort(new Error('closing'));
  }

  /** Keeps the task and begins it. */
  async add(task: Omit<SandboxTask, 'id' | 'startedAt' | 'isCancelled'>): Promise<void> {
    const id = `task-${randomUUID().slice(0, 8)}`;
    const kept: SandboxTask = {...task, id, startedAt: Date.now(), isCancelled: false};
    // what is said to a class is done, whatever ends this bot: so it is stored before it is said
    await this.#tasks.put(kept);
    this.#begin(kept);
    await this.#running.get(id)?.announced.promise;
  }

  /** False when it has ended already. */
  async cancel(taskId: string): Promise<boolean> {
    const running = this.#running.get(taskId);
    if (running === undefined) return false;
    running.task = {...running.task, isCancelled: true};
    await this.#tasks.put(running.task);
    await this.#options.queue.cancelAll([...running.submitted].filter((id) => !running.outcomes.has(id)));
    return true;
  }

  /** Whether facilitators are at work in that learner's sandbox. */
  isBusy(workshopId: string, learnerId: string): boolean {
    return [...this.#running.values()].some(
      ({task}) => task.workshopId === workshopId && task.learnerIds.includes(learnerId),
    );
  }

  /** Whether that workshop's sandboxes are being removed. */
  isClosing(workshopId: string): boolean {
    return [...this.#running.values()].some(({task}) => task.workshopId === workshopId && task.kind === 'close');
  }

  #begin(task: SandboxTask): void {
    if (this.#running.has(task.id) || this.#ended.has(task.id)) return;
    const open = this.#options.workshops.find(task.workshopId);
    if (open === undefined) {
      void this.#tasks.remove(task.id);
      return;
    }
    const running = {
      task,
      open,
      outcomes: new Map<string, Outcome>(),
      submitted: new Set<string>(),
      announced: Promise.withResolvers<void>(),
    };
    this.#running.set(task.id, running);
    void this.#untilEnded(running);
  }

  /** What breaks on the way goes on after a while from what is stored, as with the next bot. */
  async #untilEnded(running: TaskAtWork): Promise<void> {
    const {signal} = this.#closing;
    while (!signal.aborted) {
      try {
        await inLanguage(running.open.workshop.language, async () => this.#run(running));
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#options.log(`the task ${running.task.id} broke`, error);
        await sleep(breakMs, undefined, {signal}).catch(() => undefined);
      } finally {
        running.announced.resolve();
      }
    }
  }

  async #run(running: TaskAtWork): Promise<void> {
    await this.#announce(running);
    const {task} = running;
    const {signal} = this.#closing;
    // an earlier bot may have come some way
    const known = await this.#tasks.results(task.id);
    const queue = task.learnerIds.filter((id) => !known.has(id));
    const ended = new AbortController();
    const watching = this.#watch(running, ended.signal);
    const lane = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined && !signal.aborted; id = queue.shift()) {
        await this.#serve(running, id);
      }
    };
    const lanes = await Promise.allSettled(Array.from({length: Math.min(atOnce, queue.length)}, lane));
    ended.abort(new Error('ended'));
    await watching;
    if (signal.aborted) return;
    const broken = lanes.find(({status}) => status === 'rejected');
    if (broken?.status === 'rejected') throw broken.reason;
    const results = await this.#tasks.results(task.id);
    await this.#show(running, [...results.values()]);
    await this.#options.ended(running.task, results);
    await this.#tasks.remove(task.id);
    this.#ended.add(task.id);
    this.#running.delete(task.id);
  }

  /** Nothing is done in a sandbox that was not announced. */
  async #announce(running: TaskAtWork): Promise<void> {
    const {announcement} = running.task;
    if (announcement !== undefined && !announcement.isMade) {
      await this.#options.announce(running.task);
      running.task = {...running.task, announcement: {...announcement, isMade: true}};
      await this.#tasks.put(running.task);
    }
    running.announced.resolve();
  }

  /** Reads what came of the commands, and shows how far it is, until it has ended. */
  async #watch(running: TaskAtWork, ended: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([ended, this.#closing.signal]);
    let shownAt = 0;
    while (!signal.aborted) {
      try {
        running.outcomes = await this.#tasks.outcomes(running.task.id);
        if (Date.now() - shownAt >= showMs) {
          await this.#show(running, [...(await this.#tasks.results(running.task.id)).values()]);
          shownAt = Date.now();
        }
      } catch (error) {
        this.#options.log(`the task ${running.task.id} could not be followed`, error);
      }
      await sleep(pollMs, undefined, {signal}).catch(() => undefined);
    }
  }

  async #show(running: TaskAtWork, results: readonly TaskResult[]): Promise<void> {
    const {task, open} = running;
    const channelId = open.workshop.channels.facilitators;
    const message: ChatMessage = inLanguage(open.workshop.language, () =>
      renderTask(task, results, stepNumberOf(task, open)),
    );
    const messageId = await this.#options.posts.put(channelId, message, {
      messageId: task.messageId,
      purpose: ['task', task.id],
    });
    if (messageId === undefined || messageId === running.task.messageId) return;
    running.task = {...running.task, messageId};
    await this.#tasks.put(running.task);
  }

  async #serve(running: TaskAtWork, learnerId: string): Promise<void> {
    const {open, task} = running;
    const learner = await open.learners.find(learnerId);
    const result = learner === undefined ? undefined : await this.#player.play(running, learner);
    if (this.#closing.signal.aborted) return;
    const gone: TaskResult = {learnerName: learnerId, state: 'done', notes: []};
    await this.#tasks.setResult(task.id, learnerId, result ?? gone);
  }
}

function stepNumberOf({stepId}: SandboxTask, {lab}: OpenWorkshop): number | undefined {
  const found = stepId === undefined ? undefined : findStep(lab, stepId);
  return found === undefined ? undefined : found.index + 1;
}
