import {time} from '#src/chat/time.ts';
import {partAt, stepsBeside} from '#src/lab/course.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {CheckResult} from '#src/lab/run-checks.ts';
import type {HelpWaiting} from '#src/workshop/waiting.ts';
import type {Progress} from '#src/workshop/workshop.ts';
import type {ChatButton, ChatMessage} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';
import {checkLine} from './check-line.ts';
import {standingOf, type ClassMember, type CrashLoop, type Standing} from '#src/workshop/class-member.ts';
import {paginate, type Section} from './paginate.ts';
import {words} from '#src/words/words.ts';

/** What a button of the board does; its argument is the page that it shows, from 0. */
export const boardButton = 'board-page';

const nameLimit = 24;
const lineLimit = 60;
/** Blocks of a full bar. */
const barLength = 12;

export interface BoardOptions {
  readonly lab: Pick<Lab, 'steps' | 'parts'>;
  readonly members: readonly ClassMember[];
  readonly latest: readonly Progress[];
  /** What is still open of the step that a stuck learner is at. */
  readonly openChecks: (learnerId: string) => readonly CheckResult[];
  /** Who asks for help, the longest first. */
  readonly help?: readonly HelpWaiting[];
  /** How many wait for a sandbox. */
  readonly inLine?: number;
  /** What all of them must know about the workshop, such as that it is paused. */
  readonly notice?: string;
  /** From 0; what is too large is the last one. */
  readonly page: number;
  readonly now: number;
}

interface Placed {
  readonly member: ClassMember;
  readonly standing: Standing;
}

/** The facilitators' view of the class: a page of it, and buttons to the pages beside it. */
export function renderBoard(options: BoardOptions): ChatMessage {
  const {lab, members, now} = options;
  const placed = members.map((member) => ({member, standing: standingOf(lab, member, now)}));
  const sections = [
    stepsSection(options, placed),
    askedSection(lab, options.help ?? []),
    stuckSection(placed, options.openChecks),
    loopSection(placed),
    ...predictionSections(lab, members),
    helpSection(lab, members),
    commandsSection(members, options.latest),
  ];
  const pages = paginate(sections.filter(({lines}) => lines.length > 0));
  const page = Math.min(Math.max(0, options.page), pages.length - 1);
  return {content: pages[page] ?? '', files: [], buttons: pageButtons(page, pages.length)};
}

function pageButtons(page: number, pages: number): ChatButton[] {
  const button = (to: number, label: string): ChatButton => ({id: `${boardButton}:${to}`, label});
  return [
    ...(page > 0 ? [button(page - 1, words().board.before({page}))] : []),
    ...(page < pages - 1 ? [button(page + 1, words().board.after({page: page + 2, of: pages}))] : []),
  ];
}

function stepsSection(
  {lab, inLine = 0, notice}: Pick<BoardOptions, 'lab' | 'inLine' | 'notice'>,
  placed: readonly Placed[],
): Section {
  const said = words().board;
  const finished = placed.filter(({standing}) => standing.isFinished).length;
  const stuck = placed.filter(({standing}) => standing.stuckSince !== undefined).length;
  const lines = lab.steps.map((step, index) => {
    const here = placed.filter(({standing}) => standing.index === index);
    const on = here.filter(({standing}) => !standing.isPassed).length;
    const done = placed.filter(({member}) => member.state.passed[step.id] !== undefined).length;
    const stuckHere = here.filter(({standing}) => standing.stuckSince !== undefined).length;
    const warning = stuckHere === 0 ? '' : ` · **${said.stuck({count: stuckHere})}**`;
    const line = `${index + 1}. ${said.step({title: plainText(step.title), on, done})}${warning}`;
    return [...labLine(lab, index, placed), line].join('\n');
  });
  return {
    heading: [
      ...(notice === undefined ? [] : [notice]),
      [
        said.theClass,
        said.joined({count: placed.length}),
        said.finished({count: finished}),
        said.stuck({count: stuck}),
        ...(inLine === 0 ? [] : [said.inLine({count: inLine})]),
      ].join(' · '),
    ].join('\n'),
    lines,
  };
}

/** Before the first step of each lab of a course: which it is, and how many have done all of it. */
function labLine(lab: BoardOptions['lab'], index: number, placed: readonly Placed[]): string[] {
  const part = partAt(lab, index);
  if (part?.first !== index) return [];
  const steps = stepsBeside(lab, index);
  const finished = placed.filter(({member}) => steps.every(({id}) => member.state.passed[id] !== undefined)).length;
  return [words().board.lab({number: part.number, title: plainText(part.title), finished})];
}

/** Who asks for help, and who takes care of it. */
function askedSection({steps}: Pick<Lab, 'steps'>, help: readonly HelpWaiting[]): Section {
  const asked = help.filter(({reply}) => reply !== undefined);
  const lines = asked.map(({learnerName, since, what, step, takenBy}) => {
    const place = steps.findIndex(({id}) => id === step) + 1;
    const taken =
      takenBy === undefined ? '' : ` · ${words().board.isOnIt({name: plainText(cut(takenBy.name, nameLimit))})}`;
    const said = what === '' ? '' : `: ${plainText(cut(what.replace(/\s+/g, ' '), lineLimit))}`;
    return `🙋 ${words().board.asks({name: nameOf(learnerName), number: place, ago: time(since)})}${taken}${said}`;
  });
  return {heading: words().board.headings.help, lines};
}

