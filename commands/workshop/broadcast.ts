import {z} from 'zod';
import {described} from '../described.ts';
import {wordsWindow} from '#src/views/facilitators/windows.ts';
import {words} from '#src/words/words.ts';
import {text, textSchema} from './options.ts';
import {subcommand, windowOf} from './subcommand.ts';

export const broadcast = subcommand({
  definition: {
    name: 'broadcast',
    ...described((words) => words.commands.workshop.broadcast.about),
    options: [text((words) => words.commands.workshop.broadcast.text, false)],
  },
  schema: z.object({text: textSchema.optional()}),
  isRecorded: (input) => input.text !== undefined,
  who: 'facilitator',
  run: async (input, {facilitating}) =>
    input.text === undefined
      ? {kind: 'ask', window: wordsWindow('broadcast', words().commands.workshop.broadcast.window)}
      : facilitating.broadcast(input.text),
});

export const broadcastWindow = windowOf({
  definition: {name: 'broadcast'},
  schema: z.object({text: textSchema}),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.broadcast(input.text),
});
