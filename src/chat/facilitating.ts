import type {Language} from '#src/words/language.ts';
import type {Answer} from './answer.ts';

export interface WorkshopToOpen {
  readonly name?: string | undefined;
  readonly lab: string;
  /** Ids of channels; without one, that in which it is typed is the facilitators'. */
  readonly channel: string;
  readonly facilitators?: string | undefined;
  readonly capacity?: number | undefined;
  /** In how many minutes it ends. */
  readonly minutes?: number | undefined;
  /** For how many minutes a sandbox lasts. */
  readonly sandboxMinutes?: number | undefined;
  readonly replies: 'private' | 'public';
  /** Whether the role of facilitators is notified when somebody asks for help. */
  readonly notify?: boolean | undefined;
  /** What its channels speak; the server's own without it. */
  readonly language?: Language | undefined;
}

/** More minutes until it ends, and more places: either or both. */
export interface Extension {
  readonly minutes?: number | undefined;
  readonly capacity?: number | undefined;
}

/** For the step that each is at; `text` takes the place of the lab's own words. */
export interface ClassHint {
  readonly to: 'all' | 'stuck';
  readonly text?: string | undefined;
}

/** What is recorded of what a facilitator did: the subcommand, and what it was given. */
export interface FacilitatorDeed {
  readonly name: string;
  readonly given: object;
}

/**
 * What one facilitator can do at the workshop that they mean. Whether they have the role is checked before.
 * @throws UserError `no-workshop` for all but `open` and `exportRecord` where none is open, `not-found` for a learner who is
 * not in it
 */
export interface Facilitating {
  readonly open: (workshop: WorkshopToOpen) => Promise<Answer>;
  /** Makes the channels and the role that a class needs, where the bot may. */
  readonly setUpServer: () => Promise<Answer>;
  readonly exportRecord: () => Promise<Answer>;
  readonly record: (deed: FacilitatorDeed) => Promise<void>;
  readonly status: () => Promise<Answer>;
  /** `learners`: for how many there is to be room. */
  readonly doctor: (learners: number | undefined) => Promise<Answer>;
  readonly extend: (by: Extension) => Promise<Answer>;
  readonly askToClose: () => Promise<Answer>;
  readonly close: (workshopId: string) => Promise<Answer>;
  readonly pause: () => Promise<Answer>;
  readonly resume: () => Promise<Answer>;
  readonly broadcast: (text: string) => Promise<Answer>;
  readonly hint: (hint: ClassHint) => Promise<Answer>;
  /** One learner, or everybody who is behind. */
  readonly fastForward: (to: {readonly stepId: string; readonly learnerId?: string}) => Promise<Answer>;
  /** One learner, or everybody. */
  readonly reset: (learnerId: string | undefined) => Promise<Answer>;
  readonly cancelTask: (taskId: string) => Promise<Answer>;
  readonly showLearner: (learnerId: string) => Promise<Answer>;
  readonly askForLook: (learnerId: string) => Promise<Answer>;
  /** Runs a line that changes nothing in a learner's sandbox. */
  readonly look: (at: {readonly learnerId: string; readonly line: string}) => Promise<Answer>;
  readonly openThread: (learnerId: string) => Promise<Answer>;
  /** Takes care of somebody who asked for help. */
  readonly take: (learnerId: string) => Promise<Answer>;
  readonly askForAnswer: (learnerId: string) => Promise<Answer>;
  readonly answer: (letter: {readonly learnerId: string; readonly text: string}) => Promise<Answer>;
  readonly endHelp: (learnerId: string) => Promise<Answer>;
}
