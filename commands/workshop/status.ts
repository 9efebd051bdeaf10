import {z} from 'zod';
import {subcommand} from './subcommand.ts';

export const status = subcommand({
  definition: {name: 'status', description: 'How it is set up and how full it is'},
  schema: z.object({}),
  isRecorded: false,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.status(),
});
