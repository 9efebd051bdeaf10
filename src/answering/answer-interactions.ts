import type {Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {Press} from '#src/chat/press.ts';
import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {InteractionReplies} from '#src/discord/interaction-replies.ts';
import type {InteractionPorts} from '#src/discord/interaction-router.ts';
import type {CommandAction, LabContext} from '#src/chat/slash-command.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandQueue} from '#src/queue/command-queue.ts';
import type {Answers} from '#src/store/answers.ts';
import type {Cards} from '#src/store/cards.ts';
import type {Clicks} from '#src/store/clicks.ts';
import type {MemoryWatch} from '#src/store/redis-memory.ts';
import type {LateAnswers} from '#src/store/late-answers.ts';
import {placeButtons} from '#src/views/channel/render-place.ts';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {inlineCode} from '#src/views/hostile-text.ts';
import {renderCard} from '#src/views/reply/render-card.ts';
import {lateAnswersButton} from '#src/views/reply/render-late-answers.ts';
import {renderReply} from '#src/views/reply/render-reply.ts';
import type {Command, ReplyTarget} from '#src/workshop/command.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import {CommandRate} from './command-rate.ts';
import {editorButton, offerEditor, openEditor, type EditorParts} from './editor.ts';
import {isLabButton, isLabButtonInPlace, LearnerLab} from './learner-lab.ts';
import type {LiveCards} from '#src/classroom/live-cards.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {noWorkshop, type Labs, type OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {Places} from '#src/classroom/places.ts';
import {requireRoom} from './require-room.ts';
import {toSandboxSpec} from '#src/classroom/sandbox-spec.ts';
import {showPlace} from './show-place.ts';
import {showLateAnswers} from './show-late-answers.ts';

export interface BotParts {
  readonly labs: Labs;
  readonly workshops: OpenWorkshops;
  readonly places: Places;
  readonly queue: CommandQueue;
  readonly watch: SandboxWatch;
  readonly answers: Answers;
  readonly lateAnswers: LateAnswers;
  readonly replies: InteractionReplies;
  readonly cards: Cards;
  readonly liveCards: LiveCards;
  readonly clicks: Clicks;
  readonly memory: Pick<MemoryWatch, 'isNearlyFull'>;
  /** Commands and clicks that one person may send in 15 s. */
  readonly rateLimit: number;
  /** What facilitators alone may do, and what concerns them. */
  readonly staff: StaffPorts;
  readonly log: (message: string, error?: unknown) => void;
}

/** A part of the chat's work that has its own commands, buttons and selects. */
export interface StaffPorts {
  readonly act: (
    action: Extract<CommandAction, {kind: 'facilitate' | 'help' | 'me'}>,
    asker: Asker,
    reply: ReplyTarget,
  ) => Promise<Answer>;
  /** Undefined when the button or select is not one of its. */
  readonly press: (press: Press) => Promise<Answer | undefined>;
  readonly isInPlace: (customId: string) => boolean;
  /** From 1; undefined when they are not in line. */
  readonly helpPlace: (open: OpenWorkshop, learnerId: string) => Promise<number | undefined>;
  readonly leaveHelp: (open: OpenWorkshop, learnerId: string) => Promise<void>;
}

const noSandbox = (): UserError =>
  new UserError('no-sandbox', 'You have no sandbox yet.', {next: 'Type /lab start: it takes a few seconds.'});

const nowhere: LabContext = {name: '', title: '', files: new Map()};

/** A learner, and the workshop that they are in. */
interface Seat {
  readonly open: OpenWorkshop;
  readonly learner: Learner;
}

/** What interactions come to: learners join, commands are put in line, buttons are pressed. */
export function answerInteractions(parts: BotParts): InteractionPorts {
  const {labs, workshops, places, queue, watch, answers, staff, rateLimit} = parts;
  const rate = new CommandRate(rateLimit);

  const submit = async (
    {line, operation}: Pick<Command, 'line' | 'operation'>,
    {open, learner, reply}: Seat & {readonly reply: ReplyTarget},
  ): Promise<Answer> => {
    requireRoom(operation, parts.memory);
    const isPaused = open.workshop.state === 'paused';
    const command = {id: reply.interactionId, line, operation, sandbox: toSandboxSpec(learner, open), reply};
    return {kind: 'submitted', ahead: await queue.submit(command, isPaused), isPaused};
  };

  /** @throws UserError `no-workshop`, or `no-sandbox` for who has not joined */
  const seatOf = async (asker: Asker): Promise<Seat> => {
    const open = workshops.require(asker);
    const learner = open.directory.find(asker.id) ?? (await open.learners.find(asker.id));
    if (learner === undefined) throw noSandbox();
    if (open.workshop.state === 'closing') {
      throw new UserError('no-workshop', 'This workshop is being closed, and your sandbox with it.');
    }
    return {open, learner};
  };

  /** From memory alone: a window to fill must be there at once. */
  const seatNow = (asker: Asker): Seat => {
    const open = workshops.require(asker);
    const learner = open.directory.find(asker.id);
    if (learner === undefined) throw noSandbox();
    return {open, learner};
  };

  const labPortsOf = ({open, learner}: Seat): LearnerLab =>
    new LearnerLab({
      guide: open.guide,
      cards: parts.cards,
      clicks: parts.clicks,
      submit: async (command, {reply}) => submit(command, {open, learner, reply}),
    });

  const editorParts = (asker: Asker): EditorParts => {
    const {open, learner} = seatNow(asker);
    return {watch, sandbox: toSandboxSpec(learner, open)};
  };

  const join = async (
    action: Extract<CommandAction, {kind: 'join'}>,
    asker: Asker,
    reply: ReplyTarget,
  ): Promise<Answer> => {
    const open = workshops.of(asker);
    if (open === undefined) throw noWorkshop();
    const joined = await places.join(open, {id: asker.id, name: asker.name, reply});
    if ('place' in joined) return showPlace({open, of: 'sandbox', place: joined.place, asker, reply}, parts);
    const {learner} = joined;
    return submit({line: `${action.line} ${learner.namespace}`, operation: action.operation}, {open, learner, reply});
  };

  const cancel = async (asker: Asker): Promise<ChatMessage> => {
    const {learner} = seatNow(asker);
    const cancelled = await queue.cancel(learner.namespace);
    if (cancelled.length === 0) return plainMessage('Nothing of yours waits or runs.');
    return plainMessage(
      [
        `✖ Cancelling ${cancelled.length}:`,
        ...cancelled.slice(0, 10).map(({line}) => inlineCode(line.slice(0, 100))),
      ].join('\n'),
    );
  };

  /** What is kept of a command: its answer, its repetition, its card. */
  const pressKept = async ({customId, asker, reply}: Press): Promise<Answer | undefined> => {
    const [action, commandId = ''] = customId.split(':', 2);
    if (action !== 'answer' && action !== 'again' && action !== 'card') return undefined;
    const kept = await answers.find(commandId);
    if (kept === undefined) return undefined;
    const {command, outcome} = kept;
    if (command.reply.userId !== asker.id) throw new UserError('refused', 'This answer is somebody else’s.');
    switch (action) {
      case 'answer':
        return {kind: 'show', message: renderReply(command, outcome)};
      case 'again':
        return submit(command, {...(await seatOf(asker)), reply});
      case 'card': {
        const card = cardOf(command, outcome, reply);
        const {refused} = await parts.liveCards.refusedOf(card);
        const records = parts.liveCards.recordsOf(card);
        const message = renderCard(card, records, {refused, hasEnded: false, now: Date.now()});
        return {kind: 'show', message, after: async () => parts.cards.add(card)};
      }
    }
  };

  return {
    labs: [...labs.keys()],
    contextOf: (asker) => {
      const open = workshops.of(asker);
      const lab = open === undefined ? nowhere : {name: open.lab.lab, title: open.lab.title, files: open.lab.files};
      return {lab, namespace: open?.directory.find(asker.id)?.namespace};
    },
    names: (asker, type) => {
      const learner = workshops.of(asker)?.directory.find(asker.id);
      if (learner === undefined) return [];
      return type === 'nodes' ? learner.nodes : watch.namesOf(learner.namespace, type);
    },
    noteRefused: async ({id, line, error}, asker) => {
      const open = workshops.of(asker);
      const learner = open?.directory.find(asker.id);
      // a flood is no record of a class
      if (open === undefined || learner === undefined || error.code === 'too-fast') return;
      await open.progressLog.append(
        {
          kind: 'command',
          commandId: id,
          learnerId: learner.id,
          learnerName: learner.name,
          line,
          result: error.code,
          at: Date.now(),
        },
        error.message,
      );
    },
    admit: async (asker) => rate.take(asker.id),
    isPublic: (action, asker) => action.kind === 'operate' && workshops.of(asker)?.workshop.replies === 'public',
    act: async (action, asker, reply) => {
      switch (action.kind) {
        case 'join':
          return join(action, asker, reply);
        case 'operate':
          return submit(action, {...(await seatOf(asker)), reply});
        case 'cancel':
          return {kind: 'show', message: await cancel(asker)};
        case 'edit':
          return {kind: 'show', message: offerEditor(action, editorParts(asker))};
        case 'guide': {
          const seat = await seatOf(asker);
          return {kind: 'show', ...(await labPortsOf(seat).view(action.view, seat.learner, reply))};
        }
        case 'help':
        case 'me':
        case 'facilitate':
          return staff.act(action, asker, reply);
      }
    },
    isInPlace: (customId) => isLabButtonInPlace(customId) || isPlaceButton(customId) || staff.isInPlace(customId),
    press: async (press) => {
      const {customId, asker} = press;
      if (customId.startsWith(`${editorButton}:`)) return openEditor(customId, asker, editorParts(asker));
      if (isPlaceButton(customId)) return pressPlace(press, parts);
      if (customId === lateAnswersButton) return showLateAnswers(press, parts);
      if (isLabButton(customId)) {
        const seat = await seatOf(asker);
        return labPortsOf(seat).press(press, seat.learner);
      }
      return (await staff.press(press)) ?? pressKept(press);
    },
  };
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

const isPlaceButton = (customId: string): boolean =>
  Object.values(placeButtons).some((action) => customId.startsWith(`${action}:`));

async function pressPlace(
  {customId, asker, reply, message}: Press,
  {workshops, places, staff, cards}: BotParts,
): Promise<Answer> {
  const open = workshops.require(asker);
  const [action, of] = customId.split(':', 2);
  if (of !== 'sandbox' && of !== 'help') throw new Error(`there is no line ${of ?? ''}`);
  if (action === placeButtons.leave) {
    if (of === 'sandbox') await places.leave(open, asker.id);
    else await staff.leaveHelp(open, asker.id);
  }
  const place = of === 'sandbox' ? await places.placeOf(open, asker.id) : await staff.helpPlace(open, asker.id);
  return showPlace({open, of, place, asker, reply, cardId: message.interactionId}, {cards});
}
