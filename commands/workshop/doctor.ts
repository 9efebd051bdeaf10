import {z} from 'zod';
import {described} from '../described.ts';
import {count, countSchema} from './options.ts';
import {subcommand} from './subcommand.ts';

export const doctor = subcommand({
  definition: {
    name: 'doctor',
    ...described((words) => words.commands.workshop.doctor.about),
    options: [count('learners', (words) => words.commands.workshop.doctor.learners)],
  },
  schema: z.object({learners: countSchema.optional()}),
  isRecorded: false,
  who: 'facilitator',
  run: async ({learners}, {facilitating}) => facilitating.doctor(learners),
});
