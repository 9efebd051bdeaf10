import {z} from 'zod';
import {described} from '../described.ts';
import {count, countSchema, minutes, minutesSchema} from './options.ts';
import {subcommand} from './subcommand.ts';

export const extend = subcommand({
  definition: {
    name: 'extend',
    ...described((words) => words.commands.workshop.extend.about),
    options: [
      minutes('minutes', (words) => words.commands.workshop.extend.minutes),
      count('capacity', (words) => words.commands.workshop.extend.capacity),
    ],
  },
  schema: z.object({minutes: minutesSchema.optional(), capacity: countSchema.optional()}),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.extend(input),
});
