import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import {described} from '../described.ts';
import {bestFirst} from '#src/chat/suggestion.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {subcommand} from './subcommand.ts';

export const fastForward = subcommand({
  definition: {
    name: 'fast-forward',
    ...described((words) => words.commands.workshop.fastForward.about),
    options: [
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'step',
        ...described((words) => words.commands.workshop.fastForward.step),
        required: true,
        autocomplete: true,
        min_value: 2,
        // a course has at most ten labs of 25 steps
        max_value: 250,
      },
    ],
  },
  /** A step's place, from 1, as people count. */
  schema: z.object({step: z.number().int().positive()}),
  complete: {
    step: (typed, {lab}) =>
      bestFirst(
        typed,
        // nobody is behind the first
        lab.steps.map(({title}, index) => ({label: `${index + 1} · ${title}`, value: index + 1})).slice(1),
      ),
  },
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {lab, facilitating}) => {
    const step = lab.steps[input.step - 1];
    if (step === undefined) {
      throw new UserError('bad-input', words().commands.workshop.fastForward.noStep({steps: lab.steps.length}));
    }
    return facilitating.fastForward({stepId: step.id});
  },
});
