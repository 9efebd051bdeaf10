import {setTimeout as sleep} from 'node:timers/promises';
import {leaveNamespace} from '#src/classroom/current-namespace.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {toSandboxSpec} from '#src/classroom/sandbox-spec.ts';
import {stepsBeside} from '#src/lab/course.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import type {Step} from '#src/lab/lab-step.ts';
import {findStep} from '#src/lab/lab.ts';
import {isRedisAway} from '#src/lifecycle/is-redis-away.ts';
import type {Log} from '#src/lifecycle/log.ts';
import type {Operation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import {isRedisFull} from '#src/store/full-redis.ts';
import {words} from '#src/words/words.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import type {Learner} from '#src/workshop/workshop.ts';

/** How long a step may take to be passed once its solution was played, in ms. */
const passMs = 60_000;
/** How often it is looked whether something has come of it, in ms. */
const pollMs = 500;

/** A task while it is done. */
export interface TaskAtWork {
  task: SandboxTask;
  readonly open: OpenWorkshop;
  /** What came of its commands, as it was read last. */
  outcomes: ReadonlyMap<string, Outcome>;
  /** Commands that were put in line. */
  readonly submitted: Set<string>;
  /** Resolves when those whom it concerns know, or this bot ends. */
  readonly announced: PromiseWithResolvers<void>;
}

export interface TaskPlayerOptions {
  readonly queue: CommandQueue;
  /** Aborts when this bot ends. */
  readonly closing: AbortSignal;
  readonly log: Log;
}

/** Does what a task wants in one learner's sandbox, by commands in the learner's lane. */
export class TaskPlayer {
  readonly #queue: CommandQueue;
  readonly #closing: AbortSignal;
  readonly #log: TaskPlayerOptions['log'];

  constructor({queue, closing, log}: TaskPlayerOptions) {
    this.#queue = queue;
    this.#closing = closing;
    this.#log = log;
  }

  /** @returns what it came to for one learner; undefined when the bot ends first */
  async play(running: TaskAtWork, learner: Learner): Promise<TaskResult | undefined> {
    try {
      const outcome = await this.#playKind(running, learner);
      return outcome === undefined ? undefined : toResult(learner, outcome);
    } catch (error) {
      if (this.#closing.aborted) return undefined;
      // nothing failed for them: the task goes on from what is stored
      if (isRedisAway(error) || isRedisFull(error)) throw error;
      this.#log(`the task ${running.task.id} failed for ${learner.id}`, error);
      return {learnerName: learner.name, state: 'failed', notes: [words().tasks.broke]};
    }
  }

  async #playKind(running: TaskAtWork, learner: Learner): Promise<Outcome | undefined> {
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
    running: TaskAtWork,
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
  async #fastForward(running: TaskAtWork, learner: Learner): Promise<Outcome | undefined> {
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
        if (this.#closing.aborted) return undefined;
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

  async #untilPassed({open}: TaskAtWork, learner: Learner, stepId: string): Promise<boolean> {
    const signal = this.#closing;
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
    running: TaskAtWork,
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
    await this.#queue.submit({id, line, operation, sandbox, reply, by: task.by, task: task.id}, {isPaused});
    const signal = this.#closing;
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