function stuckSection(placed: readonly Placed[], openChecks: BoardOptions['openChecks']): Section {
  const stuck = placed
    .flatMap(({member, standing}) =>
      standing.stuckSince === undefined ? [] : [{member, standing, since: standing.stuckSince}],
    )
    .sort((a, b) => a.since - b.since);
  const lines = stuck.map(({member: {learner}, standing, since}) =>
    [
      `⚠ ${words().board.stuckSince({name: nameOf(learner.name), number: standing.index + 1, ago: time(since)})}`,
      ...[...loopLines(standing), ...openChecks(learner.id).slice(0, 2).map(checkLine)].map((line) => `-# ${line}`),
    ].join('\n'),
  );
  return {heading: words().board.headings.stuck, lines};
}

/** Crash loops that make nobody stuck yet: most begin with a mistake that is soon found. */
function loopSection(placed: readonly Placed[]): Section {
  const lines = placed
    .flatMap(({member: {learner}, standing: {crashLoop, stuckSince, index}}) =>
      crashLoop === undefined || stuckSince !== undefined ? [] : [{learner, crashLoop, index}],
    )
    .sort((a, b) => a.crashLoop.since - b.crashLoop.since)
    .map(
      ({learner, crashLoop, index}) =>
        `✗ ${words().board.looping({name: nameOf(learner.name), number: index + 1, loop: loopText(crashLoop)})}`,
    );
  return {heading: words().board.headings.loops, lines};
}

const loopLines = ({crashLoop}: Standing): string[] => (crashLoop === undefined ? [] : [`✗ ${loopText(crashLoop)}`]);

/** With the STATUS that a learner sees beside it: that need not be `CrashLoopBackOff`. */
function loopText({pod: {name, status, restarts}, since}: CrashLoop): string {
  return words().board.loop({
    pod: plainText(cut(name, 40)),
    status: plainText(status),
    count: restarts,
    ago: time(since),
  });
}

/** One for each step with a prediction that somebody has made. */
function predictionSections({steps}: Pick<Lab, 'steps'>, members: readonly ClassMember[]): Section[] {
  return steps.flatMap((step, index) => {
    const chosen = members.flatMap(({state}) => state.predictions[step.id] ?? []);
    if (step.prediction === undefined || chosen.length === 0) return [];
    const counts = step.prediction.options.map((_, option) => chosen.filter((one) => one === option).length);
    const lines = step.prediction.options.map((text, option) => {
      const said =
        option === step.prediction?.answer ? words().board.comesTrue({option: plainText(text)}) : plainText(text);
      return `\`${bar(counts[option] ?? 0, chosen.length)}\` ${counts[option]} · ${said}`;
    });
    return [
      {
        heading: words().board.headings.predictions({number: index + 1, question: plainText(step.prediction.question)}),
        lines,
      },
    ];
  });
}

/** `███▌        `: a share in eighths of a block, as wide as a full one. Who is counted at all is seen. */
export function bar(count: number, all: number): string {
  const eighths = all === 0 ? 0 : Math.max(count > 0 ? 1 : 0, Math.round((count / all) * barLength * 8));
  const partial = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? '';
  return ('█'.repeat(Math.floor(eighths / 8)) + partial).padEnd(barLength, '░');
}

/** Who was helped the most comes first. */
function helpSection({steps}: Pick<Lab, 'steps'>, members: readonly ClassMember[]): Section {
  const lines = members
    .map(({learner, state}) => ({
      learner,
      hints: Object.values(state.hints).reduce((sum, count) => sum + count, 0),
      solutions: steps.flatMap(({id}, index) => (state.solutions[id] === undefined ? [] : [index + 1])),
    }))
    .filter(({hints, solutions}) => hints + solutions.length > 0)
    .sort((a, b) => b.solutions.length - a.solutions.length || b.hints - a.hints)
    .map(({learner, hints, solutions}) => {
      const parts = [
        ...(hints === 0 ? [] : [words().board.hints({count: hints})]),
        ...(solutions.length === 0
          ? []
          : [words().board.sawSolutions({count: solutions.length, steps: solutions.join(', ')})]),
      ];
      return words().board.did({name: `**${nameOf(learner.name)}**`, what: parts.join(' · ')});
    });
  return {heading: words().board.headings.hints, lines};
}

/** Who did something last comes first; who has done nothing, last. */
function commandsSection(members: readonly ClassMember[], latest: readonly Progress[]): Section {
  const byId = new Map(latest.map((progress) => [progress.learnerId, progress]));
  const lines = members
    .map(({learner}) => ({learner, progress: byId.get(learner.id)}))
    .sort((a, b) => (b.progress?.at ?? 0) - (a.progress?.at ?? 0))
    .map(({learner, progress}) => {
      const name = `**${nameOf(learner.name)}**`;
      return progress === undefined
        ? words().board.joinedAt({name, ago: time(learner.joinedAt)})
        : words().board.did({name, what: commandText(progress)});
    });
  return {heading: words().board.headings.commands, lines};
}

function commandText({line, result, at, count, failures}: Progress): string {
  const said = words().board;
  const mark = result === 'done' ? said.done : `✗ ${plainText(cut(result, lineLimit))}`;
  const failed = failures === 0 ? '' : `, ${said.failures({count: failures})}`;
  return `${inlineCode(cut(line, lineLimit))} ${mark} ${time(at)} · ${said.commands({count})}${failed}`;
}

const nameOf = (name: string): string => plainText(cut(name, nameLimit));
