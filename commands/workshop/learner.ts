import {z} from 'zod';
import {described} from '../described.ts';
import {who} from './options.ts';
import {subcommand} from './subcommand.ts';

export const learner = subcommand({
  definition: {
    name: 'learner',
    ...described((words) => words.commands.workshop.learner.about),
    options: [who((words) => words.commands.workshop.learner.who, true)],
  },
  schema: z.object({who: z.string()}),
  isRecorded: false,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.showLearner(input.who),
});
