import type {Answer} from '#src/chat/answer.ts';
import type {Facilitating} from '#src/chat/facilitating.ts';
import {facilitatorButtons, type FacilitatorButton} from '#src/views/facilitators/facilitator-buttons.ts';
import type {Button, Pressed} from './button.ts';

const all: Readonly<Record<FacilitatorButton, (at: Facilitating, pressed: Pressed) => Promise<Answer>>> = {
  close: async (at, {argument}) => at.close(argument),
  cancelTask: async (at, {argument}) => at.cancelTask(argument),
  look: async (at, {argument}) => at.askForLook(argument),
  thread: async (at, {argument}) => at.openThread(argument),
  reset: async (at, {argument}) => {
    await at.record({name: 'reset', given: {learnerId: argument}});
    return at.reset(argument);
  },
  move: async (at, {argument, values: [stepId = '']}) => at.fastForward({stepId, learnerId: argument}),
  take: async (at, {argument}) => at.take(argument),
  answer: async (at, {argument}) => at.askForAnswer(argument),
  done: async (at, {argument}) => at.endHelp(argument),
};

const names = Object.keys(all).filter((name): name is FacilitatorButton => name in all);

/** Of facilitators; the argument of most is a learner, who may press those that are theirs too. */
export const facilitatorsButtons: readonly Button[] = names.map((name) => {
  const id = facilitatorButtons[name];
  const isInPlace = name === 'close';
  const press: Button['press'] = async (pressed, {facilitating}) => all[name](facilitating, pressed);
  if (name !== 'done') return {id, isInPlace, press, who: 'facilitator'};
  // who was helped knows best when that is over
  return {
    id,
    isInPlace,
    press,
    who: 'owner',
    owned: ({argument}) => ({what: 'also-facilitators', ownerId: argument}),
  };
});
