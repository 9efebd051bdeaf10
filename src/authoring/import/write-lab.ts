import {stringify} from 'yaml';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import type {ImportedLab} from './imported-lab.ts';
import {needsOf, roomFor, usualNamespaces} from './lab-policy-of.ts';
import {toId} from './lab-paths.ts';
import {clean} from './render-report.ts';
import type {JudgedLine} from './verdict.ts';

/** A lab's folder to go on with: its files by their paths, and what has no place in it. */
export interface WrittenLab {
  readonly files: ReadonlyMap<string, string>;
  readonly steps: number;
  readonly leftOver: number;
}

interface DraftStep {
  readonly title: string;
  readonly lines: JudgedLine[];
}

/** What a lab has room for: see src/lab/lab-step.ts and lab.ts. */
const most = {
  steps: 25,
  commands: 5,
  commandLength: 300,
  cardLength: 700,
  title: 60,
  labTitle: 80,
  id: 36,
  comment: 240,
};
const minutesForStep = 5;
/** A look passes no step, in whatever lab. */
const harmless = 'kubectl get pods';

const usable = labPolicySchema.shape.lab;

/** Whether a lab can be called so. */
export const isLabName = (name: string): boolean => usable.safeParse(name).success;

/**
 * A lab made of what was understood: its steps are the headings with their lines, each line that was not is a comment with
 * the reason, and texts and checks are TODOs, which `lab:lint` names. Undefined if nothing was understood.
 */
export function writeLab(lab: ImportedLab): WrittenLab | undefined {
  const {steps, comments} = draftSteps(lab.lines);
  const kept = steps.slice(0, most.steps);
  if (kept.length === 0) return undefined;
  const taken = kept.flatMap(({lines}) => lines.flatMap((line) => line.taken ?? []));
  const used = [...new Set(taken.flatMap(({files}) => files))].sort();
  const {images, hostPathLeaves, namespaces} = needsOf([...lab.objectsOf(used), ...taken.flatMap((one) => one.made)]);
  const text = [
    '# A draft, made of lines and manifests that were there already. Each TODO is for you to write: npm run lab:lint names them.',
    ...field('', 'lab', lab.name),
    ...field(
      '',
      'title',
      cut(lab.lines.find(({heading}) => heading !== undefined)?.heading?.title || lab.name, most.labTitle),
    ),
    ...field('', 'summary', 'TODO: what the lab is about.'),
    ...field('', 'minutes', kept.length * minutesForStep),
    ...field('', 'nodesPerSandbox', 1),
    ...field('', 'podsPerNode', 10),
    ...list('', 'images', imagesFor([...images, ...taken.flatMap((one) => one.images)])),
    ...(hostPathLeaves.length === 0 ? ['hostPathLeaves: []'] : list('', 'hostPathLeaves', hostPathLeaves)),
    ...(roomFor(namespaces) > usualNamespaces ? field('', 'namespaces', roomFor(namespaces)) : []),
    '',
    'steps:',
    ...kept.flatMap((step, index) => renderStep(step, {id: idOf(kept, index), before: comments.get(step) ?? []})),
    ...(comments.get(undefined) ?? []).map((line) => comment('  ', line)),
    'cleanup:',
    '  gone:',
    ...todoCheck('    '),
    '',
  ].join('\n');
  const files = new Map([['lab.yaml', text], ...used.map((path) => [path, lab.files.get(path) ?? ''] as const)]);
  return {files, steps: kept.length, leftOver: steps.slice(most.steps).reduce((sum, {lines}) => sum + lines.length, 0)};
}

/** Headings with a line that was understood, in parts that a card has room for; what stands under others comes before them. */
function draftSteps(lines: readonly JudgedLine[]): {
  steps: DraftStep[];
  comments: Map<DraftStep | undefined, JudgedLine[]>;
} {
  const steps: DraftStep[] = [];
  const comments = new Map<DraftStep | undefined, JudgedLine[]>();
  let waiting: JudgedLine[] = [];
  const groups = Map.groupBy(lines, ({file, heading}) => `${file}:${heading?.line ?? 0}`);
  for (const group of groups.values()) {
    if (!group.some(isTaken)) {
      waiting.push(...group);
      continue;
    }
    const title = group[0]?.heading?.title ?? '';
    let step: DraftStep | undefined;
    for (const line of group) {
      if (step === undefined || (isTaken(line) && !hasRoom(step, line))) {
        step = {title: step === undefined ? title : `${cut(title, most.title - 12)} (continued)`, lines: []};
        steps.push(step);
        comments.set(step, waiting);
        waiting = [];
      }
      step.lines.push(line);
    }
  }
  comments.set(undefined, waiting);
  return {steps, comments};
}

