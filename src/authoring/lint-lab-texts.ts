import type {Check, Hint, Step} from '#src/lab/lab-step.ts';
import type {CheckTexts, LabTexts, StepTexts} from '#src/lab/lab-texts.ts';
import type {Lab} from '#src/lab/lab.ts';
import {speakingLab} from '#src/lab/speaking-lab.ts';
import type {Language} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {solutionMessageProblem, stepCardProblem} from './lab-lengths.ts';
import type {LabProblem} from './lab-problem.ts';
import {linkProblems} from './lint-links.ts';

type Path = LabProblem['path'];

/**
 * What is wrong with a lab's texts in one language, beside the lab in English: texts that are missing or are of nothing, that
 * name other commands, that are too long once they are shown.
 */
export function lintLabTexts(texts: LabTexts, {lab, language}: {lab: Lab; language: Language}): LabProblem[] {
  const spoken = speakingLab(lab, new Map([[language, texts]]));
  return [
    ...lintText(texts.title, lab.title, ['title']),
    ...lintText(texts.summary, lab.summary, ['summary']),
    ...lintById(texts.steps, lab.steps, {at: ['steps'], what: 'a step', lint: lintStep}),
    ...lintHints(texts.hints, lab.hints, ['hints']),
    ...lintById(texts.cleanup?.gone, lab.cleanup.gone, {at: ['cleanup', 'gone'], what: 'a check', lint: lintCheck}),
    ...inLanguage(language, () => (texts.steps ?? []).flatMap((step, place) => lintLengths(step.id, spoken, place))),
  ];
}

function lintStep(texts: StepTexts, step: Step, at: Path): LabProblem[] {
  return [
    ...lintText(texts.title, step.title, [...at, 'title']),
    ...lintText(texts.text, step.text, [...at, 'text']),
    ...lintPrediction(texts.prediction, step.prediction, [...at, 'prediction']),
    ...lintById(texts.checks, step.checks, {at: [...at, 'checks'], what: 'a check of this step', lint: lintCheck}),
    ...lintList(texts.observe, step.observe, [...at, 'observe']),
    ...lintHints(texts.hints, step.hints, [...at, 'hints']),
    ...lintText(texts.solution?.text, step.solution.text, [...at, 'solution', 'text']),
  ];
}

function lintPrediction(texts: StepTexts['prediction'], prediction: Step['prediction'], at: Path): LabProblem[] {
  if (prediction === undefined) return texts === undefined ? [] : [{path: at, message: 'this step has none'}];
  return [
    ...lintText(texts?.question, prediction.question, [...at, 'question']),
    ...lintList(texts?.options, prediction.options, [...at, 'options']),
    ...lintText(texts?.afterwards, prediction.afterwards, [...at, 'afterwards']),
  ];
}

function lintCheck(texts: CheckTexts, check: Check, at: Path): LabProblem[] {
  const labels = Object.keys(check.evidence);
  const given = Object.keys(texts.evidence ?? {});
  const redo = [...at, 'redo'];
  return [
    ...lintText(texts.title, check.title, [...at, 'title']),
    ...labels
      .filter((label) => !given.includes(label) && !isName(label))
      .map((label) => ({path: [...at, 'evidence'], message: `the label ${label} is missing`})),
    ...given
      .filter((label) => !labels.includes(label))
      .map((label) => ({path: [...at, 'evidence', label], message: 'the check has no such label'})),
    ...(check.redo !== undefined
      ? lintText(texts.redo, check.redo, redo)
      : texts.redo === undefined
        ? []
        : [{path: redo, message: 'this check has none'}]),
  ];
}

/** A label that is Kubernetes' own word, such as STATUS or Pods, need not be named again. */
const isName = (label: string): boolean => /^\p{Lu}\S*$/u.test(label);

const lintHints = (texts: StepTexts['hints'], hints: readonly Hint[], at: Path): LabProblem[] => {
  const textsOf = (all: readonly {readonly text: string}[]): string[] => all.map(({text}) => text);
  return lintList(texts === undefined ? undefined : textsOf(texts), textsOf(hints), at);
};

/** Texts that are known by their place. */
function lintList(texts: readonly string[] | undefined, english: readonly string[], at: Path): LabProblem[] {
  if (texts === undefined && english.length === 0) return [];
  const {length} = texts ?? [];
  if (length !== english.length) return [{path: at, message: `has ${length} of ${english.length}`}];
  return english.flatMap((text, place) => lintText(texts?.[place], text, [...at, place]));
}

function lintText(text: string | undefined, english: string, path: Path): LabProblem[] {
  if (text === undefined) return [{path, message: `is missing: ${english.split('\n')[0] ?? ''}`}];
  const own = codeIn(text);
  const wanted = codeIn(english);
  const lost = wanted.filter((code) => !own.includes(code));
  const strange = own.filter((code) => !wanted.includes(code));
  return [
    ...(lost.length === 0 ? [] : [{path, message: `does not name ${lost.join(', ')}, as the English does`}]),
    ...(strange.length === 0 ? [] : [{path, message: `names ${strange.join(', ')}, which the English does not`}]),
    ...linkProblems(text, path),
  ];
}

/** What is typed or is a name of something: the same in every language. */
const codeIn = (text: string): string[] => [...new Set(text.match(/`[^`]+`|(?<![\w./`])\/[a-z][a-z-]+/gu))];

/** What is known by its id: what is there is compared with what it is of, and what is not is missing. */
function lintById<Texts extends {readonly id: string}, Of extends {readonly id: string}>(
  texts: readonly Texts[] = [],
  english: readonly Of[],
  {at, what, lint}: {at: Path; what: string; lint: (texts: Texts, of: Of, at: Path) => LabProblem[]},
): LabProblem[] {
  const ids = texts.map(({id}) => id);
  return [
    ...texts.flatMap((own, place) => {
      const of = english.find(({id}) => id === own.id);
      const path = [...at, place, 'id'];
      if (of === undefined) return [{path, message: `${own.id} is not ${what} in lab.yaml`}];
      if (ids.indexOf(own.id) !== place) return [{path, message: `${own.id} is used already`}];
      return lint(own, of, [...at, place]);
    }),
    ...english.filter(({id}) => !ids.includes(id)).map(({id}) => ({path: at, message: `${id} is missing`})),
  ];
}

/** Of a step as it is shown in the language that is spoken. */
function lintLengths(id: string, lab: Lab, place: number): LabProblem[] {
  const step = lab.steps.find((one) => one.id === id);
  if (step === undefined) return [];
  const card = stepCardProblem(lab, step);
  const solution = solutionMessageProblem(step);
  return [
    ...(card === undefined ? [] : [{path: ['steps', place, 'text'], message: card}]),
    ...(solution === undefined ? [] : [{path: ['steps', place, 'solution', 'text'], message: solution}]),
  ];
}
