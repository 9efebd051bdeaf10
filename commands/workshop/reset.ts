import {z} from 'zod';
import {described} from '../described.ts';
import {who} from './options.ts';
import {subcommand} from './subcommand.ts';

export const reset = subcommand({
  definition: {
    name: 'reset',
    ...described((words) => words.commands.workshop.reset.about),
    options: [who((words) => words.commands.workshop.reset.who, false)],
  },
  schema: z
    .object({who: z.string().optional()})
    .transform((input): {learnerId?: string} => (input.who === undefined ? {} : {learnerId: input.who})),
  isRecorded: true,
  who: 'facilitator',
  run: async ({learnerId}, {facilitating}) => facilitating.reset(learnerId),
});
