import {z} from 'zod';
import {subcommand} from './subcommand.ts';

export const exportRecord = subcommand({
  definition: {name: 'export', description: 'Get the record as CSV and JSON'},
  schema: z.object({}),
  isRecorded: false,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.exportRecord(),
});
