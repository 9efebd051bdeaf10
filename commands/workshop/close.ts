import {z} from 'zod';
import {subcommand} from './subcommand.ts';

export const close = subcommand({
  definition: {name: 'close', description: 'Remove all sandboxes and close it'},
  schema: z.object({}),
  isRecorded: true,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.askToClose(),
});
