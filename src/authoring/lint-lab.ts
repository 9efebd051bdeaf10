import {manifestSources} from '#src/operations/operation.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {UserError} from '#src/operations/user-error.ts';
import {probeLab} from '#src/sandbox/probe-policy.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {expressionProblem} from '#src/lab/expression.ts';
import type {Lab} from '#src/lab/lab.ts';
import {isManifest} from '#src/operations/kubectl/lab-files.ts';
import {parseLabLine} from '#src/lab/lab-line.ts';
import type {LabProblem} from './lab-problem.ts';
import type {Check, Hint, Step} from '#src/lab/lab-step.ts';
import {solutionMessageProblem, stepCardProblem} from './lab-lengths.ts';
import {linkProblems} from './lint-links.ts';
import {todoProblems} from './lint-todos.ts';

type Path = LabProblem['path'];

/**
 * What the schema cannot see: ids that are used twice or name nothing, expressions and lines that nobody could run, images
 * that the lab does not allow, links that lead nowhere, texts that are too long once they are shown.
 */
export function lintLab(lab: Lab): LabProblem[] {
  return [
    ...(lab.lab === probeLab ? [{path: ['lab'], message: `the name ${probeLab} is the doctor's own`}] : []),
    ...duplicates(
      lab.steps.map(({id}) => id),
      ['steps'],
    ),
    ...lab.steps.flatMap((step, index) => lintStep(step, {lab, at: ['steps', index]})),
    ...lab.hints.flatMap((hint, index) => [
      ...(hint.when === undefined
        ? [{path: ['hints', index], message: 'a hint of the whole lab needs `when`: it is told in any step'}]
        : []),
      ...lintHint(hint, ['hints', index], []),
    ]),
    ...lintChecks(lab.cleanup.gone, ['cleanup', 'gone']),
    ...lintPodSecurity(lab),
    ...lintImages(lab),
    ...unusedFiles(lab),
    ...todoProblems(lab),
  ];
}

/** Every level but `privileged` refuses folders of the node. */
function lintPodSecurity({podSecurity, hostPathLeaves}: Lab): LabProblem[] {
  if (podSecurity === 'baseline' || hostPathLeaves.length === 0) return [];
  return [{path: ['podSecurity'], message: `${podSecurity} leaves no room for hostPathLeaves`}];
}

function lintStep(step: Step, {lab, at}: {lab: Lab; at: Path}): LabProblem[] {
  const index = lab.steps.indexOf(step);
  const earlier = lab.steps.slice(0, index).map(({id}) => id);
  const lines = (key: Path, texts: readonly string[]): LabProblem[] =>
    texts.flatMap((text, line) => lintLine(text, {lab, at: [...at, ...key, line]}));
  return [
    ...step.after.flatMap((id, place) =>
      earlier.includes(id)
        ? []
        : [unknownId(id, {known: earlier, what: 'an earlier step', path: [...at, 'after', place]})],
    ),
    ...lines(['commands'], step.commands),
    ...lines(['solution', 'commands'], step.solution.commands),
    ...lines(['wrong'], step.wrong),
    ...lines(['start'], step.start),
    ...lintPrediction(step, at),
    ...lintChecks(step.checks, [...at, 'checks']),
    ...step.hints.flatMap((hint, place) => lintHint(hint, [...at, 'hints', place], step.checks)),
    ...lintLinks(step, at),
    ...lengthProblems(step, {lab, at}),
  ];
}

function lengthProblems(step: Step, {lab, at}: {lab: Lab; at: Path}): LabProblem[] {
  const card = stepCardProblem(lab, step);
  const solution = solutionMessageProblem(step);
  return [
    ...(card === undefined ? [] : [{path: [...at, 'text'], message: card}]),
    ...(solution === undefined ? [] : [{path: [...at, 'solution', 'text'], message: solution}]),
  ];
}

function lintPrediction({prediction}: Step, at: Path): LabProblem[] {
  if (prediction === undefined || prediction.answer < prediction.options.length) return [];
  const path = [...at, 'prediction', 'answer'];
  return [{path, message: `is ${prediction.answer}, but the options go from 0 to ${prediction.options.length - 1}`}];
}

