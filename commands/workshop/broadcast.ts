import {z} from 'zod';
import {wordsWindow} from '#src/views/facilitators/windows.ts';
import {text, textSchema} from './options.ts';
import {subcommand, windowOf} from './subcommand.ts';

export const broadcast = subcommand({
  definition: {
    name: 'broadcast',
    description: 'Say something to all',
    options: [text('What; without it a window opens for words of several lines', false)],
  },
  schema: z.object({text: textSchema.optional()}),
  isRecorded: (input) => input.text !== undefined,
  who: 'facilitator',
  run: async (input, {facilitating}) =>
    input.text === undefined
      ? {kind: 'ask', window: wordsWindow('broadcast', 'Say something to all')}
      : facilitating.broadcast(input.text),
});

export const broadcastWindow = windowOf({
  definition: {name: 'broadcast'},
  schema: z.object({text: textSchema}),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.broadcast(input.text),
});
