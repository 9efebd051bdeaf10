import type {LabState} from '#src/lab/lab-state.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import type {LabStates} from '#src/store/lab-states.ts';
import type {ClassMember} from '#src/workshop/class-member.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {Directory} from './directory.ts';
import type {LabGuide} from './lab-guide.ts';

export interface ClassMembersOptions {
  readonly lab: Pick<Lab, 'steps'>;
  readonly directory: Pick<Directory, 'find' | 'list'>;
  readonly watch: Pick<SandboxWatch, 'podsInAll' | 'servicesInAll'>;
  readonly states: Pick<LabStates, 'findAll'>;
  readonly guide: Pick<LabGuide, 'checkPassedAt'>;
}

const unknown: LabState = {begun: {}, passed: {}, hints: {}, solutions: {}, predictions: {}};

/** Everybody in the class as they stand now, from memory: what is stored is read again for those who changed it. */
export class ClassMembers {
  readonly #options: ClassMembersOptions;
  #states = new Map<string, LabState>();

  constructor(options: ClassMembersOptions) {
    this.#options = options;
  }

  /** Reads anew where those learners are in the lab; without ids, where all are, and forgets who has left. */
  async reload(learnerIds?: ReadonlySet<string>): Promise<void> {
    const all = this.#options.directory.list();
    const learners = learnerIds === undefined ? all : all.filter(({id}) => learnerIds.has(id));
    const states = await this.#options.states.findAll(learners);
    if (learnerIds === undefined) this.#states = new Map();
    for (const [index, learner] of learners.entries()) this.#states.set(stayOf(learner), states[index] ?? unknown);
  }

  /** In the order in which they joined; `first` and `count` choose some of them. */
  list({first, count}: {readonly first: number; readonly count: number} = {first: 0, count: Infinity}): ClassMember[] {
    const {directory} = this.#options;
    return directory
      .list()
      .slice(first, first + count)
      .map((learner) => this.#memberOf(learner));
  }

  find(learnerId: string): ClassMember | undefined {
    const learner = this.#options.directory.find(learnerId);
    return learner === undefined ? undefined : this.#memberOf(learner);
  }

  #memberOf(learner: Learner): ClassMember {
    const {lab, watch, guide} = this.#options;
    const state = this.#states.get(stayOf(learner)) ?? unknown;
    return {
      learner,
      state,
      pods: watch.podsInAll(learner.namespace),
      services: watch.servicesInAll(learner.namespace),
      checkPassedAt: guide.checkPassedAt(learner, currentStep(lab, state).step.id),
    };
  }
}

/** Who comes back begins anew. */
const stayOf = ({id, joinedAt}: Learner): string => `${id}:${joinedAt}`;
