import type {Answer, Shown} from '#src/chat/answer.ts';
import type {Press} from '#src/chat/press.ts';
import type {GuideView} from '#src/chat/slash-command.ts';
import {isReadOnly} from '#src/lab/lab-line.ts';
import type {Operation} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {Cards} from '#src/store/cards.ts';
import type {Clicks} from '#src/store/clicks.ts';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {inlineCode} from '#src/views/hostile-text.ts';
import {labButtons} from '#src/views/lab/step-buttons.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {LabGuide} from '#src/classroom/lab-guide.ts';

export interface LearnerLabOptions {
  readonly guide: LabGuide;
  readonly cards: Cards;
  readonly clicks: Clicks;
  /** Puts an operation in the learner's lane. */
  readonly submit: (
    command: {readonly line: string; readonly operation: Operation},
    from: {readonly learner: Learner; readonly reply: ReplyTarget},
  ) => Promise<Answer>;
}

type LabButton = keyof typeof labButtons;

/** What takes the place of the card or the question that it is on. */
const inPlace: ReadonlySet<LabButton> = new Set(['show', 'check', 'predict', 'reveal']);

const buttonOf = (customId: string): LabButton | undefined => {
  const [action] = customId.split(':', 1);
  return (Object.keys(labButtons) as LabButton[]).find((button) => labButtons[button] === action);
};

export const isLabButton = (customId: string): boolean => buttonOf(customId) !== undefined;

export const isLabButtonInPlace = (customId: string): boolean => {
  const button = buttonOf(customId);
  return button !== undefined && inPlace.has(button);
};

/** What `/lab` and the buttons below its messages do, for one learner. */
export class LearnerLab {
  readonly #options: LearnerLabOptions;

  constructor(options: LearnerLabOptions) {
    this.#options = options;
  }

  async view(view: GuideView, learner: Learner, reply: ReplyTarget): Promise<Shown> {
    const {guide} = this.#options;
    const stepId = await guide.currentStepId(learner);
    switch (view) {
      case 'show':
        return this.#card({learner, reply});
      case 'check':
        return this.#card({learner, reply, stepId, checkedAt: Date.now()});
      case 'steps':
        return {message: await guide.steps(learner)};
      case 'hint':
        return {message: await guide.hint(learner, stepId)};
      case 'solution':
        return {message: guide.askForSolution(stepId)};
      case 'reset':
        return {message: guide.askForReset(stepId)};
    }
  }

  async press(press: Press, learner: Learner): Promise<Answer | undefined> {
    const {guide} = this.#options;
    const button = buttonOf(press.customId);
    const [, step = '', third = ''] = press.customId.split(':');
    const stepId = step === '' ? undefined : step;
    const {reply} = press;
    const cardId = press.message.interactionId;
    const show = async (shown: Shown | Promise<Shown>): Promise<Answer> => ({kind: 'show', ...(await shown)});
    const asStep = stepId ?? '';
    switch (button) {
      case undefined:
        return undefined;
      case 'show':
        return show(this.#card({learner, reply, cardId, ...(stepId === undefined ? {} : {stepId})}));
      case 'check':
        return show(this.#card({learner, reply, cardId, stepId: asStep, checkedAt: Date.now()}));
      case 'predict':
        await guide.predict(learner, {stepId: asStep, option: Number(third)});
        return show(this.#card({learner, reply, cardId, stepId: asStep}));
      case 'hint':
        return show({message: await guide.hint(learner, stepId ?? (await guide.currentStepId(learner)))});
      case 'solution':
        return show({message: guide.askForSolution(asStep)});
      case 'reveal':
        return show({message: await guide.reveal(learner, asStep)});
      case 'run':
        return this.#run(press, learner, {stepId: asStep, of: 'commands', place: Number(third)});
      case 'play':
        return this.#run(press, learner, {stepId: asStep, of: 'solution', place: Number(third)});
      case 'again': {
        const [of = '', place = ''] = third.split('-');
        return this.#run(press, learner, {
          stepId: asStep,
          of: of === 'solution' ? 'solution' : 'commands',
          place: Number(place),
        });
      }
      case 'resetStep':
        return this.#reset(press, learner, guide.startingLines(asStep));
      case 'resetAll':
        return this.#reset(press, learner, []);
    }
  }

  /** A step's card, which goes on under this reply. `cardId`: the card that it takes the place of. */
  async #card({
    learner,
    reply,
    cardId,
    stepId,
    checkedAt,
  }: {
    learner: Learner;
    reply: ReplyTarget;
    cardId?: string | undefined;
    stepId?: string;
    checkedAt?: number;
  }): Promise<Shown> {
    const {guide, cards} = this.#options;
    const shown = await guide.show(learner, {stepId, checkedAt});
    return {
      message: shown.message,
      after: async () =>
        cards.add({
          kind: 'step',
          id: cardId ?? reply.interactionId,
          reply,
          namespace: learner.namespace,
          step: shown.stepId,
          ...(checkedAt === undefined ? {} : {checkedAt}),
        }),
    };
  }

  /** Runs a line of the step. One that changes something runs once a button of a message: a second click does no harm. */
  async #run(
    press: Press,
    learner: Learner,
    named: {stepId: string; of: 'commands' | 'solution'; place: number},
  ): Promise<Answer> {
    const command = this.#options.guide.line(named, learner.namespace);
    if (!isReadOnly(command.operation) && !(await this.#isFirstClick(press))) {
      return {kind: 'show', message: ranAlready(command.line, named)};
    }
    return this.#options.submit(command, {learner, reply: press.reply});
  }

  async #reset(press: Press, learner: Learner, lines: Extract<Operation, {kind: 'reset'}>['lines']): Promise<Answer> {
    if (!(await this.#isFirstClick(press))) {
      throw new UserError('bad-input', 'This was done already.', {next: 'Type /lab reset to do it again.'});
    }
    await this.#options.guide.pause(learner);
    const operation = {kind: 'reset' as const, lines};
    return this.#options.submit({line: '/lab reset', operation}, {learner, reply: press.reply});
  }

  async #isFirstClick({customId, message, reply}: Press): Promise<boolean> {
    return this.#options.clicks.isFirst(message.id, customId, reply.interactionId);
  }
}

function ranAlready(line: string, {stepId, of, place}: {stepId: string; of: string; place: number}): ChatMessage {
  return {
    ...plainMessage(`${inlineCode(line)}\nThis button ran it already; its answer has a message of its own.`),
    buttons: [{id: `${labButtons.again}:${stepId}:${of}-${place}`, label: 'Run it again'}],
  };
}
