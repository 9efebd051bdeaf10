import {z} from 'zod';
import {count, countSchema, minutes, minutesSchema} from './options.ts';
import {subcommand} from './subcommand.ts';

export const extend = subcommand({
  definition: {
    name: 'extend',
    description: 'Give it more time or more places',
    options: [
      minutes('minutes', 'How many minutes more'),
      count('capacity', 'How many may have a sandbox from now on'),
    ],
  },
  schema: z.object({minutes: minutesSchema.optional(), capacity: countSchema.optional()}),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.extend(input),
});
