import type {Step} from '#src/lab/lab-step.ts';
import type {RecordEntry} from './record.ts';
import type {Workshop} from './workshop.ts';

/** How one learner did one step, by the record alone. Times are ISO 8601. */
export interface StepRow {
  readonly learnerId: string;
  readonly learnerName: string;
  /** From 1. */
  readonly number: number;
  readonly step: string;
  readonly title: string;
  readonly passedAt: string | undefined;
  /** From the step that they passed before, or else from joining, to passing this one. */
  readonly seconds: number | undefined;
  readonly hints: number;
  readonly solutionSeenAt: string | undefined;
  /** The words of the option that was chosen, and whether it came true. */
  readonly predicted: string | undefined;
  readonly wasRight: boolean | undefined;
}

/** As much of a lab as a table says. */
type Steps = {readonly steps: readonly Pick<Step, 'id' | 'title' | 'prediction'>[]};

/** A row for each learner and each step of which the record knows something, in the order of their first entries. */
export function stepRows(lab: Steps, entries: readonly RecordEntry[]): StepRow[] {
  const own = Map.groupBy(entries, ({learnerId}) => learnerId ?? '');
  own.delete('');
  return [...own.values()].flatMap((list) =>
    rowsOf(
      lab,
      list.toSorted((a, b) => a.at - b.at),
    ),
  );
}

function rowsOf({steps}: Steps, entries: readonly RecordEntry[]): StepRow[] {
  const lab = entries.filter((entry) => 'step' in entry);
  const [first] = entries;
  const name = entries.findLast((entry) => 'learnerName' in entry);
  const passes = lab.filter(({kind}) => kind === 'passed').map(({at}) => at);
  return steps.flatMap((step, index) => {
    const about = lab.filter((entry) => entry.step === step.id);
    if (about.length === 0) return [];
    const passed = about.find(({kind}) => kind === 'passed');
    const began = passed === undefined ? undefined : (passes.findLast((at) => at < passed.at) ?? first?.at);
    const chosen = about.find((entry) => entry.kind === 'predicted');
    const option = chosen?.kind === 'predicted' ? chosen.option : undefined;
    const solution = about.find(({kind}) => kind === 'solution');
    return [
      {
        learnerId: first?.learnerId ?? '',
        learnerName: name !== undefined && 'learnerName' in name ? name.learnerName : '',
        number: index + 1,
        step: step.id,
        title: step.title,
        passedAt: iso(passed?.at),
        seconds: passed === undefined || began === undefined ? undefined : Math.round((passed.at - began) / 1_000),
        hints: Math.max(0, ...about.map((entry) => (entry.kind === 'hint' ? entry.number : 0))),
        solutionSeenAt: iso(solution?.at),
        predicted: option === undefined ? undefined : step.prediction?.options[option],
        wasRight: option === undefined ? undefined : step.prediction?.answer === option,
      },
    ];
  });
}

const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

/** `progress.csv`: who did which step when. */
export function progressCsv(rows: readonly StepRow[]): string {
  const columns = [
    'learner_id',
    'learner_name',
    'step_number',
    'step',
    'title',
    'passed_at',
    'seconds',
    'hints',
    'solution_seen_at',
    'predicted',
    'prediction_was_right',
  ];
  return csv(
    columns,
    rows.map((row) => [
      row.learnerId,
      row.learnerName,
      row.number,
      row.step,
      row.title,
      row.passedAt,
      row.seconds,
      row.hints,
      row.solutionSeenAt,
      row.predicted,
      row.wasRight,
    ]),
  );
}

/** What there is too much of. */
const fullLines: Readonly<Record<Extract<RecordEntry, {kind: 'full'}>['of'], string>> = {
  own: 'their commands from here on',
  staff: 'commands of facilitators for them from here on',
  lab: 'their steps from here on',
  act: 'what they did as facilitator from here on',
};

/** `commands.csv`: every command, who, when, what it came to; and what facilitators did. */
export function commandsCsv(entries: readonly RecordEntry[]): string {
  const rows = entries.flatMap((entry) => {
    if (entry.kind === 'command') {
      const {learnerId, learnerName, by, line, result, at} = entry;
      return [[iso(at), learnerId, learnerName, by?.name, line, result]];
    }
    if (entry.kind === 'facilitator')
      return [[iso(entry.at), entry.learnerId, undefined, entry.by.name, entry.what, 'done']];
    if (entry.kind === 'full')
      return [[iso(entry.at), entry.learnerId, undefined, undefined, fullLines[entry.of], 'not recorded']];
    return [];
  });
  return csv(['at', 'learner_id', 'learner_name', 'by', 'line', 'result'], rows);
}

/** `record.json`: all of it. */
export function recordJson(
  workshop: Workshop,
  {
    lab,
    entries,
    now,
  }: {readonly lab: Steps | undefined; readonly entries: readonly RecordEntry[]; readonly now: number},
): string {
  const steps = lab?.steps.map(({id, title}) => ({id, title}));
  const rows = lab === undefined ? [] : stepRows(lab, entries);
  return `${JSON.stringify({exportedAt: iso(now), workshop, steps, progress: rows, record: entries}, undefined, 2)}\n`;
}

type Cell = string | number | boolean | undefined;

/** @see https://www.rfc-editor.org/rfc/rfc4180 */
const csv = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [columns, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('');

/** What people typed must be no formula in who opens it: a spreadsheet takes these characters for the start of one. */
function toCell(value: Cell): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
