import {z} from 'zod';
import {count, countSchema} from './options.ts';
import {subcommand} from './subcommand.ts';

export const doctor = subcommand({
  definition: {
    name: 'doctor',
    description: 'Check the chat, the cluster and Redis before a class',
    options: [count('learners', 'For how many there is to be room')],
  },
  schema: z.object({learners: countSchema.optional()}),
  isRecorded: false,
  who: 'facilitator',
  run: async ({learners}, {facilitating}) => facilitating.doctor(learners),
});
