import type {SandboxWatch} from '../cluster/sandbox-watch.ts';
import type {Asker, InteractionPorts} from '../discord/interaction-router.ts';
import type {Lab} from '../lab/lab.ts';
import {UserError} from '../operations/user-error.ts';
import type {CommandQueue} from '../queue/command-queue.ts';
import {sandboxNamespace} from '../sandbox/sandbox.ts';
import {chooseSlice} from '../sandbox/slices.ts';
import type {Answers} from '../store/answers.ts';
import type {Cards} from '../store/cards.ts';
import type {Clicks} from '../store/clicks.ts';
import type {Learners} from '../store/learners.ts';
import {boardButton} from '../views/channel/render-board.ts';
import {plainMessage, type ChatMessage} from '../views/chat-message.ts';
import {inlineCode} from '../views/hostile-text.ts';
import {renderCard} from '../views/reply/render-card.ts';
import {renderReply} from '../views/reply/render-reply.ts';
import type {Command, ReplyTarget} from '../workshop/command.ts';
import {openWorkshopId, type Learner} from '../workshop/workshop.ts';
import type {ClassBoard} from './class-board.ts';
import type {Directory} from './directory.ts';
import {editorButton, offerEditor, openEditor, type EditorParts} from './editor.ts';
import type {LabGuide} from './lab-guide.ts';
import {isLabButton, isLabButtonInPlace, LabPorts} from './lab-ports.ts';
import type {LiveCards} from './live-cards.ts';
import {toSandboxSpec} from './sandbox-spec.ts';

export interface BotParts {
  readonly lab: Lab;
  readonly queue: CommandQueue;
  readonly watch: SandboxWatch;
  readonly learners: Learners;
  readonly directory: Directory;
  readonly answers: Answers;
  readonly cards: Cards;
  readonly liveCards: LiveCards;
  readonly guide: LabGuide;
  readonly board: ClassBoard;
  /** The name of the role whose members are facilitators. */
  readonly facilitatorsRole: string;
  readonly clicks: Clicks;
}

const noSandbox = (): UserError =>
  new UserError('no-sandbox', 'You have no sandbox yet.', {next: 'Type /lab start: it takes a few seconds.'});

/** What interactions come to: learners join, commands are put in line, buttons are pressed. */
export function createPorts(parts: BotParts): InteractionPorts {
  const {lab, queue, watch, directory, answers, learners} = parts;
  const join = createJoin(parts);

  const submit = async (
    {line, operation}: Pick<Command, 'line' | 'operation'>,
    {learner, reply}: {learner: Learner; reply: ReplyTarget},
  ): Promise<number> =>
    queue.submit({id: reply.interactionId, line, operation, sandbox: toSandboxSpec(learner, lab), reply});

  const learnerOf = async ({id}: Asker): Promise<Learner> => {
    const learner = directory.find(id) ?? (await learners.find(id));
    if (learner === undefined) throw noSandbox();
    return learner;
  };
  const labPorts = new LabPorts({guide: parts.guide, cards: parts.cards, clicks: parts.clicks, submit});

  const editorParts = (asker: Asker): EditorParts => {
    const learner = directory.find(asker.id);
    if (learner === undefined) throw noSandbox();
    return {watch, sandbox: toSandboxSpec(learner, lab)};
  };

  return {
    lab: {name: lab.lab, title: lab.title, files: lab.files},
    namespaceOf: async (userId) => Promise.resolve(directory.find(userId)?.namespace),
    names: (userId, type) => {
      const learner = directory.find(userId);
      if (learner === undefined) return [];
      return type === 'nodes' ? learner.nodes : watch.namesOf(learner.namespace, type);
    },
    submit: async (action, asker, reply) => {
      if (action.kind === 'join') {
        const learner = await join(asker);
        return submit({line: `${action.line} ${learner.namespace}`, operation: action.operation}, {learner, reply});
      }
      return submit(action, {learner: await learnerOf(asker), reply});
    },
    cancel: async (asker) => {
      const learner = directory.find(asker.id);
      if (learner === undefined) throw noSandbox();
      const cancelled = await queue.cancel(learner.namespace);
      if (cancelled.length === 0) return plainMessage('Nothing of yours waits or runs.');
      return plainMessage(
        [
          `✖ Cancelling ${cancelled.length}:`,
          ...cancelled.slice(0, 10).map(({line}) => inlineCode(line.slice(0, 100))),
        ].join('\n'),
      );
    },
    edit: (target, asker) => offerEditor(target, editorParts(asker)),
    guide: async (view, asker, reply) => labPorts.view(view, await learnerOf(asker), reply),
    isInPlace: (customId) => isLabButtonInPlace(customId) || isBoardButton(customId),
    press: async (press) => {
      const {customId, asker, reply} = press;
      if (customId.startsWith(`${editorButton}:`)) return openEditor(customId, asker, editorParts(asker));
      if (isBoardButton(customId)) return {kind: 'show', message: await turnBoard(customId, asker, parts)};
      if (isLabButton(customId)) return labPorts.press(press, await learnerOf(asker));
      const [action, commandId = ''] = customId.split(':', 2);
      if (action !== 'answer' && action !== 'again' && action !== 'card') return undefined;
      const kept = await answers.find(commandId);
      if (kept === undefined) return undefined;
      const {command, outcome} = kept;
      if (command.reply.userId !== asker.id) throw new UserError('refused', 'This answer is somebody else’s.');
      switch (action) {
        case 'answer':
          return {kind: 'show', message: renderReply(command, outcome)};
        case 'again': {
          return {kind: 'submitted', ahead: await submit(command, {learner: await learnerOf(asker), reply})};
        }
        case 'card': {
          const card = cardOf(command, outcome, reply);
          const message = renderCard(card, parts.liveCards.recordsOf(card), false);
          return {kind: 'show', message, after: async () => parts.cards.add(card)};
        }
      }
    },
  };
}

