import {z} from 'zod';
import {subcommand} from './subcommand.ts';

export const resume = subcommand({
  definition: {name: 'resume', description: 'Go on after a pause'},
  schema: z.object({}),
  isRecorded: true,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.resume(),
});
