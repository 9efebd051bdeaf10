import type {Lab} from '#src/lab/lab.ts';
import {countPassed} from '#src/lab/lab-state.ts';
import {cut} from '../cut.ts';
import {withoutControls} from '../hostile-text.ts';
import {standingOf, type ClassMember, type Standing} from '#src/workshop/class-member.ts';
import {words} from '#src/words/words.ts';

/** A learner and a step: not begun, at work, at work and stuck, passed, or passed after the solution was shown. */
export type CellKind = 'open' | 'here' | 'stuck' | 'passed' | 'shown';

/** One learner's one step; a place in pixels. */
export interface Cell {
  readonly kind: CellKind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whether there is room for a mark in it. */
  readonly isMarked: boolean;
}

interface Label {
  readonly text: string;
  readonly x: number;
  /** The middle of the text. */
  readonly y: number;
  readonly align: 'left' | 'right' | 'center';
  readonly isBold: boolean;
}

/** A picture of the class: learners by steps. Sizes in pixels. */
export interface HeatMap {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly Cell[];
  readonly labels: readonly Label[];
  /** What each kind is called. */
  readonly legend: readonly {readonly kind: CellKind; readonly text: string; readonly x: number; readonly y: number}[];
  /** What it shows, in words: for those who don't see it. */
  readonly description: string;
}

/** A class of up to so many learners is shown with a row each, with their names. */
const namedLimit = 40;

/** As many steps as a lab can have stand side by side in full width. */
const mostBroad = 25;

/** @see https://docs.discord.com/developers/resources/message#attachment-object */
const descriptionLimit = 1_024;

const margin = 20;
const titleHeight = 34;
const legendHeight = 40;
/** Of an entry of the legend its mark, about what a letter takes, and the least of each entry. */
const legendMark = 32;
const letterWidth = 8;
const leastWidths = [110, 200, 110, 90, 0];
const nameLimit = 20;
const titleLimit = 27;

interface Row {
  readonly member: ClassMember;
  readonly standing: Standing;
}

export function heatMap(lab: Pick<Lab, 'steps'>, members: readonly ClassMember[], now: number): HeatMap {
  const rows = members
    .map((member) => ({member, standing: standingOf(lab, member, now)}))
    .sort((a, b) => compareProgress(lab, a, b));
  const drawn = rows.length <= namedLimit ? byLearner(lab, rows) : byStep(lab, rows);
  return {...drawn, description: describe(lab, rows)};
}

/** Who is furthest comes first; of equals, who is stuck last, so that they stand together. */
function compareProgress(lab: Pick<Lab, 'steps'>, a: Row, b: Row): number {
  return (
    countPassed(lab, b.member.state) - countPassed(lab, a.member.state) ||
    b.standing.index - a.standing.index ||
    Number(a.standing.stuckSince !== undefined) - Number(b.standing.stuckSince !== undefined) ||
    a.member.learner.joinedAt - b.member.learner.joinedAt
  );
}

function kindOf({member: {state}, standing}: Row, stepId: string): CellKind {
  if (state.passed[stepId] !== undefined) return state.solutions[stepId] === undefined ? 'passed' : 'shown';
  if (standing.step.id !== stepId) return 'open';
  return standing.stuckSince === undefined ? 'here' : 'stuck';
}

type Drawn = Omit<HeatMap, 'description'>;

/** A row a learner, a column a step. */
function byLearner({steps}: Pick<Lab, 'steps'>, rows: readonly Row[]): Drawn {
  const [widest, narrowest, rowHeight, nameWidth, headHeight] = [52, 24, 26, 190, 28];
  // a course has more steps than a picture has room for broad ones
  const cellWidth = Math.min(widest, Math.max(narrowest, Math.floor((widest * mostBroad) / steps.length)));
  const left = margin + nameWidth;
  const top = margin + titleHeight + headHeight;
  const cells = rows.flatMap((row, y) =>
    steps.map(({id}, x) => ({
      kind: kindOf(row, id),
      x: left + x * cellWidth,
      y: top + y * rowHeight,
      width: cellWidth - 3,
      height: rowHeight - 3,
      isMarked: true,
    })),
  );
  const heads = steps.map((_, x): Label => ({
    text: `${x + 1}`,
    x: left + x * cellWidth + (cellWidth - 3) / 2,
    y: top - headHeight / 2,
    align: 'center',
    isBold: true,
  }));
  const names = rows.map(({member}, y): Label => ({
    text: cut(withoutControls(member.learner.name).replace(/\s+/g, ' '), nameLimit),
    x: left - 10,
    y: top + y * rowHeight + (rowHeight - 3) / 2,
    align: 'right',
    isBold: false,
  }));
  const bottom = top + Math.max(1, rows.length) * rowHeight;
  return framed({cells, labels: [...heads, ...names], right: left + steps.length * cellWidth, bottom, rows});
}

