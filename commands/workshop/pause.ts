import {z} from 'zod';
import {subcommand} from './subcommand.ts';

export const pause = subcommand({
  definition: {name: 'pause', description: 'Let nothing run; what is typed is kept'},
  schema: z.object({}),
  isRecorded: true,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.pause(),
});
