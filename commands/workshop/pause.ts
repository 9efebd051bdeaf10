import {z} from 'zod';
import {described} from '../described.ts';
import {subcommand} from './subcommand.ts';

export const pause = subcommand({
  definition: {name: 'pause', ...described((words) => words.commands.workshop.pause)},
  schema: z.object({}),
  isRecorded: true,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.pause(),
});