/** A row a step, a column a learner: the furthest at the left, names left out. */
function byStep({steps}: Pick<Lab, 'steps'>, rows: readonly Row[]): Drawn {
  const said = words().board.picture;
  const [rowHeight, titleWidth, countWidth, fullWidth] = [36, 250, 170, 1_000];
  const cellWidth = Math.max(2, Math.floor(fullWidth / rows.length));
  const gap = cellWidth >= 8 ? 2 : 0;
  const left = margin + titleWidth;
  const top = margin + titleHeight;
  const cells = rows.flatMap((row, x) =>
    steps.map(({id}, y) => ({
      kind: kindOf(row, id),
      x: left + x * cellWidth,
      y: top + y * rowHeight,
      width: cellWidth - gap,
      height: rowHeight - 4,
      isMarked: cellWidth >= 18,
    })),
  );
  const right = left + rows.length * cellWidth;
  const labels = steps.flatMap(({id, title}, y): Label[] => {
    const kinds = rows.map((row) => kindOf(row, id));
    const passed = kinds.filter((kind) => kind === 'passed' || kind === 'shown').length;
    const stuck = kinds.filter((kind) => kind === 'stuck').length;
    const at = {y: top + y * rowHeight + (rowHeight - 4) / 2, isBold: false};
    const text = [said.passed({count: passed}), ...(stuck === 0 ? [] : [said.stuck({count: stuck})])].join(' · ');
    return [
      {...at, text: `${y + 1}  ${cut(title, titleLimit)}`, x: margin, align: 'left'},
      {...at, text, x: right + 12, align: 'left'},
    ];
  });
  const bottom = top + steps.length * rowHeight;
  const longest = Math.max(0, ...labels.filter(({x}) => x > right).map(({text}) => text.length));
  // beyond its least it may reach into the margin
  const width = Math.max(countWidth, longest * letterWidth + 14 - margin);
  return framed({cells, labels, right: right + width, bottom, rows});
}

function framed({
  cells,
  labels,
  right,
  bottom,
  rows,
}: {
  readonly cells: readonly Cell[];
  readonly labels: readonly Label[];
  readonly right: number;
  readonly bottom: number;
  readonly rows: readonly Row[];
}): Drawn {
  const legendStep = 150;
  const kinds: readonly CellKind[] = ['passed', 'shown', 'here', 'stuck', 'open'];
  const said = words().board.picture;
  // the second takes more words than the others, and other languages need more room
  const widths = kinds.map((kind, index) =>
    Math.max(leastWidths[index] ?? 0, legendMark + said.kinds[kind].length * letterWidth),
  );
  const offsets = widths.map((_, index) => widths.slice(0, index).reduce((sum, width) => sum + width, 0));
  const finished = rows.filter(({standing}) => standing.isFinished).length;
  const title: Label = {
    text: said.title({learners: rows.length, finished}),
    x: margin,
    y: margin + 8,
    align: 'left',
    isBold: true,
  };
  return {
    width: Math.max(right, margin + (offsets.at(-1) ?? 0) + legendStep) + margin,
    height: bottom + legendHeight + margin / 2,
    cells,
    labels: [title, ...labels],
    legend: kinds.map((kind, index) => ({
      kind,
      text: said.kinds[kind],
      x: margin + (offsets[index] ?? 0),
      y: bottom + legendHeight / 2,
    })),
  };
}

function describe({steps}: Pick<Lab, 'steps'>, rows: readonly Row[]): string {
  const said = words().board.picture;
  const finished = rows.filter(({standing}) => standing.isFinished).length;
  const parts = steps.map(({id}, index) => {
    const kinds = rows.map((row) => kindOf(row, id));
    const count = (...wanted: readonly CellKind[]): number => kinds.filter((kind) => wanted.includes(kind)).length;
    const stuck = count('stuck');
    const step = {number: index + 1, passed: count('passed', 'shown'), here: count('here', 'stuck')};
    return stuck === 0 ? said.step(step) : said.stepStuck({...step, stuck});
  });
  const text = `${said.whole({learners: rows.length, steps: steps.length, finished})} ${parts.join(' ')}`;
  return cut(text, descriptionLimit);
}
