import {z} from 'zod';
import {described} from '../described.ts';
import {subcommand} from './subcommand.ts';

export const status = subcommand({
  definition: {name: 'status', ...described((words) => words.commands.workshop.status)},
  schema: z.object({}),
  isRecorded: false,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.status(),
});
