import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {stepsBeside} from '#src/lab/course.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import type {Step} from '#src/lab/lab-step.ts';
import {findStep} from '#src/lab/lab.ts';
import type {Operation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import {isRedisFull} from '#src/store/full-redis.ts';
import {SandboxTasks} from '#src/store/sandbox-tasks.ts';
import {isRedisAway} from '#src/lifecycle/is-redis-away.ts';
import type {Store} from '#src/store/store.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {renderTask} from '#src/views/facilitators/render-task.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import {leaveNamespace} from '#src/classroom/current-namespace.ts';
import {toSandboxSpec} from '#src/classroom/sandbox-spec.ts';
import type {ChannelPosts} from './channel-posts.ts';
import {inLanguage, words} from '#src/words/words.ts';

/** Sandboxes at work at a time: more would only wait for the API server. */
const atOnce = 25;
/** How often outcomes are looked for, and how often the message is brought up to date, in ms. */
const pollMs = 500;
const showMs = 2_000;
/** How long a step may take to be passed once its solution was played, in ms. */
const passMs = 60_000;
/** How long until a task that broke goes on, in ms. */
const breakMs = 5_000;

export interface TaskRunnerOptions {
  readonly store: Store;
  readonly workshops: OpenWorkshops;
  readonly queue: CommandQueue;
  readonly posts: ChannelPosts;
  /** What is left to do when a task has ended: closing a workshop goes on from there. */
  readonly ended: (task: SandboxTask, results: ReadonlyMap<string, TaskResult>) => Promise<void>;
  readonly log: (message: string, error?: unknown) => void;
}

interface Running {
  task: SandboxTask;
  readonly open: OpenWorkshop;
  /** What came of its commands, as it was read last. */
  outcomes: ReadonlyMap<string, Outcome>;
  /** Commands that were put in line. */
  readonly submitted: Set<string>;
}

/**
 * Does the same in many sandboxes, each in the lane of its learner, and shows how far it is. What it does is stored, so that
 * the next bot goes on where this one ends: ids of commands are made from the task's, and each runs once.
 */
export class TaskRunner {
  readonly #options: TaskRunnerOptions;
  readonly #tasks: SandboxTasks;
  readonly #running = new Map<string, Running>();
  readonly #ended = new Set<string>();
  readonly #closing = new AbortController();

  constructor(options: TaskRunnerOptions) {
    this.#options = options;
    this.#tasks = new SandboxTasks(options.store);
  }

  /** Goes on with what is stored and not at work here: an earlier bot's, or what was kept though nobody heard of it. */
  async goOn(): Promise<void> {
    for (const task of await this.#tasks.list()) this.#begin(task);
  }

  close(): void {
    this.#closing.abort(new Error('closing'));
  }

  /** Keeps the task and begins it. */
  async add(task: Omit<SandboxTask, 'id' | 'startedAt' | 'isCancelled'>): Promise<void> {
    const id = `task-${randomUUID().slice(0, 8)}`;
    const kept: SandboxTask = {...task, id, startedAt: Date.now(), isCancelled: false};
    await this.#tasks.put(kept);
    this.#begin(kept);
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
    const running = {task, open, outcomes: new Map<string, Outcome>(), submitted: new Set<string>()};
    this.#running.set(task.id, running);
    void this.#untilEnded(running);
  }

  /** What breaks on the way goes on after a while from what is stored, as with the next bot. */
  async #untilEnded(running: Running): Promise<void> {
    const {signal} = this.#closing;
    while (!signal.aborted) {
      try {
        await inLanguage(running.open.workshop.language, async () => this.#run(running));
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#options.log(`the task ${running.task.id} broke`, error);
        await sleep(breakMs, undefined, {signal}).catch(() => undefined);
      }
    }
  }

  async #run(running: Running): Promise<void> {
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

  /** Reads what came of the commands, and shows how far it is, until it has ended. */
  async #watch(running: Running, ended: AbortSignal): Promise<void> {
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

  async #show(running: Running, results: readonly TaskResult[]): Promise<void> {
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

  async #serve(running: Running, learnerId: string): Promise<void> {
    const {open, task} = running;
    const learner = await open.learners.find(learnerId);
    const result = learner === undefined ? undefined : await this.#play(running, learner);
    if (this.#closing.signal.aborted) return;
    const gone: TaskResult = {learnerName: learnerId, state: 'done', notes: []};
    await this.#tasks.setResult(task.id, learnerId, result ?? gone);
  }

  /** @returns what it came to for one learner; undefined when the bot ends first */
  async #play(running: Running, learner: Learner): Promise<TaskResult | undefined> {
    try {
      const outcome = await this.#playKind(running, learner);
      return outcome === undefined ? undefined : toResult(learner, outcome);
    } catch (error) {
      if (this.#closing.signal.aborted) return undefined;
      // nothing failed for them: the task goes on from what is stored
      if (isRedisAway(error) || isRedisFull(error)) throw error;
      this.#options.log(`the task ${running.task.id} failed for ${learner.id}`, error);
      return {learnerName: learner.name, state: 'failed', notes: [words().tasks.broke]};
    }
  }

  async #playKind(running: Running, learner: Learner): Promise<Outcome | undefined> {
    const {task, open} = running;
    switch (task.kind) {
      case 'reset': {
        const step = await open.guide.currentStepId(learner);
        return this.#reset(running, learner, {stepId: step, part: 'reset'});
      }
      case 'close':
      case 'expire':
        return this.#command(running, learner, {
          part: 'leave',
          line: `kubectl delete namespace ${learner.namespace}`,
          operation: {kind: 'leave'},
        });
      case 'fast-forward':
        return this.#fastForward(running, learner);
    }
  }

  async #reset(
    running: Running,
    learner: Learner,
    {stepId, part}: {readonly stepId: string; readonly part: string},
  ): Promise<Outcome | undefined> {
    const {guide} = running.open;
    await guide.pause(learner);
    // not before: what is still there must pass nothing of it
    await guide.goTo(learner, stepId);
    const lines = guide.startingLines(stepId);
    return this.#command(running, learner, {part, line: '/lab reset', operation: {kind: 'reset', lines}});
  }

  /** Plays the solutions of the steps before the one to be at that are not passed, each from where the one before ended. */
  async #fastForward(running: Running, learner: Learner): Promise<Outcome | undefined> {
    const {open, task} = running;
    const target = findStep(open.lab, task.stepId ?? '');
    if (target === undefined) return failed(words().tasks.noSuchStep);
    const state = await open.states.find(learner);
    let {index: at} = currentStep(open.lab, state);
    const isOtherLab = (step: Step): boolean => !stepsBeside(open.lab, at).includes(step);
    const steps = open.lab.steps.slice(0, target.index).filter(({id}) => state.passed[id] === undefined);
    for (const [index, step] of steps.entries()) {
      if (running.task.isCancelled) return {kind: 'cancelled'};
      // what is there is the learner's; what follows begins from what the lab knows
      const isFresh = index === 0 || isOtherLab(step);
      if (!isFresh) await open.guide.goTo(learner, step.id);
      const began = isFresh ? await this.#reset(running, learner, {stepId: step.id, part: `${step.id}-start`}) : done;
      if (began?.kind !== 'done') return began;
      const played = await this.#command(running, learner, {
        part: `${step.id}-solution`,
        line: `/lab solution (${step.title})`,
        operation: {kind: 'play', lines: open.guide.solutionLines(step.id)},
      });
      if (played?.kind !== 'done') return played;
      if (!(await this.#untilPassed(running, learner, step.id))) {
        if (this.#closing.signal.aborted) return undefined;
        return failed(words().tasks.notPassed({number: open.lab.steps.indexOf(step) + 1}));
      }
      at = open.lab.steps.indexOf(step);
    }
    if (isOtherLab(target.step)) {
      const part = `${target.step.id}-target`;
      const emptied = await this.#reset(running, learner, {stepId: target.step.id, part});
      if (emptied?.kind !== 'done') return emptied;
    }
    await open.guide.goTo(learner, target.step.id);
    return done;
  }

  async #untilPassed({open}: Running, learner: Learner, stepId: string): Promise<boolean> {
    const {signal} = this.#closing;
    const deadline = Date.now() + passMs;
    while (!signal.aborted) {
      await open.guide.advance(learner);
      if ((await open.states.find(learner)).passed[stepId] !== undefined) return true;
      if (Date.now() > deadline) return false;
      await sleep(pollMs, undefined, {signal}).catch(() => undefined);
    }
    return false;
  }

  /** Puts a command in the learner's lane and waits for its outcome; undefined when the bot ends first. */
  async #command(
    running: Running,
    learner: Learner,
    {part, line, operation}: {readonly part: string; readonly line: string; readonly operation: Operation},
  ): Promise<Outcome | undefined> {
    const {task, open} = running;
    if (running.task.isCancelled) return {kind: 'cancelled'};
    const id = `${task.id}-${learner.id}-${part}`;
    running.submitted.add(id);
    const sandbox = toSandboxSpec(learner, open);
    const isPaused = open.workshop.state === 'paused';
    const reply = taskReply(task, open);
    await leaveNamespace(operation, learner, open);
    await this.#options.queue.submit({id, line, operation, sandbox, reply, by: task.by, task: task.id}, isPaused);
    const {signal} = this.#closing;
    while (!signal.aborted) {
      const outcome = running.outcomes.get(id);
      if (outcome !== undefined) return outcome;
      await sleep(pollMs, undefined, {signal}).catch(() => undefined);
    }
    return undefined;
  }
}

