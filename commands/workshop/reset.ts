import {z} from 'zod';
import {who} from './options.ts';
import {subcommand} from './subcommand.ts';

export const reset = subcommand({
  definition: {
    name: 'reset',
    description: 'Reset sandboxes to the start of the step that each is at',
    options: [who('Whose; everybody’s without it', false)],
  },
  schema: z
    .object({who: z.string().optional()})
    .transform((input): {learnerId?: string} => (input.who === undefined ? {} : {learnerId: input.who})),
  isRecorded: true,
  who: 'facilitator',
  run: async ({learnerId}, {facilitating}) => facilitating.reset(learnerId),
});
