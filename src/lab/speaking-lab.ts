import type {Language} from '#src/words/language.ts';
import {language} from '#src/words/words.ts';
import type {Check, Hint, Step} from './lab-step.ts';
import type {CheckTexts, LabTexts, StepTexts} from './lab-texts.ts';
import type {Lab} from './lab.ts';

/** The texts of one thing in each language; undefined where a language has none of it. */
type TextsOf<Texts> = (language: Language) => Texts | undefined;

/**
 * The lab with its texts in the language of who reads them (`language()`), in English where they are missing there. They are
 * read each time, so steps and checks stay the same objects in every language. Not to be copied with `…`: a copy keeps to the
 * language in which it was made.
 */
export function speakingLab(lab: Lab, texts: ReadonlyMap<Language, LabTexts>): Lab {
  if (texts.size === 0) return lab;
  const own: TextsOf<LabTexts> = (one) => texts.get(one);
  const spoken: Lab = {
    ...lab,
    steps: lab.steps.map((step) => speakingStep(step, (one) => withId(own(one)?.steps, step.id))),
    hints: speakingHints(lab.hints, (one) => own(one)?.hints),
    cleanup: {gone: speakingChecks(lab.cleanup.gone, (one) => own(one)?.cleanup?.gone)},
  };
  return speaking(spoken, ['title', 'summary'], own);
}

function speakingStep(step: Step, own: TextsOf<StepTexts>): Step {
  const {prediction} = step;
  const spoken: Step = {
    ...step,
    checks: speakingChecks(step.checks, (one) => own(one)?.checks),
    hints: speakingHints(step.hints, (one) => own(one)?.hints),
    solution: speaking(step.solution, ['text'], (one) => own(one)?.solution),
    ...(prediction === undefined ? {} : {prediction: speakingPrediction(prediction, (one) => own(one)?.prediction)}),
  };
  return speaking(spoken, ['title', 'text', 'observe'], own);
}

type Prediction = NonNullable<Step['prediction']>;

/** Options are known by their place: those of which there are more or fewer are not taken. */
const speakingPrediction = (prediction: Prediction, own: TextsOf<StepTexts['prediction']>): Prediction =>
  speaking(prediction, ['question', 'options', 'afterwards'], (one) => {
    const texts = own(one);
    return texts?.options?.length === prediction.options.length ? texts : {...texts, options: undefined};
  });

const speakingHints = (hints: readonly Hint[], own: TextsOf<StepTexts['hints']>): Hint[] =>
  hints.map((hint, place) => speaking(hint, ['text'], (one) => own(one)?.[place]));

const speakingChecks = (checks: readonly Check[], own: TextsOf<readonly CheckTexts[]>): Check[] =>
  checks.map((check) => speakingCheck(check, (one) => withId(own(one), check.id)));

function speakingCheck(check: Check, own: TextsOf<CheckTexts>): Check {
  return speaking(check, ['title', 'redo', 'evidence'], (one) => {
    const {title, redo, evidence: labels = {}} = own(one) ?? {};
    const evidence = Object.entries(check.evidence).map(([label, value]) => [labels[label] ?? label, value]);
    return {title, redo, evidence: Object.fromEntries(evidence)};
  });
}

const withId = <Texts extends {readonly id: string}>(texts: readonly Texts[] = [], id: string): Texts | undefined =>
  texts.find((one) => one.id === id);

/** The same thing, whose `keys` are asked for among its texts each time that they are read. */
function speaking<Thing extends object, Key extends keyof Thing>(
  thing: Thing,
  keys: readonly Key[],
  own: TextsOf<{readonly [key in Key]?: Thing[key] | undefined}>,
): Thing {
  const spoken = {...thing};
  for (const key of keys) {
    Object.defineProperty(spoken, key, {enumerable: true, get: () => own(language())?.[key] ?? thing[key]});
  }
  return spoken;
}
