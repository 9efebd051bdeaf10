import {expect, it} from 'vitest';
import {labTextsSchema} from '#src/lab/lab-texts.ts';
import {speakingLab} from '#src/lab/speaking-lab.ts';
import {renderStepCard} from '#src/views/lab/render-step-card.ts';
import {labStateSchema} from '#src/lab/lab-state.ts';
import {inLanguage} from '#src/words/words.ts';
import {tinyLab} from '#test/support/tiny-lab.ts';

const lab = tinyLab(
  '    hints:',
  '    prediction: {question: What?, options: [A, B], answer: 0, afterwards: So.}\n    hints:',
);
const texts = labTextsSchema.parse({
  title: 'Ein winziges Lab',
  steps: [
    {
      id: 'run',
      title: 'Starte einen Pod',
      prediction: {question: 'Was?', options: ['Eine', 'Zwei', 'Drei']},
      checks: [{id: 'ready', evidence: {STATUS: 'Zustand'}}],
      hints: [{text: 'Erster Tipp.'}],
    },
    {id: 'no-such-step', title: 'Nichts'},
  ],
  cleanup: {gone: [{id: 'pods', title: 'Kein Pod ist übrig'}]},
});
const spoken = speakingLab(lab, new Map([['de', texts]]));
const step = spoken.steps[0];
if (step === undefined) throw new Error('the tiny lab has a step');

it('is in the language of who reads it', () => {
  expect([spoken.title, step.title]).toEqual(['A tiny lab', 'Run a Pod']);
  inLanguage('de', () => {
    expect([spoken.title, step.title, spoken.cleanup.gone[0]?.title]).toEqual([
      'Ein winziges Lab',
      'Starte einen Pod',
      'Kein Pod ist übrig',
    ]);
    expect(Object.keys(step.checks[0]?.evidence ?? {})).toEqual(['Zustand']);
  });
  expect(inLanguage('fr', () => step.title)).toBe('Run a Pod');
});

it('is in English where a text is missing, or does not fit', () => {
  inLanguage('de', () => {
    expect([spoken.summary, step.text, step.checks[0]?.title]).toEqual(['One Pod.', 'Apply it.', 'The Pod is ready']);
    expect(step.hints.map(({text}) => text)).toEqual(['Erster Tipp.', 'Second hint.']);
    expect(step.prediction).toMatchObject({question: 'Was?', options: ['A', 'B'], afterwards: 'So.'});
  });
});

it('has the same steps and checks in every language, with the same expressions and lines', () => {
  expect(inLanguage('de', () => spoken.steps[0])).toBe(step);
  expect(step.checks[0]?.that).toBe(lab.steps[0]?.checks[0]?.that);
  expect(step.commands).toEqual(lab.steps[0]?.commands);
  const {content} = inLanguage('de', () =>
    renderStepCard({lab: spoken, step, state: labStateSchema.parse({}), results: []}),
  );
  expect(content).toMatch(/^### Starte einen Pod\n-# Ein winziges Lab/);
});

it('is the lab itself where it has no other texts', () => {
  expect(speakingLab(lab, new Map())).toBe(lab);
});
