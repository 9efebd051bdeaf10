import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import {wordsWindow} from '#src/views/facilitators/windows.ts';
import {text, textSchema} from './options.ts';
import {subcommand, windowOf} from './subcommand.ts';

const toSchema = z.enum(['all', 'stuck']);

export const hint = subcommand({
  definition: {
    name: 'hint',
    description: 'Give a hint for the step that each is at',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'to',
        description: 'To whom',
        required: true,
        choices: [
          {name: 'all', value: 'all'},
          {name: 'stuck', value: 'stuck'},
        ],
      },
      text('Your own words instead of the lab’s', false),
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'window',
        description: 'Whether a window opens for your own words, of several lines',
      },
    ],
  },
  schema: z.object({to: toSchema, text: textSchema.optional(), window: z.boolean().default(false)}),
  isRecorded: ({window}) => !window,
  who: 'facilitator',
  run: async ({to, text: words, window}, {facilitating}) =>
    window
      ? {kind: 'ask', window: wordsWindow(`hint:${to}`, `A hint for ${to === 'all' ? 'all' : 'who is stuck'}`, words)}
      : facilitating.hint({to, text: words}),
});

export const hintWindow = windowOf({
  definition: {name: 'hint'},
  schema: z.object({about: toSchema, text: textSchema}).transform(({about, text: words}) => ({to: about, text: words})),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.hint(input),
});
