import {withoutConfidential} from '#src/operations/confidential.ts';
import {REST} from '@discordjs/rest';
import type {Identities} from '#src/cluster/api/identities.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {tokenTrustedMs} from '#src/discord/limits.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import type {Metrics} from '#src/observability/metrics.ts';
import type {Logger} from '#src/observability/logger.ts';
import {capTightly} from '#src/operations/cap-outcome.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {backgroundLog, isOfRedis} from '#src/lifecycle/background-log.ts';
import {EndOfProcess, exitCodes} from '#src/lifecycle/end-of-process.ts';
import {endsWithin} from '#src/lifecycle/ends-within.ts';
import type {Outages} from '#src/lifecycle/outages.ts';
import type {OperationRunner} from '#src/queue/command-runs.ts';
import {GivenUp} from '#src/queue/given-up.ts';
import {LaneWorkers} from '#src/queue/lane-workers.ts';
import type {QueueConnection} from '#src/queue/queue-connection.ts';
import {openReplyWorker} from '#src/queue/reply-worker.ts';
import {Answers} from '#src/store/answers.ts';
import {AppTimes} from '#src/store/app-times.ts';
import {Cards} from '#src/store/cards.ts';
import {LabStates} from '#src/store/lab-states.ts';
import {LateAnswers} from '#src/store/late-answers.ts';
import {Learners} from '#src/store/learners.ts';
import {ProgressLog} from '#src/store/progress-log.ts';
import {RegisteredCommands} from '#src/store/registered-commands.ts';
import {ShellStates} from '#src/store/shell-states.ts';
import {SandboxTasks} from '#src/store/sandbox-tasks.ts';
import {Workshops} from '#src/store/workshops.ts';
import type {MemoryWatch} from '#src/store/redis-memory.ts';
import {sandboxOf} from '#src/sandbox/namespace/further-namespaces.ts';
import {storeOn, type Store} from '#src/store/store.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {cut} from '#src/views/cut.ts';
import {inLanguage, words} from '#src/words/words.ts';
import {inlineCode} from '#src/views/hostile-text.ts';
import type {Command} from '#src/workshop/command.ts';
import type {Closable} from '#src/lifecycle/closing-stack.ts';
import {isOfChat} from '#src/start/chat-trouble.ts';
import {deliverReply} from './deliver-reply.ts';
import {keepLinks} from './keep-links.ts';
import {LateAnswerPosts} from './late-answer-posts.ts';
import {watchedRequests} from './watched-requests.ts';

/** How long what runs may go on once the process is told to end, in ms, and how long replies may. */
const drainMs = 20_000;
const repliesCloseMs = 1_500;
/** All of closing a worker, in ms. */
export const workerCloseMs = 24_000;

export interface WorkerOptions {
  readonly connection: QueueConnection;
  readonly store: Store;
  readonly identities: Identities;
  readonly discord: {readonly token: string; readonly api: string};
  /** What is said of the chat when it goes away. */
  readonly chat: Outages;
  readonly metrics: Metrics;
  /** How full Redis is. */
  readonly memory: MemoryWatch;
  readonly log: Logger;
}

export interface WorkerProcess extends Closable {
  /** Resolves with why this process can't do its work any more: the chat does not take its token. */
  readonly lost: Promise<EndOfProcess>;
}

