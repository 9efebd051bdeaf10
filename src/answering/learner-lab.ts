import {shown, type Answer} from '#src/chat/answer.ts';
import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import type {TakenLab} from '#src/chat/command-session.ts';
import type {Press} from '#src/chat/press.ts';
import {inCurrentNamespace} from '#src/classroom/current-namespace.ts';
import {isReadOnly} from '#src/lab/lab-line.ts';
import type {Operation} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import {isRedisAway} from '#src/lifecycle/is-redis-away.ts';
import {inlineCode} from '#src/views/hostile-text.ts';
import {labButtons} from '#src/views/lab/step-buttons.ts';
import {words} from '#src/words/words.ts';
import type {Seat, Seating} from './seat.ts';

/** A step's card to show: that of the step that they are at, without one named. */
interface StepCardAsked {
  readonly stepId?: string | undefined;
  /** The card that it takes the place of. */
  readonly cardId?: string | undefined;
  readonly checkedAt?: number;
}

/** One of a step's lines, or of its solution's, by its place. */
export interface StepLine {
  readonly stepId: string;
  readonly of: 'commands' | 'solution';
  readonly place: number;
}

/** The lab as one learner takes it: what `/lab` and the buttons below its messages do. */
export class LearnerLab implements TakenLab {
  readonly #seat: Seat;
  readonly #session: Seating;

  constructor(seat: Seat, session: Seating) {
    this.#seat = seat;
    this.#session = session;
  }

  /** A step's card, which goes on under this reply. */
  async show({stepId, cardId, checkedAt}: StepCardAsked = {}): Promise<Answer> {
    const {open, learner} = this.#seat;
    const {reply, rooms} = this.#session;
    if (!(await open.guide.isAt(learner, stepId ?? (await this.#currentStepId())))) await this.#session.answerFirst();
    const card = await open.guide.show(learner, {stepId, checkedAt});
    return {
      kind: 'show',
      message: card.message,
      after: async () =>
        rooms.cards.add({
          kind: 'step',
          id: cardId ?? reply.interactionId,
          reply,
          namespace: learner.namespace,
          step: card.stepId,
          ...(checkedAt === undefined ? {} : {checkedAt}),
        }),
    };
  }

  /** The first step of a course's next lab. A sandbox that is not empty is asked about first. */
  async nextLab(stepId: string): Promise<Answer> {
    const {open, learner} = this.#seat;
    const question = open.guide.askForNextLab(learner, stepId);
    return question === undefined ? this.show({stepId}) : shown(question);
  }

  async check({stepId, cardId}: Omit<StepCardAsked, 'checkedAt'> = {}): Promise<Answer> {
    return this.show({stepId: stepId ?? (await this.#currentStepId()), cardId, checkedAt: Date.now()});
  }

  async predict({
    stepId,
    option,
    cardId,
  }: {
    stepId: string;
    option: number;
    cardId: string | undefined;
  }): Promise<Answer> {
    const {open, learner} = this.#seat;
    await this.#session.answerFirst();
    await open.guide.predict(learner, {stepId, option});
    return this.show({stepId, cardId});
  }

  async steps(): Promise<Answer> {
    const {open, learner} = this.#seat;
    return shown(await open.guide.steps(learner));
  }

  async hint(stepId?: string): Promise<Answer> {
    const {open, learner} = this.#seat;
    await this.#session.answerFirst();
    return shown(await open.guide.hint(learner, stepId ?? (await this.#currentStepId())));
  }

  async askForSolution(stepId?: string): Promise<Answer> {
    return shown(this.#seat.open.guide.askForSolution(stepId ?? (await this.#currentStepId())));
  }

  async reveal(stepId: string): Promise<Answer> {
    const {open, learner} = this.#seat;
    await this.#session.answerFirst();
    return shown(await open.guide.reveal(learner, stepId));
  }

  async askForReset(): Promise<Answer> {
    return shown(this.#seat.open.guide.askForReset(await this.#currentStepId()));
  }

  /** Runs a line of the step, where it would be run if it was typed. One that changes something runs once a button of a message: a second click does no harm. */
  async run(line: StepLine, press: Press): Promise<Answer> {
    const {open, learner} = this.#seat;
    const command = open.guide.line(line, learner.namespace);
    const put = async (): Promise<Answer> => {
      const operation = await inCurrentNamespace(command.operation, this.#seat, (undo) =>
        this.#session.ifWithdrawn(undo),
      );
      return this.#session.put({...command, operation}, this.#seat);
    };
    if (isReadOnly(command.operation)) return put();
    return (await this.#once(press, put)) ?? shown(ranAlready(command.line, line));
  }

  /** Back to the start of a step; without one, to nothing. */
  async reset(stepId: string | undefined, press: Press): Promise<Answer> {
    const {open, learner} = this.#seat;
    const lines: Extract<Operation, {kind: 'reset'}>['lines'] =
      stepId === undefined ? [] : open.guide.startingLines(stepId);
    await this.#session.answerFirst();
    const answer = await this.#once(press, async () => {
      await open.guide.pause(learner);
      if (stepId !== undefined) await open.guide.goTo(learner, stepId);
      return this.#session.put({line: '/lab reset', operation: {kind: 'reset', lines}}, this.#seat);
    });
    if (answer === undefined) throw new UserError('bad-input', words().answering.resetAlready);
    return answer;
  }

  async #currentStepId(): Promise<string> {
    return this.#seat.open.guide.currentStepId(this.#seat.learner);
  }

  /**
   * Acts for the first click on that button. One that is refused was none: it can be pressed again.
   * @returns undefined for a click after the first
   */
  async #once({customId, message}: Press, act: () => Promise<Answer>): Promise<Answer | undefined> {
    const {rooms, reply} = this.#session;
    const click = [message.id, customId, reply.interactionId] as const;
    if (!(await rooms.clicks.isFirst(...click))) return undefined;
    this.#session.ifWithdrawn(async () => rooms.clicks.undo(...click));
    try {
      return await act();
    } catch (error) {
      // where Redis gave no answer, the command may be stored
      if (!isRedisAway(error)) await rooms.clicks.undo(...click).catch(() => undefined);
      throw error;
    }
  }
}

function ranAlready(line: string, {stepId, of, place}: StepLine): ChatMessage {
  return {
    ...plainMessage(`${inlineCode(line)}\n${words().answering.ranAlready}`),
    buttons: [{id: `${labButtons.again}:${stepId}:${of}-${place}`, label: words().answering.runAgain}],
  };
}
