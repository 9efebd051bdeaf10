import type {Answer} from '#src/chat/answer.ts';
import {labButtons} from '#src/views/lab/step-buttons.ts';
import type {Button, Pressed} from './button.ts';
import type {LearnerLab, StepLine} from './learner-lab.ts';

/** The step that the button names, if it does, and what stands behind it. */
interface OfStep extends Pressed {
  readonly step: string | undefined;
  readonly rest: string;
}

interface StepButton {
  readonly isInPlace: boolean;
  readonly press: (lab: LearnerLab, pressed: OfStep) => Promise<Answer>;
}

const lineOf = ({step = ''}: OfStep, of: StepLine['of'], place: string): StepLine => ({
  stepId: step,
  of,
  place: Number(place),
});

const all: Readonly<Record<keyof typeof labButtons, StepButton>> = {
  show: {
    isInPlace: true,
    press: async (lab, {step, message}) => lab.show({stepId: step, cardId: message.interactionId}),
  },
  nextLab: {isInPlace: false, press: async (lab, {step = ''}) => lab.nextLab(step)},
  check: {
    isInPlace: true,
    press: async (lab, {step = '', message}) => lab.check({stepId: step, cardId: message.interactionId}),
  },
  predict: {
    isInPlace: true,
    press: async (lab, {step = '', rest, message}) =>
      lab.predict({stepId: step, option: Number(rest), cardId: message.interactionId}),
  },
  hint: {isInPlace: false, press: async (lab, {step}) => lab.hint(step)},
  solution: {isInPlace: false, press: async (lab, {step = ''}) => lab.askForSolution(step)},
  reveal: {isInPlace: true, press: async (lab, {step = ''}) => lab.reveal(step)},
  run: {
    isInPlace: false,
    press: async (lab, pressed) => lab.run(lineOf(pressed, 'commands', pressed.rest), pressed),
  },
  play: {
    isInPlace: false,
    press: async (lab, pressed) => lab.run(lineOf(pressed, 'solution', pressed.rest), pressed),
  },
  again: {
    isInPlace: false,
    press: async (lab, pressed) => {
      const [of, place = ''] = pressed.rest.split('-');
      return lab.run(lineOf(pressed, of === 'solution' ? 'solution' : 'commands', place), pressed);
    },
  },
  resetStep: {isInPlace: false, press: async (lab, pressed) => lab.reset(pressed.step ?? '', pressed)},
  resetAll: {isInPlace: false, press: async (lab, pressed) => lab.reset(undefined, pressed)},
};

const names = Object.keys(all).filter((name): name is keyof typeof all => name in all);

/** Below what `/lab` shows. They act on the sandbox of who presses. */
export const stepButtons: readonly Button[] = names.map((name) => {
  const {isInPlace, press} = all[name];
  return {
    id: labButtons[name],
    who: 'anybody',
    isInPlace,
    press: async (pressed, session) => {
      const [step = '', rest = ''] = pressed.argument.split(':');
      return press(await session.takeLab(), {...pressed, step: step === '' ? undefined : step, rest});
    },
  };
});
