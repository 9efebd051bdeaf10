import {z} from 'zod';
import {text, textSchema} from './options.ts';
import {subcommand} from './subcommand.ts';

export const broadcast = subcommand({
  definition: {name: 'broadcast', description: 'Say something to all', options: [text('What', true)]},
  schema: z.object({text: textSchema}),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.broadcast(input.text),
});