/** Whether a lab can have the line; one of several lines or of many characters has no button. */
function isTaken({taken}: JudgedLine): boolean {
  return taken !== undefined && taken.line.length <= most.commandLength && !/[\p{Cc}\p{Cf}]/u.test(taken.line);
}

function hasRoom({lines}: DraftStep, line: JudgedLine): boolean {
  const taken = [...lines, line].filter(isTaken);
  const length = taken.reduce((sum, one) => sum + (one.taken?.line.length ?? 0), 0);
  return taken.length <= most.commands && length <= most.cardLength;
}

function renderStep({title, lines}: DraftStep, {id, before}: {id: string; before: readonly JudgedLine[]}): string[] {
  const taken = lines.filter(isTaken).flatMap((line) => line.taken ?? []);
  const changing = taken.filter(({isReadOnly}) => !isReadOnly);
  const solution = (changing.length === 0 ? taken : changing).map(({line}) => line);
  return [
    ...before.map((line) => comment('  ', line)),
    `  - id: ${id}`,
    ...field('    ', 'title', cut(title, most.title) || id),
    ...field('    ', 'text', 'TODO: what this step is about, and what to do.'),
    '    commands:',
    ...lines.map((line) => (isTaken(line) ? item('      ', line.taken?.line ?? '') : comment('      ', line))),
    '    checks:',
    ...todoCheck('      '),
    '    solution:',
    ...field('      ', 'text', 'TODO: why this is the way.'),
    ...list('      ', 'commands', solution),
    ...list('    ', 'wrong', [harmless]),
    '',
  ];
}

const todoCheck = (indent: string): string[] => [
  `${indent}- id: todo`,
  ...field(`${indent}  `, 'title', 'TODO'),
  ...field(`${indent}  `, 'that', 'false'),
];

/** Ids of steps are apart, though titles may be the same. */
function idOf(steps: readonly DraftStep[], index: number): string {
  const ids: string[] = [];
  for (const [place, {title}] of steps.slice(0, index + 1).entries()) {
    const id = toId(title, most.id) || `step-${place + 1}`;
    let own = id;
    for (let count = 2; ids.includes(own); count += 1) own = `${id}-${count}`;
    ids.push(own);
  }
  return ids.at(-1) ?? 'step';
}

function imagesFor(images: readonly string[]): string[] {
  const usableOnes = [...new Set(images)].filter((image) => /^[^\s,]+$/u.test(image)).sort();
  return usableOnes.length === 0 ? ['busybox:1.36'] : usableOnes;
}

const field = (indent: string, key: string, value: string | number): string[] => [`${indent}${key}: ${scalar(value)}`];
const list = (indent: string, key: string, values: readonly string[]): string[] => [
  `${indent}${key}:`,
  ...values.map((value) => item(`${indent}  `, value)),
];
const item = (indent: string, value: string): string => `${indent}- ${scalar(value)}`;

const scalar = (value: string | number): string =>
  stringify(value, {
    lineWidth: 0,
    defaultStringType: typeof value === 'string' && /\n/u.test(value) ? 'QUOTE_DOUBLE' : 'PLAIN',
  }).trimEnd();

function comment(indent: string, {file, line, text, reason, instead}: JudgedLine): string {
  const why = [reason ?? 'it is too long for a lab', instead].filter((part) => part !== undefined).join(' ');
  return `${indent}# ${cut(clean(`${file}:${line}: ${text}`), most.comment)} – ${cut(clean(why), most.comment)}`;
}

function cut(text: string, length: number): string {
  const characters = Array.from(clean(text));
  return characters.length <= length
    ? characters.join('').trim()
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trim()}…`;
}
