import type {Rendered} from '#src/discord/channel-messages.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {CheckResult} from '#src/lab/run-checks.ts';
import {drawHeatMap} from '#src/pictures/draw-heat-map.ts';
import type {ProgressLog} from '#src/store/progress-log.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {standingOf, type ClassMember} from '#src/workshop/class-member.ts';
import {heatMap} from '#src/views/channel/heat-map.ts';
import {renderBoard, type BoardOptions} from '#src/views/channel/render-board.ts';
import type {ClassMembers} from './class-members.ts';
import type {LabGuide} from './lab-guide.ts';
import {languages, type Language} from '#src/words/language.ts';
import {language} from '#src/words/words.ts';

/** Stuck learners whose checks run for one look at the board, at most; those of the others follow with the next. */
const checksAtOnce = 25;

export interface ClassBoardOptions {
  readonly lab: Pick<Lab, 'steps'>;
  readonly members: ClassMembers;
  readonly progress: Pick<ProgressLog, 'latest'>;
  /** What is known beside the learners: who waits, and what all must know. */
  readonly beside: () => Promise<Pick<BoardOptions, 'help' | 'inLine' | 'notice'>>;
  readonly guide: Pick<LabGuide, 'openChecks'>;
}

/** What facilitators see of the class. */
export class ClassBoard {
  readonly #options: ClassBoardOptions;
  /** What is open of stuck learners' steps, as long as nothing of theirs changes. */
  readonly #checks = new Map<string, readonly CheckResult[]>();

  constructor(options: ClassBoardOptions) {
    this.#options = options;
  }

  /** Something of that learner's changed. */
  changed(learnerId: string): void {
    for (const one of languages) this.#checks.delete(keyOf(learnerId, one));
  }

  /** One page of it, from 0. */
  async page(page: number): Promise<ChatMessage> {
    return this.#render(this.#options.members.list(), page);
  }

  /** The first page, with the picture of the class. */
  async first(): Promise<Rendered> {
    const members = this.#options.members.list();
    const map = heatMap(this.#options.lab, members, Date.now());
    return {
      message: await this.#render(members, 0),
      picture: {
        key: JSON.stringify([map.labels, map.cells.map(({kind}) => kind)]),
        draw: async () => ({name: 'class.png', data: await drawHeatMap(map), description: map.description}),
      },
    };
  }

  async #render(members: readonly ClassMember[], page: number): Promise<ChatMessage> {
    const {lab, progress, beside} = this.#options;
    const now = Date.now();
    await this.#runChecks(members, now);
    return renderBoard({
      lab,
      members,
      latest: await progress.latest(),
      ...(await beside()),
      openChecks: (learnerId) => this.#checks.get(keyOf(learnerId)) ?? [],
      page,
      now,
    });
  }

  /** The checks of those who are stuck for the longest come first: they stand on the first page. */
  async #runChecks(members: readonly ClassMember[], now: number): Promise<void> {
    const {lab, guide} = this.#options;
    const due = members
      .filter(({learner}) => !this.#checks.has(keyOf(learner.id)))
      .map((member) => ({member, since: standingOf(lab, member, now).stuckSince ?? Infinity}))
      .filter(({since}) => since < Infinity)
      .sort((a, b) => a.since - b.since)
      .slice(0, checksAtOnce);
    for (const {member} of due) {
      const {learner, state} = member;
      this.#checks.set(keyOf(learner.id), await guide.openChecks(learner, currentStep(lab, state).step.id));
    }
  }
}

/** What checks say is in the language of who looks. */
const keyOf = (learnerId: string, spoken: Language = language()): string => `${spoken}:${learnerId}`;