/** The process that runs operations and answers them: any number of it, on any number of machines. */
export async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  const {connection, store, identities, discord, chat, metrics, memory: redisMemory, log} = options;
  const lost = Promise.withResolvers<EndOfProcess>();
  const end = (reason: string): void => lost.resolve(new EndOfProcess(reason, exitCodes.refused));
  const watched = watchedRequests({metrics, chat, end});
  const warn = backgroundLog(log, [
    {outages: store.outages, isOf: isOfRedis},
    {outages: chat, isOf: isOfChat},
  ]);
  const linked = keepLinks(new RegisteredCommands(store), warn);
  const replies = new InteractionReplies(discord.api, watched, linked.links);
  const rest = new REST(watched(restOptions(discord.api))).setToken(discord.token);
  const answers = new Answers(store, redisMemory);
  const lateAnswers = new LateAnswers(store);
  const workshops = new Workshops(store);
  const cards = new Cards(store);
  const appTimes = new AppTimes(store);
  const tasks = new SandboxTasks(store);
  const givenUp = new GivenUp(connection);

  const run: OperationRunner = async (command, {signal, noted, note, isInTheWay}) => {
    const {operation, sandbox} = command;
    let memory = noted;
    const startedAt = Date.now();
    const outcome = await inLanguage(command.reply.language, async () =>
      runOperation(operation, {
        sandbox,
        isForLearner: command.by === undefined,
        identities,
        signal,
        memory: {
          recall: () => memory,
          note: async (value) => {
            await note(value);
            memory = value;
          },
        },
        showProgress: async (text) => showProgress(replies, command, text, warn),
        isInTheWay,
        downSince: async (service) =>
          appTimes.downSince(sandboxOf(sandbox, operation).namespace, service).catch(() => undefined),
      }),
    ).catch((error: unknown) => bug(error, command, log));
    report(command, outcome, startedAt, {metrics, log});
    return redisMemory.isNearlyFull ? capTightly(outcome) : outcome;
  };

  // what it came to is written when Redis is back, however long that takes
  const waitingStore = storeOn(connection);
  const settleOutcome = async (command: Command, outcome: Outcome): Promise<void> =>
    settle(command, outcome, waitingStore);
  const lanes = new LaneWorkers({connection, run, settle: settleOutcome, log: warn});
  const replyWorker = openReplyWorker({
    connection,
    log: warn,
    settle: settleOutcome,
    deliver: async (command, outcome) => {
      const result = await deliverReply(command, outcome, {
        replies,
        answers,
        lateAnswers,
        workshops,
        cards,
        tasks,
        givenUp,
        now: Date.now,
      });
      metrics.replies.inc({result});
    },
  });
  const lateAnswerPosts = new LateAnswerPosts({
    lateAnswers,
    rest,
    languages: async () => workshops.languages(),
    log: warn,
  });
  lateAnswerPosts.start();
  await lanes.start();
  const gauge = setInterval(() => metrics.openLanes.set(lanes.openLanes), 1_000);
  return {
    lost: lost.promise,
    close: async () => {
      clearInterval(gauge);
      await lanes.close(drainMs);
      await endsWithin(Promise.all([replyWorker.close(), lateAnswerPosts.close(), linked.close()]), repliesCloseMs);
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
}

/** Shown in place of the answer while it is under way; that it can't be is no reason to stop. */
async function showProgress(
  replies: InteractionReplies,
  {reply, line, task}: Command,
  text: string,
  warn: (message: string, error: unknown) => void,
): Promise<void> {
  if (task !== undefined || Date.now() - reply.createdAt > tokenTrustedMs) return;
  try {
    await replies.edit(reply, plainMessage(`${inlineCode(line)}\n⏳ ${text}`));
  } catch (error) {
    warn('progress could not be shown', error);
  }
}

/** What everybody else has to know of the outcome, before it is one: all of it can be done twice. */
async function settle(command: Command, outcome: Outcome, store: Store): Promise<void> {
  const {sandbox, operation} = command;
  const learners = new Learners(store, sandbox.workshop);
  const progress = new ProgressLog(store, sandbox.workshop);
  if (outcome.kind === 'done' && operation.kind === 'leave') {
    await learners.remove(sandbox.learner.id);
    await new AppTimes(store).forget(sandbox.namespace);
    await new ShellStates(store, sandbox.workshop).forget(sandbox.learner.id);
  }
  // what a facilitator has done for somebody is none of theirs
  if (outcome.kind === 'done' && outcome.kept !== undefined && command.by === undefined) {
    await new ShellStates(store, sandbox.workshop).keep(sandbox.learner.id, outcome.kept, command.id);
  }
  if (outcome.kind === 'done' && operation.kind === 'start') {
    // a `leave` ahead of it in the lane may have taken the learner off
    const {id, name} = sandbox.learner;
    await learners.join({id, name, namespace: sandbox.namespace, nodes: [...sandbox.nodes], joinedAt: Date.now()});
  }
  if (operation.kind === 'reset') await new LabStates(store, sandbox.workshop).resume(sandbox.learner.id);
  await progress.append(
    {
      kind: 'command',
      commandId: command.id,
      learnerId: sandbox.learner.id,
      learnerName: sandbox.learner.name,
      line: command.line,
      result: resultOf(outcome),
      at: Date.now(),
      ...(command.by === undefined ? {} : {by: command.by}),
    },
    answerOf(withoutConfidential(outcome, operation)),
  );
}

/** What facilitators see of an answer when they look a learner up, in characters. */
const answerLimit = 300;

function answerOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'done':
      return cut(outcome.short ?? outcome.text, answerLimit);
    case 'page':
      return cut(`HTTP ${outcome.page.status} ${outcome.page.title ?? ''}`, answerLimit);
    case 'failed':
      return cut(outcome.message, answerLimit);
    case 'cancelled':
    case 'interrupted':
      return '';
  }
}

const resultOf = (outcome: Outcome): string =>
  outcome.kind === 'page' ? 'done' : outcome.kind === 'failed' ? outcome.code : outcome.kind;

/** One line a command. */
function report(
  command: Command,
  outcome: Outcome,
  startedAt: number,
  {metrics, log}: Pick<WorkerOptions, 'metrics' | 'log'>,
): void {
  const kind = command.operation.kind;
  const result = resultOf(outcome);
  const now = Date.now();
  metrics.commands.inc({kind, result});
  metrics.commandSeconds.observe({kind}, (now - command.reply.createdAt) / 1_000);
  metrics.commandRunSeconds.observe({kind}, (now - startedAt) / 1_000);
  // a task is as many commands as it has sandboxes: that they wait for each other is no wait of anybody's
  if (command.task === undefined) metrics.commandWaitSeconds.observe((startedAt - command.reply.createdAt) / 1_000);
  if (result === 'bug') metrics.bugs.inc({where: 'operation'});
  log.info(
    {
      command: command.id,
      kind,
      result,
      learner: command.sandbox.learner.id,
      namespace: command.sandbox.namespace,
      line: command.line.slice(0, 200),
      waitedMs: startedAt - command.reply.createdAt,
      ranMs: now - startedAt,
    },
    'command',
  );
}

/** A bug is an outcome too: the person gets a reference, the log the whole of it. */
function bug(error: unknown, command: Command, log: Logger): Outcome {
  log.error({error, command: command.id}, 'an operation broke');
  return {
    kind: 'failed',
    code: 'bug',
    ...inLanguage(command.reply.language, () => words().replies.bug({reference: command.id})),
    notes: [],
  };
}