function lintChecks(checks: readonly Check[], at: Path): LabProblem[] {
  return [
    ...duplicates(
      checks.map(({id}) => id),
      at,
    ),
    ...checks.flatMap((check, index) => [
      ...lintExpression(check.that, {type: 'bool', path: [...at, index, 'that']}),
      ...Object.entries(check.evidence).flatMap(([label, text]) =>
        lintExpression(text, {type: 'any', path: [...at, index, 'evidence', label]}),
      ),
    ]),
  ];
}

function lintHint(hint: Hint, at: Path, checks: readonly Check[]): LabProblem[] {
  const known = checks.map(({id}) => id);
  return [
    ...(hint.when === undefined ? [] : lintExpression(hint.when, {type: 'bool', path: [...at, 'when']})),
    ...(hint.failed === undefined || known.includes(hint.failed)
      ? []
      : [unknownId(hint.failed, {known, what: 'a check of this step', path: [...at, 'failed']})]),
  ];
}

function lintExpression(text: string, {type, path}: {type: 'bool' | 'any'; path: Path}): LabProblem[] {
  const problem = expressionProblem(text, type);
  return problem === undefined ? [] : [{path, message: problem}];
}

function lintLine(text: string, {lab, at}: {lab: Lab; at: Path}): LabProblem[] {
  try {
    parseLabLine(text, {files: lab.files, lab: lab.lab});
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const next = error.next === undefined ? '' : ` ${error.next}`;
    return [{path: at, message: `${error.message}${next}`}];
  }
}

function unknownId(id: string, {known, what, path}: {known: readonly string[]; what: string; path: Path}): LabProblem {
  const nearest = nearestTo(id, known);
  const offered = known.length === 0 ? 'there is none' : `there are: ${known.join(', ')}`;
  const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return {path, message: `${id} is not ${what} (${offered})${meant}`};
}

function duplicates(ids: readonly string[], at: Path): LabProblem[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{path: [...at, index, 'id'], message: `${id} is used already`}],
  );
}

/** Where a manifest of the lab may name an image: wherever containers are listed. */
function imagesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image' && typeof inner === 'string' ? [inner] : imagesIn(inner),
  );
}

function lintImages(lab: Lab): LabProblem[] {
  const allowed = new Set(lab.images);
  const unknown = lab.absentImages.flatMap((image, index) =>
    allowed.has(image) ? [] : [{path: ['absentImages', index], message: `${image} is not among the images`}],
  );
  const manifests = [...lab.files].filter(([name]) => isManifest(name));
  const ofFiles = manifests.flatMap(([name, yaml]) => {
    try {
      const images = readManifests({name, yaml}).flatMap(({object}) => imagesIn(object));
      return images
        .filter((image) => !allowed.has(image))
        .map((image) => ({path: ['images'], message: `${name} runs ${image}, which is not among them`}));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [{path: [], message: error.message}];
    }
  });
  return [...unknown, ...ofFiles];
}

/** A manifest that no line applies is one that nobody has tried. */
function unusedFiles(lab: Lab): LabProblem[] {
  const lines = lab.steps.flatMap(({commands, solution, wrong, start}) => [
    ...commands,
    ...solution.commands,
    ...wrong,
    ...start,
  ]);
  const used = new Set(lines.flatMap((line) => sourcesOf(line, lab)));
  return [...lab.files.keys()]
    .filter((name) => isManifest(name) && !used.has(name))
    .map((name) => ({path: ['steps'], message: `no line uses ${name}`}));
}

function sourcesOf(line: string, lab: Lab): string[] {
  try {
    const {operation} = parseLabLine(line, {files: lab.files, lab: lab.lab});
    const isOfLine = operation.kind === 'create' && operation.from.is === 'line';
    // what it was made of is in the line alone
    if (isOfLine) return [...lab.files.keys()].filter((name) => line.includes(name));
    return manifestSources(operation).map(({name}) => name);
  } catch (error) {
    // said where the line stands
    if (error instanceof UserError) return [];
    throw error;
  }
}

function lintLinks(step: Step, at: Path): LabProblem[] {
  return [
    ...linkProblems(step.text, [...at, 'text']),
    ...linkProblems(step.solution.text, [...at, 'solution', 'text']),
    ...step.hints.flatMap(({text}, index) => linkProblems(text, [...at, 'hints', index, 'text'])),
  ];
}
