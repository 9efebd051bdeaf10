import {z} from 'zod';
import {who} from './options.ts';
import {subcommand} from './subcommand.ts';

export const learner = subcommand({
  definition: {
    name: 'learner',
    description: 'Where one learner is, what they did, and what you can do',
    options: [who('Whom', true)],
  },
  schema: z.object({who: z.string()}),
  isRecorded: false,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.showLearner(input.who),
});
