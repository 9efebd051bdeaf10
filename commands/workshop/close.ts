import {z} from 'zod';
import {described} from '../described.ts';
import {subcommand} from './subcommand.ts';

export const close = subcommand({
  definition: {name: 'close', ...described((words) => words.commands.workshop.close)},
  schema: z.object({}),
  isRecorded: true,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.askToClose(),
});