const done: Outcome = {kind: 'done', text: '', notes: []};
const failed = (message: string): Outcome => ({kind: 'failed', code: 'refused', message, notes: []});

/** Nobody is answered: what became of it stands in the task's message. */
const taskReply = (task: SandboxTask, {workshop}: OpenWorkshop): ReplyTarget => ({
  interactionId: task.id,
  applicationId: '',
  token: '',
  userId: task.by.id,
  channelId: workshop.channels.facilitators,
  createdAt: task.startedAt,
  language: workshop.language,
});

function stepNumberOf({stepId}: SandboxTask, {lab}: OpenWorkshop): number | undefined {
  const found = stepId === undefined ? undefined : findStep(lab, stepId);
  return found === undefined ? undefined : found.index + 1;
}

function toResult({name}: Learner, outcome: Outcome): TaskResult {
  switch (outcome.kind) {
    case 'done':
      return {learnerName: name, state: 'done', notes: [...outcome.notes]};
    case 'cancelled':
      return {learnerName: name, state: 'cancelled', notes: []};
    case 'failed':
      return {learnerName: name, state: 'failed', notes: [outcome.message, ...outcome.notes]};
    case 'interrupted':
    case 'page':
      return {learnerName: name, state: 'failed', notes: [words().tasks.endNotSeen]};
  }
}
