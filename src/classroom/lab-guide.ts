import {setImmediate as immediate} from 'node:timers/promises';
import type {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import {typesThat} from '#src/kinds/resource-types.ts';
import {chooseHint} from '#src/lab/choose-hint.ts';
import {forgetEvaluated} from '#src/lab/expression.ts';
import type {SandboxFacts} from '#src/lab/facts.ts';
import {currentStep, type LabState} from '#src/lab/lab-state.ts';
import {partAt, stepsBeside} from '#src/lab/course.ts';
import {findStep, type Lab} from '#src/lab/lab.ts';
import {parseLabLine} from '#src/lab/lab-line.ts';
import type {Step} from '#src/lab/lab-step.ts';
import {
  evidenceOf,
  isOpen,
  isPassed,
  outcomes,
  runChecks,
  type CheckOutcome,
  type CheckResult,
} from '#src/lab/run-checks.ts';
import type {PlayableOperation} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {LabStates} from '#src/store/lab-states.ts';
import type {ChatMessage} from '#src/chat/chat-message.ts';
import {
  renderHint,
  renderNextLabQuestion,
  renderResetQuestion,
  renderSolution,
  renderSolutionQuestion,
} from '#src/views/lab/render-help.ts';
import {renderStepCard} from '#src/views/lab/render-step-card.ts';
import {renderSteps} from '#src/views/lab/render-steps.ts';
import type {LabEvent} from '#src/workshop/lab-event.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import {inLanguage, words} from '#src/words/words.ts';
import {toSandboxSpec} from './sandbox-spec.ts';
import {watchedFacts} from './watched-facts.ts';

export interface LabGuideOptions {
  readonly workshopId: string;
  readonly installation: string | undefined;
  readonly lab: Lab;
  readonly watch: SandboxWatch;
  readonly states: LabStates;
}

/** How a learner stands to a step. */
interface Standing {
  readonly step: Step;
  readonly state: LabState;
  readonly results: readonly CheckResult[];
}

/** Takes learners through the lab: what each of them sees and has come to. Only the bot that leads has one. */
export class LabGuide {
  readonly #options: LabGuideOptions;
  /** What was last said to a learner's situation, by their id: the same is not said twice in a row. */
  readonly #told = new Map<string, string>();

  /** Which checks of a step have held so far, by learner and stay, and when one more did. */
  readonly #held = new Map<string, {readonly ids: ReadonlySet<string>; readonly grewAt: number | undefined}>();

  constructor(options: LabGuideOptions) {
    this.#options = options;
  }

  /** The card of a step; without one, of the step that the learner is at. It is the one they are at from now on. */
  async show(
    learner: Learner,
    {stepId, checkedAt}: {stepId?: string | undefined; checkedAt?: number | undefined} = {},
  ): Promise<{stepId: string; message: ChatMessage}> {
    const {states} = this.#options;
    const before = await states.find(learner);
    const step = stepId === undefined ? currentStep(this.#options.lab, before).step : this.#step(stepId);
    await this.goTo(learner, step.id);
    return {stepId: step.id, message: await this.render(learner, step.id, {checkedAt})};
  }

  /** Whether they have been at that step since they came to it, which is where showing it leaves them. */
  async isAt(learner: Learner, stepId: string): Promise<boolean> {
    const {current, begun} = await this.#options.states.find(learner);
    return current === stepId && begun[stepId] !== undefined;
  }

  /** From now on the learner is at that step. */
  async goTo(learner: Learner, stepId: string): Promise<void> {
    await this.#options.states.setCurrent(learner, this.#step(stepId).id, Date.now());
  }

  /** Whether to go on to the lab of that step with what is left of the one before; undefined when nothing is. */
  askForNextLab(learner: Learner, stepId: string): ChatMessage | undefined {
    const {lab, watch} = this.#options;
    const step = this.#step(stepId);
    const part = partAt(lab, lab.steps.indexOf(step));
    const isInUse =
      leftTypes.some((type) => watch.namesOf(learner.namespace, type).length > 0) ||
      watch.aliasesOf(learner.namespace).length > 0;
    return part === undefined || !isInUse ? undefined : renderNextLabQuestion(step, part.title);
  }

  /** The card of a step as it is now. What has been reached by now is kept first. */
  async render(
    learner: Learner,
    stepId: string,
    {checkedAt, hasEnded = false}: {checkedAt?: number | undefined; hasEnded?: boolean} = {},
  ): Promise<ChatMessage> {
    await this.advance(learner);
    const standing = await this.#standing(learner, stepId);
    return renderStepCard({lab: this.#options.lab, ...standing, checkedAt, hasEnded});
  }

  async currentStepId(learner: Learner): Promise<string> {
    return currentStep(this.#options.lab, await this.#options.states.find(learner)).step.id;
  }

  async steps(learner: Learner): Promise<ChatMessage> {
    return renderSteps(this.#options.lab, await this.#options.states.find(learner));
  }

  async hint(learner: Learner, stepId: string): Promise<ChatMessage> {
    const {lab, states} = this.#options;
    const {step, state, results} = await this.#standing(learner, stepId);
    const last = this.#told.get(learner.id);
    const told = {graded: state.hints[step.id] ?? 0, ...(last === undefined ? {} : {last})};
    const hint = chooseHint({lab, step}, {facts: this.#factsOf(learner, state), results, told});
    if (hint.kind === 'situation') this.#told.set(learner.id, hint.text);
    if (hint.kind === 'graded') {
      await states.keep(learner, {...this.#about(learner, step), kind: 'hint', number: hint.number});
    }
    return renderHint(step, hint);
  }

  askForSolution(stepId: string): ChatMessage {
    return renderSolutionQuestion(this.#step(stepId));
  }

  async reveal(learner: Learner, stepId: string): Promise<ChatMessage> {
    const step = this.#step(stepId);
    await this.#options.states.keep(learner, {...this.#about(learner, step), kind: 'solution'});
    return renderSolution(step);
  }

  askForReset(stepId: string): ChatMessage {
    return renderResetQuestion(this.#step(stepId));
  }

  /** While a reset is under way, an emptied sandbox is nothing that the learner has done. */
  async pause(learner: Learner): Promise<void> {
    await this.#options.states.pause(learner.id);
  }

  /** The lines that make a step's starting state out of an empty sandbox. */
  startingLines(stepId: string): PlayableOperation[] {
    return this.#step(stepId).start.map((line) => this.#parse(line).operation);
  }

  /** The lines that solve a step. */
  solutionLines(stepId: string): PlayableOperation[] {
    return this.#step(stepId).solution.commands.map((line) => this.#parse(line).operation);
  }

  /** Keeps what the learner thinks will happen. The first answer stays. */
  async predict(learner: Learner, {stepId, option}: {stepId: string; option: number}): Promise<void> {
    const step = this.#step(stepId);
    if (step.prediction?.options[option] === undefined) throw outOfDate();
    await this.#options.states.keep(learner, {...this.#about(learner, step), kind: 'predicted', option});
  }

  /** A line of a step, as a button names it: its place among the step's commands, or among its solution's. */
  line({stepId, of, place}: {stepId: string; of: 'commands' | 'solution'; place: number}, namespace: string) {
    const step = this.#step(stepId);
    const line = (of === 'commands' ? step.commands : step.solution.commands)[place];
    if (line === undefined) throw outOfDate();
    return this.#parse(line, namespace);
  }

  /** Keeps the steps that the learner has reached by now, in whatever order, and returns them. */
  async advance(learner: Learner): Promise<Step[]> {
    const {lab, states} = this.#options;
    if (await states.isPaused(learner.id)) return [];
    const state = await states.find(learner);
    const passed = new Set(Object.keys(state.passed));
    const reached: Step[] = [];
    // what one lab of a course leaves behind passes nothing in another
    for (const step of stepsBeside(lab, currentStep(lab, state).index)) {
      if (passed.has(step.id) || !isOpen(step, passed)) continue;
      // a learner whose sandbox never rests does not keep the bot from the others
      await immediate();
      const facts = this.#factsOf(learner, state);
      if (facts.completeSince === undefined) break;
      const results = outcomes(step.checks, facts, state.begun[step.id] ?? learner.joinedAt);
      this.#noteHeld(learner, step, results);
      if (!isPassed(results)) continue;
      passed.add(step.id);
      // the record speaks one language, whoever was there when it was written
      const evidence = inLanguage('en', () => step.checks.flatMap((check) => evidenceOf(check, facts))).map(
        ({label, value}) => `${label} ${value}`,
      );
      const event: LabEvent = {...this.#about(learner, step), kind: 'passed', evidence};
      if (await states.keep(learner, event)) reached.push(step);
    }
    return reached;
  }

  /** Nothing is kept here of who has left. */
  forget(learner: Learner): void {
    this.#told.delete(learner.id);
    const stay = heldKey(learner, '');
    for (const key of this.#held.keys()) if (key.startsWith(stay)) this.#held.delete(key);
    forgetEvaluated();
  }

  /** When a check of that step held that had not before, in ms since 1970; undefined when this bot has seen none. */
  checkPassedAt(learner: Learner, stepId: string): number | undefined {
    return this.#held.get(heldKey(learner, stepId))?.grewAt;
  }

  /** The step's checks that are not passed, with what they see now. */
  async openChecks(learner: Learner, stepId: string): Promise<CheckResult[]> {
    const {results} = await this.#standing(learner, stepId);
    return results.filter(({state}) => state !== 'passed');
  }

  /** What the watch knows of the learner's sandbox, as the learner would see it. */
  #factsOf(learner: Learner, state: LabState): SandboxFacts {
    return watchedFacts(this.#options.watch, {
      spec: toSandboxSpec(learner, this.#options),
      since: this.#labBegunAt(learner, state),
    });
  }

  /** When the lab of a course that the learner is at was begun, in ms since 1970; what was before was in another. */
  #labBegunAt({joinedAt}: Learner, state: LabState): number {
    const {lab} = this.#options;
    if (lab.parts === undefined) return joinedAt;
    const {index} = currentStep(lab, state);
    if (partAt(lab, index)?.first === 0) return joinedAt;
    const begun = stepsBeside(lab, index).flatMap(({id}) => state.begun[id] ?? []);
    return begun.length === 0 ? joinedAt : Math.min(...begun);
  }

  #noteHeld(learner: Learner, step: Step, results: readonly CheckOutcome[]): void {
    const key = heldKey(learner, step.id);
    const before = this.#held.get(key);
    const held = results.filter(({state}) => state === 'passed').map(({id}) => id);
    const ids = new Set([...(before?.ids ?? []), ...held]);
    // what holds when it is looked at first may have held for long
    const hasGrown = before !== undefined && ids.size > before.ids.size;
    this.#held.set(key, {ids, grewAt: hasGrown ? Date.now() : before?.grewAt});
  }

  async #standing(learner: Learner, stepId: string): Promise<Standing> {
    const step = this.#step(stepId);
    const state = await this.#options.states.find(learner);
    const passed = new Set(Object.keys(state.passed));
    const since = state.begun[step.id] ?? learner.joinedAt;
    const facts = this.#factsOf(learner, state);
    const results = runChecks(step.checks, facts, since).map((result) => asOpened(result, step, passed));
    const kept = state.passed[step.id];
    return {step, state, results: kept === undefined ? results : results.map(asPassed)};
  }

  #step(stepId: string): Step {
    const found = findStep(this.#options.lab, stepId);
    if (found === undefined) throw outOfDate();
    return found.step;
  }

  #parse(line: string, namespace?: string) {
    const {lab} = this.#options;
    return parseLabLine(line, {files: lab.files, lab: lab.lab}, namespace);
  }

  #about({id, name}: Learner, step: Step) {
    return {learnerId: id, learnerName: name, step: step.id, at: Date.now()};
  }
}

const heldKey = ({id, joinedAt}: Learner, stepId: string): string => `${id}:${joinedAt}:${stepId}`;

/** What clusters put into every namespace themselves, some more than others. */
const putByClusters: ReadonlySet<string> = new Set(['configmaps', 'serviceaccounts', 'rolebindings']);

/** What shows that a sandbox is in use. */
const leftTypes = typesThat('isWritable', 'isWatched').filter((type) => !putByClusters.has(type));

const outOfDate = (): UserError => new UserError('bad-input', words().steps.outOfDate);

/** A check that holds before the steps it builds on were passed does not count yet. */
function asOpened(result: CheckResult, step: Step, passed: ReadonlySet<string>): CheckResult {
  if (result.state !== 'passed' || isOpen(step, passed)) return result;
  return {...result, state: 'failed', reason: words().steps.card.countsLater};
}

/** What was passed stays passed, whatever has become of the objects since. */
const asPassed = (result: CheckResult): CheckResult => ({...result, state: 'passed', reason: undefined, evidence: []});
