import {z} from 'zod';
import {described} from '../described.ts';
import {subcommand} from './subcommand.ts';

export const exportRecord = subcommand({
  definition: {name: 'export', ...described((words) => words.commands.workshop.export)},
  schema: z.object({}),
  isRecorded: false,
  who: 'facilitator',
  run: async (_input, {facilitating}) => facilitating.exportRecord(),
});
