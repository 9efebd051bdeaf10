import {z} from 'zod';
import {described} from '../described.ts';
import {subcommand} from './subcommand.ts';

export const resume = subcommand({
  definition: {name: 'resume', ...described((words) => words.commands.workshop.resume)},
  schema: z.object({}),
  isRecorded: true,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.resume(),
});