const isBoardButton = (customId: string): boolean => customId.startsWith(`${boardButton}:`);

/** A page of the board, for the facilitator who asks. The message that all of them see stays at its first page. */
async function turnBoard(
  customId: string,
  {roles}: Asker,
  {board, facilitatorsRole}: Pick<BotParts, 'board' | 'facilitatorsRole'>,
): Promise<ChatMessage> {
  if (!roles.includes(facilitatorsRole)) {
    throw new UserError('refused', `Only who has the role ${facilitatorsRole} may look through the board.`);
  }
  return board.page(Number(customId.slice(boardButton.length + 1)));
}

/** A card that goes on under a fresh reply, and is a card of its own from here on. */
function cardOf(command: Command, outcome: Parameters<typeof renderReply>[1], reply: ReplyTarget) {
  const selector = 'card' in outcome ? outcome.card?.selector : undefined;
  return {
    kind: 'answer' as const,
    command: {...command, id: reply.interactionId, reply},
    outcome,
    selector,
    since: reply.createdAt,
  };
}

/** Gives out slices one after the other: two learners who join together must not both get the last place. */
function createJoin({lab, watch, learners, directory}: BotParts): (asker: Asker) => Promise<Learner> {
  let tail: Promise<unknown> = Promise.resolve();
  const joinNow = async ({id, name}: Asker): Promise<Learner> => {
    const known = await learners.find(id);
    if (known !== undefined) return known;
    if (!watch.isSynced) {
      throw new UserError('unavailable', 'The cluster does not answer just now.', {next: 'Try again in a minute.'});
    }
    const taken = new Map<string, number>();
    for (const learner of await learners.list()) {
      for (const node of learner.nodes) taken.set(node, (taken.get(node) ?? 0) + 1);
    }
    const {nodesPerSandbox, podsPerNode} = lab;
    const nodes = chooseSlice({nodes: watch.nodes(), taken, nodesPerSandbox, podsPerNode});
    if (!Array.isArray(nodes)) {
      throw new UserError('unavailable', 'The cluster is full: there is no room for one more sandbox.', {
        next: 'Try again when somebody has left, or tell a facilitator.',
      });
    }
    const namespace = sandboxNamespace(openWorkshopId, id);
    return learners.join({id, name, namespace, nodes, joinedAt: Date.now()});
  };
  return async (asker) => {
    const joining = tail.then(async () => joinNow(asker));
    tail = joining.catch(() => undefined);
    const learner = await joining;
    directory.add(learner);
    return learner;
  };
}
